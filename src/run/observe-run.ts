import { inParallel } from '../in-parallel.ts'
import type { Gap } from '../model/fact.ts'
import type { ObservedAttempt, RunObservation } from '../model/run-observation.ts'
import { fromMillis } from '../model/time.ts'
import { readRestArtifacts } from '../sources/rest/artifacts.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { type RunFacts, readRun } from '../sources/rest/run.ts'
import { readAroundJobs } from './run-context.ts'
import { readAttempt } from './attempts.ts'
import { joinDeployments } from './deployments.ts'
import { joinSignals, readEnds } from './job-ends.ts'
import { readEnvironments } from './environments.ts'
import { readAttemptLogs } from './logs/logs-of-attempt.ts'
import { readManifests } from './manifests/manifests-of-run.ts'
import { toObservedRun } from './observed-run.ts'
import type { ObserveOptions, RunAnswered, RunQuestion } from './subject.ts'
import { readWorkflow } from './workflow.ts'

/**
 * Everything that GitHub, or a folder in its place, tells of one run. What is refused is a gap; only a run that cannot
 * be read at all is a refusal. The same questions in the same order of dependence whoever answers.
 *
 * | requests of a completed run with one attempt and J jobs | |
 * | --- | --- |
 * | run | 1 |
 * | jobs | ceil(J / 100) |
 * | artifacts | ceil(A / 100) |
 * | approvals | 1 |
 * | deployments of the commit | 1, and 1 for each one's statuses |
 * | workflow file | 1, and 1 for each called one |
 * | check runs | 1 for each job, at most 10, that should have deployed and of which no status tells |
 * | environments | 1 for each that the run names |
 * | annotations | 1 for each job, at most 10, that was cancelled or whose end no step explains |
 * | manifests | 1 for each artifact of ours |
 * | log archive | 1 (counted apart) |
 * | each earlier attempt | 1 run, its jobs, its log archive |
 * | a run that goes on | pending deployments 1, concurrency groups 1, no archive |
 */
export const observeRun = async (
  client: RunClient,
  question: RunQuestion,
  options: ObserveOptions,
): Promise<RunAnswered> => {
  const { repository, runId } = question
  const answer = await readRun(client, repository, runId, question.attempt)
  if (answer.refusal !== undefined) return { kind: 'refused', refusal: answer.refusal }
  const run = toObservedRun(question, answer.facts)
  const isOver = run.status === 'completed'
  const place = { repository, runId, isOver }
  options.progress(`run ${runId}, attempt ${run.attempt}: ${run.status ?? 'status unknown'}`)

  const [reported, around, artifacts] = await Promise.all([
    readReported(client, question, run.attempt, answer.facts, options.now),
    readAroundJobs(client, { ...place, attempt: run.attempt, headSha: run.headSha }),
    readRestArtifacts(client, repository, runId),
  ])
  const attempts = [...around.earlier, reported.attempt]
  const jobs = reported.attempt.jobs ?? []
  options.progress(`${jobs.length} jobs, ${artifacts.items.length} artifacts, ${around.deployments.length} deployments`)

  const [manifests, logs, ends] = await Promise.all([
    options.readManifests
      ? readManifests(client, { repository, runId, attempt: run.attempt, jobIds: idsOf(attempts) }, artifacts.items)
      : { byJob: new Map(), gaps: [] },
    inParallel(attempts, 2, attempt => readAttemptLogs(client, place, attempt, options.logs)),
    readEnds(client, repository, jobs),
  ])
  const workflow = await readWorkflow(client, question, run, answer.facts, manifests.byJob)
  const deployed = await joinDeployments(client, repository, around.deployments, workflow.read?.plan, jobs)
  const environments = await readEnvironments(client, repository, {
    workflow: workflow.read,
    ...around,
    deployments: deployed.items,
  })
  options.progress(`${manifests.byJob.size} manifests, ${environments.items.length} environments`)

  const observation: RunObservation = {
    run,
    attempts: attempts.map((attempt, index) => ({ ...attempt, traces: logs[index]?.traces ?? attempt.traces })),
    workflow: workflow.read,
    manifests: manifests.byJob,
    deployments: deployed.items,
    approvals: around.approvals,
    pending: around.pending,
    environments: environments.items,
    concurrency: around.concurrency,
    endSignals: joinSignals(
      ends.signals,
      logs.map(one => one.signals),
    ),
    annotations: ends.messages,
    ownJobId: question.given?.ownJobId,
    observedAt: reported.observedAt,
    gaps: [
      ...reported.gaps,
      ...artifacts.gaps,
      ...around.gaps,
      ...manifests.gaps,
      ...logs.flatMap((one, index) => one.gaps.map(gap => ofAttempt(gap, attempts[index], run.attempt))),
      ...ends.gaps,
      ...workflow.gaps,
      ...deployed.gaps,
      ...environments.gaps,
    ],
  }
  const failureReadings = new Map(logs.flatMap(one => [...one.failureReadings]))
  return { kind: 'observed', observation, failureReadings, artifacts: artifacts.items }
}

/** Of the jobs of every attempt that was listed. */
const idsOf = (attempts: readonly ObservedAttempt[]): ReadonlySet<string> | undefined =>
  attempts.some(({ jobs }) => jobs !== undefined)
    ? new Set(attempts.flatMap(({ jobs }) => (jobs ?? []).map(({ id }) => id)))
    : undefined

/** The reported attempt's jobs, and the time at which they were listed. */
const readReported = async (
  client: RunClient,
  { repository, runId }: RunQuestion,
  attempt: number,
  facts: RunFacts,
  now: () => number,
): Promise<{ readonly attempt: ObservedAttempt; readonly gaps: readonly Gap[]; readonly observedAt: string }> => {
  const read = await readAttempt(client, repository, runId, attempt, facts)
  return { ...read, observedAt: fromMillis(now()) }
}

/** The gap of an earlier attempt's log names the attempt. */
const ofAttempt = (gap: Gap, attempt: ObservedAttempt | undefined, reported: number): Gap =>
  attempt === undefined || attempt.attempt === reported
    ? gap
    : { ...gap, field: `attempts.${attempt.attempt}.${gap.field}` }
