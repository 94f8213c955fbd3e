import type { KeyContext } from '../../history/parse-cache-key.ts'
import { getKeyContext } from '../../history/to-history-run.ts'
import type { ComparedCause } from '../../schema/questions/comparison.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { Attributed } from '../attribute-time.ts'
import type { ChangedInput, ComparedInputs } from '../compare-inputs.ts'
import type { JobPair } from '../pair-jobs.ts'

/** What causes are looked for in. */
export type CauseContext = {
  readonly inputs: ComparedInputs
  readonly before: KeyContext
  readonly after: KeyContext
}

export const toCauseContext = (before: RunManifest, after: RunManifest, inputs: ComparedInputs): CauseContext => ({
  inputs,
  before: getKeyContext(before),
  after: getKeyContext(after),
})

/** Finds what evidence ties to a part of the difference of time. */
export type FindCause = (attributed: Attributed, pair: JobPair, context: CauseContext) => readonly ComparedCause[]

export const MAX_CAUSES = 5

export const listChanged = (
  { inputs }: CauseContext,
  pair: JobPair,
  kind: ChangedInput['kind'],
): readonly ChangedInput[] => (inputs.byPair.get(pair) ?? []).filter(one => one.kind === kind)

/** Returns the beginning of a digest or a commit, and any other value as it is. */
export const shortenValue = (value: string): string =>
  /^(?:sha256:)?[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 19) : value
