import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import type { Gap, GapReason, Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import type { ResolvedTool } from '../model/replay.ts'
import type { ServiceUse } from '../model/service-use.ts'
import { createDependencyLines } from './dependency-lines.ts'
import { along } from './job-log/along.ts'
import { logLines } from './job-log/log-lines.ts'
import { type JobLogFacts, type JobLogOptions, readJobLog } from './job-log/read-job-log.ts'
import { createToolsAlong } from './job-log/tool-lines.ts'
import { reasonOf } from './runner-file.ts'

/** `tools` are those that setup actions say they set up; `services` those that the lines of steps name. */
export type JobPageFacts = JobLogFacts & {
  readonly tools: readonly ResolvedTool[]
  readonly services: readonly ServiceUse[]
}

/**
 * Facts of the running job's own log: `<root>/_diag/pages/<timeline>_<backendJobId>_<n>.log`, where the runner writes
 * every line of the job (actions/runner src/Runner.Common/Logging.cs). A page of 8 MB is rolled away when the next one
 * begins, and the last few KB of the newest are not on disk yet. `options.steps` are the steps of the worker's log.
 */
export const readJobPage = async (
  root: string,
  backendJobId: string,
  options: Pick<JobLogOptions, 'steps'> = {},
): Promise<Learned<JobPageFacts>> => {
  const pages = await pagesOf(`${root}/_diag/pages`, backendJobId)
  if (pages.kind === 'unread') return { facts: NOTHING, gaps: [gap('log', pages.reason)] }
  const state: Reading = { rest: LIMITS.jobLogTail, failure: undefined }
  const fromStart = pages.first === 1
  const tools = createToolsAlong({ ...options, fromStart })
  const services = createDependencyLines(options.steps)
  const lines = along(tools.along(logLines(bytesOf(pages.paths, state))), services.read)
  const learned = await readJobLog(lines, { ...options, fromStart })
  return {
    facts: { ...learned.facts, tools: tools.tools(), services: services.uses() },
    gaps: [
      ...learned.gaps,
      ...(fromStart ? [] : [gap('log', 'not-provided', 'the first pages of the log were rolled away')]),
      ...(state.failure === undefined ? [] : [gap('log', state.failure)]),
    ],
  }
}

const NOTHING: JobPageFacts = {
  actions: [],
  caches: [],
  artifacts: [],
  downloads: [],
  containers: [],
  steps: [],
  tools: [],
  services: [],
}

type Pages =
  | { readonly kind: 'pages'; readonly paths: readonly string[]; readonly first: number }
  | { readonly kind: 'unread'; readonly reason: GapReason }

const MAX_PAGES = 100

const pagesOf = async (folder: string, backendJobId: string): Promise<Pages> => {
  try {
    const pages = (await readdir(folder))
      .flatMap(name => {
        const [, timeline, job, number] = /^([\w-]{1,64})_([\w-]{1,64})_(\d{1,6})\.log$/.exec(name) ?? []
        if (timeline === undefined || number === undefined || job !== backendJobId) return []
        return [{ path: `${folder}/${name}`, number: Number(number) }]
      })
      .sort((a, b) => a.number - b.number)
      .slice(0, MAX_PAGES)
    const [first] = pages
    if (first === undefined) return { kind: 'unread', reason: 'not-found' }
    return { kind: 'pages', paths: pages.map(({ path }) => path), first: first.number }
  } catch (error) {
    return { kind: 'unread', reason: reasonOf(error) }
  }
}

type Reading = { rest: number; failure: GapReason | undefined }

/** Bytes of the pages in order, until the cap; only regular files, and never waiting for a pipe. */
async function* bytesOf(paths: readonly string[], state: Reading): AsyncGenerator<Uint8Array> {
  for (const path of paths) {
    try {
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        if (!(await file.stat()).isFile()) {
          state.failure = 'not-readable'
          continue
        }
        while (true) {
          const { bytesRead, buffer } = await file.read(Buffer.alloc(262_144), 0, 262_144)
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
      state.failure = reasonOf(error)
    }
  }
}

const gap = (field: string, reason: GapReason, detail?: string): Gap => ({
  field,
  reason,
  source: 'log',
  ...(detail === undefined ? {} : { detail }),
})
