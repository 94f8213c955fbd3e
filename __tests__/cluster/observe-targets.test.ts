import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { connectClients } from '../../src/cluster/connect-clients.ts'
import { observeTargets } from '../../src/cluster/observe-targets.ts'
import { parseTarget } from '../../src/converge/parse-target.ts'
import type { TargetConvergence } from '../../src/schema/converge/target-convergence.ts'
import { digest } from '../converge/cluster-objects.ts'
import { type KubeServer, startKubeServer, until } from './kube-server.ts'

const TOKEN = 'canary-token-7f3a9c51e2'
const DEPLOYMENTS = '/apis/apps/v1/namespaces/prod/deployments'
const [GOOD, BAD] = [`app@${digest('1')}`, `app@${digest('2')}`]
const servers: KubeServer[] = []
const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-cluster-'))
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.stop()))
})
afterAll(() => rmSync(folder, { recursive: true }))

const start = async (...given: Parameters<typeof startKubeServer>): Promise<KubeServer> => {
  const server = await startKubeServer(...given)
  servers.push(server)
  return server
}

const deployment = (
  generation: number,
  image: string,
  counts: readonly [number, number, number],
  observed = generation,
  name = 'shop',
) => ({
  metadata: { name, namespace: 'prod', uid: `uid-${name}`, generation },
  spec: { replicas: 2, selector: { matchLabels: { app: name } }, template: { spec: { containers: [{ image }] } } },
  status: {
    observedGeneration: observed,
    replicas: counts[0],
    updatedReplicas: counts[1],
    readyReplicas: counts[2],
    availableReplicas: counts[2],
    conditions: [],
  },
})
const kubeconfig = (server: string, user: object = { token: TOKEN }, cluster: object = {}): string =>
  `# a kubeconfig\n${JSON.stringify({
    'current-context': 'c',
    clusters: [{ name: 'k', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
  })}`

type Options = {
  readonly kubeconfig: string
  readonly timeoutMs?: number
  readonly soakMs?: number
  readonly targets?: readonly string[]
  readonly argocdServer?: string
}

const observe = async ({
  kubeconfig: given,
  timeoutMs = 30_000,
  soakMs = 0,
  targets = ['deployment/prod/shop'],
  argocdServer,
}: Options) => {
  const named = targets.map(parseTarget).filter(target => target !== undefined)
  const inputs = { kubeconfig: given, context: undefined, allowExec: false, argocdServer, argocdToken: TOKEN }
  const clients = await connectClients(inputs, named, {}, timeoutMs)
  const lines: string[] = []
  const wanted = { images: [digest('2')] }
  const observed = await observeTargets(clients, named, {
    wanted,
    soakMs,
    timeoutMs,
    now: Date.now,
    progress: line => lines.push(line),
  })
  return { ...observed, lines }
}
const firstOf = ({ targets }: { readonly targets: readonly TargetConvergence[] }): TargetConvergence =>
  targets[0] as TargetConvergence

describe('a cluster that is watched', () => {
  test('a roll-out: accepted, applied, healthy, stayed; the pods name the digest that runs', async () => {
    const server = await start(TOKEN)
    server.put(DEPLOYMENTS, deployment(1, GOOD, [2, 2, 2]))
    server.put('/api/v1/namespaces/prod/pods', {
      metadata: { name: 'shop-1-x' },
      status: {
        phase: 'Running',
        containerStatuses: [{ image: 'app:2', imageID: `r/app@${digest('2')}`, ready: true }],
      },
    } as never)
    const observing = observe({ kubeconfig: kubeconfig(server.url) })
    await until(() => server.requests.some(path => path.includes('watch=1')))
    server.put(DEPLOYMENTS, deployment(2, BAD, [2, 2, 2], 1))
    server.put(DEPLOYMENTS, deployment(2, BAD, [3, 1, 2]))
    server.put(DEPLOYMENTS, deployment(2, BAD, [2, 2, 2]))
    const observed = await observing
    expect(firstOf(observed)).toMatchObject({
      verdict: 'stayed-healthy',
      wanted: { revision: 'generation 2', by: 'images' },
    })
    expect(firstOf(observed).images).toMatchObject({ match: 'same', running: [{ digest: digest('2'), from: 'pods' }] })
    expect(firstOf(observed).states.map(({ state }) => state)).toEqual([
      'accepted',
      'applied',
      'healthy',
      'stayed-healthy',
    ])
    expect(observed.lines.at(-1)).toBe('deployment/prod/shop: stayed-healthy')
    expect(JSON.stringify(observed)).not.toContain(TOKEN)
  })

  test('a watch that breaks off, one that expired, and one that is answered with 429', async () => {
    const server = await start(TOKEN)
    server.refuse(/watch=1/, 429, 1, { 'retry-after': '0' })
    server.put(DEPLOYMENTS, deployment(1, GOOD, [2, 2, 2]))
    const observing = observe({ kubeconfig: kubeconfig(server.url) })
    const watches = (): number => server.requests.filter(path => path.includes('watch=1')).length
    await until(() => watches() === 2)
    server.cut()
    await until(() => watches() === 3)
    server.expire()
    server.cut()
    await until(
      () => server.requests.filter(path => path.includes('limit=') && path.includes('deployments')).length >= 2,
    )
    await until(() => watches() >= 5)
    server.send('not json\n{"type":"MODIFIED"\n')
    server.put(DEPLOYMENTS, deployment(2, BAD, [2, 2, 2]))
    const observed = await observing
    expect(firstOf(observed).verdict).toBe('stayed-healthy')
    expect(firstOf(observed).gaps.map(({ reason }) => reason)).toEqual(['malformed'])
  })

  test('an object that is deleted while the watch is down is deleted', async () => {
    const server = await start(TOKEN)
    server.put(DEPLOYMENTS, deployment(1, BAD, [3, 1, 1]))
    const observing = observe({ kubeconfig: kubeconfig(server.url), timeoutMs: 8_000 })
    await until(() => server.requests.some(path => path.includes('watch=1')))
    server.refuse(/watch=1/, 500, 3)
    server.cut()
    server.remove(DEPLOYMENTS, 'shop')
    server.expire()
    expect(firstOf(await observing)).toMatchObject({ verdict: 'not-observed', reason: 'deleted' })
  })

  test('a missing right is named with its remedy, and ends the observation', async () => {
    const server = await start(TOKEN)
    server.refuse(/deployments/, 403, 100)
    const observed = firstOf(await observe({ kubeconfig: kubeconfig(server.url) }))
    expect([observed.verdict, observed.reason]).toEqual(['not-observed', 'no-object'])
    expect(observed.gaps).toMatchObject([
      { reason: 'permission-denied', detail: expect.stringContaining('get, list and watch deployments in prod') },
    ])
  })

  test('a server that hangs does not hold the observation beyond its time', async () => {
    const server = await start(TOKEN)
    server.hang()
    const observed = firstOf(await observe({ kubeconfig: kubeconfig(server.url), timeoutMs: 1_500 }))
    expect(observed.verdict).toBe('not-observed')
    expect(observed.gaps[0]?.reason).toBe('service-error')
  })

  test('a selector chooses targets, page by page', async () => {
    const server = await start(TOKEN)
    for (let index = 0; index < 60; index += 1)
      server.put(DEPLOYMENTS, deployment(1, BAD, [2, 2, 2], 1, `shop-${index}`))
    const observed = await observe({
      kubeconfig: kubeconfig(server.url),
      targets: ['deployment/prod?selector=app=shop'],
    })
    expect(observed.targets).toHaveLength(50)
    expect(observed.gaps.map(({ reason }) => reason)).toEqual(['too-large'])
    expect(new Set(observed.targets.map(({ verdict }) => verdict))).toEqual(new Set(['stayed-healthy']))
  })
})

