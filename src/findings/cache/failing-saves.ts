import type { Finding } from '../../schema/run/finding.ts'
import { quoteName } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import { type CacheFact, type CacheUse, describeUse } from './cache-uses.ts'

/** Reasons that a next run will meet again. An entry that exists, or that another job creates, is no failure. */
const LASTING: ReadonlySet<string> = new Set(['over-limit', 'mode-forbids', 'denied', 'error'])
/** Runs in a row, this one included. */
const IN_A_ROW = 3

/** Finds a save that did not happen in three runs in a row for a lasting reason, with no save between them. */
export const findFailingSaves = (use: CacheUse): Finding | undefined => {
  const { now, past, family } = use
  const before = past.slice(0, IN_A_ROW - 1)
  const failed = [now, ...before.map(({ cache }) => cache)]
  if (failed.length < IN_A_ROW || !failed.every(isFailed)) return undefined
  const reasons = [...new Set(failed.flatMap(({ notSaved }) => notSaved ?? []))].join(', ')
  return describeUse(use, {
    severity: 'medium',
    summary: `The cache ${quoteName(family)} was not saved in this run and the ${before.length} before (${reasons}).`,
    evidence: before.map(({ cache, past: { run } }) => ({
      what: `not saved in run ${nameRun(run)}: ${cache.notSaved ?? 'unknown'}`,
    })),
    reason: 'each of these runs tried to save the entry, and its log states that it did not',
    response: RESPONSES[now.notSaved ?? ''] ?? 'Read the lines of the save in the job’s log.',
  })
}

const isFailed = ({ saved, notSaved }: CacheFact): boolean => saved === false && LASTING.has(notSaved ?? '')

const RESPONSES: Readonly<Record<string, string>> = {
  'over-limit': 'Delete entries that nobody reads, or raise the limit of the repository’s cache.',
  'mode-forbids': 'The cache mode of the job forbids saving: save in a job that may, or restore alone.',
  denied: 'The token of this event may not write to the cache: save on the default branch.',
  error: 'Read the lines of the save in the job’s log: the service refused it each time.',
}
