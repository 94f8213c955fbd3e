import { type BundleCase, onBundle } from './bundle-case.ts'
import type { Loose, Scene } from './scene.ts'

const material = (b: Loose): Loose => b.verificationMaterial
const entry = (b: Loose): Loose => material(b).tlogEntries[0]
const envelope = (b: Loose): Loose => b.dsseEnvelope

/** A whole part of a bundle and where it stands. */
const PARTS: readonly (readonly [name: string, holder: (b: Loose) => Loose, key: string])[] = [
  ['certificate', material, 'certificate'],
  ['timestamps', material, 'timestampVerificationData'],
  ['log entries', material, 'tlogEntries'],
  ['log id', entry, 'logId'],
  ['log index', entry, 'logIndex'],
  ['log promise', entry, 'inclusionPromise'],
  ['log proof', entry, 'inclusionProof'],
  ['log body', entry, 'canonicalizedBody'],
  ['envelope', b => b, 'dsseEnvelope'],
  ['payload', envelope, 'payload'],
  ['signatures', envelope, 'signatures'],
  ['verification material', b => b, 'verificationMaterial'],
]

const OTHERS: readonly (readonly [whose: string, (scene: Scene) => string])[] = [
  ['of a sibling job', scene => scene.sibling.bundle],
  ['of a second signing', scene => scene.again],
  ['of a Sigstore that nobody trusts', scene => scene.untrusted],
]

/** Alike in both bundles, so that an exchange changes nothing. */
const ALIKE: ReadonlySet<string> = new Set([
  'payload of a second signing',
  'payload of a Sigstore that nobody trusts',
  'log id of a sibling job',
  'log id of a second signing',
])

/** Parts taken from another bundle, dropped, doubled and put in another order. */
export const exchangeCases = (): readonly BundleCase[] => [
  ...PARTS.flatMap(([part, holder, key]) =>
    OTHERS.flatMap(([whose, other]) => {
      const name = `${part} ${whose}`
      return ALIKE.has(name)
        ? []
        : [
            onBundle(name, (bundle, scene) => {
              holder(bundle)[key] = holder(JSON.parse(other(scene)))[key]
            }),
          ]
    }),
  ),
  ...LISTS.map(([name, change]) => onBundle(name, change)),
  ...SAME_PROOF.map(([name, why, change]) => onBundle(name, change, why)),
  ...ROOTS.map(([name, change]) => ({
    name,
    make: ({ bundle, trustedRoot }: Scene) => {
      const root = structuredClone(trustedRoot)
      change(root)
      return { bundle, root }
    },
  })),
  {
    name: 'bundle and root swapped together: the root that it carries is not asked',
    make: ({ untrusted, trustedRoot }) => ({ bundle: JSON.stringify({ ...JSON.parse(untrusted), trustedRoot }) }),
  },
  { name: 'a bundle of a Sigstore that nobody trusts', make: ({ untrusted }) => ({ bundle: untrusted }) },
  { name: 'the bundle of a sibling job', make: ({ sibling }) => ({ bundle: sibling.bundle }) },
  {
    name: 'a sibling’s manifest beside this job’s bundle',
    make: ({ bundle, sibling }) => ({ bundle, manifest: sibling.manifest }),
  },
]

const stamps = (b: Loose): Loose[] => material(b).timestampVerificationData.rfc3161Timestamps
type Change = (bundle: Loose, scene: Scene) => void

const LISTS: readonly (readonly [string, Change])[] = [
  ['no log entry', b => (material(b).tlogEntries = [])],
  ['a sibling’s log entry beside its own', (b, s) => material(b).tlogEntries.push(entry(JSON.parse(s.sibling.bundle)))],
  [
    'a sibling’s log entry before its own',
    (b, s) => material(b).tlogEntries.unshift(entry(JSON.parse(s.sibling.bundle))),
  ],
  ['another signing’s log entry beside its own', (b, s) => material(b).tlogEntries.push(entry(JSON.parse(s.again)))],
  ['an empty log entry beside its own', b => material(b).tlogEntries.push({})],
  ['a thousand log entries', b => (material(b).tlogEntries = Array.from({ length: 1_000 }, () => entry(b)))],
  ['a sibling’s timestamp beside its own', (b, s) => stamps(b).push(stamps(JSON.parse(s.sibling.bundle))[0])],
  ['a foreign timestamp before its own', (b, s) => stamps(b).unshift(stamps(JSON.parse(s.untrusted))[0])],
  ['an empty timestamp beside its own', b => stamps(b).push({ signedTimestamp: '' })],
  ['an earlier timestamp of another signature', (b, s) => (stamps(b)[0] = stamps(JSON.parse(s.again))[0])],
  ['the same log entry twice', b => material(b).tlogEntries.push(entry(b))],
  ['the same timestamp twice', b => stamps(b).push(stamps(b)[0])],
  [
    'neither timestamp nor promise: nobody says when',
    b => {
      delete material(b).timestampVerificationData
      delete entry(b).inclusionPromise
    },
  ],
  [
    'its certificate in a chain with a foreign one',
    (b, s) => {
      material(b).x509CertificateChain = {
        certificates: [material(b).certificate, material(JSON.parse(s.untrusted)).certificate],
      }
      delete material(b).certificate
    },
  ],
  ['no signature', b => (envelope(b).signatures = [])],
  ['the same signature twice', b => envelope(b).signatures.push(envelope(b).signatures[0])],
  [
    'a second signature by somebody else',
    (b, s) => envelope(b).signatures.push(envelope(JSON.parse(s.untrusted)).signatures[0]),
  ],
  ['a second signature first', (b, s) => envelope(b).signatures.unshift(envelope(JSON.parse(s.again)).signatures[0])],
  ['a key hint in place of the certificate', b => (b.verificationMaterial = { publicKey: { hint: 'x' } })],
  ['a key hint beside the certificate', b => (material(b).publicKey = { hint: 'x' })],
  [
    'an empty chain in place of the certificate',
    b => {
      delete material(b).certificate
      material(b).x509CertificateChain = { certificates: [] }
    },
  ],
  [
    'a foreign chain beside the certificate',
    (b, s) => (material(b).x509CertificateChain = { certificates: [material(JSON.parse(s.untrusted)).certificate] }),
  ],
  [
    'the authority’s own certificate as leaf',
    (b, s) => (material(b).certificate = s.trustedRoot.certificateAuthorities[0].certChain.certificates[0]),
  ],
  [
    'the timestamp authority’s certificate as leaf',
    (b, s) => (material(b).certificate = s.trustedRoot.timestampAuthorities[0].certChain.certificates[0]),
  ],
  [
    'a message signature in place of the envelope',
    b => {
      b.messageSignature = {
        messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' },
        signature: envelope(b).signatures[0].sig,
      }
      delete b.dsseEnvelope
    },
  ],
  [
    'no proof, and a media type that asks for none',
    b => {
      b.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1'
      delete entry(b).inclusionProof
      delete entry(b).inclusionPromise
    },
  ],
]

