import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { text } from '../text/markdown.ts'

/** What is known of the inside of a job: what it recorded, else what the report read in its log. */
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

/** Nobody signed what a log says. */
export const FROM_LOG = 'from its log'

/** The job's name, marked where its log alone speaks. */
export const renderName = ({ job, fromLog }: JobFacts): string =>
  `${text(job.name, 80)}${fromLog ? ` (${FROM_LOG})` : ''}`

/** How far a line of a log counts, where that is not whole. */
export const lowConfidence = ({ confidence }: { readonly confidence?: string | undefined }): string =>
  confidence === 'medium' || confidence === 'low' ? `, ${confidence} confidence` : ''
