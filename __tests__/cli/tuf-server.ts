import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sha256Hex } from '../../src/io/digest.ts'

type Json = { readonly [name: string]: unknown }

/** Canonical JSON of what stands in TUF metadata here: no text has anything to escape. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

type Key = { readonly id: string; readonly privateKey: KeyObject; readonly json: Json }

export const createKey = (): Key => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const json = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } }
  return { id: sha256Hex(canonical(json)), privateKey, json }
}

const signed = (body: Json, ...keys: readonly Key[]): Buffer => {
  const signatures = keys.map(({ id, privateKey }) => ({
    keyid: id,
    sig: sign(null, Buffer.from(canonical(body)), privateKey).toString('hex'),
  }))
  return Buffer.from(JSON.stringify({ signatures, signed: body }))
}

const FUTURE = '2099-01-01T00:00:00Z'
const base = (type: string, version: number, expires: string): Json => ({
  _type: type,
  spec_version: '1.0.31',
  version,
  expires,
})

export const rootOf = (version: number, key: Key, signers: readonly Key[] = [key], expires = FUTURE): Buffer => {
  const role = { keyids: [key.id], threshold: 1 }
  return signed(
    {
      ...base('root', version, expires),
      consistent_snapshot: true,
      keys: { [key.id]: key.json },
      roles: { root: role, timestamp: role, snapshot: role, targets: role },
    },
    ...signers,
  )
}

export type TufServer = {
  readonly url: string
  readonly requests: string[]
  readonly files: Map<string, Buffer>
  readonly stop: () => Promise<void>
}

/** A TUF repository with one target, `trusted_root.json`, all roles with one key; `files` may be changed. */
export const startTuf = async (target: string, key: Key, expires = FUTURE): Promise<TufServer> => {
  const content = Buffer.from(target)
  const digest = sha256Hex(content)
  const meta = (bytes: Buffer) => ({ version: 1, length: bytes.byteLength, hashes: { sha256: sha256Hex(bytes) } })
  const targets = signed(
    {
      ...base('targets', 1, FUTURE),
      targets: { 'trusted_root.json': { length: content.byteLength, hashes: { sha256: digest } } },
    },
    key,
  )
  const snapshot = signed({ ...base('snapshot', 1, FUTURE), meta: { 'targets.json': meta(targets) } }, key)
  const timestamp = signed({ ...base('timestamp', 1, expires), meta: { 'snapshot.json': meta(snapshot) } }, key)
  const files = new Map([
    ['/timestamp.json', timestamp],
    ['/1.snapshot.json', snapshot],
    ['/1.targets.json', targets],
    [`/targets/${digest}.trusted_root.json`, content],
  ])
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const file = files.get(request.url ?? '')
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, files, stop }
}
