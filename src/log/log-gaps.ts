import { type Gap, gapFrom } from '../schema/values/fact.ts'
import type { Readers } from './reader-set.ts'
import type { StepTracker } from './steps/track-steps.ts'

/**
 * Lists the gaps of a log, from the facts that its readers dropped or cut. `forged` counts facts in posts with a step
 * after them.
 */
export const toLogGaps = (
  trusted: Readers,
  lowConfidence: Readers,
  tracker: StepTracker,
  forged: number,
): readonly Gap[] => {
  const dropped = tracker.fetched.dropped()
  const unfetched = tracker.unfetched()
  const isCut = (name: string): boolean => trusted[name]?.isCut() === true || lowConfidence[name]?.isCut() === true
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

/**
 * Returns the incomplete field of a reader that stopped at its limit: the field of the same name, with these
 * exceptions.
 */
const toField = (reader: string): string => {
  switch (reader) {
    case 'images':
      return 'pushes'
    case 'annotations':
    case 'errorLines':
      return 'failures'
    default:
      return reader
  }
}

const gap = gapFrom('log')
