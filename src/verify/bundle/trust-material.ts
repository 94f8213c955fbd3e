import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import type { Verifier } from '@sigstore/verify'
import { keyHint } from '../../signing/dsse.ts'

/** The roots and keys that a verifier trusts. They never come from the verified files. */
export type TrustMaterial = {
  /** Sigstore TrustedRoot JSON values. */
  readonly roots: readonly unknown[]
  /** SPKI PEM. */
  readonly keys: readonly string[]
}

/** Reads a TrustedRoot from its JSON value. @throws for a malformed one. */
export const readRoot = async (value: unknown): Promise<TrustedRoot> => {
  const { TrustedRoot } = await import('@sigstore/protobuf-specs')
  return TrustedRoot.fromJSON(value)
}

/** A root that was read, with the objects that all bundles share. */
export type KnownRoot = {
  readonly root: TrustedRoot
  readonly authorities: readonly X509Certificate[]
  /** Verifies with the thresholds of the root. */
  readonly verifier: () => Promise<Verifier>
}

/** A cache by the JSON value of the root: a run has a bundle for each job, and all are verified with the same roots. */
const known = new WeakMap<object, Promise<KnownRoot | undefined>>()

/**
 * Returns the roots that contain the issuer of this leaf, by issuer name and key id; no signature is checked here. A
 * root that cannot be read is skipped.
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

/**
 * Returns the thresholds: one log entry if the root has logs, one certificate timestamp if it has certificate logs,
 * always one time.
 */
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

/** Returns the given key that a bundle's hint names. The hint only chooses among given keys. */
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
