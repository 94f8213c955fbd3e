import { asClaimed, type ClaimedRepository, isSameRepository } from '../../core/repository-name.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Check, RunManifest } from '../../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../bundle/certificate-identity.ts'
import type { CheckId } from '../check.ts'
import { equal, fail, notApplicable, pass } from '../check.ts'
import { checkTokenIssuer, getIssuer } from '../issuers.ts'

/** The claims of a document about its run. An absent field means that the document makes no such claim. */
export type RunClaims = {
  readonly serverUrl?: string | undefined
  readonly repository: string
  readonly repositoryId: string
  readonly ownerId?: string | undefined
  readonly runId: string
  readonly attempt: string
  /** The run by its URL, if the claim has this form. */
  readonly runUri?: string | undefined
  readonly event?: string | undefined
  readonly ref?: string | undefined
  readonly sha?: string | undefined
  readonly workflowRef?: string | undefined
  readonly workflowSha?: string | undefined
  readonly visibility?: string | undefined
  /** Name of the workflow, as the runner gives it. */
  readonly workflow?: string | undefined
  /** Deployment environment of the job that signed. */
  readonly environment?: string | undefined
  /** For a job: the called workflow that defines it, and the kind of its runner. */
  readonly jobWorkflowRef?: string | undefined
  readonly jobWorkflowSha?: string | undefined
  readonly runnerEnvironment?: string | undefined
}

/**
 * Compares every claim of a manifest with the certificate, if the certificate contains it too. They must be equal: a
 * valid signature over a document about another run exists in practice (sigstore-conformance
 * happy-path-intoto-in-dsse-v3). sigstore/fulcio docs/oid-info.md lists the extension of each claim. No extension names
 * the job, so this function does not confirm a job's identity.
 * @param issuer the token issuer, if it differs from that of the claimed server: an enterprise's own, named by the
 * caller.
 */
export const checkClaims = (
  manifest: JobManifest | RunManifest,
  identity: CertificateIdentity,
  issuer?: string,
): readonly Check[] => checkRunClaims(signerClaims(manifest), identity, issuer)

/** Does the same for claims from another source, such as a statement's predicate. */
export const checkRunClaims = (claims: RunClaims, identity: CertificateIdentity, issuer?: string): readonly Check[] => {
  const server = serverOfClaims(claims)
  const at = (path: string | undefined) => (path === undefined ? undefined : `${server}/${path}`)
  const run = claims.runUri ?? `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`
  const proven = asClaimed(toClaimedRepository(claims), identity)
  return [
    checkTokenIssuer('claim-issuer', issuer ?? getIssuer(server), server, identity.issuer),
    compare('claim-run', 'run', run, proven(identity.runInvocationUri)),
    compareRepository(claims, identity),
    compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
    compareOwner(claims, identity),
    compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
    compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
    compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
    compare('claim-workflow', 'workflow', at(claims.workflowRef), proven(identity.buildConfigUri)),
    compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
    compareWorkflowName(claims.workflow, identity),
    compare('claim-event', 'event', claims.event, identity.buildTrigger),
    compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
    compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), proven(identity.buildSignerUri)),
    compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
    compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
    compareEnvironment(claims.environment, identity),
    checkTokenSubject(claims, identity),
  ]
}

/** Returns the server of the claims without a slash at its end; github.com if they name none. */
export const serverOfClaims = ({ serverUrl }: Pick<RunClaims, 'serverUrl'>): string =>
  (serverUrl ?? 'https://github.com').replace(/\/$/, '')

/** Compares repositories by id: a repository with another name and the same id is the same one. */
const compareRepository = (claims: RunClaims, identity: CertificateIdentity): Check => {
  const claimed = toClaimedRepository(claims)
  const { sourceRepositoryUri: source } = identity
  return source !== undefined && source !== claimed.uri && isSameRepository(claimed, identity)
    ? pass('claim-repository', `repository ${claimed.uri}, certified as ${source}`)
    : compare('claim-repository', 'repository', claimed.uri, source)
}

/** The owner of a renamed repository, or of one in another case, may differ too; its id is compared separately. */
const compareOwner = (claims: RunClaims, identity: CertificateIdentity): Check => {
  const claimed = toClaimedRepository(claims)
  const owner = claimed.uri.slice(0, claimed.uri.lastIndexOf('/'))
  const { sourceRepositoryOwnerUri: proven, sourceRepositoryUri: source } = identity
  const isOfSource = source !== undefined && proven === source.slice(0, source.lastIndexOf('/'))
  return isOfSource && proven !== owner && isSameRepository(claimed, identity)
    ? pass('claim-owner', `owner ${owner}, certified as ${proven}`)
    : compare('claim-owner', 'owner', owner, proven)
}

const toClaimedRepository = (claims: RunClaims): ClaimedRepository => {
  const server = serverOfClaims(claims)
  return {
    uri: `${server}/${claims.repository}`,
    id: claims.repositoryId,
    workflow: claims.workflowRef === undefined ? undefined : `${server}/${claims.workflowRef}`,
  }
}

/** Only the deprecated .4 contains the name, so a certificate without it is no contradiction. */
const compareWorkflowName = (claimed: string | undefined, { deprecated }: CertificateIdentity): Check => {
  const proven = deprecated?.workflowName
  if (claimed === undefined || proven === undefined)
    return notApplicable(
      'claim-workflow-name',
      `no workflow name is ${claimed === undefined ? 'claimed' : 'certified'}`,
    )
  return equal('claim-workflow-name', 'workflow name', claimed, proven)
}

