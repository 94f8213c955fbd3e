import { UNKNOWN_REPOSITORY } from '../../core/ids.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { Environment } from '../../io/env.ts'
import { type EventFacts, findTriggeringRun } from '../../runner/event-file.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import { type Fact, type Gap, gapFrom, type Reading } from '../../schema/values/fact.ts'

/**
 * Reads the run as the runner names it. The runner sets these names after the workflow's own `env:`, so a workflow
 * cannot override them (actions/runner src/Runner.Worker/GitHubContext.cs). Another runner may lack some of them: each
 * missing name costs its own value, and a gap names it. `traceOfJob` checks the names without which there is no run to
 * record.
 */
export const readRunFacts = (environment: Environment, event: EventFacts): Reading<JobManifest['run']> => {
  const gaps: Gap[] = []
  const matching = (field: string, name: string, pattern: RegExp): Fact<string> | undefined => {
    const value = redactThenCut(environment[name] ?? '', MAX_TEXT)
    if (pattern.test(value)) return { value, source: 'runner' }
    const [reason, what] = value === '' ? (['not-provided', 'is not set'] as const) : (['malformed', 'is odd'] as const)
    gaps.push(gap(`run.${field}`, reason, `${name} ${what}`))
    return undefined
  }
  const text = (field: string, name: string) => matching(field, name, ANY)
  const number = matching('number', 'GITHUB_RUN_NUMBER', /^\d{1,10}$/)
  const facts: JobManifest['run'] = {
    serverUrl: text('serverUrl', 'GITHUB_SERVER_URL'),
    repository: needed(text('repository', 'GITHUB_REPOSITORY')),
    repositoryId: matching('repositoryId', 'GITHUB_REPOSITORY_ID', ID) ?? toRepositoryIdFact(event),
    ownerId: matching('ownerId', 'GITHUB_REPOSITORY_OWNER_ID', ID),
    runId: needed(matching('runId', 'GITHUB_RUN_ID', ID)),
    attempt: { value: Number(environment['GITHUB_RUN_ATTEMPT']), source: 'runner' },
    number: number === undefined ? undefined : { value: Number(number.value), source: 'runner' },
    event: text('event', 'GITHUB_EVENT_NAME'),
    ref: text('ref', 'GITHUB_REF'),
    sha: matching('sha', 'GITHUB_SHA', SHA),
    headSha: told(event.headSha),
    headRef: told(event.headRef),
    baseRef: told(event.baseRef),
    workflow: text('workflow', 'GITHUB_WORKFLOW'),
    workflowRef: text('workflowRef', 'GITHUB_WORKFLOW_REF'),
    workflowSha: matching('workflowSha', 'GITHUB_WORKFLOW_SHA', SHA),
    visibility: told(event.visibility),
    triggeredBy: told(findTriggeringRun(environment['GITHUB_EVENT_NAME'], event)),
  }
  return { value: facts, gaps }
}

const MAX_TEXT = 1_024
const ANY = /./s
const ID = /^\d{1,20}$/
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/

const gap = gapFrom('runner')

const needed = (fact: Fact<string> | undefined): Fact<string> => fact ?? { value: '', source: 'runner' }

/**
 * Returns the repository id from the event file. A step may have written that file, so its id has less confidence than
 * the runner's own.
 */
const toRepositoryIdFact = ({ repositoryId }: EventFacts): Fact<string> =>
  repositoryId === undefined
    ? { value: UNKNOWN_REPOSITORY, source: 'runner', confidence: 'low' }
    : { value: repositoryId, source: 'runner', confidence: 'medium' }

const told = <T>(value: T | undefined): Fact<T> | undefined =>
  value === undefined ? undefined : { value, source: 'runner' }
