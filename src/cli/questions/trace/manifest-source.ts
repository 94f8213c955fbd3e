import type { TracedManifest } from '../../../schema/questions/trace-document.ts'
import type { RunManifest } from '../../../schema/run/run-manifest.ts'
import type { TraceQuestion } from '../../../trace/question.ts'
import type { SearchKeys } from '../../../trace/search-keys.ts'
import type { TargetFiles } from '../../../verify/verification.ts'

/** A run manifest that may belong to the answer. */
export type FoundManifest = {
  readonly place: string
  readonly manifest: RunManifest
  /** Opens the files of its artifact for the verifier. */
  readonly open: () => Promise<TargetFiles>
}

/** Where manifests are searched: folders, or a repository on GitHub. No manifest is returned twice. */
export type ManifestSource = {
  readonly findFirst: (question: TraceQuestion) => AsyncIterable<FoundManifest>
  readonly findMore: (keys: SearchKeys) => AsyncIterable<FoundManifest>
  readonly describe: () => Searched
}

export type Searched = {
  readonly places: readonly string[]
  readonly manifests: number
  readonly refused: readonly { readonly place: string; readonly reason: string }[]
  readonly notSearched: readonly string[]
}

export type Signature = Pick<TracedManifest, 'signature' | 'reason'>
