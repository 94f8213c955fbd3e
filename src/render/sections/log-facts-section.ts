import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { text } from '../text/markdown.ts'

/** The facts of a job's inside: its recorder's facts, else the facts that the report read in its log. */
export type JobFacts = {
  readonly job: ReportedJob
  readonly facts: Pick<
    LogRecord,
    'runner' | 'image' | 'permissions' | 'cacheMode' | 'actions' | 'caches' | 'artifacts' | 'containers' | 'gaps'
  > & { readonly [K in 'buildCaches' | 'pulls' | 'pushes']?: LogRecord[K] | undefined }
  readonly fromLog: boolean
}

export const findJobFacts = (job: ReportedJob): JobFacts | undefined => {
  const facts = job.record ?? job.log
  return facts === undefined ? undefined : { job, facts, fromLog: job.record === undefined }
}

export const listJobFacts = ({ jobs }: RunManifest): readonly JobFacts[] => jobs.flatMap(job => findJobFacts(job) ?? [])

/** Mark for facts from a log, which are not signed. */
export const FROM_LOG = 'from its log'

/** Renders the job's name, marked where its log is the only source. */
export const renderName = ({ job, fromLog }: JobFacts): string =>
  `${text(job.name, 80)}${fromLog ? ` (${FROM_LOG})` : ''}`

/** Renders the confidence of a log line where it is not full. */
export const lowConfidence = ({ confidence }: { readonly confidence?: string | undefined }): string =>
  confidence === 'medium' || confidence === 'low' ? `, ${confidence} confidence` : ''
