import type { RunManifest } from '../schema/run/run-manifest.ts'

/** The server and repository of a run. GitHub compares names of repositories and environments without case. */
export type Scope = { readonly host: string; readonly repository: string; readonly runId: string }

export const findScope = ({ run, correlationId }: RunManifest): Scope => ({
  host: (correlationId.split('/', 1)[0] ?? '').toLowerCase(),
  repository: run.repository.value,
  runId: run.runId.value,
})

const place = ({ host, repository }: Scope): string => `${host}/${repository.toLowerCase()}`

export const runNodeId = (scope: Scope, runId = scope.runId): string => `run:${place(scope)}/${runId}`
export const jobNodeId = (scope: Scope, job: { readonly id?: string | undefined; readonly name: string }): string =>
  job.id === undefined ? `job:${place(scope)}/${scope.runId}/${job.name}` : `job:${place(scope)}/${job.id}`
export const commitNodeId = (sha: string): string => `commit:${sha}`
export const pullRequestNodeId = (scope: Scope, number: string): string => `pull-request:${place(scope)}/${number}`
export const deploymentNodeId = (scope: Scope, id: string): string => `deployment:${place(scope)}/${id}`
export const environmentNodeId = (scope: Scope, name: string): string =>
  `environment:${place(scope)}/${name.toLowerCase()}`
export const approvalNodeId = (scope: Scope, jobId: string | undefined, environment: string | undefined): string =>
  `approval:${place(scope)}/${scope.runId}/${jobId ?? ''}/${(environment ?? '').toLowerCase()}`
export const signerNodeId = (identity: string): string => `signer:${identity}`

/** Bytes are the same thing wherever they are named. Without a digest only the artifact's own id identifies it. */
export const contentNodeId = (
  scope: Scope,
  {
    digest,
    id,
    name,
  }: { readonly digest?: string | undefined; readonly id?: string | undefined; readonly name: string },
): string => digest ?? `artifact:${place(scope)}/${id ?? `${scope.runId}/${name}`}`
