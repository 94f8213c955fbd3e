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

test('a path outside /sigstore is somebody else’s', async () => {
  const request = { method: 'GET', query: new URLSearchParams(), headers: {}, body: new Uint8Array() }
  expect(await sigstore.handle({ ...request, path: '/api/repos' })).toBeUndefined()
  expect(await sigstore.handle({ ...request, path: '/sigstore/nothing' })).toMatchObject({ status: 404 })
})
