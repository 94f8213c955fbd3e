import { grouped } from '../../core/grouped.ts'
import { toJobId } from '../../history/job-id.ts'
import { describePermissions } from '../../history/to-history-run.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import { listNames } from '../facts/finding-words.ts'
import { groupPastJobs, type PastJob } from '../facts/past-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/**
 * Fires where the token of a job has a permission, or more of one, that it had in none of at least `samples` past runs
 * that knew the permissions of this job. Fewer permissions are no finding. Jobs with the same change are one finding.
 */
export const permissionDrift: FindingRule = ({ manifest: { jobs }, past, thresholds }) => {
  // Without a permission in this run nothing is compared, and the past is not gone through.
  if (!jobs.some(({ record, log }) => (record ?? log)?.permissions !== undefined)) return []
  const pastJobs = groupPastJobs(past, ({ permissions }) => permissions !== undefined)
  const drifts = jobs.flatMap(job => findDrift(job, pastJobs.get(toJobId(job)) ?? [], thresholds.samples))
  return [...grouped(drifts, ({ added }) => added.join(' ')).values()].map(describe)
}

type Drift = { readonly job: ReportedJob; readonly added: readonly string[]; readonly runs: number }

const findDrift = (job: ReportedJob, past: readonly PastJob[], samples: number): readonly Drift[] => {
  const now = describePermissions((job.record ?? job.log)?.permissions?.value)
  if (now === undefined || job.presence === 'carried-over') return []
  const before = past.flatMap(one => one.job.permissions ?? [])
  if (before.length < samples) return []
  const had = before.map(toLevels)
  const added = [...toLevels(now)]
    .filter(([scope, access]) => had.every(one => LEVELS[one.get(scope) ?? 'none'] < LEVELS[access]))
    .map(([scope, access]) => `${scope}: ${access}`)
  return added.length === 0 ? [] : [{ job, added, runs: before.length }]
}

type Access = 'none' | 'read' | 'write'
const LEVELS: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 }

/** The text may be of another version: what it does not name has no level. */
const toLevels = (text: string): ReadonlyMap<string, Access> =>
  new Map(
    text.split(' ').flatMap((pair): [string, Access][] => {
      const [scope = '', access] = pair.split(':')
      return access === 'read' || access === 'write' ? [[scope, access]] : []
    }),
  )

const describe = (drifts: readonly Drift[]): Finding => {
  const [first] = drifts
  const added = first?.added ?? []
  const runs = Math.min(...drifts.map(drift => drift.runs))
  const names = listNames(drifts.map(({ job }) => job.name))
  return {
    rule: 'permission-drift',
    severity: added.some(one => one.endsWith('write')) ? 'medium' : 'low',
    subject: { kind: 'job', name: first?.job.name ?? '', jobId: first?.job.id },
    summary: `The token of ${names} has ${added.join(', ')}, which it had in none of the last ${runs} runs.`,
    evidence: drifts.slice(0, 5).map(({ job }) => ({
      what: `permissions of its token: ${describePermissions((job.record ?? job.log)?.permissions?.value) ?? ''}`,
      source: (job.record ?? job.log)?.permissions?.source,
      job: job.name,
      jobId: job.id,
      url: job.api?.url,
    })),
    confidence: 'high',
    reason: 'the runner lists the permissions of the token in each of these runs',
    response:
      'Review who needs the permission: it is in the workflow file, in a called workflow or in the settings of the repository.',
    owner: 'author',
  }
}
