import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { allPass } from '../../src/verify/check.ts'
import { checkClaims } from '../../src/verify/documents/claims.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { sampleJob } from './sample-manifests.ts'

let sigstore: SigstoreServer
let unmatchedArtifact: SigstoreServer
let bundle: string
beforeAll(async () => {
  sigstore = await startSigstore()
  unmatchedArtifact = await startSigstore()
  bundle = await signManifest(sampleJob(), sigstore)
})
afterAll(async () => {
  await sigstore.stop()
  await unmatchedArtifact.stop()
})

const roots = (...servers: readonly SigstoreServer[]) => ({ roots: servers.map(each => each.trustedRoot()), keys: [] })
const failed = async (text: string, ...servers: readonly SigstoreServer[]) =>
  (await verifyBundle(text, roots(...servers))).checks.filter(({ result }) => result === 'fail').map(({ id }) => id)

test('a keyless bundle verifies and names the run', async () => {
  const verified = await verifyBundle(bundle, roots(sigstore))
  expect(verified.checks.filter(({ result }) => result !== 'pass')).toEqual([])
  expect(verified).toMatchObject({
    ok: true,
    mode: 'keyless',
    identity: {
      san: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
      issuer: 'https://token.actions.githubusercontent.com',
      runInvocationUri: 'https://github.com/octo/traced/actions/runs/9876543210/attempts/1',
      sourceRepositoryId: '123456',
      runnerEnvironment: 'github-hosted',
      tokenSubject: 'repo:octo/traced:ref:refs/heads/main',
    },
  })
  expect(Math.abs(Date.parse(verified.signedAt ?? '') - Date.now())).toBeLessThan(60_000)
})

test('the right one of several roots is found', async () => {
  expect((await verifyBundle(bundle, roots(unmatchedArtifact, sigstore))).ok).toBe(true)
})

test('a manifest that agrees with the certificate passes all claims, another run fails', async () => {
  const { identity } = await verifyBundle(bundle, roots(sigstore))
  if (identity === undefined) throw new Error('no identity')
  expect(checkClaims(sampleJob(), identity).filter(({ result }) => result === 'fail')).toEqual([])
  expect(allPass(checkClaims(sampleJob(), identity))).toBe(true)
  const other = sampleJob('4567', manifest => {
    manifest.run['runId'] = { value: '11941425487', source: 'runner' }
    manifest.run['repository'] = { value: 'somebody/else', source: 'runner' }
  })
  const failures = checkClaims(other, identity).filter(({ result }) => result === 'fail')
  expect(failures.map(({ id }) => id)).toEqual(['claim-run', 'claim-repository', 'claim-owner', 'claim-subject'])
})

type Json = { [key: string]: Json } & Json[] & string
const tamper = (change: (bundle: Json) => void, text = bundle): string => {
  const value = JSON.parse(text) as Json
  change(value)
  return JSON.stringify(value)
}
const flip = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString('base64')
}
const change = (object: Json | undefined, key: string, to: (old: string) => unknown): void => {
  if (object !== undefined) object[key] = to(object[key] as string) as Json
}

