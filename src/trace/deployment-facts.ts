import type { ProtectionEntry, TimelineDeployment } from '../schema/run/protection-entry.ts'
import type { DeployedArtifacts } from '../schema/run/run-evidence.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { TimelineJob } from '../schema/run/run-timeline.ts'
import { addContent } from './content-facts.ts'
import { type DeploymentState, decideState } from './deployment-state.ts'
import type { FactBuilder } from './fact-builder.ts'
import type { TracedJobs } from './job-facts.ts'
import { approvalNodeId, deploymentNodeId, environmentNodeId } from './node-ids.ts'

/** Adds each deployment with its job, its artifacts, the rules that held it, and its environment. */
export const addDeployments = (builder: FactBuilder, { timeline, lineage }: RunManifest, jobs: TracedJobs): void => {
  const deployed = new Map((lineage?.deployed ?? []).map(one => [one.deploymentId, one]))
  for (const deployment of timeline?.deployments ?? []) {
    const entries = (timeline?.protection ?? []).filter(entry => isOf(entry, deployment))
    const job = timeline?.jobs.find(({ id }) => id === deployment.jobId)
    const state = decideState(deployment, entries, job)
    const id = addDeployment(builder, deployment, state, job)
    addJob(builder, deployment, id, jobs)
    addArtifacts(builder, deployed.get(deployment.id), id, state, lineage)
    for (const entry of entries) addDecision(builder, entry, id)
    if (entries.length === 0) builder.gap('no-approval-recorded', id)
  }
}

/** GitHub compares names of environments without case (docs.github.com "Managing environments for deployment"). */
const isOf = ({ kind, environment, jobId }: ProtectionEntry, deployment: TimelineDeployment): boolean =>
  kind === 'environment' &&
  environment?.toLowerCase() === deployment.environment.toLowerCase() &&
  (jobId === undefined || deployment.jobId === undefined || jobId === deployment.jobId)

const addDeployment = (
  { node, edge, scope }: FactBuilder,
  { id: deploymentId, environment, intervals }: TimelineDeployment,
  state: DeploymentState,
  job: TimelineJob | undefined,
): string => {
  const { repository, runId } = scope
  const last = intervals.filter(interval => interval.state !== 'converging').at(-1)
  const id = node({
    ...{ id: deploymentNodeId(scope, deploymentId), kind: 'deployment', name: deploymentId, repository, runId },
    ...{ state, at: last?.end ?? job?.completedAt ?? last?.start, searched: true },
  })
  const target = node({
    ...{ id: environmentNodeId(scope, environment), kind: 'environment', name: environment, repository },
    searched: true,
  })
  edge(id, state === 'reached' ? 'reached' : 'targeted', target, 'api')
  return id
}

const addJob = (
  { edge, gap }: FactBuilder,
  { jobId }: TimelineDeployment,
  deployment: string,
  jobs: TracedJobs,
): void => {
  const node = jobs.find(jobId, undefined)
  if (node === undefined) gap('job-unknown', deployment)
  else edge(node, 'deployed', deployment, 'api')
}

const addArtifacts = (
  builder: FactBuilder,
  deployed: DeployedArtifacts | undefined,
  deployment: string,
  state: DeploymentState,
  lineage: RunManifest['lineage'],
): void => {
  const { edge, gap } = builder
  for (const { name, id, digest } of deployed?.artifacts ?? [])
    edge(addContent(builder, 'artifact', { name, id, digest }), 'part-of', deployment, 'log', 'medium')
  const images = (lineage?.images ?? []).flatMap(image =>
    image.deployed
      .filter(one => `${one.deploymentId}` === deployed?.deploymentId && one.how !== 'pulled-in-job')
      .map(one => ({ image, source: one.source })),
  )
  for (const { image, source } of images) {
    const node = addContent(builder, 'image', { name: image.image ?? image.digest, digest: image.digest })
    edge(node, 'part-of', deployment, source, 'medium')
  }
  if (state === 'waiting' || state === 'rejected' || state === 'skipped') return
  if (deployed === undefined || !deployed.observed) gap('artifacts-not-observed', deployment)
  else if (deployed.artifacts.length + images.length === 0) gap('no-artifact', deployment)
}

const addDecision = ({ node, edge, gap, scope }: FactBuilder, entry: ProtectionEntry, deployment: string): void => {
  const { environment, jobId, state, by, rules, end, timeKnown } = entry
  const id = node({
    ...{ id: approvalNodeId(scope, jobId, environment), kind: 'approval', name: environment ?? '', state },
    ...{ repository: scope.repository, runId: scope.runId, by, rules: rules.map(({ kind }) => kind) },
    ...{ at: timeKnown ? end : undefined, searched: true },
  })
  edge(id, toRelation(entry), deployment, entry.source, entry.confidence)
  if (state === 'passed' && !timeKnown) gap('approval-time-unknown', id)
}

const toRelation = ({ state, by }: ProtectionEntry): 'approved' | 'rejected' | 'held' => {
  switch (state) {
    case 'passed':
      return by.length > 0 ? 'approved' : 'held'
    case 'rejected':
      return 'rejected'
    default:
      return 'held'
  }
}
