import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { text } from '../text/markdown.ts'

/** What is known of the inside of a job: what it recorded, else what the report read in its log. */
export type ToldJob = {
  readonly job: ReportedJob
  readonly told: Pick<
    LogRecord,
    'runner' | 'image' | 'permissions' | 'cacheMode' | 'actions' | 'caches' | 'artifacts' | 'containers' | 'gaps'
  > & { readonly [K in 'buildCaches' | 'pulls' | 'pushes']?: LogRecord[K] | undefined }
  readonly fromLog: boolean
}

export const toldOf = (job: ReportedJob): ToldJob | undefined => {
  const told = job.record ?? job.log
  return told === undefined ? undefined : { job, told, fromLog: job.record === undefined }
}

export const toldJobs = ({ jobs }: RunManifest): readonly ToldJob[] => jobs.flatMap(job => toldOf(job) ?? [])

/** Nobody signed what a log says. */
export const FROM_LOG = 'from its log'

/** The job's name, marked where its log alone speaks. */
export const nameOf = ({ job, fromLog }: ToldJob): string => `${text(job.name, 80)}${fromLog ? ` (${FROM_LOG})` : ''}`

/** How far a line of a log is believed, where that is not whole. */
export const doubt = ({ confidence }: { readonly confidence?: string | undefined }): string =>
  confidence === 'medium' || confidence === 'low' ? `, ${confidence} confidence` : ''
