import type { ListedJob } from '../github/rest/job.ts'

/** The stages of the report, in the words of the messages about its end. */
export const STAGES = {
  start: 'starting',
  list: 'listing the run',
  manifests: 'reading the manifests of its jobs',
  logs: 'reading its logs',
  join: 'joining what it knows',
  sign: 'signing',
  publish: 'uploading the run manifest',
  present: 'posting',
  /** Check run and summary are written. */
  shown: 'ending',
  done: 'ending',
} as const
export type Stage = keyof typeof STAGES

/** What is known so far. It is bounded for a run of any size, because its reader is a small process. */
export type Known = {
  /** The commit that a check run belongs to, where it is not the event's own. */
  readonly headSha?: string
  readonly runId?: string
  readonly attempt?: number
  /** Jobs that GitHub lists, by how they ended. */
  readonly jobs?: Readonly<Record<string, number>>
  /** Manifests that could be read. */
  readonly manifests?: number
}

/** A message from the report's process to its supervisor. */
export type Progress = { readonly stage: Stage; readonly known?: Known }
export type SendProgress = (progress: Progress) => Promise<void>

/** Parses a message of the report's process; undefined for anything else. */
export const readProgress = (message: unknown): Progress | undefined =>
  typeof message === 'object' &&
  message !== null &&
  'stage' in message &&
  typeof message.stage === 'string' &&
  Object.hasOwn(STAGES, message.stage)
    ? (message as Progress)
    : undefined

const MAX_WORDS = 12

/** Counts the jobs by conclusion: `success`, `failure`, … and `open` for those in progress. */
export const countConclusions = (jobs: readonly ListedJob[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const { api } of jobs) {
    const word = api.conclusion ?? 'open'
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].slice(0, MAX_WORDS))
}
