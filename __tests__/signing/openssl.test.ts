import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { preAuthEncoding } from '../../src/signing/dsse.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { DEADLINE, signManifest, statementOf } from './signing-helpers.ts'

/*
 * The bundles checked by a program that shares no line with ours or with Sigstore's. PIPELINE_TRACE_REQUIRE_OPENSSL=1
 * makes an absent openssl a failure instead of a skip.
 */
const found = spawnSync('openssl', ['version']).status === 0
const required = process.env['PIPELINE_TRACE_REQUIRE_OPENSSL'] === '1'
const withOpenssl = found || required ? describe : describe.skip
if (!found) process.stderr.write('openssl checks: skipped, there is no openssl on PATH\n')

withOpenssl('openssl', () => {
  let folder = ''
  let sigstore: SigstoreServer
  let bundle: KeylessBundle
  const at = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString()
  const fails = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: folder }).status !== 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-openssl-'))
    sigstore = await startSigstore()
    bundle = JSON.parse(await signManifest(sampleJob(), sigstore)) as KeylessBundle
    const root = sigstore.trustedRoot() as Root
    await writeFile(at('leaf.pem'), toPem(bundle.verificationMaterial.certificate.rawBytes))
    await writeFile(at('root.pem'), toPem(root.certificateAuthorities[0].certChain.certificates[0].rawBytes))
    const [leaf, authority] = root.timestampAuthorities[0].certChain.certificates
    await writeFile(at('tsa-leaf.pem'), toPem(leaf.rawBytes))
    await writeFile(at('tsa-root.pem'), toPem(authority.rawBytes))
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64')
    await writeFile(at('signed'), preAuthEncoding(bundle.dsseEnvelope.payloadType, payload))
    await writeFile(
      at('other'),
      preAuthEncoding(bundle.dsseEnvelope.payloadType, Buffer.concat([payload, Buffer.from(' ')])),
    )
    await writeFile(at('signature'), Buffer.from(bundle.dsseEnvelope.signatures[0].sig, 'base64'))
    const [timestamp] = bundle.verificationMaterial.timestampVerificationData.rfc3161Timestamps
    await writeFile(at('timestamp.tsr'), Buffer.from(timestamp.signedTimestamp, 'base64'))
    await writeFile(at('leaf.pub'), openssl('x509', '-in', 'leaf.pem', '-noout', '-pubkey'))
  })
  afterAll(async () => {
    await sigstore.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('the certificate’s key signed the payload, and not another one', () => {
    const args = ['dgst', '-sha256', '-verify', 'leaf.pub', '-signature', 'signature']
    expect(openssl(...args, 'signed')).toContain('Verified OK')
    expect(fails(...args, 'other')).toBe(true)
  })

  test('the certificate chains to the root, and to no other', () => {
    expect(openssl('verify', '-CAfile', 'root.pem', '-ignore_critical', '-purpose', 'any', 'leaf.pem')).toContain('OK')
    expect(fails('verify', '-CAfile', 'tsa-root.pem', '-ignore_critical', '-purpose', 'any', 'leaf.pem')).toBe(true)
  })

  test('the certificate shows the run', () => {
    const text = openssl('x509', '-in', 'leaf.pem', '-noout', '-text')
    expect(text).toContain('https://github.com/octo/traced/actions/runs/9876543210/attempts/1')
    expect(text).toContain('1.3.6.1.4.1.57264.1.21')
    expect(text).toContain('URI:https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main')
  })

  test('the timestamp is over the signature, by the timestamp authority', () => {
    const args = ['ts', '-verify', '-in', 'timestamp.tsr', '-untrusted', 'tsa-leaf.pem', '-data']
    expect(openssl(...args, 'signature', '-CAfile', 'tsa-root.pem')).toContain('Verification: OK')
    expect(fails(...args, 'signed', '-CAfile', 'tsa-root.pem')).toBe(true)
    expect(fails(...args, 'signature', '-CAfile', 'root.pem')).toBe(true)
  })

  test('a key signature verifies under its public key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const plan = { mode: 'key', state: { mode: 'key', reason: 'requested' }, key } as const
    const signed = JSON.parse(await signStatement(statementOf(sampleJob()), plan, undefined, DEADLINE)) as KeylessBundle
    const { payload, payloadType, signatures } = signed.dsseEnvelope
    await writeFile(at('key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(at('by-key'), preAuthEncoding(payloadType, Buffer.from(payload, 'base64')))
    await writeFile(at('by-key.sig'), Buffer.from(signatures[0].sig, 'base64'))
    const args = ['dgst', '-sha256', '-verify', 'key.pub', '-signature', 'by-key.sig']
    expect(openssl(...args, 'by-key')).toContain('Verified OK')
    expect(fails(...args, 'other')).toBe(true)
  })
})

type Certificate = { readonly rawBytes: string }
type Root = {
  readonly certificateAuthorities: readonly [{ readonly certChain: { readonly certificates: readonly [Certificate] } }]
  readonly timestampAuthorities: readonly [
    { readonly certChain: { readonly certificates: readonly [Certificate, Certificate] } },
  ]
}
type KeylessBundle = {
  readonly verificationMaterial: {
    readonly certificate: Certificate
    readonly timestampVerificationData: { readonly rfc3161Timestamps: readonly [{ readonly signedTimestamp: string }] }
  }
  readonly dsseEnvelope: {
    readonly payload: string
    readonly payloadType: string
    readonly signatures: readonly [{ readonly sig: string }]
  }
}

const toPem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
