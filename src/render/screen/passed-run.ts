import { duration, plural } from '../../core/quantity.ts'
import { millisBetween, toMillis } from '../../core/time.ts'
import type { CriticalPath } from '../../schema/run/run-timeline.ts'
import { type Account, type AccountJob, totalMs } from './account/account.ts'
import { toPhase } from './account/account-job.ts'
import { type Block, code, type Line, linked, type Part, paragraph, strong, text } from './document.ts'
import { type Largest, largestSegment } from './largest-segment.ts'

const MOST_STEPS = 5

/**
 * Renders where the time went, and which change would save most of it. It is shown for every run that has times and
 * did not fail.
 */
export const timePart = (account: Account): Part => {
  const whole = totalMs(account)
  if (whole === undefined) return { title: '', blocks: [] }
  const largest = largestSegment(account)
  return {
    title: '',
    blocks: [
      paragraph(strong(...pathLine(account, whole))),
      ...winBlock(largest),
      ...effortBlock(account, whole),
      ...stepsBlock(account, whole),
    ],
  }
}

const PHASES = ['ran', 'waited', 'approval', 'setup', 'unseen'] as const

const PHASE_WORDS: Readonly<Record<(typeof PHASES)[number], string>> = {
  ran: 'running',
  waited: 'waiting to start',
  approval: 'held by a rule',
  setup: 'set-up',
  unseen: 'not observed',
}

const pathLine = ({ timeline, jobs }: Account, whole: number): Line => {
  const path = timeline?.criticalPath
  const parts = PHASES.flatMap(phase => {
    const millis = timeIn(path, phase)
    return millis <= 0 ? [] : [{ millis, words: `${duration(millis, whole)} ${renderWords(path, phase)}` }]
  })
    .toSorted((a, b) => b.millis - a.millis)
    .map(({ words }) => words)
  const isOpen = timeline?.runShape === 'unfinished' && !jobs.some(({ result }) => result === 'own')
  const goesOn = isOpen || jobs.some(({ result }) => result === 'running') ? ' so far' : ' from start to finish'
  return [
    `${duration(whole, whole)}${goesOn}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${EDGES[path?.edges ?? 'other']}.`,
  ]
}

/** Names a wait by its kind where there is only one kind. Of several kinds none names the whole wait. */
const renderWords = (path: CriticalPath | undefined, phase: (typeof PHASES)[number]): string => {
  const segments = (path?.segments ?? []).filter(({ state }) => toPhase(state) === phase)
  const states = new Set(segments.map(({ state }) => state))
  if (phase === 'approval' && segments.every(({ owner }) => owner === 'approver')) return 'waiting for approval'
  if (states.size !== 1) return PHASE_WORDS[phase]
  if (states.has('queued')) return 'waiting for a runner'
  return states.has('blocked') ? 'waiting for a concurrency group' : PHASE_WORDS[phase]
}

const EDGES: Readonly<Record<CriticalPath['edges'], string>> = {
  known: '',
  'partly-known': ' (ordered by time where it is not known which job waited for which)',
  unknown: ' (ordered by time: which job waited for which is not known)',
  other: '',
}

const timeIn = (path: CriticalPath | undefined, phase: (typeof PHASES)[number]): number =>
  (path?.segments ?? [])
    .filter(({ state }) => toPhase(state) === phase)
    .reduce((sum, { start, end }) => sum + (millisBetween(start, end) ?? 0), 0)

/** Renders the saving only where its time is known. */
const winBlock = (largest: Largest | undefined): readonly Block[] => {
  if (largest?.saves === undefined || largest.job === undefined) return []
  const { job, step, saves, state } = largest
  const what: Line =
    toPhase(state) === 'waited'
      ? ['a free runner ', ...(job.labels.length === 0 ? [] : [code(job.labels.join(', '), 60), ' ']), 'for ']
      : step === undefined
        ? ['a shorter ']
        : ['a shorter “', text(step, 60), '” in ']
  return [
    paragraph(
      strong('Fastest win:'),
      ' ',
      ...what,
      ...linked(job.url, text(job.name)),
      ' saves up to ',
      strong(saves),
      '.',
    ),
  ]
}

const effortBlock = ({ jobs }: Account, whole: number): readonly Block[] => {
  const ran = jobs.filter(({ isCarriedOver, result }) => !isCarriedOver && result !== 'own')
  const total = ran.reduce((sum, { times }) => sum + (times.setupMs ?? 0) + (times.ranMs ?? 0), 0)
  const peak = measurePeak(ran)
  return total === 0
    ? []
    : [paragraph(`Compute time of all jobs: ${duration(total, whole)}; at most ${plural(peak, 'job')} at once.`)]
}

/** Returns the highest number of jobs that had a runner at the same time. */
const measurePeak = (jobs: readonly AccountJob[]): number => {
  const changes = jobs.flatMap(({ intervals }) =>
    intervals
      .filter(({ state }) => toPhase(state) === 'ran' || toPhase(state) === 'setup')
      .flatMap(({ start, end }) => {
        const [from, to] = [toMillis(start), toMillis(end)]
        return from === undefined || to === undefined || to <= from
          ? []
          : [
              { at: from, by: 1 },
              { at: to, by: -1 },
            ]
      }),
  )
  let [now, peak] = [0, 0]
  for (const { by } of changes.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    now += by
    peak = Math.max(peak, now)
  }
  return peak
}

type JobStep = { readonly job: AccountJob; readonly step: AccountJob['steps'][number]; readonly millis: number }

/**
 * Returns the longest steps, the earlier of equal ones first. Of tens of thousands of steps only five are kept in
 * order.
 */
const longestSteps = (jobs: readonly AccountJob[]): readonly JobStep[] => {
  const kept: JobStep[] = []
  for (const job of jobs)
    for (const step of job.steps) {
      const millis = step.durationMs ?? 0
      const last = kept.length < MOST_STEPS ? undefined : kept.at(-1)
      if (millis <= 0 || (last !== undefined && millis <= last.millis)) continue
      const place = kept.findIndex(one => one.millis < millis)
      kept.splice(place < 0 ? kept.length : place, 0, { job, step, millis })
      kept.length = Math.min(kept.length, MOST_STEPS)
    }
  return kept
}

const stepsBlock = ({ jobs }: Account, whole: number): readonly Block[] => {
  const steps = longestSteps(jobs.filter(({ isCarriedOver, result }) => !isCarriedOver && result !== 'own'))
  const isOneJob = jobs.filter(({ result }) => result !== 'own').length === 1
  const lines = steps.map(
    ({ job, step, millis }): Line => [
      `${duration(millis, whole)} “`,
      text(step.name, 50),
      '”',
      ...(isOneJob ? [] : [' of ', ...linked(job.url, text(job.name, 60))]),
    ],
  )
  return lines.length === 0 ? [] : [paragraph('Slowest steps:'), { kind: 'list', items: lines }]
}
