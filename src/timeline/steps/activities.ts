import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import type { Activity, ActivityInterval } from '../../schema/run/run-timeline.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import { fromInstant, type Instant } from '../instant.ts'
import { activityOfTitle } from '../step-title.ts'
import { ACTIONS, COMMANDS, ORDER } from './activity-table.ts'
import type { StepTime } from './step-times.ts'

export type ActivityFact = {
  readonly activity: Activity
  readonly source: Source
  readonly confidence: Confidence
}

export type ActivityReader = (step: StepTime, planned: PlannedStep | undefined) => ActivityFact

/**
 * Creates a `recognizeActivity` for one run. The legs of a matrix repeat the same steps, so each step is looked up
 * once.
 */
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
 * Returns the activity of a step: by its action (recorder, else workflow file), else by the commands of its script,
 * else by the name that REST gives a step without one ("Run npm ci"), else by its title. A step that no table knows is
 * `other`.
 */
export const recognizeActivity = (step: StepTime, planned: PlannedStep | undefined): ActivityFact => {
  const { action } = step
  if (action !== undefined) return { activity: ofAction(action), source: 'runner', confidence: 'high' }
  if (planned?.uses !== undefined)
    return { activity: ofAction(planned.uses), source: 'workflow-file', confidence: 'high' }
  if (planned?.run !== undefined) {
    const ofRun = ofScript(planned.run)
    const titled = ofRun.activity === 'other' ? ofTitle(step.name) : undefined
    return titled ?? { ...ofRun, source: 'workflow-file' }
  }
  const shown = step.name.startsWith('Run ') ? step.name.slice(4) : undefined
  if (shown === undefined) return ofTitle(step.name) ?? UNKNOWN
  if (ACTION_REFERENCE.test(shown)) return { activity: ofAction(shown), source: 'api', confidence: 'medium' }
  const ofRun = ofScript(shown)
  const titled = ofRun.activity === 'other' ? ofTitle(step.name) : undefined
  return titled ?? { ...ofRun, confidence: 'low', source: 'api' }
}

const UNKNOWN: ActivityFact = { activity: 'other', source: 'api', confidence: 'low' }

const ofTitle = (title: string): ActivityFact | undefined => {
  const activity = activityOfTitle(title)
  return activity === undefined ? undefined : { activity, source: 'api', confidence: 'low' }
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
 * Divides the executing intervals of a job among its steps. Where steps overlap (background steps), the step that
 * started first keeps the time. Time without a step is `other`.
 */
export const divideActivities = (
  executing: readonly Executing[],
  steps: ReadonlyMap<StepTime, ActivityFact>,
): readonly ActivityInterval[] => {
  const out: ActivityInterval[] = []
  for (const { from: begin, to: last } of executing) {
    let at = begin
    for (const [step, fact] of steps) {
      const { start, end, name } = step
      if (start === undefined || end === undefined || end === start) continue
      if (start >= last || at >= last) break
      if (end <= at) continue
      if (start > at) out.push(between(at, start))
      const to = Math.min(end, last)
      const { activity, source, confidence } = fact
      const [from, until] = [fromInstant(Math.max(at, start)), fromInstant(to)]
      out.push({ activity, source, confidence, start: from, end: until, step: name })
      at = to
    }
    if (at < last) out.push(between(at, last))
  }
  return out
}

const between = (from: Instant, to: Instant): ActivityInterval => ({
  activity: 'other',
  start: fromInstant(from),
  end: fromInstant(to),
  source: 'api',
  confidence: 'low',
})
