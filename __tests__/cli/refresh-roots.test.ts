import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readCommand } from '../../src/cli/inputs/read-inputs.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { buildCli, runCli } from './run-cli.ts'
import { createKey, rootOf, startTuf, type TufServer } from './tuf-server.ts'

let base = ''
let sigstore: SigstoreServer
let tuf: TufServer
const at = (name: string) => join(base, name)
const key = createKey()

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'pipeline-trace-refresh-'))
  sigstore = await startSigstore()
  tuf = await startTuf(JSON.stringify(sigstore.trustedRoot()), key)
  await buildCli()
  await writeFile(at('bundle.json'), await signManifest(sampleJob('1'), sigstore))
  await writeFile(at('root.json'), rootOf(1, key))
}, 60_000)
afterAll(async () => {
  await sigstore.stop()
  await tuf.stop()
  await rm(base, { recursive: true, force: true })
})

const verify = (url: string, root: string, ...options: readonly string[]) =>
  runCli(
    ...['verify', at('bundle.json'), '--repo', 'octo/traced', '--verbose', '--refresh-roots'],
    ...['--tuf-url', url, '--tuf-root', root, ...options],
  )

describe('roots of today', () => {
  test('come from the repository, beginning with the pinned root, and are named', async () => {
    const { code, stdout, stderr } = await verify(tuf.url, at('root.json'))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/trust: root of http:\/\/127\.0\.0\.1:\d+, refreshed \d{4}-\d\d-\d\d/)
    expect(tuf.requests).toEqual(expect.arrayContaining(['/2.root.json', '/timestamp.json', '/1.targets.json']))
  })

  test('are not asked for by themselves', async () => {
    const before = tuf.requests.length
    const { code } = await runCli('verify', at('bundle.json'), '--repo', 'octo/traced')
    expect([code, tuf.requests.length]).toEqual([1, before])
  })

  test('a later root that the first one signed is followed', async () => {
    const next = createKey()
    const rotated = await startTuf(JSON.stringify(sigstore.trustedRoot()), next)
    rotated.files.set('/2.root.json', rootOf(2, next, [next, key]))
    const followed = await verify(rotated.url, at('root.json'))
    rotated.files.set('/2.root.json', rootOf(2, next, [next]))
    const forged = await verify(rotated.url, at('root.json'))
    await rotated.stop()
    expect([followed.code, forged.code]).toEqual([0, 3])
  })
})

describe('a refresh that fails is never taken for one', () => {
  test('a repository of another root, an expired one, a changed target, one that does not answer', async () => {
    const target = JSON.stringify(sigstore.trustedRoot())
    const unmatchedArtifact = await startTuf(target, createKey())
    const expired = await startTuf(target, key, '2020-01-01T00:00:00Z')
    const changed = await startTuf(target, key)
    const name = [...changed.files.keys()].find(path => path.startsWith('/targets/')) ?? ''
    changed.files.set(name, Buffer.from(target.replace('rekor', 'r3kor')))
    const gone = await startTuf(target, key)
    await gone.stop()
    for (const { url } of [unmatchedArtifact, expired, changed, gone]) {
      const { code, stdout, stderr } = await verify(url, at('root.json'))
      expect([code, stdout]).toEqual([3, ''])
      expect(stderr).toContain(`could not be refreshed from ${url}`)
      expect(stderr).toContain('Without --refresh-roots')
    }
    await Promise.all([unmatchedArtifact, expired, changed].map(each => each.stop()))
  })

  test.each([
    ['--offline', ['--refresh-roots', '--offline']],
    ['--trusted-root', ['--refresh-roots', '--trusted-root', 'r.json']],
    ['--tuf-root', ['--refresh-roots', '--tuf-url', 'http://127.0.0.1:1']],
    ['--tuf-url', ['--refresh-roots', '--tuf-root', 'r.json']],
    ['--refresh-roots', ['--tuf-url', 'http://127.0.0.1:1', '--tuf-root', 'r.json']],
    ['--tuf-url', ['--refresh-roots', '--tuf-url', 'ftp://x', '--tuf-root', 'r.json']],
    ['twice', ['--refresh-roots', '--refresh-roots']],
  ])('%s: wrong usage', (remedy, options) => {
    const read = () => readCommand(['verify', 'x', ...options], {})
    expect(read).toThrow(expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(remedy) }))
  })
})
