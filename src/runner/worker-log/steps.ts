import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { WorkerEntry } from './entries.ts'
import { type MessageStep, toUses } from './job-message.ts'
import { parseTelemetry, parseTime, type StepTelemetry, toOutcome } from './telemetry.ts'

export type WorkerSteps = { readonly steps: readonly Step[]; readonly malformed: number; readonly cut: boolean }

/** A step that was taken from the queue and has no recorded end yet. */
type Begun = { readonly name: string; readonly number: number }

type Stage = 'setup' | 'pre' | 'main' | 'post' | 'complete'

/**
 * Returns the steps of the job from a worker's entries, in the order of their ends. A step begins with `Processing
 * step: DisplayName='…'` and ends with its telemetry, or with the line that reports it as skipped (actions/runner
 * src/Runner.Worker/StepsRunner.cs). Steps inside a composite action are no steps of the job. The running step has no
 * end and is left out.
 */
export const buildSteps = (entries: readonly WorkerEntry[], message: readonly MessageStep[]): WorkerSteps => {
  const steps: Step[] = []
  const begun: Begun[] = []
  let malformed = 0
  let nextMain = 0
  // Set up job is step 1, followed by every step in the order of execution; toNumber handles posts.
  let taken = 1
  let cut = false
  const add = (step: Step): void => {
    if (steps.length < LIMITS.steps) steps.push(step)
    else cut = true
  }
  for (const entry of entries) {
    const name = begunName(entry)
    if (name !== undefined) {
      taken += 1
      begun.push({ name, number: taken })
      if (begun.length > LIMITS.steps) begun.shift()
      continue
    }
    if (isSkip(entry)) {
      const step = begun.pop()
      if (step === undefined) continue
      const planned = message[nextMain]
      const stage = stageOfSkipped(step.name, planned, nextMain > 0)
      if (stage === 'main') nextMain += 1
      add(skippedStep(step, stage, stage === 'main' ? planned : undefined))
      continue
    }
    const telemetry = parseTelemetry(entry)
    if (telemetry === undefined) continue
    if (telemetry === 'malformed') {
      malformed += 1
      continue
    }
    if (telemetry.isEmbedded === true) continue
    const at = message.findIndex(({ id }) => id === telemetry.stepId)
    const stage = findStage(telemetry)
    const planned = at < 0 ? undefined : message[at]
    if (stage === 'main' && at >= 0) nextMain = Math.max(nextMain, at + 1)
    const own = stage === 'setup' || stage === 'complete' ? undefined : takeBegun(begun, planned)
    add(finishedStep(telemetry, stage, planned, own))
  }
  return { steps, malformed, cut }
}

/** Names in the manifest, UTF-16 units. */
const MAX_NAME = 1_024

const BEGIN = "Processing step: DisplayName='"

const begunName = ({ source, text }: WorkerEntry): string | undefined => {
  if (source !== 'StepsRunner' || !text.startsWith(BEGIN)) return undefined
  const name = text.slice(BEGIN.length).trimEnd()
  return redactThenCut(name.endsWith("'") ? name.slice(0, -1) : name, MAX_NAME)
}

const isSkip = ({ source, text }: WorkerEntry): boolean =>
  source === 'StepsRunner' && text.startsWith('Skipping step due to condition evaluation.')

const findStage = ({ type, action, stage }: StepTelemetry): Stage | undefined => {
  if (type === 'runner' && action === 'setup_job') return 'setup'
  if (type === 'runner' && action === 'complete_job') return 'complete'
  switch (stage) {
    case 'Pre':
      return 'pre'
    case 'Main':
      return 'main'
    case 'Post':
      return 'post'
    default:
      return undefined
  }
}

/** Returns the name in the workflow if it is plain text; else the name that the runner shows for a step without one. */
const plannedName = (planned: MessageStep | undefined): string | undefined => {
  if (planned === undefined) return undefined
  const { displayNameToken } = planned
  if (typeof displayNameToken === 'string' && displayNameToken !== '') return displayNameToken
  const uses = toUses(planned)
  return uses === undefined || (displayNameToken !== undefined && displayNameToken !== null) ? undefined : `Run ${uses}`
}

/** A skipped step has no telemetry, so its stage follows from its name and from the next step of the workflow. */
const stageOfSkipped = (name: string, planned: MessageStep | undefined, mainsBegan: boolean): Stage => {
  if (planned === undefined) return 'post'
  if (plannedName(planned) === name) return 'main'
  if (!mainsBegan && name.startsWith('Pre ')) return 'pre'
  return 'main'
}

/** Background steps overlap (v2.335.0), so the step that ended need not be the one that began last. */
const takeBegun = (begun: Begun[], planned: MessageStep | undefined): Begun | undefined => {
  const name = plannedName(planned)
  const at = name === undefined ? -1 : begun.findLastIndex(step => withoutStage(step.name) === name)
  return at < 0 ? begun.pop() : begun.splice(at, 1)[0]
}

const withoutStage = (name: string): string =>
  name.startsWith('Post ') ? name.slice(5) : name.startsWith('Pre ') ? name.slice(4) : name

/**
 * Returns GitHub's number of a step. Posts are numbered down from the top of a doubled range by the order of their
 * registration (src/Runner.Worker/ExecutionContext.cs CreatePostChild), which the log of a running job does not show.
 */
const toNumber = (stage: Stage | undefined, own: Begun | undefined): { readonly number?: number } => {
  if (stage === 'setup') return { number: 1 }
  return (stage === 'pre' || stage === 'main') && own !== undefined ? { number: own.number } : {}
}

const toId = (contextName: string | null | undefined): { readonly id?: string } =>
  !contextName || contextName.startsWith('__') || contextName.length > 256 ? {} : { id: contextName }

const skippedStep = (own: Begun, stage: Stage, planned: MessageStep | undefined): Step => {
  const uses = planned === undefined ? undefined : toUses(planned)
  return {
    ...toNumber(stage, own),
    ...toId(planned?.contextName),
    name: own.name,
    stage,
    action: uses === undefined ? undefined : redactThenCut(uses, MAX_NAME),
    outcome: 'skipped',
    source: 'runner',
  }
}

const finishedStep = (
  telemetry: StepTelemetry,
  stage: Stage | undefined,
  planned: MessageStep | undefined,
  own: Begun | undefined,
): Step => {
  const uses = (planned === undefined ? undefined : toUses(planned)) ?? telemetryUses(telemetry)
  const startedAt = parseTime(telemetry.startTime)
  const completedAt = parseTime(telemetry.finishTime)
  const outcome = toOutcome(telemetry.result)
  return {
    ...toNumber(stage, own),
    ...toId(planned?.contextName ?? (stage === 'main' ? telemetry.stepContextName : undefined)),
    name: redactThenCut(findName(stage, telemetry, own) ?? plannedName(planned) ?? '', MAX_NAME),
    stage,
    action: uses === undefined ? undefined : redactThenCut(uses, MAX_NAME),
    startedAt,
    completedAt,
    outcome,
    source: 'runner',
  }
}

/** Names of the two steps that the runner itself makes, as in REST. */
const findName = (stage: Stage | undefined, telemetry: StepTelemetry, own: Begun | undefined): string | undefined => {
  if (stage === 'setup') return 'Set up job'
  if (stage === 'complete') return 'Complete job'
  return own?.name ?? telemetry.action ?? undefined
}

const telemetryUses = ({ type, action, ref }: StepTelemetry): string | undefined => {
  if (!action || type === 'run' || type === 'runner') return undefined
  return ref ? `${action}@${ref}` : action.startsWith('.') ? action : undefined
}
