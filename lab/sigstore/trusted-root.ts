import { createHash } from 'node:crypto'

type Parts = {
  readonly ca: { readonly rootCertificate: ArrayBufferView }
  readonly ctLog: { readonly publicKey: Buffer }
  readonly tlog: { readonly publicKey: Buffer }
  readonly tsa: { readonly rootCertificate: ArrayBufferView; readonly intCertificate: ArrayBufferView }
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly startedAt: Date
}

/** TrustedRoot in its JSON form (sigstore/protobuf-specs protos/sigstore_trustroot.proto); valid from the lab's start. */
export const buildTrustedRoot = (parts: Parts): unknown => {
  const validFor = { start: parts.startedAt.toISOString() }
  const log = (baseUrl: string, publicKey: Buffer) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: publicKey.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: createHash('sha256').update(publicKey).digest('base64') },
  })
  const authority = (uri: string, commonName: string, certificates: readonly ArrayBufferView[]) => ({
    subject: { organization: 'sigstore.mock', commonName },
    uri,
    certChain: { certificates: certificates.map(der => ({ rawBytes: toBase64(der) })) },
    validFor,
  })
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(parts.rekorUrl, parts.tlog.publicKey)],
    certificateAuthorities: [authority(parts.fulcioUrl, 'sigstore', [parts.ca.rootCertificate])],
    ctlogs: [log(`${parts.fulcioUrl}/ct`, parts.ctLog.publicKey)],
    timestampAuthorities: [authority(parts.tsaUrl, 'tsa', [parts.tsa.intCertificate, parts.tsa.rootCertificate])],
  }
}

const toBase64 = (view: ArrayBufferView): string =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64')
