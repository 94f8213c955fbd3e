import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { convergenceRecord } from '../../src/schema/converge/convergence-record.ts'
import { type KubeServer, startKubeServer, until } from '../cluster/kube-server.ts'
import { digest } from '../converge/cluster-objects.ts'

const TOKEN = 'canary-cluster-91ce0b7d44f2'
const DEPLOYMENTS = '/apis/apps/v1/namespaces/prod/deployments'
const program = join(import.meta.dirname, '../../dist/converge/index.js')
const root = mkdtempSync(join(tmpdir(), 'pipeline-trace-observer-'))
afterAll(() => rmSync(root, { recursive: true }))

const deployment = (generation: number, available: number) => ({
  metadata: { name: 'shop', namespace: 'prod', uid: 'd1', generation },
  spec: { replicas: 2, template: { spec: { containers: [{ image: `app@${digest(String(generation))}` }] } } },
  status: {
    observedGeneration: generation,
    replicas: 2,
    updatedReplicas: 2,
    readyReplicas: available,
    availableReplicas: available,
  },
})

type Ended = {
  readonly code: number | null
  readonly stdout: string
  readonly temp: string
  readonly summary: string
  readonly outputs: string
}

/** Runs the action as the runner does, with these inputs. */
const runAction = async (server: KubeServer, inputs: Readonly<Record<string, string>>): Promise<Ended> => {
  const temp = mkdtempSync(join(root, 'temp-'))
  const [summary, outputs] = [join(temp, 'summary'), join(temp, 'outputs')]
  for (const file of [summary, outputs]) writeFileSync(file, '')
  const kubeconfig = `# a kubeconfig\n${JSON.stringify({
    'current-context': 'c',
    clusters: [{ name: 'k', cluster: { server: server.url } }],
    users: [{ name: 'u', user: { token: TOKEN } }],
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
  })}`
  const given = {
    target: 'deployment/prod/shop',
    kubeconfig,
    soak: '0s',
    timeout: '30s',
    images: digest('2'),
    ...inputs,
  }
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'] ?? '',
      RUNNER_TEMP: temp,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: outputs,
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  })
  let stdout = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { code, stdout, temp, summary: readFileSync(summary, 'utf8'), outputs: readFileSync(outputs, 'utf8') }
}

const readRecord = ({ temp }: Ended): string =>
  readFileSync(join(temp, readdirSync(temp).find(name => name.startsWith('pipeline-trace-convergence-')) ?? ''), 'utf8')

describe('the action converge', () => {
  test('the record is a file of the job, the summary shows it, the token is nowhere', async () => {
    const server = await startKubeServer(TOKEN)
    try {
      server.put(DEPLOYMENTS, deployment(1, 2))
      const running = runAction(server, {})
      await until(() => server.requests.some(path => path.includes('watch=1')))
      server.put(DEPLOYMENTS, deployment(2, 0))
      server.put(DEPLOYMENTS, deployment(2, 2))
      const ended = await running
      expect(ended.code).toBe(0)
      const record = convergenceRecord.parse(JSON.parse(readRecord(ended)))
      expect(record.targets[0]).toMatchObject({ verdict: 'stayed-healthy', images: { match: 'same' } })
      expect(ended.summary).toContain('| stayed-healthy |')
      expect(ended.outputs).toContain('stayed-healthy')
      for (const text of [ended.stdout, ended.summary, ended.outputs, readRecord(ended)])
        expect(text).not.toContain(TOKEN)
    } finally {
      await server.stop()
    }
  })

  test('a server that answers nothing holds the step no longer than its time, and turns it red by fail-on alone', async () => {
    const server = await startKubeServer(TOKEN)
    try {
      server.hang()
      const [green, red] = await Promise.all([
        runAction(server, { timeout: '2s' }),
        runAction(server, { timeout: '2s', 'fail-on': 'not-applied' }),
      ])
      expect([green.code, red.code]).toEqual([0, 1])
      expect(readRecord(green)).toContain('"verdict":"not-observed"')
      for (const { stdout } of [green, red]) expect(stdout).not.toContain(TOKEN)
    } finally {
      await server.stop()
    }
  })

  test('a wrong input is one notice with its remedy', async () => {
    const server = await startKubeServer(TOKEN)
    try {
      const ended = await runAction(server, { target: 'pod/x', soak: 'long' })
      expect(ended.code).toBe(0)
      expect(ended.stdout).toMatch(
        /^::notice title=pipeline-trace::inputs that could not be used: target: .*soak: use a time/m,
      )
    } finally {
      await server.stop()
    }
  })
})
