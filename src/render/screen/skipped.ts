import { grouped } from '../../core/grouped.ts'
import type { SkipReason } from '../../schema/run/run-timeline.ts'
import type { Account, AccountJob } from './account/account.ts'
import { code, joined, type Line, listed, text } from './document.ts'

const MOST_NAMES = 3

/** Returns why a job was skipped, in words that follow a colon: `detect was cancelled`, `its if … did not hold`. */
export const skipWords = (skip: SkipReason): Line => {
  const because = skip.root === undefined ? [] : renderEnd(skip.root)
  switch (skip.by) {
    case 'need':
      return because.length > 0 ? because : ['a job above it did not succeed']
    case 'condition':
    case 'other': {
      const condition = skip.part ?? skip.condition
      const held: Line =
        condition === undefined
          ? ['its condition did not hold']
          : ['its condition ', code(condition, 100), ' did not hold']
      return because.length === 0 ? held : joined([held, because], ', ')
    }
  }
}

const renderEnd = ({ name, conclusion, ended }: NonNullable<SkipReason['root']>): Line => [
  text(name, 60),
  ` ${ENDS.get(ended === 'time-limit' ? 'timed_out' : (conclusion ?? '')) ?? 'did not succeed'}`,
]

const ENDS: ReadonlyMap<string, string> = new Map([
  ['failure', 'failed'],
  ['timed_out', 'timed out'],
  ['startup_failure', 'could not start'],
  ['cancelled', 'was cancelled'],
  ['skipped', 'was skipped'],
])

/** Groups skipped jobs by their root cause. Jobs that a failed job held up are listed with that job. */
export const skipGroups = ({ jobs }: Account): readonly SkipGroup[] => {
  const failed = new Set(jobs.filter(({ result }) => result === 'failed').map(({ id }) => id))
  const skipped = jobs.flatMap(job =>
    job.result === 'skipped' && job.skip !== undefined && !failed.has(job.skip.root?.id)
      ? [{ job, skip: job.skip }]
      : [],
  )
  const groups = grouped(skipped, ({ skip }) =>
    JSON.stringify([skip.root?.id ?? skip.condition, skip.by === 'condition' ? (skip.part ?? skip.condition) : '']),
  )
  return [...groups.values()].flatMap(same =>
    same[0] === undefined ? [] : [{ skip: same[0].skip, jobs: same.map(({ job }) => job) }],
  )
}

export type SkipGroup = { readonly skip: SkipReason; readonly jobs: readonly AccountJob[] }

/**
 * Whether a group of skipped jobs is worth reporting: jobs that a job which did not end well kept from running, and
 * jobs that would have deployed. A job with a condition that is false most of the time is not.
 */
export const isNoteworthy = ({ skip, jobs }: SkipGroup): boolean =>
  (skip.root !== undefined && skip.root.conclusion !== 'skipped') ||
  jobs.some(({ environment }) => environment !== undefined)

/** Returns `tests, docker and nix did not run`, and the environments that nothing was deployed to. */
export const skippedLine = ({ skip, jobs }: SkipGroup): Line => {
  const environments = [...new Set(jobs.flatMap(({ environment }) => environment ?? []))]
  const nothing: Line =
    environments.length === 0
      ? []
      : [
          'nothing was deployed to ',
          ...listed(
            environments.map((name): Line => [text(name, 60)]),
            MOST_NAMES,
          ),
          '; ',
        ]
  return [...nothing, `${jobs.length === 1 ? 'a job' : `${jobs.length} jobs`} skipped: `, ...skipWords(skip)]
}
