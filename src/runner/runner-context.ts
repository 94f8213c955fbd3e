import { redactThenCut } from '../core/redact/redact.ts'
import type { Environment } from '../io/env.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Fact, Reading } from '../schema/values/fact.ts'

export type RunnerContextFacts = {
  readonly name?: Fact<string>
  readonly environment?: Fact<'github-hosted' | 'self-hosted' | 'other'>
  readonly os?: Fact<string>
  readonly arch?: Fact<string>
  readonly imageName?: Fact<string>
  readonly imageVersion?: Fact<string>
  readonly cacheMode?: NonNullable<JobManifest['cacheMode']>
  readonly jobWorkflowRef?: Fact<string>
  readonly jobWorkflowSha?: Fact<string>
  /** The containers that the runner started for the job: its own, and its services. */
  readonly started?: { readonly job: boolean; readonly services: boolean }
}

/** Members of the job context, each of limited size, from the inputs of an action; '' for an absent one. */
export type JobContextInputs = {
  readonly workflowRef: string
  readonly workflowSha: string
  readonly hasContainer: boolean
  readonly hasServices: boolean
}

const MAX_NAME = 1_024
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/**
 * Reads the runner's facts about itself and the job. The runner sets RUNNER_* from its context after the workflow's
 * `env:` (actions/runner src/Runner.Worker/RunnerContext.cs). ImageOS and ImageVersion are variables of the machine
 * that a workflow can override, and a workflow can set ACTIONS_CACHE_MODE on runners older than v2.336.0: these have
 * low confidence.
 */
export const readRunnerContext = (environment: Environment, job: JobContextInputs): Reading<RunnerContextFacts> => {
  const kind = environment['RUNNER_ENVIRONMENT']
  const mode = environment['ACTIONS_CACHE_MODE']
  return {
    value: {
      ...named('name', environment['RUNNER_NAME']),
      environment:
        kind === undefined || kind === ''
          ? undefined
          : {
              value: kind === 'github-hosted' || kind === 'self-hosted' ? kind : 'other',
              source: 'runner',
            },
      ...named('os', environment['RUNNER_OS']?.slice(0, 40)),
      ...named('arch', environment['RUNNER_ARCH']?.slice(0, 40)),
      ...claimed('imageName', environment['ImageOS']),
      ...claimed('imageVersion', environment['ImageVersion']),
      cacheMode:
        mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only'
          ? { value: mode, source: 'runner', confidence: 'low' }
          : undefined,
      ...named('jobWorkflowRef', job.workflowRef.length > MAX_NAME ? undefined : job.workflowRef),
      ...named('jobWorkflowSha', SHA.test(job.workflowSha) ? job.workflowSha : undefined),
      started: job.hasContainer || job.hasServices ? { job: job.hasContainer, services: job.hasServices } : undefined,
    },
    gaps: [],
  }
}

const named = <const K extends string>(key: K, value: string | undefined) =>
  (value === undefined || value === ''
    ? {}
    : { [key]: { value: redactThenCut(value, MAX_NAME), source: 'runner' } }) as {
    readonly [P in K]?: Fact<string>
  }

const claimed = <const K extends string>(key: K, value: string | undefined) =>
  (value === undefined || value === ''
    ? {}
    : { [key]: { value: redactThenCut(value, 200), source: 'runner', confidence: 'low' } }) as {
    readonly [P in K]?: Fact<string>
  }
