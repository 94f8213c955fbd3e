import type { Fact } from '../../model/fact.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import type { Question, Testimony, Value, Witnesses } from './witness.ts'

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
  const ofSiblings = (read: (run: JobManifest['run']) => Fact<Value> | undefined) =>
    majority(siblings.map(sibling => read(sibling.run)?.value))
  return [
    ask('run.repository', run.repository, [certified(below(certificate?.sourceRepositoryUri))]),
    ask('run.repositoryId', run.repositoryId, [certified(certificate?.sourceRepositoryId)]),
    ask('run.ownerId', run.ownerId, [certified(certificate?.sourceRepositoryOwnerId), ofSiblings(one => one.ownerId)]),
    ask('run.runId', run.runId, [certified(invoked?.[2]), listed(api?.runId)]),
    ask('run.attempt', run.attempt, [certified(numberOf(invoked?.[3])), listed(api?.job.attempt)]),
    ask('run.number', run.number, [listed(api?.run.number), ofSiblings(one => one.number)]),
    ask('run.event', run.event, [certified(certificate?.buildTrigger), listed(api?.run.event)]),
    ask('run.ref', run.ref, [certified(certificate?.sourceRepositoryRef), ofSiblings(one => one.ref)]),
    ask('run.sha', run.sha, [
      certified(certificate?.sourceRepositoryDigest),
      listed(isPlain(manifest) ? api?.headSha : undefined),
      ofSiblings(one => one.sha),
    ]),
    ask('run.headSha', run.headSha, [
      listed(run.event?.value === 'pull_request' ? api?.headSha : undefined),
      ofSiblings(one => one.headSha),
    ]),
    ask('run.headRef', run.headRef, [ofSiblings(one => one.headRef)]),
    ask('run.baseRef', run.baseRef, [ofSiblings(one => one.baseRef)]),
    ask('run.workflow', run.workflow, [listed(api?.run.workflow), ofSiblings(one => one.workflow)]),
    ask('run.workflowRef', run.workflowRef, [
      certified(below(certificate?.buildConfigUri)),
      ofSiblings(one => one.workflowRef),
    ]),
    ask('run.workflowSha', run.workflowSha, [
      certified(certificate?.buildConfigDigest),
      ofSiblings(one => one.workflowSha),
    ]),
    ask('run.visibility', run.visibility, [
      certified(certificate?.sourceRepositoryVisibility),
      ofSiblings(one => one.visibility),
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

/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const PLAIN_EVENTS: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
])
const isPlain = ({ run }: JobManifest): boolean => PLAIN_EVENTS.has(run.event?.value ?? '')

/**
 * What more than half of at least two siblings say. They are recorders like this one, so that agreement with them proves
 * nothing; but one against all others is a contradiction.
 */
const majority = (values: readonly (Value | undefined)[]): Testimony => {
  const said = values.filter(value => value !== undefined)
  const most = said.find(value => said.length >= 2 && 2 * said.filter(other => other === value).length > said.length)
  return { voucher: 'self', source: 'runner', value: most }
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
