import { createHash, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import type { initializeTLog } from '@sigstore/mock/dist/rekor/index.js'
import * as z from 'zod/mini'
import type { LabRequest, LabResponse } from '../http.ts'
import { json } from '../http.ts'

const jsonText = z.pipe(
  z.string(),
  z.transform(text => JSON.parse(text) as unknown),
)
const proposedEntry = z.object({
  kind: z.literal('dsse'),
  apiVersion: z.literal('0.0.1'),
  spec: z.object({
    proposedContent: z.object({ envelope: z.string(), verifiers: z.array(z.string()).check(z.length(1)) }),
  }),
})
const envelope = z.object({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.object({ sig: z.string() })).check(z.length(1)),
})

const loggedEntries = z.record(
  z.string(),
  z.looseObject({ body: z.string(), integratedTime: z.int(), verification: z.looseObject({}) }),
)

/**
 * `POST /api/v1/log/entries` of Rekor v1 for `dsse` entries. Rekor does not store a proposal as sent but
 * `{envelopeHash, payloadHash, signatures}` (sigstore/rekor pkg/types/dsse/v0.0.1/entry.go, Canonicalize), with the
 * verifier's PEM at 64 columns, and only an envelope that the verifier really signed; @sigstore/mock would store any.
 */
export const createRekor =
  (options: {
    readonly tlog: Awaited<ReturnType<typeof initializeTLog>>
    readonly privateKey: KeyObject
    readonly host: string
  }) =>
  async (request: LabRequest): Promise<LabResponse> => {
    const stored = toStoredEntry(new TextDecoder().decode(request.body))
    if (stored === undefined)
      return json(400, { code: 400, message: 'not a dsse 0.0.1 entry with one valid signature' })
    const logged = await options.tlog.log(stored)
    const [uuid, entry] = Object.entries(z.parse(loggedEntries, logged))[0] ?? []
    if (uuid === undefined || entry === undefined) return json(500, { code: 500, message: 'the log gave no entry' })
    const inclusionProof = proveInclusion(Buffer.from(entry.body, 'base64'), entry.integratedTime, options)
    const verification = { ...entry.verification, inclusionProof }
    return json(201, { [uuid]: { ...entry, verification } }, { location: `/api/v1/log/entries/${uuid}` })
  }

const toStoredEntry = (body: string): object | undefined => {
  try {
    const { spec, kind, apiVersion } = z.parse(proposedEntry, JSON.parse(body))
    const text = spec.proposedContent.envelope
    const { payload, payloadType, signatures } = z.parse(z.pipe(jsonText, envelope), text)
    const bytes = Buffer.from(payload, 'base64')
    const [verifier = ''] = spec.proposedContent.verifiers
    const key = createPublicKey(Buffer.from(verifier, 'base64'))
    const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `), bytes])
    if (!verify('sha256', signed, key, Buffer.from(signatures[0]?.sig ?? '', 'base64'))) return undefined
    return {
      apiVersion,
      kind,
      spec: {
        envelopeHash: { algorithm: 'sha256', value: sha256(Buffer.from(text)).toString('hex') },
        payloadHash: { algorithm: 'sha256', value: sha256(bytes).toString('hex') },
        signatures: [{ signature: signatures[0]?.sig, verifier: rewrapPem(verifier) }],
      },
    }
  } catch {
    return undefined
  }
}

const rewrapPem = (base64Pem: string): string => {
  const [head = '', ...rest] = Buffer.from(base64Pem, 'base64').toString('utf8').trim().split('\n')
  const foot = rest.pop() ?? ''
  const body = rest.join('').match(/.{1,64}/g) ?? []
  return Buffer.from(`${[head, ...body, foot].join('\n')}\n`).toString('base64')
}

/**
 * Inclusion proof of leaf 1 in a tree of two, signed as a checkpoint. With one leaf only, the proof's `logIndex` 0 and
 * empty `hashes` vanish from proto3 JSON and some verifiers crash. The signer's name must be part of the log's baseUrl.
 */
const proveInclusion = (
  leaf: Buffer,
  integratedTime: number,
  options: { readonly privateKey: KeyObject; readonly host: string; readonly tlog: { readonly publicKey: Buffer } },
) => {
  const sibling = sha256(Buffer.from([0]), randomBytes(32))
  const root = sha256(Buffer.from([1]), sibling, sha256(Buffer.from([0]), leaf))
  const treeId = integratedTime
  const note = `${options.host} - ${treeId}\n2\n${root.toString('base64')}\nTimestamp: ${integratedTime}000000000\n`
  const signature = sign('sha256', Buffer.from(note), options.privateKey)
  const hint = sha256(options.tlog.publicKey).subarray(0, 4)
  return {
    logIndex: 1,
    treeSize: 2,
    hashes: [sibling.toString('hex')],
    rootHash: root.toString('hex'),
    checkpoint: `${note}\n\u2014 ${options.host} ${Buffer.concat([hint, signature]).toString('base64')}\n`,
  }
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
