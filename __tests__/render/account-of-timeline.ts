import { plural } from '../../src/core/quantity.ts'
import type { FailureQuotes } from '../../src/findings/failures/quotes.ts'
import type { Account, AccountJob } from '../../src/render/screen/account/account.ts'
import {
  findFailedStep,
  findWord,
  mainSteps,
  ofTimeline,
  toResult,
  toTimes,
} from '../../src/render/screen/account/account-job.ts'
import { noTimeWords } from '../../src/render/timeline/timeline-answer.ts'
import type { RunTimeline } from '../../src/schema/run/run-timeline.ts'

type TimedJob = RunTimeline['jobs'][number]

/** Builds the account from GitHub's answers alone: the same account, without the facts that only recorders have. */
export const accountOfTimeline = (document: RunTimeline, quotes: FailureQuotes): Account => {
  const { run } = document
  const jobs = toAccountJobs(document)
  const counts = countJobs(document, jobs)
  return {
    result: resultOfRun(document, counts),
    serverUrl: run.serverUrl,
    workflow: run.workflow,
    number: run.number,
    attempt: run.attempt,
    url: run.url,
    counts,
    tally: renderTally(counts),
    policyWord: '',
    open: document.complete ? [] : [incompleteWords(document)],
    cutLine: renderCutLine(document),
    jobs,
    timeline: document,
    noTime: noTimeWords(document),
    isFailureNameless: false,
    unmatchedArtifacts: [],
    warnings: [],
    misses: [],
    findings: undefined,
    deployed: [],
    quotes,
    artifact: undefined,
    closing: [renderClosing(document, quotes)],
    gaps: document.gaps,
  }
}

/** Names the sources of the account. Logs are named only where one gave a fact. */
const renderClosing = ({ jobs }: RunTimeline, quotes: FailureQuotes): string =>
  quotes.size > 0 || jobs.some(hasLog)
    ? 'Read from GitHub’s API and the logs of the jobs.'
    : 'Read from GitHub’s API alone: no log of a job could be read.'

const hasLog = ({ intervals, failure, skip }: TimedJob): boolean =>
  intervals.some(({ source }) => source === 'log') ||
  failure?.evidence.some(({ line }) => line !== undefined) === true ||
  skip?.source === 'log'

const incompleteWords = ({ runShape }: RunTimeline): string => {
  switch (runShape) {
    case 'unfinished':
      return 'the run was still going on when it was read'
    case 'awaiting-approval':
      return 'the run waits to be approved'
    default:
      return 'not everything of the run could be read'
  }
}

const toAccountJobs = ({ jobs, criticalPath, run }: RunTimeline): readonly AccountJob[] => {
  const onPath = new Set((criticalPath?.segments ?? []).map(({ jobId }) => jobId))
  return jobs.map(job => ({ ...toJob(job, run), isOnPath: onPath.has(job.id) }))
}

const toJob = (job: TimedJob, run: RunTimeline['run']): Omit<AccountJob, 'isOnPath'> => ({
  id: job.id,
  name: job.name,
  url: jobUrl(run, job.id),
  result: isOpen(job) ? 'running' : toResult(job.conclusion, run.conclusion === 'success'),
  word: findWord(job.conclusion),
  failure: job.failure,
  failedStep: findFailedStep(job.steps ?? []),
  steps: mainSteps(job.steps ?? []),
  completedAt: job.completedAt,
  times: toTimes(job),
  ...ofTimeline(job),
  labels: job.labels,
  notRecorded: undefined,
  contradictions: [],
  isConflict: false,
  probes: [],
  services: [],
  misses: [],
  caches: undefined,
  artifacts: [],
})

/** Returns the page of a job, which is below the page of its run. */
const jobUrl = ({ url = '' }: RunTimeline['run'], id: string): string | undefined => {
  const [page] =
    /^https?:\/\/[\w.:-]{1,250}\/[\w.-]{1,100}\/[\w.-]{1,100}\/actions\/runs\/\d{1,20}(?=\/|$)/.exec(url) ?? []
  return page === undefined ? undefined : `${page}/job/${id}`
}

const isOpen = ({ status, conclusion, shape }: TimedJob): boolean =>
  conclusion === undefined && (shape === 'unfinished' || (status !== undefined && status !== 'completed'))

type Counts = Account['counts'] & { readonly cancelled: number; readonly running: number }

/** Counts all jobs, including those without a row. */
const countJobs = ({ notShown, run }: RunTimeline, jobs: readonly AccountJob[]): Counts => {
  const isTolerant = run.conclusion === 'success'
  const results =
    notShown === undefined
      ? jobs.map(({ result }) => [result, 1] as const)
      : Object.entries(notShown.ended).map(([word, many]) => [toResult(word, isTolerant), many] as const)
  const count = (wanted: AccountJob['result']): number =>
    results.reduce((sum, [result, many]) => sum + (result === wanted ? many : 0), 0)
  return {
    known: jobs.length + (notShown?.jobs ?? 0),
    failed: count('failed'),
    succeeded: count('passed'),
    skipped: count('skipped'),
    tolerated: count('tolerated'),
    cancelled: count('cancelled'),
    running: count('running') + (notShown === undefined ? 0 : jobs.filter(({ result }) => result === 'running').length),
  }
}

const renderTally = (counts: Counts): string | undefined => {
  const parts = WORDS.flatMap(([kind, word]) => (counts[kind] === 0 ? [] : [`${counts[kind]} ${word}`]))
  return parts.length === 0
    ? undefined
    : [`${counts.succeeded} of ${plural(counts.known, 'job')} succeeded`, ...parts].join(', ')
}

const WORDS = [
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['running', 'not ended'],
  ['tolerated', 'failed and tolerated'],
  ['skipped', 'skipped'],
] as const

/** Decides the result: one failed job decides, unless the run ended well in spite of it. */
const resultOfRun = ({ run, runShape, complete }: RunTimeline, counts: Counts): Account['result'] => {
  if (counts.failed > 0 || runShape === 'startup-failure') return 'failure'
  switch (run.conclusion) {
    case 'success':
      return complete ? 'success' : 'incomplete'
    case 'cancelled':
      return 'cancelled'
    case 'skipped':
      return complete ? 'skipped' : 'incomplete'
    case 'failure':
    case 'timed_out':
    case 'startup_failure':
      return 'failure'
    default:
      return run.conclusion === undefined && complete && counts.known > 0 && counts.succeeded === counts.known
        ? 'success'
        : 'incomplete'
  }
}

const renderCutLine = ({ jobs, notShown }: RunTimeline): string | undefined => {
  if (notShown === undefined) return undefined
  const ended = Object.entries(notShown.ended).map(([word, many]) => `${many} ${word.replace(/_/g, ' ').slice(0, 40)}`)
  return `${jobs.length + notShown.jobs} jobs (${ended.join(', ')}), of which ${notShown.jobs} have no row here; times and counts are of all`
}
