import { type BundleCase, onBundle } from './bundle-case.ts'
import { derRegions, type Region } from './der-regions.ts'
import type { Loose, Scene } from './scene.ts'

type Document = {
  readonly name: string
  /** The object and the key under which the bundle holds the document in base64. */
  readonly place: (bundle: Loose) => readonly [Loose, string]
  /** Elements by path that no signature covers and no verifier reads, and what they are. */
  readonly unsigned: Readonly<Record<string, string>>
}

/*
 * A timestamp response is a wrapper around one signed structure (RFC 3161 §2.4.2, RFC 5652 §5): the TSTInfo and the
 * signed attributes are covered by the authority's signature; status, versions and algorithm hints around them are not.
 * The time, the digest and the authority are inside.
 */
const TIMESTAMP_WRAPPER: Readonly<Record<string, string>> = {
  '0 tag': 'response',
  '0.0 tag': 'status',
  '0.0.0 tag': 'status value',
  '0.0.0 content': 'status value',
  '0.1 tag': 'content info',
  '0.1.1.0 tag': 'signed data',
  '0.1.1.0.0 tag': 'version',
  '0.1.1.0.0 content': 'version',
  '0.1.1.0.1 tag': 'digest algorithms',
  '0.1.1.0.1.0 tag': 'digest algorithm',
  '0.1.1.0.1.0.0 tag': 'digest algorithm id',
  '0.1.1.0.1.0.0 content': 'digest algorithm id',
  '0.1.1.0.1.0.1 tag': 'digest algorithm parameters',
  '0.1.1.0.2 tag': 'encapsulated content',
  '0.1.1.0.2.1 tag': 'explicit content',
  '0.1.1.0.3 tag': 'certificates, none',
  '0.1.1.0.4 tag': 'signer infos',
  '0.1.1.0.4.0 tag': 'signer info',
  '0.1.1.0.4.0.0 tag': 'signer info version',
  '0.1.1.0.4.0.0 content': 'signer info version',
  '0.1.1.0.4.0.1 tag': 'signer id',
  '0.1.1.0.4.0.1.0 tag': 'issuer',
  '0.1.1.0.4.0.1.1 tag': 'serial number',
  '0.1.1.0.4.0.2 tag': 'digest algorithm',
  '0.1.1.0.4.0.2.1 tag': 'digest algorithm parameters',
  '0.1.1.0.4.0.4 tag': 'signature algorithm',
  '0.1.1.0.4.0.4.0 content': 'signature algorithm id',
  '0.1.1.0.4.0.5 tag': 'signature',
}

const DOCUMENTS: readonly Document[] = [
  { name: 'certificate', place: b => [b.verificationMaterial.certificate, 'rawBytes'], unsigned: {} },
  {
    name: 'timestamp',
    place: b => [b.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0], 'signedTimestamp'],
    unsigned: TIMESTAMP_WRAPPER,
  },
  { name: 'signature', place: b => [b.dsseEnvelope.signatures[0], 'sig'], unsigned: {} },
  {
    name: 'log promise',
    place: b => [b.verificationMaterial.tlogEntries[0].inclusionPromise, 'signedEntryTimestamp'],
    unsigned: {},
  },
]

/** One flipped bit in tag, length and content of every DER element of the honest bundle. */
export const byteCases = (scene: Scene): readonly BundleCase[] => {
  const bundle = JSON.parse(scene.bundle)
  return DOCUMENTS.flatMap(document => {
    const [holder, key] = document.place(bundle)
    return derRegions(Buffer.from(holder[key], 'base64')).flatMap(region => flipsOf(document, region))
  })
}

const PARTS = ['tag', 'length', 'content'] as const

const flipsOf = (document: Document, region: Region): readonly BundleCase[] =>
  PARTS.filter(part => part !== 'content' || (!region.constructed && region.end > region.contentStart)).map(part => {
    const what = document.unsigned[`${region.path} ${part}`]
    const at = { tag: region.start, length: region.start + 1, content: (region.contentStart + region.end - 1) >> 1 }
    return onBundle(
      `${document.name}: element ${region.path}, a bit of its ${part}`,
      bundle => {
        const [holder, key] = document.place(bundle)
        const der = Buffer.from(holder[key], 'base64')
        der[at[part]] = (der[at[part]] ?? 0) ^ 1
        holder[key] = der.toString('base64')
      },
      what === undefined ? undefined : `${what}: outside of what the authority signed`,
    )
  })
