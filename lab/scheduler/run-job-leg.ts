import { evaluateValue, interpolate } from '../../src/workflow/expressions.ts'
import type { JobResult } from '../job-plan.ts'
import { runJob } from '../runner/run-job.ts'
import type { LabDeployment, LabEnvironment, LabJob } from '../state.ts'
import { admissionOf } from './admission.ts'
import type { Attempt } from './attempt.ts'
import { addStatus, concludeDeployment, createDeployment, environmentOf } from './deployments.ts'
import { enterLegGroup } from './enter-group.ts'
import { isProtected, passGate } from './environment-gate.ts'
import { changed, endWithoutRunner, enterJob } from './job-record.ts'
import { issueJobTokens } from './job-tokens.ts'
import type { LegResult } from './lab.ts'
import { type JobLeg, planJob, runnerRequest, tokenPermissions } from './plan-job.ts'
import type { Lease, RunnerRequest } from './runner-pools.ts'

/** Runs one job with steps: its turn among its matrix, its environment, its concurrency group, a machine, the steps. */
export const runJobLeg = async (attempt: Attempt, leg: JobLeg): Promise<LegResult> => {
  const { lab, record } = attempt
  const prepared = prepare(attempt, leg)
  // The condition was found to hold before the job's record was there.
  const admission = admissionOf(attempt, leg)
  const job = enterJob(attempt, { path: leg.path, name: leg.name, labels: prepared?.request.labels ?? [] })
  job.admission = admission
  changed(attempt, job)
  const end = (result: LegResult['result'], outputs: LegResult['outputs'] = {}): LegResult => ({
    path: leg.path,
    result,
    outputs,
    jobIds: [job.id],
  })
  const endHere = (conclusion: 'cancelled' | 'failure'): LegResult => {
    endWithoutRunner(attempt, job, conclusion)
    return end(conclusion)
  }
  if (prepared === undefined) return endHere('failure')
  if (!lab.pools.serves(prepared.request)) {
    attempt.unserved.push(`${leg.name} (runs-on: ${prepared.request.labels.join(', ')})`)
    return endHere('cancelled')
  }

  const { signal } = leg.stop
  const leaveSlot = await leg.slots.enter(signal)
  if (leaveSlot === undefined) return endHere('cancelled')
  const { environment } = prepared
  const deployment =
    environment?.recorded === true ? createDeployment(lab, record.run, job, environment.entry.name) : undefined
  // Without a gate a deployment begins as queued; `waiting` comes before that only where something is waited for.
  if (environment !== undefined && !isProtected(environment.entry)) addStatus(lab, deployment, 'queued')
  try {
    const verdict = await passEnvironment(attempt, job, environment?.entry, deployment, signal)
    if (verdict !== 'approved') {
      concludeDeployment(lab, deployment, verdict === 'rejected' ? 'failure' : 'cancelled')
      return endHere(verdict === 'rejected' ? 'failure' : 'cancelled')
    }
    const leaveGroup = await enterLegGroup(attempt, leg, job)
    const lease = leaveGroup === undefined ? undefined : await waitForMachine(attempt, job, prepared.request, signal)
    if (lease === undefined) {
      leaveGroup?.()
      concludeDeployment(lab, deployment, 'cancelled')
      return endHere('cancelled')
    }
    addStatus(lab, deployment, 'in_progress')
    const result = await runOn(attempt, leg, job, lease, environment?.entry.name)
    concludeDeployment(lab, deployment, result.conclusion)
    lease.release()
    leaveGroup?.()
    const isForgiven = result.conclusion === 'failure' && continuesOnError(leg)
    return end(isForgiven ? 'success' : result.conclusion, result.outputs)
  } finally {
    leaveSlot()
  }
}

type Prepared = {
  readonly request: RunnerRequest
  readonly environment: { readonly entry: LabEnvironment; readonly recorded: boolean } | undefined
}

/** Undefined when an expression cannot be evaluated; the message is progress. */
const prepare = (attempt: Attempt, leg: JobLeg): Prepared | undefined => {
  const { contexts, job } = leg
  try {
    const name = job.environment === undefined ? '' : interpolate(job.environment.name, contexts)
    const deployment = job.environment?.deployment ?? true
    const recorded = typeof deployment === 'string' ? evaluateValue(deployment, contexts) !== false : deployment
    return {
      request: runnerRequest(job.runsOn, leg),
      environment: name === '' ? undefined : { entry: environmentOf(attempt.lab, name), recorded },
    }
  } catch (error) {
    const text = `${leg.name}: ${error instanceof Error ? error.message : String(error)}`
    attempt.lab.onProgress({ kind: 'run', run: attempt.record.run, text })
    return undefined
  }
}

const passEnvironment = async (
  attempt: Attempt,
  job: LabJob,
  environment: LabEnvironment | undefined,
  deployment: LabDeployment | undefined,
  signal: AbortSignal,
): Promise<'approved' | 'rejected' | undefined> => {
  if (environment === undefined) return 'approved'
  const { lab, record } = attempt
  const gate = {
    reviews: lab.reviews,
    minuteMs: lab.minuteMs,
    status: (of: LabDeployment | undefined, state: 'waiting' | 'queued'): void => {
      addStatus(lab, of, state)
      job.status = state
      changed(attempt, job)
    },
  }
  return passGate(gate, record.run, environment, deployment, signal)
}

const waitForMachine = async (
  attempt: Attempt,
  job: LabJob,
  request: RunnerRequest,
  signal: AbortSignal,
): Promise<Lease | undefined> => {
  const { pools, state } = attempt.lab
  job.status = 'queued'
  job.queuedAt = state.now()
  if (pools.areHostedBusy(request)) job.busyAt = state.now()
  return pools.acquire(request, signal)
}

const runOn = async (
  attempt: Attempt,
  leg: JobLeg,
  job: LabJob,
  { runner, groupId }: Lease,
  environment: string | undefined,
): Promise<JobResult> => {
  const { lab, record } = attempt
  const { state } = lab
  Object.assign(job, {
    status: 'in_progress',
    startedAt: state.now(),
    runnerId: runner.id,
    runnerName: runner.name,
    runnerGroupId: groupId,
    runnerGroupName: runner.groupName,
  })
  changed(attempt, job)
  const services = issueJobTokens(lab, {
    run: record.run,
    job,
    attempt: attempt.attempt.attempt,
    permissions: tokenPermissions(attempt, leg),
    defined: leg.scope.loaded,
    environment,
    runner,
  })
  const plan = planJob(attempt, leg, job, services.githubToken)
  const root = lab.workRoots.take()
  const hooks = {
    onSteps: (steps: LabJob['steps'] | readonly LabJob['steps'][number][]): void => {
      job.steps = steps.map(step => ({ ...step }))
    },
    resolveAction: record.checkouts.resolveAction,
    now: state.now,
    sourceTree: lab.workspace,
    cancelled: leg.stop.signal,
  }
  const result = await runJob(plan, runner, services, hooks, root.folder)
  job.log = result.log
  job.status = 'completed'
  job.conclusion = result.conclusion
  job.completedAt = state.now()
  record.summaries.set(job.id, result.summaries)
  changed(attempt, job)
  await root.release()
  return result
}

const continuesOnError = ({ job, contexts }: JobLeg): boolean =>
  typeof job.continueOnError === 'boolean'
    ? job.continueOnError
    : String(evaluateValue(job.continueOnError, contexts)) === 'true'
