import type { Permission } from '../core/permission-names.ts'
import { toUtc } from '../core/time.ts'
import type { BuildCacheUse, ImagePull, ImagePush } from '../schema/job/build-facts.ts'
import type {
  Artifact,
  ArtifactDownload,
  CacheOperation,
  ContainerImage,
  Step,
  UsedAction,
} from '../schema/job/job-manifest.ts'
import type { ResolvedTool } from '../schema/job/replay.ts'
import type { Fact, Reading } from '../schema/values/fact.ts'
import type { FactReaders } from './fact-readers.ts'
import type { LogReading } from './read-log.ts'
import type { CacheMode, SetUpFact } from './readers/set-up.ts'
import type { Located, LogStep } from './steps/log-step.ts'

/**
 * The facts of a log in the shape of the job manifest. Facts that a script may have printed are left out where they
 * could mislead.
 */
export type JobLogFacts = {
  readonly runnerVersion?: Fact<string> | undefined
  readonly runnerName?: Fact<string> | undefined
  readonly runnerGroup?: Fact<string> | undefined
  readonly imageName?: Fact<string> | undefined
  readonly imageVersion?: Fact<string> | undefined
  readonly displayName?: Fact<string> | undefined
  readonly permissions?: Fact<Record<string, Permission>> | undefined
  readonly cacheMode?: Fact<CacheMode> | undefined
  readonly actions: readonly UsedAction[]
  readonly caches: readonly CacheOperation[]
  readonly buildCaches: readonly BuildCacheUse[]
  readonly artifacts: readonly Artifact[]
  readonly downloads: readonly ArtifactDownload[]
  readonly containers: readonly ContainerImage[]
  readonly pulls: readonly ImagePull[]
  readonly pushes: readonly ImagePush[]
  readonly tools: readonly ResolvedTool[]
  readonly steps: readonly Step[]
}

export const toJobLogFacts = (reading: LogReading<FactReaders>): Reading<JobLogFacts> => ({
  value: {
    ...toSetUp(reading.setUp),
    actions: trusted(reading.actions),
    caches: trusted(reading.caches),
    buildCaches: reading.buildCaches.map(({ value }) => value),
    artifacts: trusted(reading.artifacts).flatMap(fact => (fact.kind === 'upload' ? [fact.artifact] : [])),
    downloads: trusted(reading.artifacts).flatMap(fact => (fact.kind === 'download' ? [fact.artifact] : [])),
    containers: reading.containers.map(({ value }) => value),
    pulls: reading.images.flatMap(({ value }) => (value.kind === 'pull' ? [value.image] : [])),
    pushes: reading.images.flatMap(({ value }) => (value.kind === 'push' ? [value.image] : [])),
    tools: trusted(reading.tools),
    steps: toSteps(reading),
  },
  gaps: reading.gaps,
})

/** Drops actions that a script may have printed whole, with their fetch: they are not evidence. */
const trusted = <T>(found: readonly Located<T>[]): readonly T[] =>
  found.flatMap(({ value, confidence }) => (confidence === 'low' ? [] : [value]))

type SetUp = Pick<
  JobLogFacts,
  | 'runnerVersion'
  | 'runnerName'
  | 'runnerGroup'
  | 'imageName'
  | 'imageVersion'
  | 'displayName'
  | 'permissions'
  | 'cacheMode'
>

const toSetUp = (found: readonly Located<SetUpFact>[]): SetUp =>
  Object.fromEntries(found.map(({ value: { name, value } }) => [name, { value, source: 'log' }]))

/**
 * Builds a step list from the begin of each step, with low confidence: steps inside a composite action look the same.
 */
const toSteps = ({ steps, annotations }: LogReading<FactReaders>): readonly Step[] => {
  const failed = new Set(annotations.flatMap(({ value, step }) => (value.kind === 'exit-code' ? [step] : [])))
  return steps.map(step => ({
    name: step.title,
    stage: step.kind === 'post' ? ('post' as const) : undefined,
    action: step.kind === 'action' ? step.uses.uses : undefined,
    startedAt: step.time === undefined ? undefined : toUtc(step.time),
    outcome: isFailedScript(step, failed) ? ('failure' as const) : undefined,
    source: 'log',
    confidence: 'low',
  }))
}

const isFailedScript = (step: LogStep, failed: ReadonlySet<LogStep>): boolean =>
  step.kind === 'script' && failed.has(step)
