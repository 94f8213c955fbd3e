import { LIMITS } from '../model/limits.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { workflowPath } from '../model/workflow-path.ts'
import { coreSections } from './core-sections.ts'
import { gapSection } from './detail-sections.ts'
import { answer, type Storage, title } from './headline.ts'
import { plain } from './markdown.ts'
import { assemble } from './section.ts'

type Remark = {
  readonly path: string
  readonly start_line: 1
  readonly end_line: 1
  readonly annotation_level: 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

/** Title, summary and annotations of the check run: at most 255 characters, 65 535 bytes and 50. */
export const renderCheckRun = (
  manifest: RunManifest,
  storage: Storage = {},
): { readonly title: string; readonly summary: string; readonly annotations: readonly Remark[] } => ({
  annotations: annotationsOf(manifest).slice(0, LIMITS.checkRunAnnotations),
  title: title(manifest),
  summary: assemble(
    [
      { title: '', blocks: [answer(manifest, 'shown', storage)] },
      ...coreSections(manifest, 'shown'),
      gapSection(manifest),
    ],
    LIMITS.checkRunText,
  ),
})

/** Contradictions and manifests that were not taken, beside the workflow file: the only file all of them concern. */
const annotationsOf = (manifest: RunManifest): readonly Remark[] => {
  const path = workflowPath(manifest.run.workflowRef?.value)
  if (path === undefined) return []
  const place = { path, start_line: 1, end_line: 1 } as const
  return [
    ...manifest.jobs
      .filter(job => job.agreement === 'contradicted' || job.presence === 'conflict')
      .map((job): Remark => {
        const fields = job.fields.filter(field => field.agreement === 'contradicted').map(field => field.field)
        const message =
          fields.length === 0 ? 'Two manifests claim this job.' : `Witnesses differ in: ${fields.join(', ')}.`
        return { ...place, annotation_level: 'failure', title: plain(job.name, 200), message: plain(message, 2_000) }
      }),
    ...manifest.strangers.map(
      (one): Remark => ({
        ...place,
        annotation_level: 'warning',
        title: 'Manifest not taken',
        message: plain(`${one.artifact}: ${one.reason}${one.detail === undefined ? '' : `, ${one.detail}`}`, 2_000),
      }),
    ),
  ]
}
