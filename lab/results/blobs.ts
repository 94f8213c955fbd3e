import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { LabHandler, LabRequest, LabResponse } from '../http.ts'
import type { LabState } from '../state.ts'

export type BlobUrlOptions = {
  readonly access: 'read' | 'write'
  /** Seconds until the URL is refused. */
  readonly lifetimeSeconds: number
  /** Sent back as content-disposition (`rscd` of an Azure SAS). */
  readonly fileName?: string
  /** Sent back as content-type in place of the one it was uploaded with (`rsct` of an Azure SAS). */
  readonly contentType?: string | undefined
}

export type BlobStore = {
  readonly handle: LabHandler
  readonly newBlobId: () => string
  /** A URL that works without a bearer, until it expires. */
  readonly signedUrl: (container: 'artifacts' | 'caches' | 'logs', blobId: string, options: BlobUrlOptions) => string
}

/**
 * Block blobs as the Azure client in the toolkit uses them: `Put Block`, `Put Block List`, `Put Blob`, `Get Blob` and
 * `Get Blob Properties`. The path has the account first because the client takes a host that is an address for the
 * local emulator's form (Azure SDK storage-blob, `isIpEndpointStyle`).
 */
export const createBlobStore = (state: LabState, origin: string): BlobStore => {
  const secret = randomBytes(32)
  const staged = new Map<string, Map<string, Uint8Array>>()
  const sign = (parts: readonly string[]): string => createHmac('sha256', secret).update(parts.join('\n')).digest('hex')

  const isSigned = (request: LabRequest, container: string, blobId: string): boolean => {
    const rights = request.query.get('sp') ?? ''
    const expiry = request.query.get('se') ?? ''
    const fileName = request.query.get('rscd') ?? ''
    const contentType = request.query.get('rsct') ?? ''
    const expected = Buffer.from(sign([container, blobId, rights, expiry, fileName, contentType]))
    const given = Buffer.from(request.query.get('sig') ?? '')
    const wanted = request.method === 'PUT' ? 'w' : 'r'
    return (
      given.length === expected.length &&
      timingSafeEqual(given, expected) &&
      rights === wanted &&
      Date.parse(expiry) > Date.now()
    )
  }

  const put = (request: LabRequest, blobId: string): LabResponse => {
    const contentType =
      request.headers['x-ms-blob-content-type'] ?? request.headers['content-type'] ?? 'application/octet-stream'
    switch (request.query.get('comp')) {
      case 'block': {
        const blocks = staged.get(blobId) ?? new Map<string, Uint8Array>()
        blocks.set(request.query.get('blockid') ?? '', request.body)
        staged.set(blobId, blocks)
        return created()
      }
      case 'blocklist': {
        const wanted = [
          ...Buffer.from(request.body)
            .toString('utf8')
            .matchAll(/<(?:Latest|Uncommitted)>([^<]{1,128})</g),
        ]
        const blocks = wanted.map(([, id = '']) => staged.get(blobId)?.get(id))
        if (blocks.some(block => block === undefined)) return failed(400, 'InvalidBlockList')
        state.blobs.set(blobId, { bytes: Buffer.concat(blocks.filter(block => block !== undefined)), contentType })
        staged.delete(blobId)
        return created()
      }
      default: {
        if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return failed(400, 'InvalidHeaderValue')
        state.blobs.set(blobId, { bytes: request.body, contentType })
        return created()
      }
    }
  }

  const get = (request: LabRequest, blobId: string): LabResponse => {
    const blob = state.blobs.get(blobId)
    if (blob === undefined) return failed(404, 'BlobNotFound')
    const fileName = request.query.get('rscd')
    const headers = {
      ...azureHeaders(),
      'accept-ranges': 'bytes',
      'content-type': request.query.get('rsct') ?? blob.contentType,
      'x-ms-blob-type': 'BlockBlob',
      ...(fileName === null ? {} : { 'content-disposition': fileName }),
    }
    const range = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers['x-ms-range'] ?? request.headers['range'] ?? '')
    if (request.method === 'HEAD')
      return { status: 200, headers: { ...headers, 'content-length': String(blob.bytes.length) } }
    if (range === null) return { status: 200, headers, body: blob.bytes }
    const from = Number(range[1])
    const to = Math.min(range[2] === '' ? Number.POSITIVE_INFINITY : Number(range[2]), blob.bytes.length - 1)
    if (from > to) return failed(416, 'InvalidRange')
    return {
      status: 206,
      headers: { ...headers, 'content-range': `bytes ${from}-${to}/${blob.bytes.length}` },
      body: blob.bytes.subarray(from, to + 1),
    }
  }

  return {
    newBlobId: randomUUID,
    signedUrl: (container, blobId, options) => {
      const expiry = new Date(Date.now() + options.lifetimeSeconds * 1000).toISOString()
      const rights = options.access === 'write' ? 'w' : 'r'
      const fileName = options.fileName === undefined ? '' : disposition(options.fileName)
      const contentType = options.contentType ?? ''
      const query = new URLSearchParams({
        sv: '2025-01-05',
        sp: rights,
        se: expiry,
        ...(fileName === '' ? {} : { rscd: fileName }),
        ...(contentType === '' ? {} : { rsct: contentType }),
        sig: sign([container, blobId, rights, expiry, fileName, contentType]),
      })
      return `${origin}/devstoreaccount1/${container}/${blobId}?${query.toString()}`
    },
    handle: async request => {
      const match = /^\/devstoreaccount1\/([a-z]+)\/([0-9a-f-]{36})$/.exec(request.path)
      if (match === null) return undefined
      const [, container = '', blobId = ''] = match
      if (!isSigned(request, container, blobId)) return failed(403, 'AuthenticationFailed')
      switch (request.method) {
        case 'PUT':
          return put(request, blobId)
        case 'GET':
        case 'HEAD':
          return get(request, blobId)
        default:
          return failed(405, 'UnsupportedHttpVerb')
      }
    },
  }
}

const disposition = (fileName: string): string =>
  `attachment; filename="${fileName.replace(/[^\x20-\x7e]|["\\;]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`

const azureHeaders = (): Record<string, string> => ({
  'x-ms-request-id': randomUUID(),
  'x-ms-version': '2025-01-05',
  etag: `"0x${randomBytes(8).toString('hex').toUpperCase()}"`,
  'last-modified': new Date().toUTCString(),
})

const created = (): LabResponse => ({
  status: 201,
  headers: { ...azureHeaders(), 'x-ms-request-server-encrypted': 'true' },
})

const failed = (status: number, code: string): LabResponse => ({
  status,
  headers: { ...azureHeaders(), 'x-ms-error-code': code, 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
})
