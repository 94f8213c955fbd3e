import { duration, plural } from '../../core/quantity.ts'
import { toJobId } from '../../history/job-id.ts'
import { toHistoryRun } from '../../history/to-history-run.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import { listNames } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/** Repeated work below this is not worth a finding. */
const MIN_WORK_MS = 120_000

/**
 * Fires where a push ran jobs that an earlier push of the same commit had passed, with the same commits of all actions,
 * the same image and the same lockfiles, and the work took two minutes or more. Nothing less shows that the inputs are
 * the same. Runs of a schedule or by hand repeat a commit on purpose, and a deployment is no repetition.
 */
export const needlessWork: FindingRule = ({ manifest, past }) => {
  const run = toHistoryRun(manifest)
  if (run.event !== 'push' || run.sha === undefined || run.attempt !== 1) return []
  const deploying = new Set(manifest.timeline?.jobs.filter(one => one.environment !== undefined).map(one => one.name))
  const before = past.find(one => one.event === 'push' && one.sha === run.sha && hasSameActions(one, run))
  if (before === undefined) return []
  const earlier = new Map(before.jobs.map(job => [toJobId(job), job]))
  const repeated = run.jobs.filter(job => {
    const one = earlier.get(toJobId(job))
    return one !== undefined && !deploying.has(job.name ?? job.key) && isRepetition(one, job)
  })
  const workMs = repeated.reduce((sum, job) => sum + (job.workMs ?? 0), 0)
  if (workMs < MIN_WORK_MS) return []
  const which = nameRun(before)
  const names = repeated.map(job => job.name ?? job.key)
  const shown = new Set(names)
  return [
    {
      rule: 'needless-work',
      severity: 'low',
      subject: { kind: 'run', name: manifest.run.workflow?.value ?? 'workflow' },
      summary: `${plural(repeated.length, 'job')} repeated ${duration(workMs)} of work that run ${which} had passed for the same commit: ${listNames(names)}.`,
      evidence: manifest.jobs
        .filter(({ name }) => shown.has(name))
        .slice(0, 5)
        .map(({ name, id, api }) => ({
          what: `passed in run ${which} with the same commit, actions, image and lockfiles`,
          job: name,
          jobId: id,
          url: api?.url,
        })),
      confidence: 'medium',
      reason: 'what the job fetches from the network while it runs is not compared',
      response: 'Start the workflow once for each commit: limit the branches and tags of `on: push`.',
      owner: 'author',
    },
  ]
}

/** What is not known of both runs is not the same. */
const hasSameActions = ({ actions: one }: HistoryRun, { actions: other }: HistoryRun): boolean =>
  isSameRecord(one ?? {}, other ?? {})

const isRepetition = (before: HistoryJob, now: HistoryJob): boolean =>
  before.conclusion === 'success' &&
  now.conclusion === 'success' &&
  before.image !== undefined &&
  before.image === now.image &&
  isSameRecord(before.lockfiles ?? {}, now.lockfiles ?? {})

const isSameRecord = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean => {
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length && keys.every(key => Object.hasOwn(other, key) && one[key] === other[key])
  )
}
