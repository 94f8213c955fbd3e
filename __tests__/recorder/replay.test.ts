import { symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/io/digest.ts'
import { manifestOf, type RecorderLab, startRecorderLab, textOfManifest } from './recorder-lab.ts'
import { putOrdinaryJob } from './runner-files.ts'

const WORKSPACE = '_work/app/app'
const CANARY = 'canary-4f1c-of-a-credential'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
})

afterEach(async () => {
  await lab.stop()
})

test('without inputs: lockfiles and tools on the path, nothing else', async () => {
  lab.put(`${WORKSPACE}/package-lock.json`, '{}')
  const cache = '/opt/hostedtoolcache'
  const { replay, gaps } = manifestOf(
    await lab.start('post', {
      environment: {
        RUNNER_TOOL_CACHE: cache,
        PATH: `${cache}/node/22.11.0/x64/bin:${cache}/node/20.1.0/x64/bin:${process.env['PATH']}`,
        VISIBLE: 'not asked for',
      },
    }),
  )
  expect(replay).toEqual({
    lockfiles: [
      { kind: 'npm', path: 'package-lock.json', digest: `sha256:${sha256Hex('{}')}`, sizeBytes: 2, source: 'runner' },
    ],
    env: [],
    deployManifests: [],
    tools: [{ name: 'node', version: '22.11.0', arch: 'x64', source: 'runner' }],
  })
  expect(gaps.filter(({ field }) => field.startsWith('replay.'))).toEqual([
    expect.objectContaining({ field: 'replay.variablesSet', reason: 'not-found' }),
  ])
})

test('what a setup action says comes before the path; the workflow file by its bytes', async () => {
  const file = '\uFEFFon: push\njobs: {}\n'
  lab.put(`${WORKSPACE}/.github/workflows/ci.yml`, file)
  putOrdinaryJob(
    lab,
    [
      [3, '##[group]Run actions/checkout@v6'],
      [3, '##[endgroup]'],
      [4, 'Successfully set up CPython (3.12.7)'],
      [20, '##[group]Run ./test.sh'],
      [20, '\u001b[36;1m./test.sh\u001b[0m'],
      [20, 'shell: /usr/bin/bash -e {0}'],
      [20, '##[endgroup]'],
      [30, 'Successfully set up CPython (6.6.6)'],
    ],
    [
      { name: 'Run actions/checkout@v6', type: 'node24', action: 'actions/checkout@v6', from: 3, to: 9 },
      { name: 'Test', type: 'run', from: 20, to: 40 },
    ],
  )
  const { replay } = manifestOf(
    await lab.start('post', {
      environment: {
        RUNNER_TOOL_CACHE: '/tools',
        PATH: `/tools/Python/3.9.0/x64/bin:/tools/Java_Temurin-Hotspot_jdk/21.0.5-11/x64/bin:${process.env['PATH']}`,
      },
    }),
  )
  expect(replay?.tools).toEqual([
    { name: 'python', version: '3.12.7', action: 'actions/checkout@v6', source: 'log' },
    { name: 'java', version: '21.0.5-11', arch: 'x64', source: 'runner' },
  ])
  expect(replay?.workflowFileDigest).toEqual({
    value: `sha256:${sha256Hex(file)}`,
    source: 'workflow-file',
    confidence: 'medium',
  })
})

