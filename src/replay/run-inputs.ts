import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { KindReading, Open, Pinned } from './listed-input.ts'

/** The commit that the run checked out by default: GITHUB_SHA, or the head commit where only REST is known. */
export const getCommit = ({ run, jobs }: RunManifest): RunManifest['run']['sha'] =>
  run.sha ?? jobs.flatMap(({ record }) => record?.run.sha ?? [])[0] ?? run.headSha

/** Lists the commit of the run. */
export const listCommit = (manifest: RunManifest): KindReading => {
  const sha = getCommit(manifest)
  const { repository } = manifest.run
  const pinned: readonly Pinned[] =
    sha === undefined
      ? []
      : [
          {
            kind: 'commit',
            name: repository.value,
            value: sha.value,
            by: 'commit',
            source: sha.source,
            job: undefined,
          },
        ]
  return { kind: 'commit', pinned, open: [], unknownJobs: 0 }
}

/**
 * Lists the workflow files of the run. A re-run uses the file at the commit of the first attempt (docs.github.com
 * "Re-running workflows and jobs"); a file whose commit is not known may be another one.
 */
export const listWorkflowFiles = ({ run, rerunConditions }: RunManifest): KindReading => {
  const known = rerunConditions?.workflows ?? []
  const own =
    known.length === 0 && run.workflowRef !== undefined
      ? [
          {
            path: run.workflowRef.value.split('@')[0] ?? '',
            sha: run.workflowSha?.value,
            digest: undefined,
            source: run.workflowRef.source,
          },
        ]
      : []
  const files = [...known, ...own]
  return {
    kind: 'workflow-file',
    pinned: files.flatMap(({ path, sha, digest, source }): readonly Pinned[] =>
      sha === undefined
        ? []
        : [
            {
              kind: 'workflow-file',
              name: path,
              value: digest ?? sha,
              by: digest === undefined ? 'commit' : 'digest',
              source,
              job: undefined,
            },
          ],
    ),
    open: files.flatMap(({ path, sha, source }): readonly Open[] =>
      sha === undefined ? [{ kind: 'workflow-file', name: path, reason: 'movable-ref', source, job: undefined }] : [],
    ),
    unknownJobs: 0,
  }
}
