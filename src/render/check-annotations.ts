import { LIMITS } from '../core/limits.ts'
import { workflowPath } from '../core/workflow-path.ts'
import type { Finding } from '../schema/run/finding.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { type Account, type AccountJob, failedJobs } from './screen/account/account.ts'
import { shortCause } from './screen/cause.ts'
import { warningTexts } from './sections/detail-sections.ts'
import { plain } from './text/markdown.ts'

/** An annotation at a line of the workflow file, the only file that all jobs share. */
export type Annotation = {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

/**
 * Line numbers by job id: the line of the job's key or, for a called workflow's job, the line of the caller's `uses:`.
 */
export type JobLines = ReadonlyMap<string, number>

/**
 * Returns annotations: one for each failed job, then contradictions of the record, findings about a job, and the report's
 * warnings.
 */
export const toAnnotations = (
  manifest: RunManifest,
  account: Account,
  lines: JobLines = new Map(),
): readonly Annotation[] => {
  const path = workflowPath(manifest.run.workflowRef?.value)
  if (path === undefined) return []
  const at = ({ id }: Pick<AccountJob, 'id'>): Pick<Annotation, 'path' | 'start_line' | 'end_line'> => {
    const line = lines.get(id ?? '') ?? 1
    return { path, start_line: line, end_line: line }
  }
  return [
    ...failedJobs(account)
      .slice(0, LIMITS.checkRunAnnotations)
      .map(
        (job): Annotation => ({
          ...at(job),
          annotation_level: 'failure',
          title: plain(job.name, 200),
          message: plain(failureMessage(job), 2_000),
        }),
      ),
    ...account.jobs
      .filter(({ contradictions, isConflict }) => contradictions.length > 0 || isConflict)
      .map(
        (job): Annotation => ({
          ...at(job),
          annotation_level: 'warning',
          title: plain(job.name, 200),
          message: plain(disagreementMessage(job), 2_000),
        }),
      ),
    ...findingsOfJobs(manifest).map(
      ({ rule, subject, summary, response }): Annotation => ({
        ...at({ id: subject.jobId }),
        annotation_level: 'warning',
        title: plain(rule, 200),
        message: plain(`${summary} ${response}`, 2_000),
      }),
    ),
    ...manifest.unmatchedArtifacts.map(
      (one): Annotation => ({
        ...at({ id: undefined }),
        annotation_level: 'warning',
        title: 'Manifest not taken',
        message: plain(`${one.artifact}: ${one.reason}${one.detail === undefined ? '' : `, ${one.detail}`}`, 2_000),
      }),
    ),
    // Warnings about the report's own signature are left out here; the report has them.
    ...warningTexts(manifest, 'left-out').map(
      (words): Annotation => ({
        ...at({ id: undefined }),
        annotation_level: 'warning',
        title: 'pipeline-trace',
        message: plain(words, 2_000),
      }),
    ),
  ]
}

/** Returns findings that have a line in the workflow file: those about a job. Low ones are in the report alone. */
const findingsOfJobs = ({ findings }: RunManifest): readonly Finding[] =>
  (findings?.found ?? []).filter(
    ({ subject, severity }) => subject.jobId !== undefined && (severity === 'high' || severity === 'medium'),
  )

const failureMessage = (job: AccountJob): string =>
  `${job.word ?? 'failed'}${job.failedStep === undefined ? '' : ` at “${job.failedStep.name}”`}: ${shortCause(job)}`

const disagreementMessage = ({ contradictions }: AccountJob): string =>
  contradictions.length === 0
    ? 'Two manifests claim this job.'
    : `Sources differ in: ${contradictions.map(({ field }) => field).join(', ')}.`
