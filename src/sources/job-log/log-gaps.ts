import { type Gap, gapFrom } from '../../model/fact.ts'
import type { SectionReader } from './section.ts'

type Cut = { readonly cut: () => boolean }

/** What a log could not tell, from what its readers dropped or cut. */
export const gapsOfLog = (
  readers: { readonly droppedPosts: number } & Readonly<Partial<Record<keyof typeof FIELDS, Cut>>>,
  sections: SectionReader,
): readonly Gap[] => {
  const dropped = sections.fetched.dropped()
  const disbelieved = sections.disbelieved()
  const { droppedPosts } = readers
  return [
    ...(sections.hasSetUp()
      ? []
      : [
          gap('runner.version', 'not-found', 'the log does not begin with Set up job'),
          gap('caches', 'not-found', 'without Set up job nothing tells an action from a script that passes for one'),
        ]),
    ...(dropped > 0
      ? [gap('actions', 'malformed', `${dropped} fetches in the middle of the job may be a script's`)]
      : []),
    ...(disbelieved > 0 ? [gap('caches', 'malformed', `${disbelieved} heads of actions may be a script's`)] : []),
    ...(droppedPosts > 0 ? [gap('caches', 'malformed', `${droppedPosts} lines of a post stood before a step`)] : []),
    ...NAMES.filter(name => readers[name]?.cut() === true).map(name => gap(FIELDS[name], 'too-large')),
  ]
}

/** The readers that stop at a limit, with the field that is short then. */
const FIELDS = {
  caches: 'caches',
  artifacts: 'artifacts',
  doubtedCaches: 'caches',
  doubtedArtifacts: 'artifacts',
  steps: 'steps',
  heads: 'steps',
  buildCaches: 'buildCaches',
  images: 'images',
  pushes: 'pushes',
  tools: 'tools',
  failures: 'failures',
} as const
const NAMES = Object.keys(FIELDS) as readonly (keyof typeof FIELDS)[]

const gap = gapFrom('log')
