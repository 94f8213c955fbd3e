import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { LIMITS } from '../core/limits.ts'
import { readNames } from '../io/folder-entries.ts'
import { toGapReason } from '../io/runner-file.ts'
import { FACT_READERS } from '../log/fact-readers.ts'
import { type JobLogFacts, toJobLogFacts } from '../log/job-log-facts.ts'
import { type LogOptions, readLog } from '../log/read-log.ts'
import { toServiceUses } from '../log/service-uses.ts'
import type { ServiceUse } from '../schema/job/service-use.ts'
import { type GapReason, gapFrom, type Reading } from '../schema/values/fact.ts'

/** The facts of the page. `services` are those that the lines of steps name. */
export type JobPageFacts = JobLogFacts & { readonly services: readonly ServiceUse[] }

/** The options. `isOver` reports that time is up; facts read until then are kept. */
export type PageOptions = Pick<LogOptions, 'steps'> & { readonly isOver?: () => boolean }

/**
 * Reads facts from the running job's own log: `<root>/_diag/pages/<timeline>_<backendJobId>_<n>.log`, where the runner
 * writes every line of the job (actions/runner src/Runner.Common/Logging.cs). The runner removes a page of 8 MB when
 * the next one begins, and the last few KB of the newest page are not on disk yet. `options.steps` are the steps of the
 * worker's log.
 */
export const readJobPage = async (
  root: string,
  backendJobId: string,
  options: PageOptions = {},
): Promise<Reading<JobPageFacts>> => {
  const pages = await readPages(`${root}/_diag/pages`, backendJobId)
  if (pages.kind === 'unread') return { value: NOTHING, gaps: [gap('log', pages.reason)] }
  const state: PageState = { rest: LIMITS.jobLogTail, failure: undefined, isOver: options.isOver ?? (() => false) }
  const fromStart = pages.first === 1
  const reading = await readLog(bytesOf(pages.paths, state), FACT_READERS, { ...options, fromStart, goesOn: true })
  const learned = toJobLogFacts(reading)
  return {
    value: { ...learned.value, services: toServiceUses(reading, options.steps) },
    gaps: [
      ...learned.gaps,
      ...(fromStart ? [] : [gap('log', 'not-provided', 'the first pages of the log were rolled away')]),
      ...(state.failure === undefined ? [] : [gap('log', state.failure)]),
    ],
  }
}

/** The result for a job whose log could not be read. */
export const NOTHING: JobPageFacts = {
  actions: [],
  caches: [],
  buildCaches: [],
  artifacts: [],
  downloads: [],
  containers: [],
  pulls: [],
  pushes: [],
  tools: [],
  steps: [],
  services: [],
}

type Pages =
  | { readonly kind: 'pages'; readonly paths: readonly string[]; readonly first: number }
  | { readonly kind: 'unread'; readonly reason: GapReason }

const readPages = async (folder: string, backendJobId: string): Promise<Pages> => {
  try {
    const names = await readNames(folder, name => pageNumber(name, backendJobId) !== undefined)
    const pages = names
      .map(name => ({ path: `${folder}/${name}`, number: pageNumber(name, backendJobId) ?? 0 }))
      .sort((a, b) => a.number - b.number)
      .slice(0, LIMITS.jobLogPages)
    const [first] = pages
    if (first === undefined) return { kind: 'unread', reason: 'not-found' }
    return { kind: 'pages', paths: pages.map(({ path }) => path), first: first.number }
  } catch (error) {
    return { kind: 'unread', reason: toGapReason(error) }
  }
}

/** `<timeline>_<backend job id>_<number>.log`; undefined for any other file. */
const pageNumber = (name: string, backendJobId: string): number | undefined => {
  const [, job, number] = /^[\w-]{1,64}_([\w-]{1,64})_(\d{1,6})\.log$/.exec(name) ?? []
  return job === backendJobId && number !== undefined ? Number(number) : undefined
}

type PageState = { rest: number; failure: GapReason | undefined; readonly isOver: () => boolean }

/**
 * Yields the bytes of the pages in order, up to the cap. It reads only regular files and never waits for a pipe. One
 * buffer is reused, since the reader is done with a chunk before it requests the next.
 */
async function* bytesOf(paths: readonly string[], state: PageState): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(262_144)
  for (const path of paths) {
    try {
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        if (!(await file.stat()).isFile()) {
          state.failure = 'not-readable'
          continue
        }
        while (true) {
          // A log of empty lines takes a thousand times longer to read than a normal log of the same size.
          if (state.isOver()) {
            state.failure = 'deadline'
            return
          }
          const { bytesRead } = await file.read(buffer, 0, buffer.length)
          if (bytesRead === 0) break
          if (bytesRead > state.rest) {
            state.failure = 'too-large'
            return
          }
          state.rest -= bytesRead
          yield buffer.subarray(0, bytesRead)
        }
      } finally {
        await file.close()
      }
    } catch (error) {
      state.failure = toGapReason(error)
    }
  }
}

const gap = gapFrom('log')
