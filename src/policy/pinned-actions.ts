import type { UsedAction } from '../schema/job/job-manifest.ts'
import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type Policy, toJobPattern } from '../schema/run/policy.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'
import { type Finding, getAgreement, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

type Use = Pick<UsedAction, 'uses' | 'ref'>

/** A full commit id is the only ref that cannot be moved (docs.github.com "Secure use reference"). */
const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Checks that every action and called workflow of every job is named by a full commit, or by a name of the exceptions.
 */
export const pinnedActions = (
  rule: NonNullable<Policy['pinned-actions']>,
  { manifest, jobs }: RuleFacts,
): readonly Finding[] => {
  const except = rule === true ? [] : rule.except.map(toJobPattern)
  const isFree = ({ uses, ref }: Use): boolean =>
    FULL_COMMIT.test(ref) || except.some(one => matchesWhole(one, uses) || matchesWhole(one, `${uses}@${ref}`))
  const ran = jobs.filter(({ presence }) => presence !== 'skipped' && presence !== 'not-started')
  const known = ran.map(job => ({ name: job.name, actions: findActions(job) }))
  const used = [
    ...known.flatMap(({ name, actions }) => (actions ?? []).map(one => ({ uses: one.uses, ref: one.ref, job: name }))),
    // The workflow file also names actions that a job would have used only later.
    ...(manifest.rerunConditions?.unpinned ?? []).map(({ uses, ref, jobs: [job] }) => ({ uses, ref, job: job ?? '' })),
  ]
  const loose = new Map<string, string[]>()
  for (const use of used.filter(one => !isFree(one)))
    loose.set(`${use.uses}@${use.ref}`, [...(loose.get(`${use.uses}@${use.ref}`) ?? []), use.job])
  const findings = [
    ...[...loose].map(([action, users]) => violated(action, `no full commit, used by ${listJobNames(users)}`)),
    ...ran.flatMap(job => findUnpinned(job, findActions(job)) ?? []),
  ]
  if (findings.length > 0) return findings
  return ran.length === 0
    ? [undecided('actions', 'no job ran')]
    : [met('actions', `${new Set(used.map(({ uses, ref }) => `${uses}@${ref}`)).size} in ${ran.length} jobs`)]
}

const findUnpinned = (job: ReportedJob, actions: readonly Use[] | undefined): Finding | undefined => {
  const agreement = getAgreement(job, 'actions')
  if (agreement === 'contradicted') return violated(job.name, 'its log tells of other actions than its manifest')
  if (actions === undefined) return undecided(job.name, 'which actions it used is not known')
  return job.record !== undefined && agreement !== 'confirmed'
    ? undecided(job.name, 'only the job itself says which actions it used')
    : undefined
}

/**
 * Finds the actions of a job. A recorded job used at least one action, the recorder, so an empty list was not learned.
 * An empty list from a log counts only with the lines of Set up job, where the runner names its fetches.
 */
const findActions = ({ record, log }: ReportedJob): readonly Use[] | undefined => {
  const isCut = (record ?? log)?.gaps.some(({ field }) => field === 'actions') === true
  if (isCut) return undefined
  if (record !== undefined && record.actions.length > 0) return record.actions
  return log === undefined || (log.actions.length === 0 && log.runner.version === undefined) ? undefined : log.actions
}

const listJobNames = (jobs: readonly string[]): string => {
  const [first = '', ...others] = [...new Set(jobs)]
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
