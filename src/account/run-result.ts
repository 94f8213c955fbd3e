import { LIMITS } from '../core/limits.ts'
import type { ListedJob } from '../github/rest/job.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { OWN_JOB_GAP, type RunOutcome } from '../schema/run/run-outcome.ts'
import type { Gap } from '../schema/values/fact.ts'
import {
  getStanding,
  haveAllSucceeded,
  type NeededResults,
  type Standing,
  type StandingContext,
} from './jobs/job-standing.ts'
import type { PlannedJobs } from './planned-jobs.ts'

/** Facts about the run as a whole. */
export type RunKnowledge = {
  /** Whether the reported run is another than the report's own. */
  readonly isOther: boolean
  /** '' where the runner does not set it. */
  readonly ownJobId: string
  /** GitHub's list as answered; undefined where it was refused. */
  readonly listed: readonly ListedJob[] | undefined
  /** Whether it was read to its end and is the list of this attempt. */
  readonly listComplete: boolean
  readonly needs: NeededResults | undefined
  /** Whether the jobs of the results in `needs` are known. */
  readonly needsHaveKeys: boolean
  readonly planned: PlannedJobs | undefined
  /** The run in REST. */
  readonly api: Pick<RunFacts, 'status' | 'conclusion'>
  readonly gaps: readonly Gap[]
}

/** A reason why the list of jobs does not prove a success, and whether `needs` cannot prove it either. */
type Uncertainty = { readonly words: string; readonly againstNeeds: boolean }

export type RunResult = {
  readonly result: RunManifest['result']
  readonly outcome: RunOutcome
  readonly standings: ReadonlyMap<ReportedJob, Standing>
}

/**
 * Decides the result of the run. One failed job is enough for a failure. A success needs knowledge of all jobs: GitHub
 * lists every job of the run and each except the report's own ended well (for another run its own conclusion must be a
 * success too), or all results in `needs` are successes and no fact counts against it. Any other case is incomplete.
 * @param jobs all jobs but the report's own, before any is cut
 */
export const decideRunResult = (jobs: readonly ReportedJob[], known: RunKnowledge): RunResult => {
  const context: StandingContext = {
    needs: known.needs,
    planned: known.planned,
    runSucceeded: known.isOther && known.api.status === 'completed' && known.api.conclusion === 'success',
  }
  const standings = new Map(jobs.map(job => [job, getStanding(job, context)]))
  const counts = count(jobs, standings)
  const uncertainties = listUncertainties(known, counts, standings)
  const result = decideResult(known, counts, uncertainties)
  // A success with uncertainties about the list comes from `needs`.
  const isByList = listJobListUncertainties(known).length === 0 && (result !== 'success' || uncertainties.length === 0)
  return {
    result,
    standings,
    outcome: {
      basis: isByList ? 'job-list' : known.needs === undefined ? 'none' : 'needs',
      jobs: counts,
      needs: known.needs === undefined ? undefined : needsCounts(known.needs),
      open: result === 'success' ? [] : uncertainties.map(({ words }) => words.slice(0, 300)).slice(0, 20),
    },
  }
}

const decideResult = (
  known: RunKnowledge,
  counts: RunOutcome['jobs'],
  uncertainties: readonly Uncertainty[],
): RunManifest['result'] => {
  const { needs } = known
  if (counts.failed > 0 || needs?.results.includes('failure') === true) return 'failure'
  if (counts.cancelled > 0 || needs?.results.includes('cancelled') === true) return 'cancelled'
  const ended = endOfOtherRun(known)
  if (ended !== undefined) return ended
  if (uncertainties.length === 0) return 'success'
  return needs !== undefined && haveAllSucceeded(needs) && !uncertainties.some(({ againstNeeds }) => againstNeeds)
    ? 'success'
    : 'incomplete'
}

/**
 * How GitHub says that another run ended, where its whole list of jobs does not tell: a job may never have appeared, and a
 * run may end before it has a job. Undefined for a success, which the jobs have to prove.
 */
const endOfOtherRun = (known: RunKnowledge): RunManifest['result'] | undefined => {
  const { isOther, api } = known
  if (!isOther || api.status !== 'completed' || listJobListUncertainties(known).length > 0) return undefined
  switch (api.conclusion) {
    case 'failure':
    case 'timed_out':
    case 'startup_failure':
      return 'failure'
    case 'cancelled':
      return 'cancelled'
    case 'skipped':
      return 'skipped'
    default:
      return undefined
  }
}

const count = (jobs: readonly ReportedJob[], standings: ReadonlyMap<ReportedJob, Standing>): RunOutcome['jobs'] => {
  const of = (wanted: Standing): number => [...standings.values()].filter(standing => standing === wanted).length
  return {
    known: jobs.length,
    succeeded: of('succeeded'),
    failed: of('failed'),
    cancelled: of('cancelled'),
    skipped: of('skipped'),
    tolerated: of('tolerated'),
    unfinished: of('unfinished'),
    unclear: of('unclear'),
    contradicted: jobs.filter(({ agreement }) => agreement === 'contradicted').length,
  }
}

