import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chooseSigning } from '../../src/signing/choose-signing.ts'
import { keyHint } from '../../src/signing/dsse.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { RUNTIME_TOKEN, type SigstoreServer, startSigstore, TOKEN_WITHOUT_ID } from '../lab/sigstore-server.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { DEADLINE, planFor, statementOf } from './signing-helpers.ts'

let sigstore: SigstoreServer
beforeAll(async () => {
  sigstore = await startSigstore()
})
afterAll(async () => {
  await sigstore.stop()
})
const payload = statementOf(sampleJob())

describe('keyless', () => {
  test('asks token, certificate, log and timestamp once each', async () => {
    const before = sigstore.requests.length
    await signStatement(payload, planFor(sigstore), sigstore.idToken, DEADLINE)
    expect(sigstore.requests.slice(before).sort()).toEqual([
      'GET /sigstore/oidc/token',
      'POST /sigstore/fulcio/api/v2/signingCert',
      'POST /sigstore/rekor/api/v1/log/entries',
      'POST /sigstore/tsa/api/v1/timestamp',
    ])
  })

  test('a private identity without a log of its own makes no Rekor request, and verifies by its timestamp', async () => {
    const plan = chooseSigning({
      where: 'report',
      signing: 'auto',
      key: '',
      idTokenAvailable: true,
      visibility: 'private',
      serverUrl: 'https://github.com',
      fulcioUrl: '',
      rekorUrl: '',
      tsaUrl: '',
      publicLog: false,
    })
    if (plan.mode !== 'keyless' || plan.tsaUrl === undefined) throw new Error('expected a plan with a timestamp')
    const before = sigstore.requests.length
    // The plan as chosen, with the two services that it names standing at the lab's addresses.
    const local = { ...plan, fulcioUrl: sigstore.fulcioUrl, tsaUrl: sigstore.tsaUrl }
    const bundle = await signStatement(payload, local, sigstore.idToken, DEADLINE)
    const made = sigstore.requests.slice(before)
    expect(made.filter(request => request.includes('/rekor'))).toEqual([])
    expect(made.some(request => request.includes('/tsa'))).toBe(true)
    const root = { ...(sigstore.trustedRoot() as object), tlogs: [] }
    expect((await verifyBundle(bundle, { roots: [root], keys: [] })).ok).toBe(true)
  })

  test.each([
    ['a job without id-token: write', TOKEN_WITHOUT_ID, /answered HTTP 403/],
    ['an unknown token', 'nobody-knows-this-token', /answered HTTP 401/],
  ])('%s', async (_, token, message) => {
    const failure = signStatement(payload, planFor(sigstore), { ...sigstore.idToken, token }, DEADLINE)
    await expect(failure).rejects.toMatchObject({ code: 'SIGNING', message: expect.stringMatching(message) })
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining(token) })
  })

  test('no way to ask for a token', async () => {
    await expect(signStatement(payload, planFor(sigstore), undefined, DEADLINE)).rejects.toMatchObject({
      code: 'SIGNING',
      hint: expect.stringContaining('id-token: write'),
    })
  })
})

describe('Sigstore down', () => {
  const elapsed = async (work: Promise<unknown>) => {
    const start = Date.now()
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason as Error & { code: string },
    )
    return { ms: Date.now() - start, error }
  }
  const hanging = createServer(() => undefined)
  let refusedUrl = ''
  let hangingUrl = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => hanging.listen(0, '127.0.0.1', resolve))
    hangingUrl = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    refusedUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
    await new Promise(resolve => closed.close(resolve))
  })
  afterAll(async () => {
    hanging.closeAllConnections()
    await new Promise(resolve => hanging.close(resolve))
  })

  test.each(['fulcioUrl', 'rekorUrl', 'tsaUrl'] as const)('%s refuses the connection', async service => {
    const plan = { ...planFor(sigstore), [service]: refusedUrl }
    const { ms, error } = await elapsed(signStatement(payload, plan, sigstore.idToken, 5_000))
    expect(error).toMatchObject({ code: 'SIGNING', message: expect.stringContaining(refusedUrl) })
    expect(ms).toBeLessThan(5_000)
  })

  test.each(['fulcioUrl', 'rekorUrl', 'tsaUrl'] as const)('%s hangs', async service => {
    const plan = { ...planFor(sigstore), [service]: hangingUrl }
    const { ms, error } = await elapsed(signStatement(payload, plan, sigstore.idToken, 700))
    expect(['DEADLINE', 'SIGNING']).toContain(error?.code)
    expect(ms).toBeLessThan(700 + 3_000)
  })

  test('the id-token service hangs', async () => {
    const idToken = { url: `${hangingUrl}/token`, token: RUNTIME_TOKEN }
    const { ms, error } = await elapsed(signStatement(payload, planFor(sigstore), idToken, 500))
    expect(['DEADLINE', 'SIGNING']).toContain(error?.code)
    expect(ms).toBeLessThan(500 + 3_000)
  })
})

describe('with a key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const plan = (key: string) => ({ mode: 'key', state: { mode: 'key', reason: 'requested' }, key }) as const
  const sign = (key: string) => signStatement(payload, plan(key), undefined, DEADLINE)

  test('a bundle verifies under the given key only, and makes no request', async () => {
    const before = sigstore.requests.length
    const bundle = await sign(pem)
    const verified = await verifyBundle(bundle, { roots: [sigstore.trustedRoot()], keys: [spki] })
    expect(verified).toMatchObject({ ok: true, mode: 'key', keyHint: keyHint(createPublicKey(spki)) })
    expect(verified).not.toHaveProperty('identity', expect.anything())
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString()
    expect((await verifyBundle(bundle, { roots: [sigstore.trustedRoot()], keys: [other] })).ok).toBe(false)
    expect((await verifyBundle(bundle, { roots: [], keys: [] })).ok).toBe(false)
    expect(sigstore.requests.length).toBe(before)
  })

  test('a hint that names the given key does not help a signature by another', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const forged = JSON.parse(await sign(other.export({ type: 'pkcs8', format: 'pem' }).toString()))
    forged.verificationMaterial.publicKey.hint = keyHint(publicKey)
    const verified = await verifyBundle(JSON.stringify(forged), { roots: [], keys: [spki] })
    expect(verified.ok).toBe(false)
    expect(verified.checks.find(({ result }) => result === 'fail')?.id).toBe('signature')
  })

  test.each([
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })],
    ['Ed25519', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ type: 'pkcs8', format: 'pem' })],
    ['SEC1', privateKey.export({ type: 'sec1', format: 'pem' })],
    ['encrypted', privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })],
    ['a public key', spki],
    ['garbage', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['nothing', 'nothing'],
  ])('%s is refused without quoting it', async (_, key) => {
    const text = key.toString()
    const secret = text.split('\n')[1] ?? 'nothing of it'
    const failure = sign(text)
    await expect(failure).rejects.toMatchObject({ code: 'SIGNING', hint: expect.stringContaining('openssl') })
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining(secret) })
  })
})
