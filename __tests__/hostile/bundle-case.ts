import { sha256Hex } from '../../src/io/digest.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { Loose, Scene } from './scene.ts'

/** What is handed to the verifier in place of the honest bundle; manifest and root are the honest ones unless given. */
export type Attempt = { readonly bundle: string; readonly manifest?: JobManifest; readonly root?: unknown }

/** One way to tamper with a signed manifest. Names are distinct; a case without `harmless` must be rejected. */
export type BundleCase = {
  readonly name: string
  readonly make: (scene: Scene) => Attempt | Promise<Attempt>
  /** Why the change cannot matter: then signer, time and payload must be those of the honest bundle. */
  readonly harmless?: string
}

/** A case that changes the parsed honest bundle. */
export const onBundle = (
  name: string,
  change: (bundle: Loose, scene: Scene) => void | Promise<void>,
  harmless?: string,
): BundleCase => ({
  name,
  make: async scene => {
    const bundle = JSON.parse(scene.bundle)
    await change(bundle, scene)
    const text = JSON.stringify(bundle)
    if (text === JSON.stringify(JSON.parse(scene.bundle))) throw new Error(`${name} changes nothing`)
    return { bundle: text }
  },
  ...(harmless === undefined ? {} : { harmless }),
})

/** A case that changes the text of the honest bundle. */
export const onText = (name: string, change: (text: string) => string, harmless?: string): BundleCase => ({
  name,
  make: ({ bundle }) => ({ bundle: change(bundle) }),
  ...(harmless === undefined ? {} : { harmless }),
})

export type Outcome = 'rejected' | 'accepted: the same payload' | 'accepted: another payload'

/** What became of an attempt; a verifier that throws is a failure of the test, not an outcome. */
export const outcomeOf = async (scene: Scene, { bundle, manifest, root }: Attempt): Promise<Outcome> => {
  const verdict = await scene.evaluate(bundle, manifest, root)
  if (verdict.kind !== 'verified') return 'rejected'
  const honest = `sha256:${sha256Hex(payloadOf(scene.bundle))}`
  return verdict.payloadDigest === honest ? 'accepted: the same payload' : 'accepted: another payload'
}

export const payloadOf = (bundle: string): Buffer => Buffer.from(JSON.parse(bundle).dsseEnvelope.payload, 'base64')
