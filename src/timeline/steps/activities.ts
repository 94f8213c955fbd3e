import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import type { Activity, ActivityInterval } from '../../schema/run/run-timeline.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import { fromInstant, type Instant } from '../instant.ts'
import { ACTIONS, COMMANDS, ORDER } from './activity-table.ts'
import type { StepTime } from './step-times.ts'

export type ActivityFact = {
  readonly activity: Activity
  readonly source: Source
  readonly confidence: Confidence
}

export type ActivityReader = (step: StepTime, planned: PlannedStep | undefined) => ActivityFact

/** An `recognizeActivity` for one run, whose matrix legs have the same steps over and over: each is looked up once. */
export const createActivityReader = (): ActivityReader => {
  const read = new Map<string, ActivityFact>()
  return (step, planned) => {
    const key = `${step.action ?? ''}\n${planned?.uses ?? ''}\n${planned?.run ?? ''}\n${step.name}`
    const known = read.get(key)
    if (known !== undefined) return known
    const fact = recognizeActivity(step, planned)
    read.set(key, fact)
    return fact
  }
}

/**
 * What a step did: by its action (recorder, else workflow file), else by the commands of its script, else by the name
 * that REST gives a step without one ("Run npm ci"). What no table knows is `other`.
 */
export const recognizeActivity = (step: StepTime, planned: PlannedStep | undefined): ActivityFact => {
  const { action } = step
  if (action !== undefined) return { activity: ofAction(action), source: 'runner', confidence: 'high' }
  if (planned?.uses !== undefined)
    return { activity: ofAction(planned.uses), source: 'workflow-file', confidence: 'high' }
  if (planned?.run !== undefined) return { ...ofScript(planned.run), source: 'workflow-file' }
  const shown = step.name.startsWith('Run ') ? step.name.slice(4) : undefined
  if (shown === undefined) return { activity: 'other', source: 'api', confidence: 'low' }
  return ACTION_REFERENCE.test(shown)
    ? { activity: ofAction(shown), source: 'api', confidence: 'medium' }
    : { ...ofScript(shown), confidence: 'low', source: 'api' }
}

const ACTION_REFERENCE = /^[\w.-]{1,100}\/[\w./-]{1,300}@\S{1,200}$/

const ofAction = (uses: string): Activity => {
  const [name = ''] = uses.toLowerCase().split('@')
  return ACTIONS.find(([pattern]) => pattern.test(name.slice(0, 300)))?.[1] ?? 'other'
}

const MAX_LINES = 100

const ofScript = (script: string): { readonly activity: Activity; readonly confidence: Confidence } => {
  const commands = script
    .split(/\r?\n|&&|;/, MAX_LINES)
    .map(line => line.trim().slice(0, 300).toLowerCase().replace(PREFIX, ''))
  const kinds = new Set(commands.flatMap(line => COMMANDS.find(([pattern]) => pattern.test(line))?.[1] ?? []))
  const kind = [...ORDER].reverse().find(one => kinds.has(one))
  if (kind === undefined) return { activity: 'other', confidence: 'low' }
  return { activity: kind, confidence: kinds.size === 1 ? 'medium' : 'low' }
}

const PREFIX = /^(?:sudo |time |env |[a-z_]{1,60}=\S{1,200} ){0,5}/

type Executing = { readonly from: Instant; readonly to: Instant }

/**
 * Divides the executing intervals of a job among its steps. Where steps overlap (background steps) the one that started
 * first keeps the time; what no step covers is `other`, without a step.
 */
export const divideActivities = (
  executing: readonly Executing[],
  steps: ReadonlyMap<StepTime, ActivityFact>,
): readonly ActivityInterval[] => {
  const timed = [...steps].flatMap(([step, fact]) =>
    step.start === undefined || step.end === undefined || step.end === step.start
      ? []
      : [{ step, fact, from: step.start, to: step.end }],
  )
  return executing.flatMap(stretch => {
    const out: ActivityInterval[] = []
    let at = stretch.from
    for (const { step, fact, from, to } of timed) {
      if (from >= stretch.to || at >= stretch.to) break
      if (to <= at) continue
      if (from > at) out.push(between(at, from))
      const end = Math.min(to, stretch.to)
      out.push({ ...fact, start: fromInstant(Math.max(at, from)), end: fromInstant(end), step: step.name })
      at = end
    }
    if (at < stretch.to) out.push(between(at, stretch.to))
    return out
  })
}

const between = (from: Instant, to: Instant): ActivityInterval => ({
  activity: 'other',
  start: fromInstant(from),
  end: fromInstant(to),
  source: 'api',
  confidence: 'low',
})