describe('the identity', () => {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  }
  const makeTls = () => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '2',
      '-subj',
      '/CN=ca',
    )
    writeFileSync(join(folder, 'san'), 'subjectAltName=DNS:kubernetes')
    for (const name of ['server', 'client']) {
      openssl(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        `/CN=${name}`,
      )
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.crt',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        `${name}.crt`,
        '-days',
        '2',
        '-extfile',
        'san',
      )
    }
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
    return { read, base64: (name: string): string => Buffer.from(read(name)).toString('base64') }
  }

  test('CA, server name and client certificate, as data and as files beside the kubeconfig', async () => {
    const { read, base64 } = makeTls()
    const server = await start('', {
      key: read('server.key'),
      cert: read('server.crt'),
      ca: read('ca.crt'),
      requestCert: true,
      rejectUnauthorized: true,
    })
    server.put(DEPLOYMENTS, deployment(1, BAD, [2, 2, 2]))
    const data = kubeconfig(
      server.url,
      { 'client-certificate-data': base64('client.crt'), 'client-key-data': base64('client.key') },
      { 'certificate-authority-data': base64('ca.crt'), 'tls-server-name': 'kubernetes' },
    )
    expect(firstOf(await observe({ kubeconfig: data })).verdict).toBe('stayed-healthy')
    const file = join(folder, 'config')
    writeFileSync(
      file,
      kubeconfig(
        server.url,
        { 'client-certificate': 'client.crt', 'client-key': 'client.key' },
        { 'certificate-authority': 'ca.crt', 'tls-server-name': 'kubernetes' },
      ),
    )
    expect(firstOf(await observe({ kubeconfig: file })).verdict).toBe('stayed-healthy')
    // Without the server name the certificate is of another server.
    const unnamed = kubeconfig(server.url, {}, { 'certificate-authority-data': base64('ca.crt') })
    const refused = firstOf(await observe({ kubeconfig: unnamed, timeoutMs: 1_500 }))
    expect(refused.gaps[0]?.detail).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/)
  })

  test('a token file is read again for each request', async () => {
    const server = await start(TOKEN)
    server.put(DEPLOYMENTS, deployment(1, BAD, [2, 2, 2]))
    const file = join(folder, 'token')
    writeFileSync(file, `${TOKEN}\n`)
    expect(firstOf(await observe({ kubeconfig: kubeconfig(server.url, { tokenFile: file }) })).verdict).toBe(
      'stayed-healthy',
    )
  })

  test.each([
    [
      'a credential program',
      { exec: { command: '/usr/bin/aws-iam-authenticator', apiVersion: 'v1' } },
      {},
      /credential program aws-iam-authenticator is not run/,
    ],
    ['an auth provider', { 'auth-provider': { name: 'gcp' } }, {}, /auth-provider is not supported/],
    ['impersonation', { token: TOKEN, as: 'admin' }, {}, /impersonation/],
    ['a SOCKS proxy', { token: TOKEN }, { 'proxy-url': 'socks5://x:1' }, /proxy-url is no http/],
  ])('%s is refused by name, without the credential', async (_, user, cluster, message) => {
    const failed = observe({ kubeconfig: kubeconfig('https://127.0.0.1:1', user, cluster) })
    await expect(failed).rejects.toThrow(message)
    await failed.catch((error: unknown) => expect(String(error)).not.toContain(TOKEN))
  })

  test('a kubeconfig that is no YAML is not quoted', async () => {
    await expect(observe({ kubeconfig: `a: [\n${TOKEN}` })).rejects.toThrow(/^kubeconfig: it is not YAML$/)
  })
})
