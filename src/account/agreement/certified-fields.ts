import { isHeadSha } from '../../core/head-sha.ts'
import { UNKNOWN_REPOSITORY } from '../../core/ids.ts'
import { asClaimed, type ClaimedRepository, isSameName } from '../../core/repository-name.ts'
import { workflowPath } from '../../core/workflow-path.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Fact } from '../../schema/values/fact.ts'
import type { EvidenceSources } from './evidence-source.ts'
import type { FieldCheck, ObservedValue, Value } from './field-check.ts'

/**
 * Lists the checks of values that the certificate authority copied from GitHub's token (sigstore/fulcio
 * docs/oid-info.md), with the other sources of each. A job without a signature of its own has the same checks with
 * fewer sources.
 */
export const listCertifiedChecks = (manifest: JobManifest, sources: EvidenceSources): readonly FieldCheck[] => {
  const { run, job, runner } = manifest
  const { certificate, api, siblings } = sources
  const invoked = /^(.+)\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(certificate?.runInvocationUri ?? '')
  const { agreed } = siblings
  // A runner that does not set the id stated nothing. A runner with a certified token did set the id.
  const isUnknown = run.repositoryId.value === UNKNOWN_REPOSITORY
  const claimed = toClaimedRepository(manifest)
  // The same repository under another name, or in other letter case, does not contradict.
  const named = (uri: string | undefined) => (certificate === undefined ? uri : asClaimed(claimed, certificate)(uri))
  return [
    {
      ...ask('run.serverUrl', run.serverUrl, [
        certified(parseServer(certificate?.sourceRepositoryUri)),
        listed(api?.repository.serverUrl),
      ]),
      agrees: (stated, { value }) => String(stated).replace(/\/$/, '') === value,
    },
    ask('run.repository', run.repository, [
      certified(below(named(certificate?.sourceRepositoryUri))),
      listed(unlessRenamed(api?.repository.name, api?.repository.id, run)),
    ]),
    ask('run.repositoryId', isUnknown && certificate === undefined ? undefined : run.repositoryId, [
      certified(certificate?.sourceRepositoryId),
      listed(api?.repository.id === UNKNOWN_REPOSITORY ? undefined : api?.repository.id),
    ]),
    ask('run.ownerId', run.ownerId, [certified(certificate?.sourceRepositoryOwnerId), sibling(agreed.ownerId)]),
    ask('run.runId', run.runId, [certified(invoked?.[2]), listed(api?.runId)]),
    ask('run.attempt', run.attempt, [certified(parseNumber(invoked?.[3])), listed(api?.job.attempt)]),
    ask('run.number', run.number, [listed(api?.run.number), sibling(agreed.number)]),
    ask('run.event', run.event, [certified(certificate?.buildTrigger), listed(api?.run.event)]),
    {
      ...ask('run.ref', run.ref, [
        certified(certificate?.sourceRepositoryRef),
        listed(isHeadSha(manifest.run.event?.value) ? api?.run.headBranch : undefined),
        sibling(agreed.ref),
      ]),
      agrees: (stated, { observer, value }) =>
        observer === 'api' ? stated === `refs/heads/${value}` || stated === `refs/tags/${value}` : stated === value,
    },
    ask('run.sha', run.sha, [
      certified(certificate?.sourceRepositoryDigest),
      listed(isHeadSha(manifest.run.event?.value) ? api?.headSha : undefined),
      sibling(agreed.sha),
    ]),
    ask('run.headSha', run.headSha, [
      listed(run.event?.value === 'pull_request' ? api?.headSha : undefined),
      sibling(agreed.headSha),
    ]),
    ask('run.headRef', run.headRef, [
      listed(run.event?.value === 'pull_request' ? api?.run.headBranch : undefined),
      sibling(agreed.headRef),
    ]),
    ask('run.baseRef', run.baseRef, [sibling(agreed.baseRef)]),
    ask('run.workflow', run.workflow, [listed(api?.run.workflow), sibling(agreed.workflow)]),
    {
      ...ask('run.workflowRef', run.workflowRef, [
        certified(below(named(certificate?.buildConfigUri))),
        listed(workflowPath(api?.run.path)),
        sibling(agreed.workflowRef),
      ]),
      // The API gives the file alone. A sibling may have begun before the repository was renamed.
      agrees: (stated, { observer, value }) =>
        observer === 'api'
          ? workflowPath(String(stated)) === value
          : observer === 'self'
            ? withoutRepository(stated) === withoutRepository(value)
            : stated === value,
    },
    ask('run.workflowSha', run.workflowSha, [certified(certificate?.buildConfigDigest), sibling(agreed.workflowSha)]),
    ask('run.visibility', run.visibility, [
      certified(certificate?.sourceRepositoryVisibility),
      sibling(agreed.visibility),
    ]),
    ask('job.workflowRef', job.workflowRef, [certified(below(named(certificate?.buildSignerUri)))]),
    ask('job.workflowSha', job.workflowSha, [certified(certificate?.buildSignerDigest)]),
    ask('runner.environment', runner.environment, [certified(certificate?.runnerEnvironment)]),
  ]
}

type Run = JobManifest['run']

/**
 * Drops a name that differs by a renaming. The API gives today's name; the job has the name at its start. Another name
 * with the same repository id is a renaming, so it does not count against the job. It does not count for the job
 * either: any job can write the id.
 */
const unlessRenamed = (name: string | undefined, id: string | undefined, run: Run): string | undefined =>
  name !== undefined && isSameName(name, run.repository.value)
    ? run.repository.value
    : id === run.repositoryId.value
      ? undefined
      : name

/** `.github/workflows/ci.yml@ref` of `owner/name/.github/workflows/ci.yml@ref`. */
const withoutRepository = (path: Value | undefined): string => String(path).split('/').slice(2).join('/')

const toClaimedRepository = ({ run }: JobManifest): ClaimedRepository => {
  const server = (run.serverUrl?.value ?? 'https://github.com').replace(/\/$/, '')
  const workflow = run.workflowRef?.value
  return {
    uri: `${server}/${run.repository.value}`,
    id: run.repositoryId.value,
    workflow: workflow === undefined ? undefined : `${server}/${workflow}`,
  }
}

/** Returns the part below the server. The server has a check of its own. */
const below = (uri: string | undefined): string | undefined => {
  const server = parseServer(uri)
  return server === undefined ? uri : uri?.slice(server.length + 1)
}

const parseServer = (uri: string | undefined): string | undefined =>
  uri === undefined || !URL.canParse(uri) ? undefined : new URL(uri).origin

/** Builds the check of a field that the manifest holds as a fact. */
export const ask = (field: string, stated: Fact<Value> | undefined, others: readonly ObservedValue[]): FieldCheck => ({
  field,
  stated: stated === undefined ? undefined : { source: stated.source, value: stated.value },
  others,
})

export const certified = (value: Value | undefined): ObservedValue => ({
  observer: 'certificate',
  source: 'certificate',
  value,
})
export const listed = (value: Value | undefined): ObservedValue => ({ observer: 'api', source: 'api', value })
export const logged = (value: Value | undefined): ObservedValue => ({ observer: 'log', source: 'log', value })

/** The value of sibling recorders: agreement with them proves nothing. */
const sibling = (value: Value | undefined): ObservedValue => ({ observer: 'self', source: 'runner', value })

const parseNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
