import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle'
import { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } from '@sigstore/sign'
import { PAYLOAD_TYPE } from '../../src/signing/predicate-types.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { DEADLINE, planFor, statementOf } from './signing-helpers.ts'

// Signing is ours so that it goes the one way out; what it says to Sigstore is what Sigstore's own client says.

type Sent = { readonly method: string; readonly path: string; readonly type: string; readonly body: unknown }
let sigstore: SigstoreServer
let sent: Sent[] = []
let recorder: ReturnType<typeof createServer>
let origin = ''

beforeAll(async () => {
  sigstore = await startSigstore()
  recorder = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { method = '', url = '' } = request
    sent.push({
      method,
      path: url,
      type: String(request.headers['content-type']),
      body: JSON.parse(body.toString()) as unknown,
    })
    const onward = await fetch(new URL(url, sigstore.fulcioUrl), {
      method,
      headers: { 'content-type': 'application/json' },
      body,
    })
    response.writeHead(onward.status, { 'content-type': onward.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await onward.arrayBuffer()))
  })
  await new Promise<void>(resolve => recorder.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`
})

afterAll(async () => {
  recorder.closeAllConnections()
  await new Promise(resolve => recorder.close(resolve))
  await sigstore.stop()
})

const payload = statementOf(sampleJob())
const plan = () => {
  const at = (url: string): string => url.replace(new URL(url).origin, origin)
  const given = planFor(sigstore)
  return { ...given, fulcioUrl: at(given.fulcioUrl), rekorUrl: at(given.rekorUrl), tsaUrl: at(given.tsaUrl) }
}

const byOurs = async (): Promise<unknown> =>
  JSON.parse(await signStatement(payload, plan(), sigstore.idToken, DEADLINE)) as unknown

const byTheirs = async (): Promise<unknown> => {
  const { fulcioUrl, rekorUrl, tsaUrl } = plan()
  const answer = await fetch(`${sigstore.idToken.url}&audience=sigstore`, {
    headers: { authorization: `Bearer ${sigstore.idToken.token}` },
  })
  const { value } = (await answer.json()) as { readonly value: string }
  const signer = new FulcioSigner({ fulcioBaseURL: fulcioUrl, identityProvider: { getToken: async () => value } })
  const witnesses = [new RekorWitness({ rekorBaseURL: rekorUrl }), new TSAWitness({ tsaBaseURL: tsaUrl })]
  const bundle = await new DSSEBundleBuilder({ signer, witnesses }).create({
    data: Buffer.from(payload),
    type: PAYLOAD_TYPE,
  })
  return bundleToJSON(bundle)
}

/** Keys, signatures and times differ between two signings; texts stay only where both could have the same. */
const shapeOf = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map(item => shapeOf(item, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member, name)]))
  if (key === 'envelope' && typeof value === 'string' && value.startsWith('{')) return shapeOf(JSON.parse(value))
  return CHANGING.has(key) ? typeof value : value
}
const CHANGING: ReadonlySet<string> = new Set([
  'artifactHash',
  'canonicalizedBody',
  'content',
  'envelope',
  'hashes',
  'integratedTime',
  'logIndex',
  'oidcIdentityToken',
  'proofOfPossession',
  'rawBytes',
  'rootHash',
  'sig',
  'signedEntryTimestamp',
  'signedTimestamp',
  'treeSize',
  'verifiers',
])

test('the same requests as those of @sigstore/sign, and a bundle of the same form', async () => {
  const theirs = shapeOf(await byTheirs())
  const expected = sent.map(request => shapeOf(request))
  sent = []
  const made = await byOurs()
  const sorted = (requests: readonly unknown[]): readonly string[] => requests.map(one => JSON.stringify(one)).sort()
  expect(sorted(sent.map(request => shapeOf(request)))).toEqual(sorted(expected))
  expect(shapeOf(made)).toEqual(theirs)
  // What was written by hand is what the library reads and writes again.
  expect(bundleToJSON(bundleFromJSON(made))).toEqual(made)
})
