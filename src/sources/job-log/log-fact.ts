import type { CacheOperation, ContainerImage, Step, UsedAction } from '../../model/job-manifest.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import type { EndSignal } from '../../model/run-observation.ts'
import type { Permission } from '../../model/permission-names.ts'
import type { SetUpName } from './set-up-facts.ts'

/** Where a fact stands, and how far it is believed. */
export type Located = {
  /** From 1. */
  readonly line: number
  /** As the line has it: 100 ns. */
  readonly at?: string
  /** Title of the section it stands in; absent before the first step. */
  readonly step?: string
  /** Absent: the runner's own words. See confidence.ts. */
  readonly confidence?: 'medium' | 'low'
}

/** One thing that a log tells. Strings are those of the formats alone, never a passage of the log. */
export type LogFact = Located &
  (
    | { readonly kind: 'set-up'; readonly name: SetUpName; readonly value: string }
    | { readonly kind: 'permissions'; readonly permissions: Readonly<Record<string, Permission>> }
    | {
        readonly kind: 'action'
        readonly type: UsedAction['kind']
        readonly uses: string
        readonly ref: string
        readonly sha?: string
        readonly digest?: string
      }
    | { readonly kind: 'step'; readonly name: string; readonly action?: string; readonly stage?: Step['stage'] }
    | ({ readonly kind: 'cache' } & Pick<CacheOperation, 'operation' | 'restoreKeys' | 'result'> &
        Partial<Pick<CacheOperation, 'action' | 'key' | 'matchedKey' | 'reason' | 'sizeBytes' | 'elapsedMs'>>)
    | ({ readonly kind: 'build-cache' } & BuildCache)
    | {
        readonly kind: 'artifact-upload' | 'artifact-download'
        /** Of an upload: one file, as it is. */
        readonly archive?: false
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
    | ({ readonly kind: 'tool'; readonly action: string } & Pick<ResolvedTool, 'name' | 'version' | 'arch'>)
    | { readonly kind: 'exit-code'; readonly code: number }
    | {
        readonly kind: 'annotations'
        readonly level: 'error' | 'warning' | 'notice'
        readonly count: number
        /** Of the first ones. */
        readonly lines: readonly number[]
      }
    | { readonly kind: 'step-time-out'; readonly minutes: number }
    | { readonly kind: 'end-signal'; readonly signal: EndSignal }
  )

/** What a build tool says of its own cache at the end of a build. */
export type BuildCache =
  | { readonly tool: 'buildkit'; readonly cachedLayers: number; readonly imports: string[] }
  | {
      readonly tool: 'gradle'
      readonly tasks: number
      readonly executed: number
      readonly fromCache: number
      readonly upToDate: number
    }
  | { readonly tool: 'ccache' | 'sccache'; readonly calls: number; readonly hits: number }
  | { readonly tool: 'bazel'; readonly processes: number; readonly remoteHits: number; readonly diskHits: number }
