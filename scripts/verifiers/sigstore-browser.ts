import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { SigstoreBundle, TrustedRoot } from '@freedomofpress/sigstore-browser'
import type { Verifier } from './verifier.ts'

const NAME = '@freedomofpress/sigstore-browser'

/** A verifier for browsers with a code base of its own; its policies are those of sigstore-python. */
export const sigstoreBrowser: Verifier = {
  name: NAME,
  required: true,
  notices: ['payload', 'signature', 'certificate', 'root', 'identity', 'run'],
  version: async () => {
    for (const folder of createRequire(import.meta.url).resolve.paths(NAME) ?? []) {
      const text = await readFile(`${folder}/${NAME}/package.json`, 'utf8').catch(() => undefined)
      if (text !== undefined) return `${JSON.parse(text).version}`
    }
    return undefined
  },
  refusal: async ({ bundle, trustedRoot, identity, issuer, runInvocation }) => {
    const { AllOf, Identity, OIDCRunInvocationURI, SigstoreVerifier } = await import('@freedomofpress/sigstore-browser')
    try {
      const verifier = new SigstoreVerifier({ tsaThreshold: 1 })
      await verifier.loadSigstoreRoot(trustedRoot as TrustedRoot)
      await verifier.verifyDsse(
        bundle as unknown as SigstoreBundle,
        new AllOf([new Identity({ identity, issuer }), new OIDCRunInvocationURI(runInvocation)]),
      )
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message.slice(0, 200) : String(error)
    }
  },
}
