import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { Merged } from './merge/merge-run.ts'

/** Fields of the run manifest that are found out once its jobs are joined. */
export type Found = {
  readonly fields: Partial<Pick<RunManifest, 'cacheFindings' | 'lineage' | 'rerunConditions'>>
  readonly gaps: readonly Gap[]
  readonly redacted: number
}

/** The same account with what was found in it. */
export const withFound = (merged: Merged, { fields, gaps, redacted }: Found): Merged => ({
  ...merged,
  manifest: {
    ...merged.manifest,
    ...fields,
    gaps: [...merged.manifest.gaps, ...gaps],
    redacted: merged.manifest.redacted + redacted,
  },
})