describe('record-env', () => {
  test('keeps the named values, and says which are absent or too long', async () => {
    const recorded = await lab.start('post', {
      inputs: { 'record-env': 'TARGET, REGION\nABSENT\r\nLONG,TARGET' },
      environment: { TARGET: 'staging', REGION: '', LONG: 'x'.repeat(1_025), OTHER: 'not asked for' },
    })
    const { replay, gaps } = manifestOf(recorded)
    expect(replay?.env).toEqual([
      { name: 'TARGET', value: 'staging', source: 'runner' },
      { name: 'REGION', value: '', source: 'runner' },
    ])
    expect(
      gaps.filter(({ field }) => field.startsWith('replay.env')).map(({ field, reason }) => [field, reason]),
    ).toEqual([
      ['replay.env.ABSENT', 'not-found'],
      ['replay.env.LONG', 'too-large'],
    ])
    expect([recorded.notices, textOfManifest(recorded).includes('not asked for')]).toEqual([[], false])
  })

  test.each([
    'NPM_TOKEN',
    'Client_Secret',
    'db_password',
    'SSH_KEY',
    'KEYBOARD',
    'ACTIONS_RUNTIME_URL',
    'actions_cache_url',
  ])('refuses %s by name: no value of it is anywhere', async name => {
    const recorded = await lab.start('post', {
      inputs: { 'record-env': `${name},TARGET` },
      environment: { [name]: CANARY, TARGET: 'staging' },
    })
    const { replay, gaps } = manifestOf(recorded)
    expect(replay?.env).toEqual([{ name: 'TARGET', value: 'staging', source: 'runner' }])
    expect(gaps).toContainEqual(expect.objectContaining({ field: `replay.env.${name}`, reason: 'not-applicable' }))
    expect(textOfManifest(recorded) + recorded.log).not.toContain(CANARY)
  })

  test('a value that looks like a credential, or holds one of this environment, is redacted and counted', async () => {
    const looks = `ghp_${'a1B2'.repeat(9)}`
    const recorded = await lab.start('post', {
      inputs: { 'record-env': 'LOOKS,HOLDS,PLAIN', 'signing-key': 'another-canary-of-a-key' },
      environment: {
        LOOKS: `prefix ${looks}`,
        HOLDS: `--auth=${CANARY}`,
        DEPLOY_TOKEN: CANARY,
        PLAIN: 'plain another-canary-of-a-key',
      },
    })
    const { replay, redacted } = manifestOf(recorded)
    expect(replay?.env.map(({ name, value }) => [name, value])).toEqual([
      ['LOOKS', 'redacted'],
      ['HOLDS', 'redacted'],
      ['PLAIN', 'redacted'],
    ])
    expect(redacted).toBe(3)
    expect(textOfManifest(recorded) + recorded.log).not.toMatch(/canary|a1B2a1B2/)
  })

  test('what is no name of a variable is refused without being written down', async () => {
    const pasted = `ghp_${'a1B2'.repeat(9)}`
    const recorded = await lab.start('post', {
      inputs: { 'record-env': `TARGET,${pasted},--x=${CANARY}` },
      environment: { TARGET: 'staging' },
    })
    expect(manifestOf(recorded).replay?.env.map(({ name }) => name)).toEqual(['TARGET'])
    expect([recorded.code, recorded.notices.length]).toEqual([0, 1])
    expect(recorded.notices[0]).toContain('record-env')
    expect(textOfManifest(recorded) + recorded.log).not.toMatch(/canary|a1B2a1B2/)
  })

  test('over the number of names the first are kept', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `V${index}`)
    const recorded = await lab.start('post', {
      inputs: { 'record-env': names.join('\n') },
      environment: Object.fromEntries(names.map(name => [name, name])),
    })
    expect(manifestOf(recorded).replay?.env.map(({ value }) => value)).toEqual(names.slice(0, 50))
    expect(recorded.notices).toHaveLength(1)
  })
})

