import { BUDGETS } from '../../core/budgets.ts'
import { LIMITS } from '../../core/limits.ts'
import { millisBetween } from '../../core/time.ts'
import { type ListedJob, readJobs } from '../../github/rest/job.ts'
import { inParallel } from '../../io/in-parallel.ts'
import { type HistoryJob, type HistoryRun, historyRun } from '../../schema/history/history.ts'
import type { PastPorts } from './observed-past.ts'
import type { ListedRun } from './past-runs.ts'

/** Reads conclusions and times of the listed runs and their jobs. Where GitHub refuses the jobs, the run has none. */
export const readApiRuns = async (
  { client, now }: Pick<PastPorts, 'client' | 'now'>,
  repository: string,
  listed: readonly ListedRun[],
): Promise<readonly HistoryRun[]> => {
  const end = now() + BUDGETS.history
  return inParallel(listed, LIMITS.pastRunsAtOnce, async run => {
    const jobs = now() > end ? [] : (await readJobs(client, repository, run.runId, run.attempt)).value
    return toRun(run, jobs)
  })
}

const toRun = ({ runId, attempt, facts }: ListedRun, jobs: readonly ListedJob[]): HistoryRun => ({
  ...{ runId, attempt, number: facts.number, branch: facts.headBranch ?? '', event: facts.event ?? '' },
  sha: facts.headSha,
  conclusion: toOutcome(facts.conclusion),
  startedAt: facts.startedAt ?? facts.createdAt,
  totalMs: positive(millisBetween(facts.startedAt, facts.updatedAt)),
  jobs: jobs.filter(({ api }) => (api.attempt ?? attempt) === attempt).map(toJob),
})

const OUTCOME = historyRun.shape.conclusion

const toOutcome = (word: string | undefined): HistoryRun['conclusion'] => {
  const parsed = OUTCOME.safeParse(word)
  return parsed.success ? parsed.data : undefined
}

/** GitHub creates a job when it may begin, so the time until its start is the wait for a runner (REST "jobs"). */
const toJob = ({ id, name, api }: ListedJob): HistoryJob => ({
  ...{
    key: name,
    id,
    conclusion: api.conclusion,
    labels: api.labels.slice(0, LIMITS.historyLabels),
    group: api.runnerGroup,
  },
  queueMs: positive(millisBetween(api.createdAt, api.startedAt)),
})

const positive = (millis: number | undefined): number | undefined =>
  millis === undefined || millis < 0 ? undefined : millis
