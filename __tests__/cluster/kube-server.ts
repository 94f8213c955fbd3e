import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

type Stored = {
  readonly kind?: unknown
  readonly metadata: { readonly name: string; readonly uid?: string; readonly labels?: object }
}

const KINDS: Readonly<Record<string, object>> = {
  deployments: { kind: 'Deployment', apiVersion: 'apps/v1' },
  applications: { kind: 'Application', apiVersion: 'argoproj.io/v1alpha1' },
}

type Watcher = { readonly response: ServerResponse; readonly collection: string; readonly name: string | undefined }

export type KubeServer = {
  readonly url: string
  readonly port: number
  /** Paths that were requested, each with its query. */
  readonly requests: readonly string[]
  /** Stores an object under its collection and tells the watches. */
  readonly put: (collection: string, object: Stored) => void
  readonly remove: (collection: string, name: string) => void
  /** Makes the next requests that match answer with a status, before anything else. */
  readonly refuse: (match: RegExp, status: number, times: number, headers?: Readonly<Record<string, string>>) => void
  /** Sends any text to all watches. */
  readonly send: (text: string) => void
  /** Breaks all watches off. */
  readonly cut: () => void
  /** Forgets history: a watch from an older version is answered with an ERROR event of code 410. */
  readonly expire: () => void
  /** Answers nothing any more. */
  readonly hang: () => void
  readonly stop: () => Promise<void>
}

/**
 * A small real server that behaves as a kube-apiserver was seen to: an expired resourceVersion is status 200 with an ERROR
 * event of code 410, a page has `continue`, a watch sends bookmarks.
 */
export const startKubeServer = async (token: string, tls?: ServerOptions): Promise<KubeServer> => {
  const objects = new Map<string, Stored & { readonly version: number }>()
  const watchers = new Set<Watcher>()
  const requests: string[] = []
  const refusals: { match: RegExp; status: number; times: number; headers: Readonly<Record<string, string>> }[] = []
  let [version, oldest, isHanging] = [1, 0, false]

  const toJson = (object: Stored & { readonly version: number }) => {
    const { version: resourceVersion, ...rest } = object
    return { ...rest, metadata: { ...rest.metadata, resourceVersion: String(resourceVersion) } }
  }
  const sendEvent = (collection: string, type: string, object: Stored & { readonly version: number }): void => {
    for (const watcher of watchers)
      if (watcher.collection === collection && (watcher.name ?? object.metadata.name) === object.metadata.name)
        // Events have kind and version; items of a list have none.
        watcher.response.write(
          `${JSON.stringify({ type, object: { ...KINDS[collection.split('/').at(-1) ?? ''], ...toJson(object) } })}\n`,
        )
  }
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(request.url ?? '')
    if (isHanging) return
    const url = new URL(request.url ?? '', 'http://x')
    const refusal = refusals.find(({ match, times }) => times > 0 && match.test(request.url ?? ''))
    if (refusal !== undefined) {
      refusal.times -= 1
      response.writeHead(refusal.status, refusal.headers).end('{"kind":"Status"}')
      return
    }
    if (token !== '' && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end('{"kind":"Status"}')
      return
    }
    const name = url.searchParams.get('fieldSelector')?.match(/^metadata\.name=(.+)$/)?.[1]
    if (url.searchParams.get('watch') === '1') startWatch(url, name, response)
    else sendList(url, name, response)
  }
  const startWatch = (url: URL, name: string | undefined, response: ServerResponse): void => {
    const from = Number(url.searchParams.get('resourceVersion'))
    response.writeHead(200, { 'content-type': 'application/json' })
    if (from < oldest) {
      response.end(`${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } })}\n`)
      return
    }
    const watcher = { response, collection: url.pathname, name }
    watchers.add(watcher)
    response.on('close', () => watchers.delete(watcher))
    response.write(
      `${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: String(version) } } })}\n`,
    )
    for (const [key, object] of objects)
      if (key.startsWith(`${url.pathname}/`) && object.version > from) sendEvent(url.pathname, 'MODIFIED', object)
  }
  const sendList = (url: URL, name: string | undefined, response: ServerResponse): void => {
    const all = [...objects]
      .filter(([key, { metadata }]) => key.startsWith(`${url.pathname}/`) && (name ?? metadata.name) === metadata.name)
      .map(([, object]) => toJson(object))
    const limit = Number(url.searchParams.get('limit') ?? '500')
    const start = Number(url.searchParams.get('continue') ?? '0')
    const rest = start + limit < all.length ? { continue: String(start + limit) } : {}
    const metadata = { resourceVersion: String(version), ...rest }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ metadata, items: all.slice(start, start + limit) }))
  }

  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    put: (collection, object) => {
      version += 1
      const key = `${collection}/${object.metadata.name}`
      const isNew = !objects.has(key)
      const stored = { ...object, version }
      objects.set(key, stored)
      sendEvent(collection, isNew ? 'ADDED' : 'MODIFIED', stored)
    },
    remove: (collection, name) => {
      version += 1
      const stored = objects.get(`${collection}/${name}`)
      objects.delete(`${collection}/${name}`)
      if (stored !== undefined) sendEvent(collection, 'DELETED', { ...stored, version })
    },
    refuse: (match, status, times, headers = {}) => {
      refusals.push({ match, status, times, headers })
    },
    send: text => {
      for (const { response } of watchers) response.write(text)
    },
    cut: () => {
      for (const { response } of watchers) response.destroy()
    },
    expire: () => {
      oldest = version + 1
      version += 1
    },
    hang: () => {
      isHanging = true
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Waits until something is true. @throws Error after half a minute, far beyond what a busy machine needs. */
export const until = async (isTrue: () => boolean): Promise<void> => {
  for (let left = 1_500; !isTrue(); left -= 1) {
    if (left === 0) throw new Error('it did not come about')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