describe('deploy-manifests', () => {
  test('a kustomization is read by a YAML reader, in the process of post', async () => {
    const digest = `sha256:${'a1'.repeat(32)}`
    lab.put(
      `${WORKSPACE}/k8s/kustomization.yaml`,
      `images: [{name: app, newName: ghcr.io/octo/app, digest: "${digest}"}]\n`,
    )
    lab.put(`${WORKSPACE}/broken/kustomization.yaml`, `images: [\n- digest: ${digest}\n`)
    const paths = ['k8s/kustomization.yaml', 'broken/kustomization.yaml']
    const readOnce = async () => {
      const { replay, gaps } = manifestOf(await lab.start('post', { inputs: { 'deploy-manifests': paths.join('\n') } }))
      const found = gaps.filter(({ field }) => field.startsWith('replay.deploy'))
      return {
        images: replay?.deployManifests.map(({ images }) => images),
        gaps: found.map(({ field, reason }) => [field, reason]),
      }
    }
    let read = await readOnce()
    // A machine that is very busy may need longer than the budget of post.
    for (let tries = 1; tries < 8 && read.gaps.some(([, reason]) => reason === 'deadline'); tries += 1)
      read = await readOnce()
    expect(read).toEqual({
      images: [[{ image: 'ghcr.io/octo/app', digest }], []],
      gaps: [['replay.deployManifests.1.images', 'malformed']],
    })
  })

  test('digests inside the workspace; what is missing or leads outside is named', async () => {
    lab.put(`${WORKSPACE}/k8s/app.yaml`, 'kind: Deployment\n')
    lab.put('outside.yaml', CANARY)
    symlinkSync('app.yaml', join(lab.root, WORKSPACE, 'k8s/link.yaml'))
    symlinkSync(join(lab.root, 'outside.yaml'), join(lab.root, WORKSPACE, 'k8s/out.yaml'))
    const paths = ['k8s/app.yaml', 'k8s/link.yaml', 'k8s/out.yaml', '../../../outside.yaml', 'gone.yaml', 'k8s']
    const recorded = await lab.start('post', { inputs: { 'deploy-manifests': [...paths, '/etc/passwd'].join('\n') } })
    const { replay, gaps } = manifestOf(recorded)
    const digest = `sha256:${sha256Hex('kind: Deployment\n')}`
    expect(replay?.deployManifests).toEqual([
      { path: 'k8s/app.yaml', digest, sizeBytes: 17, images: [], source: 'runner' },
      { path: 'k8s/link.yaml', digest, sizeBytes: 17, images: [], source: 'runner' },
      ...paths.slice(2).map(path => ({ path, source: 'runner' })),
    ])
    expect(
      gaps.filter(({ field }) => field.startsWith('replay.deploy')).map(({ field, reason }) => [field, reason]),
    ).toEqual([
      ['replay.deployManifests.2', 'not-applicable'],
      ['replay.deployManifests.3', 'not-applicable'],
      ['replay.deployManifests.4', 'not-found'],
      ['replay.deployManifests.5', 'not-readable'],
    ])
    expect(recorded.notices[0]).toContain('deploy-manifests')
    expect(textOfManifest(recorded)).not.toContain(sha256Hex(CANARY))
  })
})

describe('dependencies', () => {
  let server: Server
  let connections: number

  beforeEach(async () => {
    connections = 0
    server = createServer(socket => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })

  afterEach(async () => {
    await new Promise(resolve => server.close(resolve))
  })

  const address = (): string => {
    const at = server.address()
    return typeof at === 'object' && at !== null ? `127.0.0.1:${at.port}` : ''
  }

  test('are asked when the job failed', async () => {
    const { replay, gaps } = manifestOf(
      await lab.start('post', { inputs: { dependencies: address(), 'job-status': 'failure' } }),
    )
    expect(replay?.dependencies).toEqual([
      expect.objectContaining({ host: '127.0.0.1', port: Number(address().split(':')[1]), source: 'runner' }),
    ])
    expect(replay?.dependencies?.[0]?.state).not.toBe('down')
    expect(connections).toBe(1)
    expect(gaps.map(({ field }) => field)).not.toContain('replay.dependencies')
  })

  test.each(['success', 'cancelled', ''])('are left alone when its status is "%s"', async status => {
    const { replay, gaps } = manifestOf(
      await lab.start('post', { inputs: { dependencies: address(), 'job-status': status } }),
    )
    expect([replay?.dependencies, connections]).toEqual([undefined, 0])
    expect(gaps).toContainEqual(expect.objectContaining({ field: 'replay.dependencies', reason: 'not-applicable' }))
  })

  test('of a URL only host and port are written down, and one behind a proxy is not asked', async () => {
    const recorded = await lab.start('post', {
      inputs: {
        dependencies: `http://user:${CANARY}@${address()}/${CANARY}?q=${CANARY},https://pypi.test/simple`,
        'job-status': 'failure',
      },
      environment: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1,localhost' },
    })
    const { replay, gaps } = manifestOf(recorded)
    expect(replay?.dependencies?.map(({ host, state, reason }) => [host, state, reason])).toEqual([
      ['127.0.0.1', 'down', 'reset'],
    ])
    expect(gaps).toContainEqual(expect.objectContaining({ field: 'replay.dependencies' }))
    expect(textOfManifest(recorded) + recorded.log).not.toContain(CANARY)
  })
})
