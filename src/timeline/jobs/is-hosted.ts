import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { ControlTrace, ObservedJob } from '../../schema/observed/run-observation.ts'

/**
 * Decides whether GitHub's machines ran the job; undefined if no source shows it. In order: the server's log, the
 * recorder (`runner.environment`), the runner group ("GitHub Actions" is the group of standard hosted runners in
 * recorded responses; larger runners may be in any group), then the labels. Every self-hosted runner has the label
 * `self-hosted`, unless it was registered without it (docs.github.com "Using labels with self-hosted runners").
 */
export const decideHosted = (
  { api }: ObservedJob,
  trace: ControlTrace | undefined,
  manifest: JobManifest | undefined,
): boolean | undefined => {
  if (trace?.isHosted !== undefined) return trace.isHosted
  const environment = manifest?.runner.environment?.value
  if (environment === 'github-hosted' || environment === 'self-hosted') return environment === 'github-hosted'
  if (api.runnerGroup === 'GitHub Actions') return true
  return api.labels.some(label => label.toLowerCase() === 'self-hosted') ? false : undefined
}
