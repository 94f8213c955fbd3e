import type { Environment } from '../env.ts'
import type { Fact, Source } from '../model/fact.ts'
import { UNKNOWN_REPOSITORY } from '../model/ids.ts'
import type { RunFacts } from '../sources/rest/run.ts'
import type { World } from './connect.ts'
import type { MergeInput } from '../account/build-account.ts'

/** The run's own facts: of this job's own run the runner's environment first, what REST adds after it. */
export const runFactsOf = (world: World, api: RunFacts): MergeInput['run'] => ({
  serverUrl: fact(world.serverUrl),
  repository: fact(world.repository),
  repositoryId: repositoryIdOf(world),
  runId: fact(world.runId),
  attempt: fact(world.attempt),
  ...(world.followed ? followedFacts(api) : ownFacts(world, api)),
  ...(api.createdAt === undefined ? {} : { createdAt: fact(api.createdAt, 'api') }),
  ...(api.startedAt === undefined ? {} : { startedAt: fact(api.startedAt, 'api') }),
  url: fact(attemptUrl(world)),
  ...(world.event.visibility === undefined ? {} : { visibility: fact(world.event.visibility) }),
})

/** Whose word the id is: the runner's variable, the event file, which a step may have written, or REST. */
const repositoryIdOf = ({ repositoryId, environment, event }: World): Fact<string> => {
  if (repositoryId === environment['GITHUB_REPOSITORY_ID']) return fact(repositoryId)
  if (repositoryId === UNKNOWN_REPOSITORY) return { ...fact(repositoryId), confidence: 'low' }
  return repositoryId === event.repositoryId
    ? { ...fact(repositoryId), confidence: 'medium' }
    : fact(repositoryId, 'api')
}

type Told = Partial<MergeInput['run']>

const ownFacts = ({ environment, event }: World, api: RunFacts): Told => {
  const headSha = event.headSha ?? api.headSha
  const fork = event.fork ?? api.fork
  const number = Number(environment['GITHUB_RUN_NUMBER'])
  return {
    ...(Number.isInteger(number) && number > 0 ? { number: fact(number) } : {}),
    ...fromEnvironment(environment, 'event', 'GITHUB_EVENT_NAME', EVENT),
    ...fromEnvironment(environment, 'ref', 'GITHUB_REF', NAME),
    ...fromEnvironment(environment, 'sha', 'GITHUB_SHA', COMMIT),
    ...(headSha === undefined ? {} : { headSha: fact(headSha, event.headSha === undefined ? 'api' : 'runner') }),
    ...fromEnvironment(environment, 'workflow', 'GITHUB_WORKFLOW', NAME),
    ...fromEnvironment(environment, 'workflowRef', 'GITHUB_WORKFLOW_REF', NAME),
    ...fromEnvironment(environment, 'workflowSha', 'GITHUB_WORKFLOW_SHA', COMMIT),
    ...(fork === undefined ? {} : { fork: fact(fork, event.fork === undefined ? 'api' : 'runner') }),
  }
}

/** Of a run that this job only follows, REST alone speaks. */
const followedFacts = (api: RunFacts): Told => ({
  ...(api.number === undefined ? {} : { number: fact(api.number, 'api') }),
  ...(api.event === undefined ? {} : { event: fact(api.event, 'api') }),
  ...(api.headSha === undefined ? {} : { headSha: fact(api.headSha, 'api') }),
  ...(api.workflow === undefined ? {} : { workflow: fact(api.workflow, 'api') }),
  ...(api.fork === undefined ? {} : { fork: fact(api.fork, 'api') }),
})

/** The run that this job is part of, whose certificate it signs with. */
export const reporterOf = ({ environment, inputs, followed, ownRun }: World): MergeInput['reporter'] => ({
  role: followed ? 'collector' : 'report',
  ...ownRun,
  ...told(environment, 'event', 'GITHUB_EVENT_NAME', EVENT),
  ...told(environment, 'ref', 'GITHUB_REF', NAME),
  ...told(environment, 'sha', 'GITHUB_SHA', COMMIT),
  ...told(environment, 'workflowRef', 'GITHUB_WORKFLOW_REF', NAME),
  ...told(environment, 'workflowSha', 'GITHUB_WORKFLOW_SHA', COMMIT),
  ...(NAME.test(inputs.jobWorkflowRef) ? { jobWorkflowRef: inputs.jobWorkflowRef } : {}),
})

/** Page of the attempt: a check run's `details_url`. */
export const attemptUrl = ({ serverUrl, repository, runId, attempt }: World): string =>
  `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`

const fact = <T>(value: T, source: Source = 'runner'): Fact<T> => ({ value, source })

const EVENT = /^\w{1,100}$/
const NAME = /^.{1,1024}$/
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/

const fromEnvironment = <K extends string>(environment: Environment, key: K, name: string, pattern: RegExp) =>
  Object.fromEntries(
    Object.entries(told(environment, key, name, pattern)).map(([field, value]) => [field, fact(value)]),
  ) as { readonly [P in K]?: Fact<string> }

const told = <K extends string>(environment: Environment, key: K, name: string, pattern: RegExp) => {
  const value = environment[name] ?? ''
  return (pattern.test(value) ? { [key]: value } : {}) as { readonly [P in K]?: string }
}
