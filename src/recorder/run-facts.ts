import type { Environment } from '../env.ts'
import type { Fact } from '../model/fact.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { redactThenCut } from '../model/redact.ts'
import type { EventFacts } from '../sources/event-file.ts'

/**
 * The run as the runner names it. The runner sets these names after the workflow's own `env:`, so a workflow cannot
 * override them (actions/runner src/Runner.Worker/GitHubContext.cs).
 */
export const runFactsOf = (environment: Environment, event: EventFacts): JobManifest['run'] => {
  const text = (name: string): Fact<string> | undefined => {
    const value = environment[name]
    return value === undefined || value === '' ? undefined : { value: redactThenCut(value, 1_024), source: 'runner' }
  }
  const matching = (name: string, pattern: RegExp): Fact<string> | undefined => {
    const found = text(name)
    return found !== undefined && pattern.test(found.value) ? found : undefined
  }
  const whole = (name: string): Fact<number> | undefined => {
    const found = matching(name, /^\d{1,10}$/)
    return found === undefined ? undefined : { value: Number(found.value), source: 'runner' }
  }
  const sha = /^[0-9a-f]{40}([0-9a-f]{24})?$/
  const none = { value: '', source: 'runner' } as const
  return {
    serverUrl: text('GITHUB_SERVER_URL'),
    repository: text('GITHUB_REPOSITORY') ?? none,
    repositoryId: matching('GITHUB_REPOSITORY_ID', /^\d{1,20}$/) ?? none,
    ownerId: matching('GITHUB_REPOSITORY_OWNER_ID', /^\d{1,20}$/),
    runId: matching('GITHUB_RUN_ID', /^\d{1,20}$/) ?? none,
    attempt: whole('GITHUB_RUN_ATTEMPT') ?? { value: 0, source: 'runner' },
    number: whole('GITHUB_RUN_NUMBER'),
    event: text('GITHUB_EVENT_NAME'),
    ref: text('GITHUB_REF'),
    sha: matching('GITHUB_SHA', sha),
    headSha: told(event.headSha),
    headRef: told(event.headRef),
    baseRef: told(event.baseRef),
    workflow: text('GITHUB_WORKFLOW'),
    workflowRef: text('GITHUB_WORKFLOW_REF'),
    workflowSha: matching('GITHUB_WORKFLOW_SHA', sha),
    visibility: told(event.visibility),
  }
}

const told = <T>(value: T | undefined): Fact<T> | undefined =>
  value === undefined ? undefined : { value, source: 'runner' }
