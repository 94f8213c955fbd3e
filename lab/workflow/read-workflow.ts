import { parse } from 'yaml'
import * as z from 'zod/mini'
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '#workflow-parser'
import { CONCURRENCY_CONFLICT, findConcurrencyConflicts } from '../../src/workflow/concurrency-conflicts.ts'
import type { StepPlan } from '../job-plan.ts'
import { toPermissions } from './permissions.ts'
import type {
  Concurrency,
  Defaults,
  FollowedWorkflows,
  JobDefinition,
  Permissions,
  RunsOn,
  Workflow,
  WorkflowCall,
} from './workflow.ts'
import {
  type CallingJobYaml,
  type CallYaml,
  readJob,
  type ScriptedJobYaml,
  type StepYaml,
  type WorkflowYaml,
  workflowYaml,
} from './workflow-yaml.ts'

export type WorkflowFile = {
  /** As messages name it: `.github/workflows/ci.yml`. */
  readonly path: string
  readonly content: string
}

export type ReadWorkflow =
  | { readonly kind: 'workflow'; readonly workflow: Workflow }
  /** GitHub's message, or the name of the feature that the lab lacks. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

/** GitHub's own parser says whether a file is valid, with its own messages; plain YAML then gives the data. */
export const readWorkflow = async (file: WorkflowFile): Promise<ReadWorkflow> => {
  const messages = await validate(file)
  if (messages.length > 0) return { kind: 'refused', messages }
  const read = z.safeParse(workflowYaml, parse(file.content))
  if (!read.success) return { kind: 'refused', messages: lacking(file, [], read.error.issues) }
  const jobs = new Map<string, JobDefinition>()
  for (const [key, value] of Object.entries(read.data.jobs)) {
    const job = readJob(value)
    if (!job.read.success) return { kind: 'refused', messages: lacking(file, ['jobs', key], job.read.error.issues) }
    jobs.set(key, job.kind === 'call' ? callingJob(key, job.read.data) : scriptedJob(key, job.read.data))
  }
  return { kind: 'workflow', workflow: { ...header(read.data), jobs } }
}

const validate = async ({ path, content }: WorkflowFile): Promise<readonly string[]> => {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter())
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  const conflicts = value === undefined ? [] : findConcurrencyConflicts(value)
  return [
    ...new Set(context.errors.getErrors().map(error => error.message)),
    ...conflicts.map(line => `${path} (Line: ${line}): ${CONCURRENCY_CONFLICT}`),
  ]
}

type Issues = readonly {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[]
}[]

const lacking = ({ path }: WorkflowFile, prefix: readonly string[], issues: Issues): readonly string[] =>
  issues.flatMap(issue => {
    const at = [...prefix, ...issue.path.map(String)]
    return issue.code === 'unrecognized_keys' && issue.keys !== undefined
      ? issue.keys.map(key => `${path}: feature ${[...at, key].join('.')} is not supported by the lab`)
      : [`${path}: ${at.join('.')}: ${issue.message}`]
  })

const header = (yaml: WorkflowYaml): Omit<Workflow, 'jobs'> => ({
  name: yaml.name === '' ? undefined : yaml.name,
  events: eventsOf(yaml.on),
  call: toCall(yaml.on),
  follows: toFollows(yaml.on),
  permissions: permissionsOf(yaml.permissions),
  env: yaml.env ?? {},
  defaults: toDefaults(yaml.defaults),
  concurrency: toConcurrency(yaml.concurrency),
})

const eventsOf = (on: WorkflowYaml['on']): readonly string[] =>
  typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on)

/** Without `types` every type of activity starts the workflow (docs.github.com "Events that trigger workflows"). */
const EVERY_TYPE: readonly string[] = ['requested', 'in_progress', 'completed']

const toFollows = (on: WorkflowYaml['on']): FollowedWorkflows | undefined => {
  if (!eventsOf(on).includes('workflow_run')) return undefined
  const { workflows = [], types = EVERY_TYPE } =
    typeof on === 'string' || Array.isArray(on) ? {} : (on.workflow_run ?? {})
  return { workflows, types }
}