describe('tampering', () => {
  const payloadOf = (statement: object) => Buffer.from(JSON.stringify(statement)).toString('base64')

  test.each<[string, string, (bundle: Json) => void]>([
    ['a byte of the payload', 'transparency-log', b => change(b['dsseEnvelope'], 'payload', old => flip(old, 100))],
    ['a new payload', 'transparency-log', b => change(b['dsseEnvelope'], 'payload', () => payloadOf({ _type: 'x' }))],
    ['the payload type', 'signature', b => change(b['dsseEnvelope'], 'payloadType', () => 'application/json')],
    [
      'a byte of the signature',
      'timestamp',
      b => change(b['dsseEnvelope']?.['signatures']?.[0], 'sig', old => flip(old, 20)),
    ],
    [
      'no timestamp and no log entry',
      'timestamp',
      b => {
        change(b['verificationMaterial'], 'tlogEntries', () => [])
        change(b['verificationMaterial'], 'timestampVerificationData', () => ({}))
      },
    ],
    ['no log entry', 'transparency-log', b => change(b['verificationMaterial'], 'tlogEntries', () => [])],
    [
      'another integrated time',
      'transparency-log',
      b => change(b['verificationMaterial']?.['tlogEntries']?.[0], 'integratedTime', old => String(Number(old) + 1)),
    ],
    [
      'two signatures',
      'bundle-form',
      b =>
        change(b['dsseEnvelope'], 'signatures', old => [...(old as unknown as Json[]), ...(old as unknown as Json[])]),
    ],
    [
      'no certificate',
      'bundle-form',
      b => delete (b['verificationMaterial'] as Record<string, unknown>)['certificate'],
    ],
    [
      'garbage for a certificate',
      'trust-root',
      b => change(b['verificationMaterial']?.['certificate'], 'rawBytes', () => 'AAAA'),
    ],
  ])('%s', async (_, check, change) => {
    expect(await failed(tamper(change), sigstore)).toEqual([check])
  })

  test('the certificate of another signing', async () => {
    const other = JSON.parse(await signManifest(sampleJob('4568'), sigstore)) as Json
    const swapped = tamper(b =>
      change(b['verificationMaterial'], 'certificate', () => other['verificationMaterial']?.['certificate']),
    )
    expect((await failed(swapped, sigstore)).length).toBe(1)
  })

  test('another instance’s bundle, and its root, do not count', async () => {
    const forged = await signManifest(sampleJob(), unmatchedArtifact)
    expect(await failed(forged, sigstore)).toEqual(['trust-root'])
    expect(await failed(bundle, unmatchedArtifact)).toEqual(['trust-root'])
    const carried = tamper(b => change(b, 'trustedRoot', () => unmatchedArtifact.trustedRoot()), forged)
    expect(await failed(carried, sigstore)).toEqual(['trust-root'])
  })

  test.each([
    ['not JSON', '{', 'bundle-form'],
    ['a list', '[]', 'bundle-form'],
    ['an empty object', '{}', 'bundle-form'],
    ['null', 'null', 'bundle-form'],
    ['too large', ' '.repeat(9 * 1024 * 1024), 'bundle-size'],
  ])('%s', async (_, text, check) => {
    expect(await failed(text, sigstore)).toEqual([check])
  })

  test.each([
    ['timestamps', (b: Json) => b['verificationMaterial']?.['timestampVerificationData'], 'rfc3161Timestamps'],
    ['log entries', (b: Json) => b['verificationMaterial'], 'tlogEntries'],
  ] as const)('more than 32 %s, before any of them is verified', async (_, holder, name) => {
    const repeated = (times: number) =>
      tamper(b => change(holder(b), name, list => Array.from({ length: times }, () => (list as unknown as Json[])[0])))
    expect(await failed(repeated(33), sigstore)).toEqual(['bundle-form'])
    expect(await failed(repeated(32), sigstore)).not.toContain('bundle-form')
  })

  test('a chain of more than 32 certificates', async () => {
    const chained = tamper(b => {
      const { certificate } = b['verificationMaterial'] as Json
      b['mediaType'] = 'application/vnd.dev.sigstore.bundle+json;version=0.2' as unknown as Json
      Reflect.deleteProperty(b['verificationMaterial'] as Json, 'certificate')
      change(b['verificationMaterial'], 'x509CertificateChain', () => ({
        certificates: Array.from({ length: 33 }, () => certificate),
      }))
    })
    expect(await failed(chained, sigstore)).toEqual(['bundle-form'])
  })

  test('a truncated bundle', async () => {
    expect(await failed(bundle.slice(0, -200), sigstore)).toEqual(['bundle-form'])
  })

  test('payload and content of a rejected bundle are not given out', async () => {
    const verified = await verifyBundle(bundle, roots(unmatchedArtifact))
    expect(verified).not.toHaveProperty('payload')
    expect(verified).not.toHaveProperty('statement')
    expect(verified).not.toHaveProperty('identity')
  })
})

test('a root without a log asks for no log entry, one with a log does', async () => {
  const withoutLog = { ...(sigstore.trustedRoot() as object), tlogs: [] }
  const noEntry = tamper(b => change(b['verificationMaterial'], 'tlogEntries', () => []))
  expect((await verifyBundle(noEntry, { roots: [withoutLog], keys: [] })).ok).toBe(true)
  expect((await verifyBundle(noEntry, roots(sigstore))).ok).toBe(false)
})
