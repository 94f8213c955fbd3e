import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Real data that nobody here made; empty lists where it is not there. */
export const recordings = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded')

export type RecordedAnswer = { readonly file: string; readonly place: string; readonly body: unknown }

/** Every job and every run of GitHub that stands in a recorded answer, list, webhook delivery or served body. */
export const recordedAnswers = (): {
  readonly jobs: readonly RecordedAnswer[]
  readonly runs: readonly RecordedAnswer[]
} => {
  const found = ['runs', 'rest'].flatMap(jsonFiles).flatMap(file => membersOf(file, '', readJson(file)))
  return {
    jobs: found.filter(({ body }) => isJob(body)),
    runs: found.filter(({ body }) => isRun(body)),
  }
}

const jsonFiles = (folder: string): readonly string[] =>
  existsSync(join(recordings, folder))
    ? readdirSync(join(recordings, folder), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.json'))
        .map(file => join(folder, file))
        .sort()
    : []

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(recordings, file), 'utf8'))

/** The value itself and all that it holds: a delivery holds its run, a list its items, a mapping the body it serves. */
const membersOf = (file: string, place: string, body: unknown): readonly RecordedAnswer[] => {
  if (!isObject(body)) return []
  const inside = Object.entries(body).flatMap(([key, value]) =>
    key === 'steps' ? [] : membersOf(file, `${place}/${key}`, key === 'body' ? parsed(value) : value),
  )
  return [{ file, place, body }, ...inside]
}

/** A served body is text. */
const parsed = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isJob = (body: unknown): boolean => isObject(body) && 'run_id' in body && Array.isArray(body['steps'])

const isRun = (body: unknown): boolean => isObject(body) && 'run_number' in body && 'jobs_url' in body
