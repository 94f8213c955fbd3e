import type { Environment } from '../env.ts'
import type { Fact, Source } from '../model/fact.ts'
import type { RunFacts } from '../sources/rest/run.ts'
import type { World } from './connect.ts'
import type { MergeInput } from './merge/merge-run.ts'

/** The run's own facts: the runner's environment first, what REST adds after it. */
export const runFactsOf = (world: World, api: RunFacts): MergeInput['run'] => {
  const { environment, event } = world
  const headSha = event.headSha ?? api.headSha
  const fork = event.fork ?? api.fork
  const number = Number(environment['GITHUB_RUN_NUMBER'])
  return {
    serverUrl: fact(world.serverUrl),
    repository: fact(world.repository),
    repositoryId: fact(world.repositoryId),
    runId: fact(world.runId),
    attempt: fact(world.attempt),
    ...(Number.isInteger(number) && number > 0 ? { number: fact(number) } : {}),
    ...fromEnvironment(environment, 'event', 'GITHUB_EVENT_NAME', /^\w{1,100}$/),
    ...fromEnvironment(environment, 'ref', 'GITHUB_REF', /^.{1,1024}$/),
    ...fromEnvironment(environment, 'sha', 'GITHUB_SHA', /^[0-9a-f]{40}([0-9a-f]{24})?$/),
    ...(headSha === undefined ? {} : { headSha: fact(headSha, event.headSha === undefined ? 'api' : 'runner') }),
    ...fromEnvironment(environment, 'workflow', 'GITHUB_WORKFLOW', /^.{1,1024}$/),
    ...fromEnvironment(environment, 'workflowRef', 'GITHUB_WORKFLOW_REF', /^.{1,1024}$/),
    ...fromEnvironment(environment, 'workflowSha', 'GITHUB_WORKFLOW_SHA', /^[0-9a-f]{40}([0-9a-f]{24})?$/),
    ...(api.createdAt === undefined ? {} : { createdAt: fact(api.createdAt, 'api') }),
    ...(api.startedAt === undefined ? {} : { startedAt: fact(api.startedAt, 'api') }),
    url: fact(attemptUrl(world)),
    ...(fork === undefined ? {} : { fork: fact(fork, event.fork === undefined ? 'api' : 'runner') }),
    ...(event.visibility === undefined ? {} : { visibility: fact(event.visibility) }),
  }
}

/** Page of the attempt: a check run's `details_url`. */
export const attemptUrl = ({ serverUrl, repository, runId, attempt }: World): string =>
  `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`

const fact = <T>(value: T, source: Source = 'runner'): Fact<T> => ({ value, source })

const fromEnvironment = <K extends string>(environment: Environment, key: K, name: string, pattern: RegExp) => {
  const value = environment[name] ?? ''
  return (pattern.test(value) ? { [key]: fact(value) } : {}) as { readonly [P in K]?: Fact<string> }
}
