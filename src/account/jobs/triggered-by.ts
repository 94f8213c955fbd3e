import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'

/**
 * Returns the run that began this one: from the report's own event file, else from the manifests of the jobs, if all of
 * them name the same one. A report of another run has no event file of it, and REST does not name the run.
 */
export const findTriggeredBy = (
  { triggeredBy, event }: RunManifest['run'],
  jobs: readonly ReportedJob[],
): RunManifest['run']['triggeredBy'] => {
  if (triggeredBy !== undefined || (event !== undefined && event.value !== 'workflow_run')) return triggeredBy
  const stated = jobs.flatMap(({ record, agreement }) =>
    agreement === 'contradicted' ? [] : (record?.run.triggeredBy ?? []),
  )
  const [first] = stated
  if (first === undefined || stated.some(({ value }) => value.runId !== first.value.runId)) return undefined
  return { ...first, confidence: 'medium' }
}
