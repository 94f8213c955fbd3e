import { jobContexts } from './contexts.ts'
import type { Job } from './job.ts'
import type { Step } from './step.ts'

/**
 * The job request as the Worker log prints it: `Job message:` and indented JSON (actions/runner Worker.cs,
 * src/Sdk/DTPipelines/Pipelines/AgentJobRequestMessage.cs; the parts that describe the job, in the runner's names).
 */
export const jobMessage = (job: Job, steps: readonly Step[]): string => {
  const { plan, services, runner } = job
  const { secrets: _, ...contexts } = jobContexts(job)
  const message = {
    messageType: 'RunnerJobRequest',
    plan: { scopeIdentifier: '00000000-0000-0000-0000-000000000000', planType: 'actions', planId: plan.backendRunId },
    timeline: { id: plan.backendRunId, changeId: 0, location: null },
    jobId: plan.backendJobId,
    jobDisplayName: plan.name,
    jobName: plan.key,
    resources: { endpoints: [{ name: 'SystemVssConnection', url: services.resultsUrl }] },
    variables: {
      'system.github.job': { value: plan.key, isSecret: false },
      'system.runnerGroupName': { value: runner.groupName, isSecret: false },
      'system.runnerEnvironment': { value: runner.environment, isSecret: false },
      'system.orchestrationId': { value: `${plan.backendRunId}.${plan.key}.${plan.jobId}`, isSecret: false },
      'system.github.token': { value: services.githubToken, isSecret: true },
      'system.github.token.permissions': { value: JSON.stringify(permissionNames(plan.permissions)), isSecret: false },
      actions_uses_cache_service_v2: { value: 'true', isSecret: false },
      ...(plan.calledWorkflow === undefined
        ? {}
        : {
            'system.workflowFileFullPath': {
              value: `${plan.workflow.repository}/${plan.workflow.path}`,
              isSecret: false,
            },
            'system.workflowFileRef': { value: plan.workflow.ref, isSecret: false },
            'system.workflowFileSha': { value: plan.workflow.sha, isSecret: false },
          }),
    },
    steps: steps.map(stepMessage),
    contextData: Object.fromEntries(Object.entries(contexts).map(([name, value]) => [name, contextData(value)])),
  }
  // Numbers of contexts are printed as `1.0`, as the runner's serializer does.
  const text = JSON.stringify(message, null, 2).replace(/"\^number:(-?\d+)"/g, '$1.0')
  return `Job message:\n ${text}`
}

const stepMessage = ({ plan, reference, id, contextName }: Step): unknown => ({
  type: 'action',
  reference:
    reference.kind === 'script'
      ? { type: 'script' }
      : {
          type: 'repository',
          name: reference.kind === 'repository' ? reference.name : undefined,
          ref: reference.kind === 'repository' ? reference.ref : undefined,
          repositoryType: reference.kind === 'repository' ? 'GitHub' : 'self',
          path: reference.path,
        },
  displayNameToken: plan.name === undefined ? undefined : token(plan.name),
  contextName,
  inputs: {
    type: 2,
    map: Object.entries(plan.run === undefined ? plan.with : { script: plan.run }).map(([Key, value]) => ({
      Key,
      Value: token(value),
    })),
  },
  condition: plan.if ?? 'success()',
  id,
  name: contextName,
})

/** A template token: text as it is, an expression as `{type: 3, expr}`. */
const token = (text: string): unknown =>
  text.startsWith('${{') && text.endsWith('}}') && text.indexOf('${{', 3) < 0
    ? { type: 3, expr: text.slice(3, -2).trim() }
    : text

/** Context data on the wire: dictionaries and arrays are tagged, scalars are plain (PipelineContextDataJsonConverter.cs). */
const contextData = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isInteger(value) ? `^number:${value}` : value
  if (Array.isArray(value)) return { t: 1, a: value.map(contextData) }
  if (typeof value !== 'object' || value === null) return value ?? null
  return { t: 2, d: Object.entries(value).map(([k, v]) => ({ k, v: contextData(v) })) }
}

/** REST keys as the log names them: `pull-requests` and `pull_requests` become `PullRequests`; metadata is always read. */
export const permissionNames = (
  permissions: Readonly<Record<string, 'read' | 'write'>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...permissions, metadata: 'read' as const })
      .map(([key, level]) => [key.split(/[-_]/).map(capital).join(''), level] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
