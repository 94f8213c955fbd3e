import type { JobManifest } from '../model/job-manifest.ts'
import type { Check, RunManifest } from '../model/run-manifest.ts'
import type { CertificateIdentity } from './certificate-identity.ts'
import { equal, fail, notApplicable } from './verdict.ts'

/** What a document says about its run. Absent = it says nothing. */
export type RunClaims = {
  readonly serverUrl?: string | undefined
  readonly repository: string
  readonly repositoryId: string
  readonly ownerId?: string | undefined
  readonly runId: string
  readonly attempt: string
  readonly event?: string | undefined
  readonly ref?: string | undefined
  readonly sha?: string | undefined
  readonly workflowRef?: string | undefined
  readonly workflowSha?: string | undefined
  readonly visibility?: string | undefined
  /** Of a job: the called workflow that defines it, and where it ran. */
  readonly jobWorkflowRef?: string | undefined
  readonly jobWorkflowSha?: string | undefined
  readonly runnerEnvironment?: string | undefined
}

/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 */
export const checkClaims = (manifest: JobManifest | RunManifest, identity: CertificateIdentity): readonly Check[] =>
  checkRunClaims(toClaims(manifest), identity)

/** The same for claims that were read from elsewhere, such as a statement's predicate. */
export const checkRunClaims = (claims: RunClaims, identity: CertificateIdentity): readonly Check[] => {
  const server = (claims.serverUrl ?? 'https://github.com').replace(/\/$/, '')
  const at = (path: string | undefined) => (path === undefined ? undefined : `${server}/${path}`)
  const run = `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`
  return [
    equal('claim-issuer', 'token issuer', issuerOf(server), identity.issuer),
    compare('claim-run', 'run', run, identity.runInvocationUri),
    compare('claim-repository', 'repository', at(claims.repository), identity.sourceRepositoryUri),
    compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
    compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
    compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
    compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
    compare('claim-workflow', 'workflow', at(claims.workflowRef), identity.buildConfigUri),
    compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
    compare('claim-event', 'event', claims.event, identity.buildTrigger),
    compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
    compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), identity.buildSignerUri),
    compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
    compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
  ]
}

/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const compare = (id: string, what: string, claimed: string | undefined, proven: string | undefined): Check => {
  if (claimed === undefined) return notApplicable(id, `no ${what} is claimed`)
  if (proven === undefined) return fail(id, `${what} ${claimed} is claimed, the certificate names none`)
  return equal(id, what, claimed, proven)
}

/**
 * GitHub's issuer, or that of a *.ghe.com tenant. An enterprise's own issuer path (`…com/<slug>`) is not accepted: who
 * configured one has to say so, and nothing here can be configured from a manifest.
 */
export const issuerOf = (server: string): string => {
  const host = URL.canParse(server) ? new URL(server).hostname : ''
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com'
}

const toClaims = (manifest: JobManifest | RunManifest): RunClaims => {
  const { run } = manifest
  const common = {
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    repositoryId: run.repositoryId.value,
    runId: run.runId.value,
    attempt: String(run.attempt.value),
    event: run.event?.value,
    ref: run.ref?.value,
    sha: run.sha?.value,
    workflowRef: run.workflowRef?.value,
    workflowSha: run.workflowSha?.value,
    visibility: run.visibility?.value,
  }
  if (manifest.kind === 'run-manifest') {
    const jobWorkflowRef = manifest.reporter?.jobWorkflowRef
    return { ...(manifest.reporter?.role === 'collector' ? ofCollector(manifest) : common), jobWorkflowRef }
  }
  return {
    ...common,
    ownerId: manifest.run.ownerId?.value,
    jobWorkflowRef: manifest.job.workflowRef?.value,
    jobWorkflowSha: manifest.job.workflowSha?.value,
    runnerEnvironment: manifest.runner.environment?.value,
  }
}

/** A later run signed: the certificate is of that run, in the same repository, and says nothing of the run it is about. */
const ofCollector = ({ run, reporter }: RunManifest): RunClaims => ({
  serverUrl: run.serverUrl?.value,
  repository: run.repository.value,
  repositoryId: run.repositoryId.value,
  visibility: run.visibility?.value,
  // Without a reporter there is no run to compare with, and the empty id fails.
  runId: reporter?.runId ?? '',
  attempt: String(reporter?.attempt ?? ''),
  event: reporter?.event,
  ref: reporter?.ref,
  sha: reporter?.sha,
  workflowRef: reporter?.workflowRef,
  workflowSha: reporter?.workflowSha,
})