const toCall = (on: WorkflowYaml['on']): WorkflowCall | undefined => {
  if (typeof on === 'string' || Array.isArray(on))
    return eventsOf(on).includes('workflow_call') ? { inputs: new Map(), secrets: new Map(), outputs: {} } : undefined
  if (!('workflow_call' in on)) return undefined
  const call: CallYaml = on.workflow_call ?? {}
  return {
    inputs: new Map(
      Object.entries(call.inputs ?? {}).map(([name, input]) => [
        name,
        { type: input?.type ?? 'string', required: input?.required ?? false, default: input?.default },
      ]),
    ),
    secrets: new Map(
      Object.entries(call.secrets ?? {}).map(([name, secret]) => [name, { required: secret?.required ?? false }]),
    ),
    outputs: Object.fromEntries(Object.entries(call.outputs ?? {}).map(([name, output]) => [name, output.value])),
  }
}

/** `permissions:` with nothing behind it grants nothing, as `{}` does. */
const permissionsOf = (written: WorkflowYaml['permissions']): Permissions | undefined =>
  written === undefined ? undefined : toPermissions(written ?? {})

const toDefaults = (yaml: WorkflowYaml['defaults']): Defaults => {
  const { shell, 'working-directory': workingDirectory } = yaml?.run ?? {}
  return {
    ...(shell === undefined ? {} : { shell }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  }
}

const toConcurrency = (yaml: WorkflowYaml['concurrency']): Concurrency | undefined =>
  yaml === undefined
    ? undefined
    : typeof yaml === 'string'
      ? { group: yaml, cancelInProgress: false, queue: 'single' }
      : {
          group: yaml.group,
          cancelInProgress: yaml['cancel-in-progress'] ?? false,
          queue: yaml.queue ?? 'single',
        }

const baseOf = (key: string, yaml: ScriptedJobYaml | CallingJobYaml) => ({
  key,
  name: yaml.name,
  needs: yaml.needs ?? [],
  if: yaml.if,
  permissions: permissionsOf(yaml.permissions),
  concurrency: toConcurrency(yaml.concurrency),
  strategy: {
    matrix: yaml.strategy?.matrix,
    failFast: yaml.strategy?.['fail-fast'] ?? true,
    maxParallel: yaml.strategy?.['max-parallel'],
  },
})

const callingJob = (key: string, yaml: CallingJobYaml): JobDefinition => ({
  ...baseOf(key, yaml),
  kind: 'call',
  outputs: {},
  uses: yaml.uses,
  with: Object.fromEntries(Object.entries(yaml.with ?? {}).map(([name, value]) => [name, value ?? ''])),
  secrets: yaml.secrets ?? {},
})

/** A hosted job is cancelled after six hours (docs.github.com "Limits"). */
const DEFAULT_TIMEOUT_MINUTES = 360

const scriptedJob = (key: string, yaml: ScriptedJobYaml): JobDefinition => {
  const { environment } = yaml
  return {
    ...baseOf(key, yaml),
    kind: 'steps',
    runsOn: toRunsOn(yaml['runs-on']),
    env: yaml.env ?? {},
    defaults: toDefaults(yaml.defaults),
    outputs: yaml.outputs ?? {},
    environment:
      environment === undefined
        ? undefined
        : typeof environment === 'string'
          ? { name: environment, deployment: true }
          : { name: environment.name, deployment: environment.deployment ?? true },
    continueOnError: yaml['continue-on-error'] ?? false,
    timeoutMinutes: yaml['timeout-minutes'] ?? DEFAULT_TIMEOUT_MINUTES,
    steps: (yaml.steps ?? []).map(toStep),
  }
}

const toRunsOn = (yaml: ScriptedJobYaml['runs-on']): RunsOn =>
  typeof yaml === 'string' || Array.isArray(yaml)
    ? { group: undefined, labels: yaml }
    : { group: yaml.group, labels: yaml.labels ?? [] }

const toStep = (yaml: StepYaml): StepPlan => ({
  ...(yaml.id === undefined ? {} : { id: yaml.id }),
  ...(yaml.name === undefined ? {} : { name: yaml.name }),
  ...(yaml.if === undefined ? {} : { if: yaml.if }),
  ...(yaml.uses === undefined ? {} : { uses: yaml.uses }),
  ...(yaml.run === undefined ? {} : { run: yaml.run }),
  ...(yaml.shell === undefined ? {} : { shell: yaml.shell }),
  ...(yaml['working-directory'] === undefined ? {} : { workingDirectory: yaml['working-directory'] }),
  ...(yaml['timeout-minutes'] === undefined ? {} : { timeoutMinutes: yaml['timeout-minutes'] }),
  with: yaml.with ?? {},
  env: yaml.env ?? {},
  continueOnError: yaml['continue-on-error'] ?? false,
})