const needsCounts = ({ results }: NeededResults): NonNullable<RunOutcome['needs']> => ({
  given: results.length,
  succeeded: results.filter(result => result === 'success').length,
})

/** Lists every reason against a success, the most important first. */
const listUncertainties = (
  known: RunKnowledge,
  counts: RunOutcome['jobs'],
  standings: ReadonlyMap<ReportedJob, Standing>,
): readonly Uncertainty[] => [
  ...listRunUncertainties(known),
  ...(counts.unfinished > 0
    ? [toUncertainty(`${counts.unfinished} of ${counts.known} jobs have not ended yet`, known.listed !== undefined)]
    : []),
  ...[...standings].filter(([, standing]) => standing === 'unclear').flatMap(([job]) => toUncertainties(job)),
  ...listJobListUncertainties(known),
  ...listEmptyUncertainties(known, counts),
]

/** Lists uncertainties from GitHub's own conclusion of the run. A run in progress has no conclusion. */
const listRunUncertainties = ({ isOther, api }: RunKnowledge): readonly Uncertainty[] => {
  const { status, conclusion } = api
  if (isOther && status !== 'completed') return [toUncertainty(goesOn(status), true)]
  if (conclusion !== undefined && conclusion !== 'success')
    return [toUncertainty(`GitHub says that the run ended as ${conclusion.replace(/_/g, ' ')}`, true)]
  return isOther && conclusion === undefined ? [toUncertainty('GitHub tells no conclusion of the run', true)] : []
}

const goesOn = (status: string | undefined): string =>
  status === undefined
    ? 'GitHub does not tell whether the run is over'
    : `the run goes on: GitHub calls it ${status.replace(/_/g, ' ')}`

const toUncertainties = ({ name, api }: ReportedJob): readonly Uncertainty[] => {
  const shown = name.slice(0, 100)
  // Without the list only `needs` shows jobs, and `needs` may leave a job out.
  if (api === undefined) return []
  const { conclusion } = api
  return conclusion === 'failure' || conclusion === 'cancelled' || conclusion === 'timed_out'
    ? [
        toUncertainty(
          `${shown} ended as ${conclusion.replace('_', ' ')}, and whether the workflow tolerates that is not known`,
          true,
        ),
      ]
    : [toUncertainty(`how ${shown} ended is not known`, true)]
}

/** Lists the reasons why the list may not name every job of the run. */
const listJobListUncertainties = ({
  listed,
  listComplete,
  isOther,
  ownJobId,
  gaps,
}: RunKnowledge): readonly Uncertainty[] => {
  const gap = gaps.find(({ field }) => field === 'jobs') ?? gaps.find(({ field }) => field === OWN_JOB_GAP)
  const why = gap === undefined ? '' : `: ${gap.detail ?? gap.reason}`
  if (listed === undefined) return [toUncertainty(`GitHub’s list of jobs could not be read${why}`, false)]
  if (!listComplete || gap !== undefined)
    return [toUncertainty(`GitHub’s list of jobs could not be read whole${why}`, false)]
  return isOther || ownJobId !== ''
    ? []
    : [toUncertainty('which of the listed jobs is the report’s own is not known to this runner', false)]
}

const listEmptyUncertainties = (known: RunKnowledge, counts: RunOutcome['jobs']): readonly Uncertainty[] => {
  if (known.listed === undefined || counts.succeeded > 0) return []
  if (counts.known === 0)
    return [toUncertainty(`GitHub lists no ${known.isOther ? '' : 'other '}job of the run`, false)]
  if (counts.skipped === counts.known) return [toUncertainty('every job was skipped', false)]
  return counts.skipped + counts.tolerated === counts.known ? [toUncertainty('no job succeeded', false)] : []
}

const toUncertainty = (words: string, againstNeeds: boolean): Uncertainty => ({ words, againstNeeds })

/** Counts the jobs that ran and those that left a manifest. Skipped jobs and jobs that never started leave none. */
export const toCompleteness = (
  jobs: readonly ReportedJob[],
  { listed, needs, needsHaveKeys, isOther, api }: RunKnowledge,
  { outcome }: RunResult,
): RunManifest['completeness'] => {
  const ran = jobs.filter(didRun)
  const recorded = ran.filter(job => job.record !== undefined)
  const isOver = !isOther || api.status === 'completed'
  const isAllKnown =
    listed === undefined
      ? needs !== undefined && needsHaveKeys && ran.length > 0
      : outcome.basis === 'job-list' && outcome.jobs.unfinished === 0 && isOver
  // Results without job names are jobs too, and it is not known whether all of them are recorded.
  const nameless = listed === undefined && !needsHaveKeys ? (needs?.results ?? []) : []
  return {
    by: listed === undefined ? 'job-key' : 'job-id',
    complete: isAllKnown && recorded.length === ran.length,
    known: Math.max(ran.length, nameless.filter(result => result !== 'skipped').length),
    recorded: recorded.length,
    notWaitedFor: jobs
      .filter(job => job.waitedFor === false)
      .map(job => job.name)
      .slice(0, LIMITS.jobsInReport),
  }
}

export const didRun = ({ presence }: ReportedJob): boolean => presence !== 'skipped' && presence !== 'not-started'
