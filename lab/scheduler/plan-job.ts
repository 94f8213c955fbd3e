import { evaluateValue, interpolate } from '../../src/workflow/expressions.ts'
import type { JobPlan } from '../job-plan.ts'
import type { LabJob } from '../state.ts'
import { permissionsOf } from '../workflow/load-workflows.ts'
import { readOnly } from '../workflow/permissions.ts'
import type { Permissions, RunsOn, ScriptedJob } from '../workflow/workflow.ts'
import { type Attempt, needsContext } from './attempt.ts'
import type { Leg } from './leg.ts'
import type { RunnerRequest } from './runner-pools.ts'

/** A leg whose job has steps. */
export type JobLeg = Leg & { readonly job: ScriptedJob }

/** Permissions of the job's token; those of a fork's pull request are cut to reading. */
export const tokenPermissions = (attempt: Attempt, { scope, job }: Leg): Permissions => {
  const asked = permissionsOf(scope.loaded.workflow, job, scope.granted)
  return attempt.record.trigger.fork ? readOnly(asked) : asked
}

/** `runs-on:` evaluated; one expression may give the whole list. @throws Error for anything but texts. */
export const runnerRequest = (runsOn: RunsOn, { contexts }: Leg): RunnerRequest => {
  const written = typeof runsOn.labels === 'string' ? evaluateValue(runsOn.labels, contexts) : runsOn.labels
  const list: readonly unknown[] = Array.isArray(written) ? written : [written]
  const labels = list.map(label => {
    if (typeof label !== 'string') throw new Error(`runs-on: ${JSON.stringify(label)} is not a label`)
    return interpolate(label, contexts)
  })
  return {
    labels: labels.filter(label => label !== ''),
    group: runsOn.group === undefined ? undefined : interpolate(runsOn.group, contexts),
  }
}

/** What the runner is handed. */
export const planJob = (attempt: Attempt, leg: JobLeg, entered: LabJob, githubToken: string): JobPlan => {
  const { job, scope, contexts, matrix, needs } = leg
  const { workflow, checkout, path, uses } = scope.loaded
  const { run } = attempt.record
  const { strategy } = contexts
  return {
    key: job.key,
    name: entered.name,
    labels: entered.labels,
    steps: job.steps,
    env: { ...workflow.env, ...job.env },
    outputs: job.outputs,
    defaults: { ...workflow.defaults, ...job.defaults },
    timeoutMinutes: Number(
      typeof job.timeoutMinutes === 'number' ? job.timeoutMinutes : evaluateValue(job.timeoutMinutes, contexts),
    ),
    contexts: {
      github: { ...attempt.github, job: job.key },
      needs: needsContext(needs),
      inputs: scope.inputs,
      vars: attempt.lab.vars,
      secrets: { ...scope.secrets, GITHUB_TOKEN: githubToken },
      matrix,
      strategy: typeof strategy === 'object' && strategy !== null ? { ...strategy } : {},
    },
    workflow: { repository: checkout.repository, path, ref: checkout.ref, sha: checkout.sha },
    ...(uses === undefined ? {} : { calledWorkflow: { uses, sha: checkout.sha } }),
    permissions: tokenPermissions(attempt, leg),
    jobId: entered.id,
    runId: run.id,
    attempt: attempt.attempt.attempt,
    backendRunId: run.backendRunId,
    backendJobId: entered.backendId,
  }
}
