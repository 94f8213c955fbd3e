import type { AccountInput } from '../account/build-account.ts'
import { UNKNOWN_REPOSITORY } from '../core/ids.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import type { Environment } from '../io/env.ts'
import { repositoryIdByRest, runFactsByRest, type Stated, toRunFacts } from '../run/run-identity.ts'
import { findTriggeringRun } from '../runner/event-file.ts'
import type { Fact, Source } from '../schema/values/fact.ts'
import type { ReportContext } from './connect.ts'

/** Returns the facts of the run. For this job's own run the runner's environment comes first, then what REST adds. */
export const toOwnRunFacts = (context: ReportContext, repositoryId: string, api: RunFacts): AccountInput['run'] => {
  const { subject, event } = context
  const stated = subject.kind === 'own-run' ? ownFacts(context, api) : runFactsByRest(api)
  const { visibility } = event
  return {
    ...toRunFacts(subject, toRepositoryIdFact(context, repositoryId), 'runner', stated, api),
    visibility: visibility === undefined ? undefined : fact(visibility),
  }
}

/**
 * Returns the repository id with its source: the runner's variable, the event file (which a step may have written), or
 * REST.
 */
const toRepositoryIdFact = ({ environment, event }: ReportContext, id: string): Fact<string> => {
  if (id === environment['GITHUB_REPOSITORY_ID']) return fact(id)
  return id !== UNKNOWN_REPOSITORY && id === event.repositoryId
    ? { ...fact(id), confidence: 'medium' }
    : repositoryIdByRest(id)
}

const ownFacts = ({ environment, event }: ReportContext, api: RunFacts): Stated => {
  const headSha = event.headSha ?? api.headSha
  const fork = event.fork ?? api.fork
  const triggeredBy = findTriggeringRun(environment['GITHUB_EVENT_NAME'], event)
  const number = Number(environment['GITHUB_RUN_NUMBER'])
  return {
    number: Number.isInteger(number) && number > 0 ? fact(number) : undefined,
    ...fromEnvironment(environment, 'event', 'GITHUB_EVENT_NAME', EVENT),
    ...fromEnvironment(environment, 'ref', 'GITHUB_REF', NAME),
    ...fromEnvironment(environment, 'sha', 'GITHUB_SHA', COMMIT),
    headSha: headSha === undefined ? undefined : fact(headSha, event.headSha === undefined ? 'api' : 'runner'),
    ...fromEnvironment(environment, 'workflow', 'GITHUB_WORKFLOW', NAME),
    ...fromEnvironment(environment, 'workflowRef', 'GITHUB_WORKFLOW_REF', NAME),
    ...fromEnvironment(environment, 'workflowSha', 'GITHUB_WORKFLOW_SHA', COMMIT),
    fork: fork === undefined ? undefined : fact(fork, event.fork === undefined ? 'api' : 'runner'),
    triggeredBy: triggeredBy === undefined ? undefined : fact(triggeredBy),
  }
}

/** Returns the reporter: the run that this job is part of. Its certificate signs the report. */
export const toReporter = ({ environment, inputs, subject, ownRun }: ReportContext): AccountInput['reporter'] => ({
  role: subject.kind === 'own-run' ? 'report' : 'collector',
  ...ownRun,
  event: readText(environment, 'GITHUB_EVENT_NAME', EVENT),
  ref: readText(environment, 'GITHUB_REF', NAME),
  sha: readText(environment, 'GITHUB_SHA', COMMIT),
  workflowRef: readText(environment, 'GITHUB_WORKFLOW_REF', NAME),
  workflowSha: readText(environment, 'GITHUB_WORKFLOW_SHA', COMMIT),
  jobWorkflowRef: NAME.test(inputs.jobWorkflowRef) ? inputs.jobWorkflowRef : undefined,
})

const fact = <T>(value: T, source: Source = 'runner'): Fact<T> => ({ value, source })

const EVENT = /^\w{1,100}$/
const NAME = /^.{1,1024}$/
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/

const fromEnvironment = <K extends string>(environment: Environment, key: K, name: string, pattern: RegExp) => {
  const value = readText(environment, name, pattern)
  return (value === undefined ? {} : { [key]: fact(value) }) as { readonly [P in K]?: Fact<string> }
}

const readText = (environment: Environment, name: string, pattern: RegExp): string | undefined => {
  const value = environment[name] ?? ''
  return pattern.test(value) ? value : undefined
}
