import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { RunAccount } from './account-output.ts'

/** Fields of the run manifest that are known only after its jobs are joined. */
export type Evidence = {
  readonly fields: Partial<Pick<RunManifest, 'cacheFindings' | 'lineage' | 'rerunConditions'>>
  readonly gaps: readonly Gap[]
  readonly redacted: number
}

/** Adds the evidence to the account. */
export const withEvidence = (account: RunAccount, { fields, gaps, redacted }: Evidence): RunAccount => ({
  ...account,
  manifest: {
    ...account.manifest,
    ...fields,
    gaps: [...account.manifest.gaps, ...gaps],
    redacted: account.manifest.redacted + redacted,
  },
})
