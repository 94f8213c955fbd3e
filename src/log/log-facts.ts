import { redactThenCut } from '../core/redact/redact.ts'
import type { BuildCacheUse } from '../schema/job/build-facts.ts'
import type { CacheOperation, ContainerImage, Step, UsedAction } from '../schema/job/job-manifest.ts'
import type { ResolvedTool } from '../schema/job/replay.ts'
import type { FactReaders } from './fact-readers.ts'
import type { LogReading } from './read-log.ts'
import type { AnnotationFact } from './readers/annotations.ts'
import type { ArtifactFact } from './readers/artifacts.ts'
import type { ImageFact } from './readers/images.ts'
import type { SetUpFact } from './readers/set-up.ts'
import type { Located, LogStep, PagePlace } from './steps/log-step.ts'

/**
 * One fact of a log, for the command line. Its strings come from the known formats only, never from other text of the
 * log.
 */
export type LogFact = {
  /** Line number, from 1. */
  readonly line: number
  /** The time as the line has it, up to 100 ns. */
  readonly at?: string
  /** Title of the step with the line; absent before the first step. */
  readonly step?: string
  /** Step and line number as GitHub's page of the job counts them, where the job's steps are known. */
  readonly page?: PagePlace
  /** Absent: the runner itself wrote the line. */
  readonly confidence?: 'medium' | 'low'
} & LogFactValue

type Without<T, K extends PropertyKey> = Omit<T, K | 'source' | 'confidence'>

type LogFactValue =
  | { readonly kind: 'set-up'; readonly name: Exclude<SetUpFact['name'], 'permissions'>; readonly value: string }
  | { readonly kind: 'permissions'; readonly permissions: Readonly<Record<string, string>> }
  | ({ readonly kind: 'action'; readonly type: UsedAction['kind'] } & Without<UsedAction, 'kind'>)
  | { readonly kind: 'step'; readonly name: string; readonly action?: string; readonly stage?: Step['stage'] }
  | ({ readonly kind: 'cache' } & Without<CacheOperation, 'at' | 'step'>)
  | ({ readonly kind: 'build-cache' } & Without<BuildCacheUse, 'step' | 'action'>)
  | {
      readonly kind: 'artifact-upload' | 'artifact-download'
      /** False for an upload of one file without an archive. */
      readonly archive?: boolean
      readonly name: string
      readonly id?: string
      readonly digest?: string
      readonly sizeBytes?: number
      /** The run that a download names: the job's own or another one. */
      readonly runId?: string
    }
  | {
      readonly kind: 'image-pull'
      readonly image: string
      readonly digest?: string
      readonly role?: ContainerImage['role']
      readonly service?: string
    }
  | { readonly kind: 'image-push'; readonly image?: string; readonly digest: string }
  | ({ readonly kind: 'tool' } & Without<ResolvedTool, never>)
  | AnnotationFact

/** Lists every fact of a log with its line, in the order of the lines. */
export const toLogFacts = (reading: LogReading<FactReaders>): readonly LogFact[] =>
  [
    ...reading.setUp.map(one => place(one, fromSetUp(one.value))),
    ...reading.actions.map(one => place(one, fromAction(one.value))),
    ...reading.containers.map(one => place(one, fromContainer(one.value))),
    ...reading.steps.map(step => place(toLocated(step), fromStep(step))),
    ...reading.caches.map(one => ({
      ...place(one, fromCache(one.value)),
      step: one.value.step ?? getTitle(one.step),
    })),
    ...reading.artifacts.map(one => place(one, fromArtifact(one.value))),
    ...reading.buildCaches.map(one => place(one, fromBuildCache(one.value))),
    ...reading.images.map(one => place(one, fromImage(one.value))),
    ...reading.tools.map(one => place(one, fromTool(one.value))),
    ...reading.annotations.map(one => place(one, one.value)),
  ].toSorted((one, other) => one.line - other.line)

const place = ({ line, time, step, page, confidence }: Located<unknown>, value: LogFactValue): LogFact => ({
  ...value,
  line,
  at: time,
  step: getTitle(step),
  page,
  confidence,
})

const getTitle = ({ title }: LogStep): string | undefined => (title === '' ? undefined : redactThenCut(title, 200))

const toLocated = (step: LogStep): Located<LogStep> => ({
  value: step,
  line: step.line,
  time: step.time,
  step,
  confidence: step.kind === 'script' ? 'low' : step.confidence,
})

const fromSetUp = (fact: SetUpFact): LogFactValue =>
  fact.name === 'permissions'
    ? { kind: 'permissions', permissions: fact.value }
    : { kind: 'set-up', name: fact.name, value: fact.value }

const fromAction = ({ kind: type, source: _, ...action }: UsedAction): LogFactValue => ({
  kind: 'action',
  type,
  ...action,
})

const fromContainer = ({ role, name, image, digest }: ContainerImage): LogFactValue => ({
  kind: 'image-pull',
  image,
  role,
  service: name,
  digest,
})

const fromStep = (step: LogStep): LogFactValue => ({
  kind: 'step',
  name: getTitle(step) ?? '',
  action: step.kind === 'action' ? step.uses.uses : undefined,
  stage: step.kind === 'post' ? ('post' as const) : undefined,
})

const fromCache = ({ source: _, at: __, step: ___, ...operation }: CacheOperation): LogFactValue => ({
  kind: 'cache',
  ...operation,
})

const fromArtifact = ({ kind, artifact }: ArtifactFact): LogFactValue => {
  const { name, id, digest, sizeBytes } = artifact
  const runId = 'runId' in artifact ? artifact.runId : undefined
  const archive = 'archive' in artifact ? artifact.archive : undefined
  return { kind: `artifact-${kind}`, name, archive, id, digest, sizeBytes, runId }
}

const fromBuildCache = ({
  step: _,
  action: __,
  source: ___,
  confidence: ____,
  ...cache
}: BuildCacheUse): LogFactValue => ({ kind: 'build-cache', ...cache })

const fromImage = ({ kind, image: { image, digest } }: ImageFact): LogFactValue =>
  kind === 'pull'
    ? { kind: 'image-pull', image: image ?? '', digest }
    : { kind: 'image-push', digest: digest ?? '', image }

const fromTool = ({ source: _, confidence: __, ...tool }: ResolvedTool): LogFactValue => ({ kind: 'tool', ...tool })
