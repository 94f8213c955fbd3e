import { realpath, stat } from 'node:fs/promises'
import * as z from 'zod/mini'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { toMillis, toUtc } from '../../core/time.ts'
import type { RunClient } from '../../github/rest/client.ts'
import { readRunResponse } from '../../github/rest/workflow-run.ts'
import { parseJson } from '../../io/http/parse-answer.ts'
import { GIVEN_WORKFLOW, type LogSource, type OtherRun } from '../subject.ts'
import { type FetchRecord, fetchRecord } from './fetch-record.ts'
import { createFolderClient } from './folder-client.ts'
import { readFolderFile } from './folder-file.ts'
import { FETCH_FILE } from './paths.ts'

export type OpenFolder = {
  readonly client: RunClient
  readonly subject: OtherRun
  /** Epoch milliseconds at which the run was read. */
  readonly observedAt: number
  /**
   * A fetched folder holds the logs as they were at the fetch. A folder made by hand holds whatever logs its author
   * put there.
   */
  readonly logs: LogSource
}

/**
 * Opens a folder that `fetch` wrote or that was made by hand. `attempt` selects another attempt than the fetched one.
 * @throws TraceError USAGE where there is no such folder, or the folder does not name its run.
 */
export const openFolder = async (path: string, attempt?: number): Promise<OpenFolder> => {
  const root = await realpath(path).catch(() => undefined)
  if (root === undefined || !(await stat(root)).isDirectory()) throw unusable(`there is no folder ${path}`)
  const run = await readJsonFile(root, 'run.json', LIMITS.offlineRun)
  const record = await readRecord(root)
  return record === undefined ? openHandMade(root, run, attempt) : openFetched(root, run, record, attempt)
}

const openFetched = (root: string, run: unknown, record: FetchRecord, asked: number | undefined): OpenFolder => {
  const facts = readRunResponse(run)
  const attempt = asked ?? record.attempt ?? undefined
  return {
    client: createFolderClient({
      root,
      run: {
        repository: record.repository,
        runId: record.runId,
        attempt: record.attempt ?? facts?.attempt ?? 1,
        workflowPath: facts?.path?.split('@')[0],
      },
      asked: new Map(record.asked.map(one => [one.path, one])),
    }),
    subject: {
      kind: 'other-run',
      serverUrl: record.serverUrl,
      repository: record.repository,
      runId: record.runId,
      attempt,
    },
    observedAt: toMillis(record.observedAt ?? '') ?? 0,
    logs: record.logs,
  }
}

const openHandMade = async (root: string, run: unknown, asked: number | undefined): Promise<OpenFolder> => {
  const identity = z.safeParse(identitySchema, run)
  if (run === undefined) throw unusable('the folder holds no run.json that can be read')
  if (!identity.success) throw unusable('run.json has no id and no address of a run')
  const { serverUrl, repository, runId } = identity.data
  const facts = readRunResponse(run)
  const jobs = await readJsonFile(root, 'jobs.json', LIMITS.offlineJobs)
  return {
    client: createFolderClient({
      root,
      run: {
        repository,
        runId,
        attempt: facts?.attempt ?? asked ?? 1,
        workflowPath: facts?.path?.split('@')[0] ?? GIVEN_WORKFLOW,
      },
      asked: undefined,
    }),
    subject: { kind: 'other-run', serverUrl, repository, runId, attempt: asked, hasGivenWorkflow: true },
    observedAt: latestTime([run, jobs]),
    logs: 'archive-or-jobs',
  }
}

const readJsonFile = async (root: string, file: string, cap: number): Promise<unknown> => {
  const read = await readFolderFile(root, file, cap)
  if (read.state !== 'read') return undefined
  try {
    return parseJson(file, read.bytes)
  } catch {
    return undefined
  }
}

/**
 * Reads `fetch.json`. @throws TraceError USAGE for a record that exists and is unreadable: its refusals would be lost.
 */
const readRecord = async (root: string): Promise<FetchRecord | undefined> => {
  const read = await readFolderFile(root, FETCH_FILE, LIMITS.offlineRecord)
  if (read.state === 'missing') return undefined
  const parsed = read.state === 'read' ? z.safeParse(fetchRecord, tryParse(read.bytes)) : undefined
  if (parsed?.success !== true) throw unusable(`${FETCH_FILE} cannot be read`)
  return parsed.data
}

const tryParse = (bytes: Uint8Array): unknown => {
  try {
    return parseJson(FETCH_FILE, bytes)
  } catch {
    return undefined
  }
}

const unusable = (message: string) =>
  new TraceError('USAGE', message, {
    hint: 'Give a folder that pipeline-trace fetch made, or one with run.json and jobs.json',
  })

const name = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))

/** The run that an answer belongs to. Old and trimmed answers lack the repository; their addresses name it. */
const identitySchema = z.pipe(
  z.object({
    id: z.int().check(z.minimum(1)),
    html_url: name,
    url: name,
    jobs_url: name,
    repository: z.optional(z.nullable(z.object({ full_name: name, html_url: name }))),
  }),
  z.transform((raw, context) => {
    const page = parseAddress(raw.html_url) ?? parseAddress(raw.repository?.html_url)
    const named = REPOSITORY.exec(raw.repository?.full_name ?? '')?.[0]
    const repository = named ?? page?.repository ?? findApiRepository(raw.url) ?? findApiRepository(raw.jobs_url)
    if (repository === undefined) {
      context.issues.push({ code: 'custom', message: 'no repository', input: raw })
      return z.NEVER
    }
    return { serverUrl: page?.serverUrl ?? 'https://github.com', repository, runId: String(raw.id) }
  }),
)

const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/

/** `https://github.com/<owner>/<repo>/…` */
const parseAddress = (url: string | null | undefined) => {
  const [, serverUrl, repository] =
    /^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})(?:\/.{0,500})?$/.exec(url ?? '') ?? []
  return serverUrl === undefined || repository === undefined ? undefined : { serverUrl, repository }
}

const findApiRepository = (url: string | null | undefined): string | undefined =>
  /\/repos\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\//.exec(url ?? '')?.[1]

/** Returns the latest time in the run and its jobs; 0 where they hold none. */
const latestTime = (parts: readonly unknown[]): number => {
  let latest = 0
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const isTime = typeof inner === 'string' && (key.endsWith('_at') || key.endsWith('At'))
      const millis = isTime ? toMillis(toUtc(inner) ?? '') : undefined
      if (millis !== undefined && millis > latest && isOfRun(key)) latest = millis
      if (typeof inner === 'object') visit(inner, depth + 1)
    }
  }
  for (const part of parts) visit(part, 0)
  return latest
}

/** Times of the repository or of a commit in the same answer are not times of the run. */
const isOfRun = (key: string): boolean =>
  ['created_at', 'updated_at', 'run_started_at', 'started_at', 'completed_at'].includes(key)
