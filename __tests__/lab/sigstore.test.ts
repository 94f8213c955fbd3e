import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RUNTIME_TOKEN, type SigstoreServer, startSigstore, TOKEN_WITHOUT_ID } from './sigstore-server.ts'

let sigstore: SigstoreServer
beforeAll(async () => {
  sigstore = await startSigstore()
})
afterAll(async () => {
  await sigstore.stop()
})

describe('the id-token service', () => {
  const ask = async (bearer: string | undefined, audience: string) =>
    fetch(`${sigstore.oidcRequestUrl}&audience=${audience}`, {
      headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    })

  test.each([
    ['no token', undefined, 401],
    ['an unknown token', 'nobody', 401],
    ['a job without id-token: write', TOKEN_WITHOUT_ID, 403],
    ['a job with it', RUNTIME_TOKEN, 200],
  ])('%s', async (_, bearer, status) => {
    expect((await ask(bearer, 'sigstore')).status).toBe(status)
  })

  test('honours the audience and names GitHub as issuer', async () => {
    const { value } = (await (await ask(RUNTIME_TOKEN, 'somebody')).json()) as { value: string }
    const claims = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({
      aud: 'somebody',
      iss: 'https://token.actions.githubusercontent.com',
      run_id: '9876543210',
    })
  })
})

describe('the certificate authority', () => {
  const idToken = async (audience: string) => {
    const headers = { authorization: `Bearer ${RUNTIME_TOKEN}` }
    const answer = await fetch(`${sigstore.oidcRequestUrl}&audience=${audience}`, { headers })
    return ((await answer.json()) as { value: string }).value
  }
  const certify = async (token: string, subject: string, curve = 'P-256') => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
    const content = publicKey.export({ type: 'spki', format: 'pem' })
    const proofOfPossession = sign('sha256', Buffer.from(subject), privateKey).toString('base64')
    const answer = await fetch(`${sigstore.fulcioUrl}/api/v2/signingCert`, {
      method: 'POST',
      body: JSON.stringify({
        credentials: { oidcIdentityToken: token },
        publicKeyRequest: { publicKey: { algorithm: 'ECDSA', content }, proofOfPossession },
      }),
    })
    return answer.status
  }
  const SUBJECT = 'repo:octo/traced:ref:refs/heads/main'

  test('certifies a token for its audience with proof of the key', async () => {
    expect(await certify(await idToken('sigstore'), SUBJECT)).toBe(201)
  })

  test('refuses another audience, another signature, another subject, another curve', async () => {
    const token = await idToken('sigstore')
    const [head, claims] = token.split('.')
    expect(await certify(await idToken('somebody'), SUBJECT)).toBe(401)
    expect(await certify(`${head}.${claims}.${Buffer.alloc(256).toString('base64url')}`, SUBJECT)).toBe(401)
    expect(await certify(token, 'repo:octo/other:ref:refs/heads/main')).toBe(400)
    expect(await certify(token, SUBJECT, 'P-384')).toBe(400)
  })
})

test('the log refuses an entry whose signature is not by its verifier', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const verifier = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
  const payload = Buffer.from('{}').toString('base64')
  const signed = Buffer.from('DSSEv1 1 x 2 {}')
  const propose = async (pem: string | Buffer) => {
    const signatures = [{ sig: sign('sha256', signed, privateKey).toString('base64') }]
    const answer = await fetch(`${sigstore.rekorUrl}/api/v1/log/entries`, {
      method: 'POST',
      body: JSON.stringify({
        kind: 'dsse',
        apiVersion: '0.0.1',
        spec: {
          proposedContent: {
            envelope: JSON.stringify({ payload, payloadType: 'x', signatures }),
            verifiers: [Buffer.from(pem).toString('base64')],
          },
        },
      }),
    })
    return answer.status
  }
  expect(await propose(verifier)).toBe(400)
  expect(await propose(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }))).toBe(201)
})

test('a path outside /sigstore is somebody else’s', async () => {
  const request = { method: 'GET', query: new URLSearchParams(), headers: {}, body: new Uint8Array() }
  expect(await sigstore.handle({ ...request, path: '/api/repos' })).toBeUndefined()
  expect(await sigstore.handle({ ...request, path: '/sigstore/nothing' })).toMatchObject({ status: 404 })
})
