import { type Gap, gapFrom } from '../model/fact.ts'
import type { Readers } from './reader-set.ts'
import type { StepTracker } from './steps/track-steps.ts'

/** What a log could not tell, from what its readers dropped or cut. */
export const toLogGaps = (trusted: Readers, doubted: Readers, tracker: StepTracker): readonly Gap[] => {
  const dropped = tracker.fetched.dropped()
  const unfetched = tracker.unfetched()
  const forged = countForged(trusted, tracker)
  const isCut = (name: string): boolean => trusted[name]?.isCut() === true || doubted[name]?.isCut() === true
  const cut = new Set(Object.keys(trusted).filter(isCut).map(toField))
  return [
    ...(tracker.hasSetUp()
      ? []
      : [
          gap('runner.version', 'not-found', 'the log does not begin with Set up job'),
          gap('caches', 'not-found', 'without Set up job nothing tells an action from a script that passes for one'),
        ]),
    ...(dropped > 0
      ? [gap('actions', 'malformed', `${dropped} fetches in the middle of the job may be a script's`)]
      : []),
    ...(unfetched > 0 ? [gap('caches', 'malformed', `${unfetched} headers of actions may be a script's`)] : []),
    ...(forged > 0 ? [gap('caches', 'malformed', `${forged} lines of a post stood before a step`)] : []),
    ...(tracker.isCut() ? [gap('steps', 'too-large')] : []),
    ...[...cut].map(field => gap(field, 'too-large')),
  ]
}

const countForged = (readers: Readers, tracker: StepTracker): number =>
  POST_READERS.flatMap(name => readers[name]?.located() ?? []).filter(({ step }) => tracker.isForged(step)).length

/** Readers of what posts print of the job's results. */
const POST_READERS: readonly string[] = ['caches', 'artifacts', 'buildCaches']

/** The field that is short where a reader stopped at its limit: its own, but for these. */
const toField = (reader: string): string => {
  switch (reader) {
    case 'images':
      return 'pushes'
    case 'annotations':
      return 'failures'
    default:
      return reader
  }
}

const gap = gapFrom('log')