/** .23 is newer than the other extensions, so a certificate without it is no contradiction. */
const compareEnvironment = (claimed: string | undefined, { deploymentEnvironment }: CertificateIdentity): Check =>
  claimed !== undefined && deploymentEnvironment === undefined
    ? notApplicable('claim-environment', `${claimed} is claimed, the certificate names none`)
    : compare('claim-environment', 'deployment environment', claimed, deploymentEnvironment)

/**
 * Checks the token's subject. It names the repository and, by default, environment, `pull_request` or ref
 * (docs.github.com "OpenID Connect reference", example subject claims). An organisation may configure another form,
 * which is not evaluated. Immutable subjects add ids: `repo:octo@1/traced@2:…`.
 */
const checkTokenSubject = (claims: RunClaims, identity: CertificateIdentity): Check => {
  const id = 'claim-subject'
  const { tokenSubject, deploymentEnvironment } = identity
  if (tokenSubject === undefined) return notApplicable(id, 'the certificate holds no token subject')
  const [kind, named = '', context = '', ...more] = tokenSubject.split(':')
  if (kind !== 'repo') return notApplicable(id, `${tokenSubject} is not in GitHub's default form`)
  const differing = differsInRepository(named, claims, identity)
  if (differing !== undefined) return fail(id, differing)
  const [value] = more
  if (value === undefined || more.length > 1) return pass(id, tokenSubject)
  if (context === 'ref' && claims.ref !== undefined) return equal(id, 'ref of the subject', claims.ref, value)
  if (context === 'environment' && deploymentEnvironment !== undefined)
    return equal(id, 'environment of the subject', deploymentEnvironment, decodeColon(value))
  return pass(id, tokenSubject)
}

/**
 * The ids of an immutable subject must equal those of claims and certificate, and its name must be that of the
 * repository.
 */
const differsInRepository = (named: string, claims: RunClaims, identity: CertificateIdentity): string | undefined => {
  const [[owner = '', ownerId] = [], [name = '', repositoryId] = []] = named.split('/').map(part => part.split('@'))
  const ids = [
    ['owner id', claims.ownerId, ownerId],
    ['owner id', identity.sourceRepositoryOwnerId, ownerId],
    ['repository id', claims.repositoryId, repositoryId],
    ['repository id', identity.sourceRepositoryId, repositoryId],
  ] as const
  const wrong = ids.find(([, known, told]) => known !== undefined && told !== undefined && known !== told)
  if (wrong !== undefined) return `${wrong[0]} of the subject: ${wrong[2] ?? ''}, known ${wrong[1] ?? ''}`
  const told = asClaimed(toClaimedRepository(claims), identity)(`${serverOfClaims(claims)}/${owner}/${name}`)
  return told === `${serverOfClaims(claims)}/${claims.repository}`
    ? undefined
    : `repository of the subject: claimed ${claims.repository}, proven ${owner}/${name}`
}

/** Encodes a colon in an environment's name as `%3A` (docs.github.com "OpenID Connect reference"). */
const decodeColon = (value: string): string => value.replaceAll('%3A', ':')

/** Fails for a claim that the certificate does not contain. A value without a claim contradicts nothing. */
const compare = (id: CheckId, what: string, claimed: string | undefined, proven: string | undefined): Check => {
  if (claimed === undefined)
    return notApplicable(id, `no ${what} is claimed${proven === undefined ? '' : `, the certificate says ${proven}`}`)
  if (proven === undefined) return fail(id, `${what} ${claimed} is claimed, the certificate names none`)
  return equal(id, what, claimed, proven)
}

/** Returns the claims of a manifest about its run. */
export const toClaims = (manifest: JobManifest | RunManifest): RunClaims => {
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
    // REST's `name` of a run is a display name; the runner's GITHUB_WORKFLOW is the token's claim `workflow`.
    workflow: run.workflow?.source === 'runner' ? run.workflow.value : undefined,
  }
  if (manifest.kind === 'run-manifest') return { ...common, jobWorkflowRef: manifest.reporter?.jobWorkflowRef }
  return {
    ...common,
    ownerId: manifest.run.ownerId?.value,
    jobWorkflowRef: manifest.job.workflowRef?.value,
    jobWorkflowSha: manifest.job.workflowSha?.value,
    runnerEnvironment: manifest.runner.environment?.value,
  }
}

/** Returns the claims of a manifest about the run that signed it: its own run, or that of the collector. */
const signerClaims = (manifest: JobManifest | RunManifest): RunClaims => {
  const claims = toClaims(manifest)
  return manifest.kind === 'run-manifest' && manifest.reporter?.role === 'collector'
    ? asCollector(claims, { ...manifest.reporter, attempt: String(manifest.reporter.attempt) })
    : claims
}

/** Returns the claims about the run of a collector: it has the same repository, and its own values otherwise. */
export type CollectorClaims = Pick<
  RunClaims,
  'runId' | 'attempt' | 'event' | 'ref' | 'sha' | 'workflowRef' | 'workflowSha'
>

export const asCollector = (claims: RunClaims, collector: CollectorClaims): RunClaims => ({
  serverUrl: claims.serverUrl,
  repository: claims.repository,
  repositoryId: claims.repositoryId,
  ownerId: claims.ownerId,
  visibility: claims.visibility,
  jobWorkflowRef: claims.jobWorkflowRef,
  runId: collector.runId,
  attempt: collector.attempt,
  event: collector.event,
  ref: collector.ref,
  sha: collector.sha,
  workflowRef: collector.workflowRef,
  workflowSha: collector.workflowSha,
})
