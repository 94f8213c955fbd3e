import { type Contexts, evaluateValue, interpolate } from '../../src/workflow/expressions.ts'
import { permissionsOf } from '../workflow/load-workflows.ts'
import type { CallInput, JobDefinition } from '../workflow/workflow.ts'
import { conditionOf } from './admission.ts'
import { type Attempt, type NodeResult, type Scope, together } from './attempt.ts'
import { enterLegGroup } from './enter-group.ts'
import { endWithoutRunner, enterJob } from './job-record.ts'
import type { LegResult } from './lab.ts'
import type { Leg } from './leg.ts'
import type { JobLeg } from './plan-job.ts'
import { runJobLeg } from './run-job-leg.ts'
import { runNode } from './run-node.ts'

/** Runs all jobs of one workflow file, each when what it needs has ended. GitHub's parser has refused circles. */
export const runScope = async (attempt: Attempt, scope: Scope): Promise<readonly NodeResult[]> => {
  const nodes = new Map<string, Promise<NodeResult>>()
  const { jobs } = scope.loaded.workflow
  const start = (job: JobDefinition): Promise<NodeResult> => {
    const running = nodes.get(job.key) ?? afterNeeds(job)
    nodes.set(job.key, running)
    return running
  }
  const afterNeeds = async (job: JobDefinition): Promise<NodeResult> => {
    const needed = job.needs.flatMap(key => findJob(jobs, key) ?? [])
    return runNode(attempt, scope, job, await Promise.all(needed.map(start)), runLeg)
  }
  return Promise.all([...jobs.values()].map(start))
}

/** Job keys in `needs` are compared without case, as all names in expressions are. */
const findJob = (jobs: ReadonlyMap<string, JobDefinition>, key: string): JobDefinition | undefined =>
  jobs.get(key) ?? [...jobs.values()].find(job => job.key.toLowerCase() === key.toLowerCase())

const runLeg = async (attempt: Attempt, leg: Leg): Promise<LegResult> => {
  const ended = new AbortController()
  const cancel = (): void => {
    if (!leg.holdsWhenCancelled()) leg.stop.abort()
  }
  const options = { once: true, signal: ended.signal }
  attempt.cancellation.signal.addEventListener('abort', cancel, options)
  leg.scope.stop?.addEventListener('abort', () => leg.stop.abort(), options)
  if (leg.scope.stop?.aborted === true) leg.stop.abort()
  try {
    return isJobLeg(leg) ? await runJobLeg(attempt, leg) : await runCallLeg(attempt, leg)
  } finally {
    ended.abort()
  }
}

const isJobLeg = (leg: Leg): leg is JobLeg => leg.job.kind === 'steps'

/** Runs a called workflow. Nested jobs start anew: they see no needs but their own. */
const runCallLeg = async (attempt: Attempt, leg: Leg): Promise<LegResult> => {
  const before = attempt.attempt.jobIds.length
  const called = leg.job.kind === 'call' ? leg.scope.loaded.calls.get(leg.job.key) : undefined
  const ended = (result: LegResult['result'], outputs: LegResult['outputs'] = {}): LegResult => ({
    path: leg.path,
    result,
    outputs,
    jobIds: ownIds(attempt, before, leg.path),
  })
  const endHere = (result: 'cancelled' | 'failure'): LegResult => {
    endWithoutRunner(attempt, enterJob(attempt, { path: leg.path, name: leg.name, labels: [] }), result)
    return ended(result)
  }
  const scope = called === undefined ? undefined : calledScope(attempt, leg, called)
  if (called === undefined || scope === undefined) return endHere('failure')
  const leaveSlot = await leg.slots.enter(leg.stop.signal)
  const leaveGroup = leaveSlot === undefined ? undefined : await enterLegGroup(attempt, leg, undefined)
  try {
    if (leaveGroup === undefined) return endHere('cancelled')
    const nodes = await runScope(attempt, scope)
    const jobs = Object.fromEntries(nodes.map(({ key, result, outputs }) => [key, { result, outputs }]))
    const { github, vars, inputs } = leg.contexts
    const outputs = Object.entries(called.workflow.call?.outputs ?? {}).map(([name, value]) => [
      name,
      interpolate(value, { github, vars, inputs, jobs }),
    ])
    return ended(together(nodes.map(node => node.result)), Object.fromEntries(outputs))
  } finally {
    leaveGroup?.()
    leaveSlot?.()
  }
}

/** Jobs that came under this path since; others of the run may have come in between. */
const ownIds = (attempt: Attempt, before: number, path: string): readonly number[] =>
  attempt.attempt.jobIds.slice(before).filter(id => {
    const key = attempt.lab.state.jobs.get(id)?.key
    return key === path || key?.startsWith(`${path}.`) === true
  })

/** Undefined when an input or a secret cannot be evaluated; the message is progress. */
const calledScope = (attempt: Attempt, leg: Leg, called: Scope['loaded']): Scope | undefined => {
  const { scope, job } = leg
  try {
    return {
      loaded: called,
      inputs: inputsOf(leg, called),
      secrets: secretsOf(leg),
      granted: permissionsOf(scope.loaded.workflow, job, scope.granted),
      name: leg.name,
      path: `${leg.path}.`,
      isFresh: scope.isFresh || leg.needs.some(need => need.isFresh) || !attempt.previous.has(leg.path),
      callers: [...scope.callers, { loaded: scope.loaded, condition: conditionOf(attempt, leg) }],
      stop: leg.stop.signal,
    }
  } catch (error) {
    const text = `${leg.name}: ${error instanceof Error ? error.message : String(error)}`
    attempt.lab.onProgress({ kind: 'run', run: attempt.record.run, text })
    return undefined
  }
}

const inputsOf = ({ job, contexts }: Leg, called: Scope['loaded']): Scope['inputs'] => {
  const given = job.kind === 'call' ? job.with : {}
  const declared = called.workflow.call?.inputs ?? new Map<string, CallInput>()
  return Object.fromEntries(
    [...declared].map(([name, input]) => {
      const written = given[name] ?? input.default
      const value = typeof written === 'string' ? evaluateValue(written, contexts) : written
      return [name, toInput(name, input, value)]
    }),
  )
}

const secretsOf = ({ job, contexts, scope }: Leg): Scope['secrets'] => {
  if (job.kind !== 'call') return {}
  if (job.secrets === 'inherit') return scope.secrets
  const secretContexts: Contexts = { ...contexts, secrets: scope.secrets }
  const values = Object.entries(job.secrets).map(([name, written]) => [name, interpolate(written, secretContexts)])
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

const toInput = (name: string, { type }: CallInput, value: unknown): unknown => {
  const text = value === undefined || value === null ? '' : String(value)
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true'
  const number = Number(text)
  if (Number.isNaN(number)) throw new Error(`input ${name}: ${text} is not a number`)
  return number
}
