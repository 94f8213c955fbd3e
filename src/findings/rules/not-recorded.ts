import { grouped } from '../../core/grouped.ts'
import { plural } from '../../core/quantity.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { Absence, ReportedJob } from '../../schema/run/run-manifest.ts'
import { listNames } from '../facts/finding-words.ts'
import type { FindingRule } from './finding-rule.ts'

type Reason = Absence['reason']

/** Share of the jobs that ran which must be recorded: below it the recorder is being introduced. */
const MIN_RECORDED = 0.5

/**
 * Fires for jobs that ran without leaving a manifest where at least half of the jobs left one. Jobs that were told to
 * leave none (`upload: never`), and the job of the report itself, do not count.
 */
export const notRecorded: FindingRule = ({ manifest: { jobs } }) => {
  const recorded = jobs.filter(({ presence }) => presence === 'recorded').length
  const missing = jobs.filter(isMissing)
  if (missing.length === 0 || recorded < MIN_RECORDED * (recorded + missing.length)) return []
  const byReason = grouped(missing, findReason)
  return [...byReason]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, same]) => describe(reason, same, recorded))
}

const isMissing = (job: ReportedJob): boolean =>
  job.presence === 'not-recorded' && job.id !== undefined && findReason(job) !== 'upload-off' && !isReport(job)

const findReason = ({ absence }: ReportedJob): Reason => absence?.reason ?? 'unknown'

/**
 * The report action is in the project's folder `report/`. The set-up of a log names the repository of an action without
 * the folder (actions/runner src/Runner.Worker/ActionManager.cs), so a job that used the project and ran no recorder is
 * a report.
 */
const isReport = ({ log, absence }: ReportedJob): boolean =>
  (log?.actions ?? []).some(
    ({ uses }) =>
      /^[^/]{1,100}\/pipeline-trace\/report$/.test(uses) ||
      (absence?.reason === 'no-recorder' && /^[^/]{1,100}\/pipeline-trace$/.test(uses)),
  )

const describe = (reason: Reason, jobs: readonly ReportedJob[], recorded: number): Finding => {
  const [first] = jobs
  const isLost = LOST.has(reason)
  return {
    rule: 'not-recorded',
    severity: isLost ? 'medium' : 'low',
    subject:
      first !== undefined && jobs.length === 1
        ? { kind: 'job', name: first.name, jobId: first.id }
        : { kind: 'run', name: REASONS[reason].words },
    summary: `${plural(jobs.length, 'job')} of ${jobs.length + recorded} left no manifest, ${REASONS[reason].words}: ${listNames(jobs.map(({ name }) => name))}.`,
    evidence: jobs.slice(0, 10).map(({ name, id, api, absence }) => ({
      what:
        absence?.by === undefined
          ? REASONS[reason].words
          : `${REASONS[reason].words}: the log of ${absence.by.job} has the line`,
      source: absence?.source,
      job: name,
      jobId: id,
      url: api?.url,
    })),
    confidence: reason === 'unknown' ? 'low' : 'high',
    reason:
      reason === 'unknown' ? 'no source shows why' : 'the log of the job, or of the job that deleted it, shows it',
    response: REASONS[reason].response,
    owner: 'author',
  }
}

const LOST: ReadonlySet<Reason> = new Set(['deleted', 'gone', 'upload-failed', 'not-taken'])

const LOOK = 'Look at the notice line of the recorder’s post step in the job’s log.'
const ADD = 'Add the recorder as the first step of the job, or leave it out on purpose with an entry under `ignore`.'

const REASONS: Readonly<Record<Reason, { readonly words: string; readonly response: string }>> = {
  'no-recorder': { words: 'since no recorder ran', response: ADD },
  'recorder-silent': { words: 'since the recorder wrote none', response: LOOK },
  'upload-off': { words: 'since `upload` is `never`', response: LOOK },
  'no-artifact-service': { words: 'since the job had no artifact service', response: LOOK },
  'upload-failed': { words: 'since the upload failed', response: LOOK },
  deleted: {
    words: 'since a job deleted the artifact',
    response: 'Leave out artifacts whose name begins with `pipeline-trace-` where the job cleans up.',
  },
  gone: {
    words: 'since the uploaded artifact is gone',
    response:
      'Find out who deletes artifacts of this run: a clean-up job, a bot, or a retention of less than the run’s time.',
  },
  'not-taken': {
    words: 'since the artifact of that name was refused',
    response: 'See “Manifests not taken” in the report.',
  },
  'not-listed': {
    words: 'since the artifacts could not be listed whole',
    response: 'Give the report job `actions: read`.',
  },
  unknown: { words: 'for an unknown reason', response: LOOK },
  other: { words: 'for an unknown reason', response: LOOK },
}
