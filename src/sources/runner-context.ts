import * as z from 'zod/mini'
import type { Environment } from '../env.ts'
import type { Fact, Learned } from '../model/fact.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { redactThenCut } from '../model/redact.ts'
import { commitSha } from '../model/scalar.ts'
import { parseJson } from './runner-file.ts'

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
  /** What the runner started for the job: its own container, and services. */
  readonly started?: { readonly job: boolean; readonly services: number }
}

/** An empty or odd member is an absent one; it does not take its neighbours with it. */
const short = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(1_024))), undefined)
const runnerContext = z.object({ name: short, environment: short, os: short, arch: short })
const jobContext = z.object({
  workflow_ref: short,
  workflow_sha: z.catch(z.optional(commitSha), undefined),
  // Both are there once asked for, also empty (actions/runner src/Runner.Worker/JobContext.cs).
  container: z.catch(z.optional(z.object({ id: short })), undefined),
  services: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
})
const MAX_CONTEXT = 1_048_576

/**
 * What the runner says of itself: the runner and job contexts as input defaults evaluated them, RUNNER_* where a context
 * is empty. The runner sets RUNNER_* after the workflow's `env:` (actions/runner src/Runner.Worker/RunnerContext.cs).
 * ImageOS and ImageVersion are variables of the machine that a workflow can override, and ACTIONS_CACHE_MODE can be set
 * by one on runners older than v2.336.0: these carry low confidence.
 */
export const readRunnerContext = (
  environment: Environment,
  runnerJson: string,
  jobJson: string,
): Learned<RunnerContextFacts> => {
  const runner = read(runnerContext, runnerJson)
  const job = read(jobContext, jobJson)
  const kind = runner.environment ?? environment['RUNNER_ENVIRONMENT']
  const mode = environment['ACTIONS_CACHE_MODE']
  return {
    facts: {
      ...named('name', runner.name ?? environment['RUNNER_NAME']),
      ...(kind === undefined || kind === ''
        ? {}
        : {
            environment: {
              value: kind === 'github-hosted' || kind === 'self-hosted' ? kind : 'other',
              source: 'runner',
            },
          }),
      ...named('os', runner.os?.slice(0, 40) ?? environment['RUNNER_OS']?.slice(0, 40)),
      ...named('arch', runner.arch?.slice(0, 40) ?? environment['RUNNER_ARCH']?.slice(0, 40)),
      ...claimed('imageName', environment['ImageOS']),
      ...claimed('imageVersion', environment['ImageVersion']),
      ...(mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only'
        ? { cacheMode: { value: mode, source: 'runner', confidence: 'low' } }
        : {}),
      ...named('jobWorkflowRef', job.workflow_ref),
      ...named('jobWorkflowSha', job.workflow_sha),
      ...startedFor(job),
    },
    gaps: [],
  }
}

const startedFor = ({
  container,
  services,
}: Partial<z.output<typeof jobContext>>): Pick<RunnerContextFacts, 'started'> => {
  const started = { job: container?.id !== undefined, services: Object.keys(services ?? {}).length }
  return started.job || started.services > 0 ? { started } : {}
}

const read = <T extends z.ZodMiniObject>(schema: T, json: string): Partial<z.output<T>> => {
  const parsed = z.safeParse(schema, json.length > MAX_CONTEXT ? undefined : parseJson(json))
  return parsed.success ? parsed.data : {}
}

const named = <const K extends string>(key: K, value: string | undefined) =>
  (value === undefined || value === '' ? {} : { [key]: { value: redactThenCut(value, 1_024), source: 'runner' } }) as {
    readonly [P in K]?: Fact<string>
  }

const claimed = <const K extends string>(key: K, value: string | undefined) =>
  (value === undefined || value === ''
    ? {}
    : { [key]: { value: redactThenCut(value, 200), source: 'runner', confidence: 'low' } }) as {
    readonly [P in K]?: Fact<string>
  }
