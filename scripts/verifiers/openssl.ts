import { preAuthEncoding } from '../../src/signing/dsse.ts'
import { type Ran, runProgram, type Subject, toRefusal, type Verifier, versionOf, writeInput } from './verifier.ts'

type Root = {
  readonly certificateAuthorities: readonly { readonly certChain: Chain }[]
  readonly timestampAuthorities: readonly { readonly certChain: Chain }[]
}
type Chain = { readonly certificates: readonly { readonly rawBytes: string }[] }

/** Signature, certificate chain, run in the certificate, and timestamp, step by step. It knows no transparency log. */
export const openssl: Verifier = {
  name: 'openssl',
  required: true,
  notices: ['payload', 'signature', 'certificate', 'root', 'run'],
  version: async () => versionOf('openssl', ['version'], /^OpenSSL \S+/),
  refusal: async subject => {
    await writeParts(subject)
    const steps: readonly (() => Ran)[] = [
      () => step(subject, 'x509', '-in', 'leaf.pem', '-noout', '-pubkey', '-out', 'leaf.pub'),
      () => step(subject, 'dgst', '-sha256', '-verify', 'leaf.pub', '-signature', 'signature', 'signed'),
      () => step(subject, 'verify', '-CAfile', 'root.pem', '-ignore_critical', '-purpose', 'any', 'leaf.pem'),
      () =>
        step(
          subject,
          'ts',
          '-verify',
          '-in',
          'time.tsr',
          '-data',
          'signature',
          '-untrusted',
          'time-leaf.pem',
          '-CAfile',
          'time-root.pem',
        ),
      () => namesRun(subject),
    ]
    for (const ask of steps) {
      const refusal = toRefusal(ask())
      if (refusal !== undefined) return refusal
    }
    return undefined
  },
}

const step = ({ folder }: Subject, ...args: readonly string[]): Ran => runProgram('openssl', args, folder)

const namesRun = (subject: Subject): Ran => {
  const { ok, output } = step(subject, 'x509', '-in', 'leaf.pem', '-noout', '-text')
  const named = output.split('\n').some(line => line.trim().endsWith(subject.runInvocation))
  return { ok: ok && named, output: named ? output : 'the certificate names another run' }
}

const writeParts = async ({ folder, bundle, trustedRoot }: Subject): Promise<void> => {
  const { verificationMaterial, dsseEnvelope } = bundle
  const { certificateAuthorities, timestampAuthorities } = trustedRoot as Root
  const [timeLeaf, timeRoot] = timestampAuthorities[0]?.certChain.certificates ?? []
  const fromBase64 = (text: string | undefined) => Buffer.from(text ?? '', 'base64')
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    'leaf.pem': toPem(verificationMaterial.certificate.rawBytes),
    'root.pem': toPem(certificateAuthorities[0]?.certChain.certificates[0]?.rawBytes),
    'time-leaf.pem': toPem(timeLeaf?.rawBytes),
    'time-root.pem': toPem(timeRoot?.rawBytes),
    'time.tsr': fromBase64(verificationMaterial.timestampVerificationData.rfc3161Timestamps[0]?.signedTimestamp),
    signature: fromBase64(dsseEnvelope.signatures[0]?.sig),
    signed: preAuthEncoding(dsseEnvelope.payloadType, fromBase64(dsseEnvelope.payload)),
  }
  for (const [name, content] of Object.entries(parts)) await writeInput(folder, name, content)
}

const toPem = (base64 = ''): string =>
  `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
