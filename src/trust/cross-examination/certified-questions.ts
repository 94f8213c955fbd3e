import type { Fact } from '../../model/fact.ts'
import { isHeadSha } from '../../model/head-sha.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import type { Question, Testimony, Value } from './question.ts'
import type { Witnesses } from './witness.ts'

/**
 * What the certificate authority copied from GitHub's token (sigstore/fulcio docs/oid-info.md), and who else knows it.
 * A job without a signature of its own has the same questions with fewer witnesses.
 */
export const certifiedQuestions = (manifest: JobManifest, witnesses: Witnesses): readonly Question[] => {
  const { run, job, runner } = manifest
  const { certificate, api, siblings } = witnesses
  const server = (run.serverUrl?.value ?? 'https://github.com').replace(/\/$/, '')
  const invoked = /^(.+)\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(certificate?.runInvocationUri ?? '')
  const below = (uri: string | undefined) =>
    uri?.startsWith(`${server}/`) === true ? uri.slice(server.length + 1) : uri
  const { agreed } = siblings
  return [
    ask('run.repository', run.repository, [certified(below(certificate?.sourceRepositoryUri))]),
    ask('run.repositoryId', run.repositoryId, [certified(certificate?.sourceRepositoryId)]),
    ask('run.ownerId', run.ownerId, [certified(certificate?.sourceRepositoryOwnerId), sibling(agreed.ownerId)]),
    ask('run.runId', run.runId, [certified(invoked?.[2]), listed(api?.runId)]),
    ask('run.attempt', run.attempt, [certified(numberOf(invoked?.[3])), listed(api?.job.attempt)]),
    ask('run.number', run.number, [listed(api?.run.number), sibling(agreed.number)]),
    ask('run.event', run.event, [certified(certificate?.buildTrigger), listed(api?.run.event)]),
    ask('run.ref', run.ref, [certified(certificate?.sourceRepositoryRef), sibling(agreed.ref)]),
    ask('run.sha', run.sha, [
      certified(certificate?.sourceRepositoryDigest),
      listed(isHeadSha(manifest.run.event?.value) ? api?.headSha : undefined),
      sibling(agreed.sha),
    ]),
    ask('run.headSha', run.headSha, [
      listed(run.event?.value === 'pull_request' ? api?.headSha : undefined),
      sibling(agreed.headSha),
    ]),
    ask('run.headRef', run.headRef, [sibling(agreed.headRef)]),
    ask('run.baseRef', run.baseRef, [sibling(agreed.baseRef)]),
    ask('run.workflow', run.workflow, [listed(api?.run.workflow), sibling(agreed.workflow)]),
    ask('run.workflowRef', run.workflowRef, [
      certified(below(certificate?.buildConfigUri)),
      sibling(agreed.workflowRef),
    ]),
    ask('run.workflowSha', run.workflowSha, [certified(certificate?.buildConfigDigest), sibling(agreed.workflowSha)]),
    ask('run.visibility', run.visibility, [
      certified(certificate?.sourceRepositoryVisibility),
      sibling(agreed.visibility),
    ]),
    ask('job.workflowRef', job.workflowRef, [certified(below(certificate?.buildSignerUri))]),
    ask('job.workflowSha', job.workflowSha, [certified(certificate?.buildSignerDigest)]),
    ask('runner.environment', runner.environment, [certified(certificate?.runnerEnvironment)]),
  ]
}

/** A field that the manifest holds as a fact. */
export const ask = (field: string, said: Fact<Value> | undefined, others: readonly Testimony[]): Question => ({
  field,
  said: said === undefined ? undefined : { source: said.source, value: said.value },
  others,
})

export const certified = (value: Value | undefined): Testimony => ({
  voucher: 'certificate',
  source: 'certificate',
  value,
})
export const listed = (value: Value | undefined): Testimony => ({ voucher: 'api', source: 'api', value })
export const logged = (value: Value | undefined): Testimony => ({ voucher: 'log', source: 'log', value })

/** Recorders like this one: who agrees with them has proven nothing. */
const sibling = (value: Value | undefined): Testimony => ({ voucher: 'self', source: 'runner', value })

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
