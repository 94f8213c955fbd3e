import type { Gap } from '../model/fact.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import type { Merged } from './build-account.ts'

/** Fields of the run manifest that are found out once its jobs are joined. */
export type Found = {
  readonly fields: Partial<Pick<RunManifest, 'cacheFindings' | 'lineage' | 'surroundings'>>
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
