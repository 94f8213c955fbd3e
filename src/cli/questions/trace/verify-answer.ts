import { toOneLine } from '../../../core/error.ts'
import { redactThenCut } from '../../../core/redact/redact.ts'
import { readTrustedRoots } from '../../../verify/bundle/trusted-roots.ts'
import type { TrustMaterial } from '../../../verify/bundle/verify-bundle.ts'
import type { Verdict, Verification } from '../../../verify/verification.ts'
import { verifyTarget } from '../../../verify/verify-target.ts'
import { readKey, refuseInside } from '../../verify.ts'
import type { FoundManifest, Signature } from './manifest-source.ts'

/** Whom to trust, and whose runs the manifests must be of. It comes from the command line alone. */
export type Trust = {
  readonly trustedRoot: string | undefined
  readonly keys: readonly string[]
  readonly repo: string | undefined
}

/** Verifies manifests as `pipeline-trace verify --offline` does: signature, digests, and what the certificate says. */
export const createAnswerVerifier = async ({
  trustedRoot,
  keys,
  repo,
}: Trust): Promise<(found: Pick<FoundManifest, 'place' | 'open'>) => Promise<Signature>> => {
  const material: TrustMaterial = {
    roots: await readTrustedRoots(trustedRoot),
    keys: await Promise.all(keys.map(readKey)),
  }
  const given = [...(trustedRoot === undefined ? [] : [trustedRoot]), ...keys]
  return async ({ place, open }) => {
    try {
      const files = await open()
      await Promise.all(given.map(file => refuseInside(file, place, files)))
      const verified = await verifyTarget(files, material, { repo })
      return toSignature(verified, verified.verdict)
    } catch (error) {
      return { signature: 'not-verified', reason: redactThenCut(toOneLine(error), 500) }
    }
  }
}

const toSignature = ({ sections }: Verification, { result, text }: Verdict): Signature => {
  const reason = redactThenCut(text, 500)
  const isUnsigned = sections[0]?.checks.some(check => check.id === 'signed' && check.result === 'fail') === true
  if (isUnsigned) return { signature: 'unsigned', reason }
  switch (result) {
    case 'verified':
    case 'signed':
    case 'incomplete':
      return { signature: result, reason }
    case 'not-verified':
      return { signature: 'not-verified', reason }
  }
}
