import { LIMITS } from '../../core/limits.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { RunFacts } from '../../github/rest/workflow-run.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { OWN_JOB_GAP, type RunOutcome } from '../../schema/run/run-outcome.ts'
import type { Gap } from '../../schema/values/fact.ts'
import {
  haveAllSucceeded,
  type NeededResults,
  type Standing,
  type StandingContext,
  standingOf,
} from './job-standing.ts'
import type { PlannedJobs } from './planned-jobs.ts'

/** What is known of the run as a whole. */
export type RunKnowledge = {
  /** The report is of another run than its own. */
  readonly isOther: boolean
  /** '' where the runner does not tell it. */
  readonly ownJobId: string
  /** GitHub's list as it was answered; undefined where it was refused. */
  readonly listed: readonly ListedJob[] | undefined
  /** It was read to its end, and is the list of this attempt. */
  readonly listComplete: boolean
  readonly needs: NeededResults | undefined
  /** Whether it is known of which jobs the results of `needs` are. */
  readonly needsHaveKeys: boolean
  readonly planned: PlannedJobs | undefined
  /** The run as REST has it. */
  readonly api: Pick<RunFacts, 'status' | 'conclusion'>
  readonly gaps: readonly Gap[]
}

/** A reason why the list of jobs does not prove a success; whether `needs` cannot prove it either. */
type Doubt = { readonly words: string; readonly againstNeeds: boolean }

export type RunResult = {
  readonly result: RunManifest['result']
  readonly outcome: RunOutcome
  readonly standings: ReadonlyMap<ReportedJob, Standing>
}

/**
 * One failed job is enough for a failure. A success needs knowledge of all: GitHub lists every job of the run and each but
 * the report's own ended well (of another run, its own conclusion says so too), or all results of `needs` are successes
 * and nothing known speaks against it. Everything else is incomplete.
 * @param jobs all jobs but the report's own, before any is cut
 */
export const judgeRun = (jobs: readonly ReportedJob[], known: RunKnowledge): RunResult => {
  const context: StandingContext = {
    needs: known.needs,
    planned: known.planned,
    runSucceeded: known.isOther && known.api.status === 'completed' && known.api.conclusion === 'success',
  }
  const standings = new Map(jobs.map(job => [job, standingOf(job, context)]))
  const counts = count(jobs, standings)
  const doubts = doubtsOf(known, counts, standings)
  const result = resultOf(known.needs, counts, doubts)
  // A success in spite of uncertainties about the list is one by `needs`.
  const isByList = listDoubts(known).length === 0 && (result !== 'success' || doubts.length === 0)
  return {
    result,
    standings,
    outcome: {
      basis: isByList ? 'job-list' : known.needs === undefined ? 'none' : 'needs',
      jobs: counts,
      ...(known.needs === undefined ? {} : { needs: needsCounts(known.needs) }),
      open: result === 'success' ? [] : doubts.map(({ words }) => words.slice(0, 300)).slice(0, 20),
    },
  }
}

const resultOf = (
  needs: NeededResults | undefined,
  counts: RunOutcome['jobs'],
  doubts: readonly Doubt[],
): RunManifest['result'] => {
  if (counts.failed > 0 || needs?.results.includes('failure') === true) return 'failure'
  if (counts.cancelled > 0 || needs?.results.includes('cancelled') === true) return 'cancelled'
  if (doubts.length === 0) return 'success'
  return needs !== undefined && haveAllSucceeded(needs) && !doubts.some(({ againstNeeds }) => againstNeeds)
    ? 'success'
    : 'incomplete'
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

/** Everything that stands against a success, the weightiest first. */
const doubtsOf = (
  known: RunKnowledge,
  counts: RunOutcome['jobs'],
  standings: ReadonlyMap<ReportedJob, Standing>,
): readonly Doubt[] => [
  ...runDoubts(known),
  ...(counts.unfinished > 0
    ? [doubt(`${counts.unfinished} of ${counts.known} jobs have not ended yet`, known.listed !== undefined)]
    : []),
  ...[...standings].filter(([, standing]) => standing === 'unclear').flatMap(([job]) => unclearDoubt(job)),
  ...listDoubts(known),
  ...emptyDoubts(known, counts),
]

/** GitHub's own word on the run: of a run that is not over it has none. */
const runDoubts = ({ isOther, api }: RunKnowledge): readonly Doubt[] => {
  const { status, conclusion } = api
  if (isOther && status !== 'completed') return [doubt(goesOn(status), true)]
  if (conclusion !== undefined && conclusion !== 'success')
    return [doubt(`GitHub says that the run ended as ${conclusion.replace(/_/g, ' ')}`, true)]
  return isOther && conclusion === undefined ? [doubt('GitHub tells no conclusion of the run', true)] : []
}

const goesOn = (status: string | undefined): string =>
  status === undefined
    ? 'GitHub does not tell whether the run is over'
    : `the run goes on: GitHub calls it ${status.replace(/_/g, ' ')}`

const unclearDoubt = ({ name, api }: ReportedJob): readonly Doubt[] => {
  const shown = name.slice(0, 100)
  // Without the list nothing but `needs` tells of a job, and `needs` may leave it out.
  if (api === undefined) return []
  const { conclusion } = api
  return conclusion === 'failure' || conclusion === 'cancelled' || conclusion === 'timed_out'
    ? [
        doubt(
          `${shown} ended as ${conclusion.replace('_', ' ')}, and whether the workflow tolerates that is not known`,
          true,
        ),
      ]
    : [doubt(`how ${shown} ended is not known`, true)]
}

/** Why the list is not known to name every job of the run. */
const listDoubts = ({ listed, listComplete, isOther, ownJobId, gaps }: RunKnowledge): readonly Doubt[] => {
  const gap = gaps.find(({ field }) => field === 'jobs') ?? gaps.find(({ field }) => field === OWN_JOB_GAP)
  const why = gap === undefined ? '' : `: ${gap.detail ?? gap.reason}`
  if (listed === undefined) return [doubt(`GitHub’s list of jobs could not be read${why}`, false)]
  if (!listComplete || gap !== undefined) return [doubt(`GitHub’s list of jobs could not be read whole${why}`, false)]
  return isOther || ownJobId !== ''
    ? []
    : [doubt('which of the listed jobs is the report’s own is not known to this runner', false)]
}

const emptyDoubts = (known: RunKnowledge, counts: RunOutcome['jobs']): readonly Doubt[] => {
  if (known.listed === undefined || counts.succeeded > 0) return []
  if (counts.known === 0) return [doubt('GitHub lists no other job of the run', false)]
  if (counts.skipped === counts.known) return [doubt('every job was skipped', false)]
  return counts.skipped + counts.tolerated === counts.known ? [doubt('no job succeeded', false)] : []
}

const doubt = (words: string, againstNeeds: boolean): Doubt => ({ words, againstNeeds })

/** How many jobs ran and how many of them left a manifest. Skipped jobs and those that never started leave none. */
export const completenessOf = (
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
  // Results of jobs that nobody names are jobs, and nobody can say that all of them are recorded.
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
