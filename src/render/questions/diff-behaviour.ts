import { grouped } from '../../core/grouped.ts'
import { duration } from '../../core/quantity.ts'
import type { BehaviourDifference, Comparison } from '../../schema/questions/comparison.ts'
import { type Line, type Part, strong, text } from '../screen/document.ts'
import { renderCause } from './diff-time.ts'
import { renderJob, renderValue } from './diff-words.ts'

const MOST = 3

/** Renders what the runs did, by kind. */
export const behaviourPart = ({ behaviour, behaviourNotListed, jobs }: Comparison): Part => {
  const groups = [...grouped(behaviour, ({ kind }) => kind)]
  return {
    title: 'What they did',
    blocks: [
      {
        kind: 'list',
        items: [
          ...groups.map(([kind, same]) => renderGroup(kind, same)),
          ...(behaviourNotListed === undefined ? [] : [[`${behaviourNotListed} more differences are not listed.`]]),
          ...(groups.length > 0 ? [] : [[nothing(jobs.paired)]]),
        ],
      },
    ],
  }
}

const nothing = (paired: number): string =>
  paired === 0 ? 'No job is in both runs, so nothing was compared.' : 'Nothing that was compared differs.'

const renderGroup = (kind: BehaviourDifference['kind'], same: readonly BehaviourDifference[]): Line => {
  const left = same.length - MOST
  const shown = same
    .slice(0, MOST)
    .flatMap((one, index): Line => [...(index === 0 ? [] : ['; ']), ...renderDifference(one)])
  return [strong(WORDS[kind]), ': ', ...shown, ...(left > 0 ? [`; and ${left} more`] : [])]
}

const renderDifference = (one: BehaviourDifference): Line => [
  ...renderSubject(one),
  ' ',
  ...renderSides(one),
  ...(one.causes ?? []).flatMap((cause): Line => [' (', ...renderCause(cause), ')']),
]

const renderSubject = ({ kind, job, name }: BehaviourDifference): Line => {
  if (job === undefined) return [text(name, 120)]
  if (kind === 'result') return renderJob(job)
  return [...renderJob(job), ' › ', ...(kind === 'step' ? ['“', text(name, 60), '”'] : [text(name, 80)])]
}

const renderSides = ({ before, after, beforeMs, afterMs }: BehaviourDifference): Line => {
  const hasTimes = beforeMs !== undefined || afterMs !== undefined
  const whole = Math.max(beforeMs ?? 0, afterMs ?? 0)
  return [
    ...(before === undefined && after === undefined ? [] : [...renderValue(before), ' → ', ...renderValue(after)]),
    ...(hasTimes
      ? [`${before === undefined ? '' : ', '}${duration(beforeMs, whole)} → ${duration(afterMs, whole)}`]
      : []),
  ]
}

const WORDS: Readonly<Record<BehaviourDifference['kind'], string>> = {
  result: 'results',
  retry: 'retries',
  'hidden-failure': 'failures inside passed jobs',
  finding: 'findings',
  cache: 'caches',
  artifact: 'artifacts',
  state: 'time by state',
  step: 'steps',
  activity: 'time by activity',
  other: 'other',
}
