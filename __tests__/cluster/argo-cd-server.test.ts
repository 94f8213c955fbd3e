import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { connectClients } from '../../src/cluster/connect-clients.ts'
import { observeTargets } from '../../src/cluster/observe-targets.ts'
import { parseTarget } from '../../src/converge/parse-target.ts'
import { application, digest, sha, stated } from '../converge/cluster-objects.ts'
import { until } from './kube-server.ts'

const TOKEN = 'canary-argocd-2b8d07c4aa'
const [OLD, NEW] = [sha('a'), sha('b')]
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** The REST form of Argo CD: an application, its stream of changes, its resource tree; 403 for an unknown one. */
const startArgoCd = async (first: object) => {
  const streams = new Set<ServerResponse>()
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const path = new URL(request.url ?? '', 'http://x').pathname
    if (request.headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end('{}')
    else if (path === '/api/v1/stream/applications') {
      response.writeHead(200).flushHeaders()
      streams.add(response)
    } else if (path === '/api/v1/applications/shop') response.writeHead(200).end(JSON.stringify(first))
    else if (path === '/api/v1/applications/shop/resource-tree')
      response.writeHead(200).end(
        JSON.stringify({
          nodes: [
            {
              kind: 'Pod',
              namespace: 'prod',
              name: 'shop-x',
              images: [`app@${digest('2')}`],
              health: { status: 'Healthy' },
            },
          ],
        }),
      )
    else response.writeHead(403).end('{"error":"permission denied","code":7}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    streams,
    send: (object: object) => {
      for (const stream of streams)
        stream.write(`${JSON.stringify({ result: { type: 'MODIFIED', application: object } })}\n`)
    },
  }
}

const observe = async (server: string, name: string, timeoutMs: number) => {
  const named = [parseTarget(`argocd:${name}`)].filter(target => target !== undefined)
  const inputs = {
    kubeconfig: undefined,
    context: undefined,
    allowExec: false,
    argocdServer: server,
    argocdToken: TOKEN,
  }
  const clients = await connectClients(inputs, named, {}, timeoutMs)
  const wanted = { revision: NEW, images: [digest('2')] }
  const { targets } = await observeTargets(clients, named, {
    wanted,
    soakMs: 0,
    timeoutMs,
    now: Date.now,
    progress: () => undefined,
  })
  return targets[0]
}

describe('the API of Argo CD', () => {
  test('an application and its stream; its resource tree names the pods', async () => {
    const before = application({ compared: OLD, history: [[OLD, -100]], reconciledAt: -90, healthSince: -80 })
    const argocd = await startArgoCd(before)
    const observing = observe(argocd.url, 'shop', 30_000)
    await until(() => argocd.streams.size === 1)
    argocd.send(
      application({
        compared: NEW,
        history: [
          [OLD, -100],
          [NEW, 10],
        ],
        reconciledAt: 20,
        healthSince: 20,
        operation: { phase: 'Succeeded', startedAt: stated(9), finishedAt: stated(10), syncResult: { revision: NEW } },
      }),
    )
    const record = await observing
    expect(record).toMatchObject({ verdict: 'stayed-healthy', images: { match: 'same' } })
    expect(record?.resources).toEqual([{ kind: 'Pod', namespace: 'prod', name: 'shop-x', health: 'Healthy' }])
    expect(JSON.stringify(record)).not.toContain(TOKEN)
  })

  test('an unknown application is answered with 403, and the record says what that may mean', async () => {
    const argocd = await startArgoCd({})
    const record = await observe(argocd.url, 'other', 30_000)
    expect(record).toMatchObject({ verdict: 'not-observed', reason: 'no-object' })
    expect(record?.gaps[0]?.detail).toContain('knows no such application, or its token may not get it')
  })
})
