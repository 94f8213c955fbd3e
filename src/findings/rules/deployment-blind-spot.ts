import { plural } from '../../core/quantity.ts'
import type { PlannedJob, WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { TimelineDeployment } from '../../schema/run/protection-entry.ts'
import { findFaults, findObservers } from '../deployments/observed-convergence.ts'
import { quoteName } from '../facts/finding-words.ts'
import { listRunJobs, locate, type RunJob } from '../facts/run-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/**
 * Environments that serve somebody, by their names. Others hold secrets for tests or publish a package: nothing of them
 * can be probed.
 */
const SERVES =
  /(?<![a-z])(?:prod|production|live|staging|stage|stg|preprod|pre-prod|uat|qa|canary|blue|green|preview|review|dev|development|integration|demo|sandbox)(?![a-z])/i

/**
 * Words of a step that observes what it deployed: it asks the service, or waits for its rollout (kubectl, helm, aws and
 * argocd document `rollout status`, `--wait`, `wait` and `app wait`).
 */
const OBSERVES =
  /health|smoke|rollout|ready|alive|probe|\bping\b|curl|wget|http(?:ie|x)?\b|verif|validat|monitor|synthetic|e2e|end-to-end|playwright|cypress|k6\b|newman|postman|\bwait|\bcheck(?! ?out)|\btest|\bstatus\b|lighthouse|sentry|datadog|stability/i

/** Actions that return only when what they deployed is served (their README.md). */
const WAITS =
  /^(?:actions\/deploy-pages|aws-actions\/|azure\/|google-github-actions\/deploy-|cloudflare\/|superfly\/|digitalocean\/)/i

/**
 * Fires for a deployment whose job succeeded, and which the action converge saw degraded, rolled back, out of sync or
 * never applied. Where nothing was observed of a deployment, that is the finding.
 */
export const deploymentBlindSpot: FindingRule = input => [...findFaults(input.manifest), ...findBlindSpots(input)]

/**
 * Fires for a deployment whose job succeeded in an environment that serves somebody, where no later status of another
 * writer was observed and no step of that job, and of no job after it, has words of an observation. It needs the
 * workflow file with every step of those jobs, and is silent where one of them calls an action or a workflow that is
 * not read. It is never more than low: health may be observed where no run shows it.
 */
const findBlindSpots: FindingRule = ({ manifest, plan }) => {
  if (plan === undefined) return []
  const observers = findObservers(manifest)
  const jobs = listRunJobs(manifest)
  const byId = new Map(jobs.map(job => [job.timed.id, job]))
  return (manifest.timeline?.deployments ?? []).flatMap(deployment => {
    const job = byId.get(deployment.jobId ?? '')
    if (job === undefined || job.timed.conclusion !== 'success' || !isBlind(deployment)) return []
    if (observers.has(job.timed.id)) return []
    const after = listAfter(plan, job.timed.planId)
    if (after === undefined || !after.every(one => hidesNothing(one, plan))) return []
    return [
      describe(
        deployment,
        job,
        after.filter(one => !isReport(one, plan)),
      ),
    ]
  })
}

const isBlind = ({ environment, convergence }: TimelineDeployment): boolean =>
  convergence === 'not-observed' && SERVES.test(environment)

/** Returns the planned job and all that need it, directly or not; undefined where the job is not in the plan. */
const listAfter = ({ jobs }: WorkflowPlan, id: string | undefined): readonly PlannedJob[] | undefined => {
  const found = jobs.filter(job => job.id === id)
  if (found.length === 0) return undefined
  const ids = new Set(found.map(job => job.id))
  for (let before = -1; before < ids.size; ) {
    before = ids.size
    for (const job of jobs) if (job.needs.some(need => ids.has(need))) ids.add(job.id)
  }
  // A job of a called workflow may be followed by jobs that need its caller.
  return found.some(({ caller }) => caller !== undefined) ? undefined : jobs.filter(job => ids.has(job.id))
}

/** Whether every step is known and none observes. The job of this report observes the run alone. */
const hidesNothing = (job: PlannedJob, plan: WorkflowPlan): boolean =>
  (job.kind === 'runs' && !OBSERVES.test(job.key) && job.steps.every(step => !observes(step))) || isReport(job, plan)

const observes = ({ name = '', uses, run = '' }: PlannedJob['steps'][number]): boolean =>
  OBSERVES.test(name) || OBSERVES.test(run) || (uses !== undefined && (WAITS.test(uses) || !PLAIN.test(uses)))

/** Actions that neither deploy nor observe. */
const PLAIN =
  /^(?:actions\/(?:checkout|cache|setup-[\w-]+|download-artifact|upload-artifact|github-script)|docker\/login-action|[^/]+\/pipeline-trace(?:\/report)?)@/i

const isReport = ({ id, steps }: PlannedJob, { jobs }: WorkflowPlan): boolean => {
  const called = jobs.filter(({ caller }) => caller === id).flatMap(job => job.steps)
  return [...steps, ...called].some(({ uses = '' }) => REPORT.test(uses))
}

/** The report action: from its repository, from a checkout of it, or from the repository of the called file (`$/`). */
const REPORT = /^(?:[^/]+\/pipeline-trace|\.{1,2}(?:\/[\w.-]+)*|\$)\/report(?:@|$)/i

const describe = (deployment: TimelineDeployment, job: RunJob, after: readonly PlannedJob[]): Finding => ({
  rule: 'deployment-blind-spot',
  severity: 'low',
  subject: { kind: 'environment', name: deployment.environment, jobId: deployment.jobId },
  summary: `${quoteName(job.timed.name)} deployed to ${quoteName(deployment.environment)}, and nothing observed its health afterwards: no status of a controller, no step of ${plural(after.length, 'job')} that asks the service or waits for its rollout.`,
  evidence: [
    { what: `deployment ${deployment.id}: the last status is the one of the job’s end`, source: 'api', ...locate(job) },
    {
      what: `${plural(after.flatMap(({ steps }) => steps).length, 'step')} of the workflow file from this job on, none of which observes`,
      source: 'workflow-file',
    },
  ],
  confidence: 'medium',
  reason:
    'the workflow file shows every step from the deployment on; monitoring outside of the run is not visible to it',
  response:
    'Add a step that waits for the rollout or asks the service, or let the controller write a deployment status.',
  owner: 'author',
})
