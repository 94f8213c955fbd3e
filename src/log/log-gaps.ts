import { type Gap, gapFrom } from '../model/fact.ts'
import type { ReaderName, Readers } from './readers.ts'
import type { StepTracker } from './steps/track-steps.ts'

/** What a log could not tell, from what its readers dropped or cut. */
export const toLogGaps = (trusted: Readers, doubted: Readers, tracker: StepTracker): readonly Gap[] => {
  const dropped = tracker.fetched.dropped()
  const unfetched = tracker.unfetched()
  const forged = countForged(trusted, tracker)
  const names = Object.keys(FIELDS) as readonly ReaderName[]
  const isCut = (name: ReaderName): boolean => trusted[name].isCut() || doubted[name].isCut()
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
    ...names.filter(isCut).map(name => gap(FIELDS[name], 'too-large')),
  ]
}

const countForged = (readers: Readers, tracker: StepTracker): number =>
  [...readers.caches.located(), ...readers.artifacts.located(), ...readers.buildCaches.located()].filter(({ step }) =>
    tracker.isForged(step),
  ).length

/** The field that is short where a reader stopped at its limit. */
const FIELDS: { readonly [Name in ReaderName]: string } = {
  setUp: 'setUp',
  containers: 'containers',
  caches: 'caches',
  artifacts: 'artifacts',
  buildCaches: 'buildCaches',
  images: 'pushes',
  tools: 'tools',
  annotations: 'failures',
  services: 'services',
  failures: 'failures',
}

const gap = gapFrom('log')
