import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import { keyHint } from './dsse.ts'

/** What a verifier trusts, always from outside of what it verifies. */
export type TrustMaterial = {
  /** Sigstore TrustedRoot JSON values. */
  readonly roots: readonly unknown[]
  /** SPKI PEM. */
  readonly keys: readonly string[]
}

/** A TrustedRoot from its JSON value. @throws for a malformed one. */
export const readRoot = async (value: unknown): Promise<TrustedRoot> => {
  const { TrustedRoot } = await import('@sigstore/protobuf-specs')
  return TrustedRoot.fromJSON(value)
}

/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
export const findRoots = async (leafDer: Uint8Array, roots: readonly unknown[]): Promise<readonly TrustedRoot[]> => {
  const leaf = readCertificate(leafDer)
  if (leaf === undefined) return []
  const found: TrustedRoot[] = []
  for (const value of roots) {
    const root = await readRoot(value).catch(() => undefined)
    const authorities = root?.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? []) ?? []
    const isIssuer = authorities.some(({ rawBytes }) => {
      const authority = readCertificate(rawBytes)
      return authority !== undefined && leaf.checkIssued(authority)
    })
    if (root !== undefined && isIssuer) found.push(root)
  }
  return found
}

/** The given key that a bundle's hint names; the hint only chooses among given keys. */
export const findKey = (hint: string, keys: readonly string[]): KeyObject | undefined => {
  for (const pem of keys) {
    const key = createPublicKey(pem)
    if (keyHint(key) === hint) return key
  }
  return undefined
}

const readCertificate = (der: Uint8Array): X509Certificate | undefined => {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}
