import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import type { Verifier } from '@sigstore/verify'
import { keyHint } from '../../signing/dsse.ts'

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

/** A root that was read, with what is made of it once for all bundles. */
export type KnownRoot = {
  readonly root: TrustedRoot
  readonly authorities: readonly X509Certificate[]
  /** Verifies with the thresholds of the root. */
  readonly verifier: () => Promise<Verifier>
}

/** By the JSON value of the root: a run has a bundle for each job, and all of them are held against the same roots. */
const known = new WeakMap<object, Promise<KnownRoot | undefined>>()

/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
export const findRoots = async (leafDer: Uint8Array, roots: readonly unknown[]): Promise<readonly KnownRoot[]> => {
  const leaf = readCertificate(leafDer)
  if (leaf === undefined) return []
  const read = await Promise.all(roots.map(readKnownRoot))
  return read.flatMap(root => (root?.authorities.some(authority => leaf.checkIssued(authority)) === true ? [root] : []))
}

const readKnownRoot = (value: unknown): Promise<KnownRoot | undefined> => {
  if (typeof value !== 'object' || value === null) return Promise.resolve(undefined)
  const reading = known.get(value) ?? readRoot(value).then(toKnownRoot, () => undefined)
  known.set(value, reading)
  return reading
}

const toKnownRoot = (root: TrustedRoot): KnownRoot => {
  let verifier: Promise<Verifier> | undefined
  return {
    root,
    authorities: root.certificateAuthorities
      .flatMap(({ certChain }) => certChain?.certificates ?? [])
      .flatMap(({ rawBytes }) => readCertificate(rawBytes) ?? []),
    verifier: () => {
      verifier ??= createVerifier(root)
      return verifier
    },
  }
}

/** One log entry where the root has logs, one certificate timestamp where it has certificate logs, always one time. */
const createVerifier = async (root: TrustedRoot): Promise<Verifier> => {
  const [{ toTrustMaterial, Verifier }, { encodeDerAtOnce }] = await Promise.all([
    import('@sigstore/verify'),
    import('./der-encoding.ts'),
  ])
  encodeDerAtOnce()
  return new Verifier(toTrustMaterial(root), {
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  })
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
