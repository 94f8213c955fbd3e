import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { Confidence } from '../schema/values/fact.ts'
import type { FactBuilder } from './fact-builder.ts'
import { jobNodeId, signerNodeId } from './node-ids.ts'

/** The jobs of a manifest by every id and by the name that its parts use for them. */
export type TracedJobs = {
  readonly find: (jobId: string | undefined, name: string | undefined) => string | undefined
  readonly report: (node: string) => ReportedJob | undefined
}

/** Adds the jobs that ran, and the signers of those that signed for themselves. */
export const addJobs = (builder: FactBuilder, { jobs, run }: RunManifest, runNode: string): TracedJobs => {
  const byId = new Map<string, string>()
  const byName = new Map<string, string>()
  const reports = new Map<string, ReportedJob>()
  for (const job of jobs) {
    if (job.presence === 'skipped' || job.presence === 'not-started') continue
    const node = addJob(builder, job, run, runNode)
    reports.set(node, job)
    byName.set(job.name, node)
    // A re-run lists a job that it did not run again under a new id. The job's own manifest has the old one.
    for (const id of [job.id, job.record?.job.id?.value]) if (id !== undefined) byId.set(id, node)
  }
  return {
    find: (id, name) =>
      (id === undefined ? undefined : byId.get(id)) ?? (name === undefined ? undefined : byName.get(name)),
    report: node => reports.get(node),
  }
}

const addJob = (
  { node, edge, gap, scope }: FactBuilder,
  job: ReportedJob,
  run: RunManifest['run'],
  runNode: string,
): string => {
  const jobId = job.record?.job.id?.value ?? job.id
  const id = node({
    ...{ id: jobNodeId(scope, { id: jobId, name: job.name }), kind: 'job', name: job.name, searched: true },
    ...{ repository: scope.repository, runId: scope.runId, jobId, at: job.api?.completedAt },
    attempt: job.record?.run.attempt.value ?? job.api?.attempt ?? run.attempt.value,
    state: job.api?.conclusion ?? job.needsResult ?? job.record?.job.status?.value,
  })
  edge(runNode, 'ran', id, job.api === undefined ? 'runner' : 'api')
  const { signer, by } = job.signature
  if (signer !== undefined && by === 'job') edge(addSigner(node, signer.identity), 'signed', id, 'certificate')
  else if (by !== 'job' || job.signature.mode === 'none') gap('unsigned-job', id)
  return id
}

const addSigner = (node: FactBuilder['node'], identity: string): string =>
  node({ id: signerNodeId(identity), kind: 'signer', name: identity, searched: true })

/** How far a fact from a job's own manifest can be trusted. */
export const rateJob = ({ agreement }: ReportedJob): Confidence => {
  switch (agreement) {
    case 'confirmed':
      return 'high'
    case 'contradicted':
      return 'low'
    default:
      return 'medium'
  }
}