const ENOUGH = 'proven by what is left: the root asks for one log entry and one time'
const LABEL = 'a label outside of what anybody signed, whose forms prove alike'
const LEGACY = 'application/vnd.dev.sigstore.bundle+json;version='
const SAME_PROOF: readonly (readonly [string, string, Change])[] = [
  ['no promise of the log', ENOUGH, b => delete entry(b).inclusionPromise],
  ['no timestamp', ENOUGH, b => delete material(b).timestampVerificationData],
  [
    'no proof of the log, and a media type that asks for none',
    ENOUGH,
    b => {
      b.mediaType = `${LEGACY}0.1`
      delete entry(b).inclusionProof
    },
  ],
  ['media type 0.1', LABEL, b => (b.mediaType = `${LEGACY}0.1`)],
  ['media type 0.2', LABEL, b => (b.mediaType = `${LEGACY}0.2`)],
  ['media type 0.3 as it once was', LABEL, b => (b.mediaType = `${LEGACY}0.3`)],
  ['media type 0.9', LABEL, b => (b.mediaType = 'application/vnd.dev.sigstore.bundle.v0.9+json')],
  ['another key id', LABEL, b => (envelope(b).signatures[0].keyid = 'somebody')],
]

const past = '2020-01-01T00:00:00.000Z'
const future = '2120-01-01T00:00:00.000Z'
const ended = { start: '2019-01-01T00:00:00.000Z', end: past }
const coming = { start: future }
/** The honest bundle under another root: one that has expired, is not yet valid, or is somebody else's. */
const ROOTS: readonly (readonly [string, (root: Loose) => void])[] = [
  ['a certificate authority that has expired', r => (r.certificateAuthorities[0].validFor = ended)],
  ['a certificate authority that is not yet valid', r => (r.certificateAuthorities[0].validFor = coming)],
  ['a log that has been retired', r => (r.tlogs[0].publicKey.validFor = ended)],
  ['a log that does not yet exist', r => (r.tlogs[0].publicKey.validFor = coming)],
  ['a timestamp authority that has expired', r => (r.timestampAuthorities[0].validFor = ended)],
  ['a timestamp authority that is not yet valid', r => (r.timestampAuthorities[0].validFor = coming)],
  ['a certificate log that has been retired', r => (r.ctlogs[0].publicKey.validFor = ended)],
  ['a certificate log that does not yet exist', r => (r.ctlogs[0].publicKey.validFor = coming)],
  ['no certificate authority', r => (r.certificateAuthorities = [])],
  ['no timestamp authority', r => (r.timestampAuthorities = [])],
  ['the log’s key under another log’s name', r => (r.tlogs[0].logId.keyId = r.ctlogs[0].logId.keyId)],
  ['the log’s name with another key', r => (r.tlogs[0].publicKey.rawBytes = r.ctlogs[0].publicKey.rawBytes)],
  [
    'the certificate log’s name with another key',
    r => (r.ctlogs[0].publicKey.rawBytes = r.tlogs[0].publicKey.rawBytes),
  ],
  [
    'the timestamp authority in place of the certificate authority',
    r => (r.certificateAuthorities[0].certChain = r.timestampAuthorities[0].certChain),
  ],
  [
    'the certificate authority in place of the timestamp authority',
    r => (r.timestampAuthorities[0].certChain = r.certificateAuthorities[0].certChain),
  ],
  ['an empty chain of the certificate authority', r => (r.certificateAuthorities[0].certChain.certificates = [])],
  [
    'an authority that is no certificate',
    r => (r.certificateAuthorities[0].certChain.certificates[0].rawBytes = 'AAAA'),
  ],
]
