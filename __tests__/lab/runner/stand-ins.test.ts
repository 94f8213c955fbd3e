import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { StepPlan } from '../../../lab/job-plan.ts'
import { type Services, startServices } from '../../../lab/services.ts'
import { findStandIn } from '../../../lab/stand-ins/find.ts'
import type { LabRun } from '../../../lab/state.ts'
import { aJob, aRun, aState } from '../a-state.ts'
import { folderOf, type Options, type Ran, run, step } from './harness.ts'

const root = join(import.meta.dirname, '../../..')

describe('stand-ins against the services of the lab', () => {
  let services: Services
  let labRun: LabRun
  beforeAll(async () => {
    // Stand-ins are run from lib/, as the lab runs them.
    if (!existsSync(join(root, 'lib/lab/stand-ins/checkout.js')))
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root])
    const state = aState()
    labRun = aRun(state)
    services = await startServices(state)
  }, 120_000)
  afterAll(() => services.stop())

  const runOn = (steps: readonly StepPlan[], options: Options = {}): Promise<Ran> => {
    const job = aJob(services.state, labRun)
    return run(steps, {
      services: services.issueTokens({
        jobId: job.id,
        runId: labRun.id,
        attempt: 1,
        permissions: {},
        backendRunId: labRun.backendRunId,
        backendJobId: job.backendId,
        cacheScopes: [{ scope: 'refs/heads/main', permission: 3 }],
        oidcClaims: {},
      }),
      resolve: uses => findStandIn(uses)?.folder,
      standIn: true,
      ...options,
    })
  }
  const cache = step({
    id: 'cache',
    uses: 'actions/cache@v5',
    with: { path: 'deps\n~/.tool', key: 'deps-1', 'restore-keys': 'deps-' },
  })
  const say = step({ run: 'echo "hit=${{ steps.cache.outputs.cache-hit }}"; ls deps ~/.tool 2>/dev/null || true' })
  const fill = step({ run: 'mkdir -p deps ~/.tool; echo 1 > deps/a; echo 2 > ~/.tool/b' })

  test('a cache is missed and saved, hit by a second job, met by its prefix in a third', async () => {
    const miss = await runOn([cache, say, fill])
    expect(miss.conclusion).toBe('success')
    expect(miss.lines).toContain("Lab: a stand-in runs instead of 'actions/cache@v5'")
    expect(miss.lines).toContain('Cache not found for input keys: deps-1, deps-')
    expect(miss.lines).toContain('hit=')
    expect(miss.lines).toContain('Cache saved with key: deps-1')

    const hit = await runOn([cache, say])
    expect(hit.lines).toContain('Cache hit for: deps-1')
    expect(hit.lines.find(line => /^Cache Size: ~\d+ MB \(\d+ B\)$/.test(line))).toBeDefined()
    expect(hit.lines).toContain('Cache restored from key: deps-1')
    expect(hit.lines).toContain('hit=true')
    expect(hit.lines).toEqual(expect.arrayContaining(['a', 'b']))
    expect(hit.lines).toContain('Cache hit occurred on the primary key deps-1, not saving cache.')

    const inputs = { path: 'deps\n~/.tool', key: 'deps-2', 'restore-keys': 'deps-' }
    const prefix = await runOn([
      step({ id: 'cache', uses: 'actions/cache/restore@v5', with: inputs }),
      step({ run: 'echo "${{ steps.cache.outputs.cache-hit }} ${{ steps.cache.outputs.cache-matched-key }}"' }),
      step({ uses: 'actions/cache/save@v5', with: { path: 'deps\n~/.tool', key: 'deps-2' } }),
      step({
        uses: 'actions/cache/restore@v5',
        with: { path: 'deps', key: 'nothing', 'fail-on-cache-miss': 'true' },
      }),
    ])
    expect(prefix.lines).toContain('Cache hit for restore-key: deps-1')
    expect(prefix.lines).toContain('false deps-1')
    expect(prefix.lines).toContain('Cache saved with key: deps-2')
    expect(prefix.lines).toContain(
      '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: nothing',
    )
    expect(prefix.conclusion).toBe('failure')
  }, 60_000)

  test('an artifact made in one job is downloaded in another, by name and by pattern', async () => {
    const made = await runOn([
      step({ run: 'mkdir -p out/sub; echo 1 > out/a.txt; echo 2 > out/sub/b.txt; echo 3 > out/.hidden' }),
      step({ id: 'up', uses: 'actions/upload-artifact@v7', with: { name: 'dist', path: 'out' } }),
      step({ run: 'echo "${{ steps.up.outputs.artifact-id }} ${{ steps.up.outputs.artifact-digest }}"' }),
      step({ uses: 'actions/upload-artifact@v7', with: { name: 'none', path: 'missing' } }),
    ])
    expect(made.conclusion).toBe('success')
    const [artifact] = [...services.state.artifacts.values()].filter(item => item.name === 'dist')
    expect(made.lines).toContain('With the provided path, there will be 2 files uploaded')
    expect(made.lines).toContain(`Artifact dist successfully finalized. Artifact ID ${artifact?.id}`)
    expect(made.lines).toContain(
      `Artifact dist has been successfully uploaded! Final size is ${artifact?.size} bytes. Artifact ID is ${artifact?.id}`,
    )
    expect(made.lines).toContain(`${artifact?.id} ${artifact?.digest?.slice('sha256:'.length)}`)
    expect(
      made.lines.find(line => /^Artifact download URL: https?:\/\/\S+\/actions\/runs\/\d+\/artifacts\/\d+$/.test(line)),
    ).toBeDefined()
    expect(made.lines).toContain(
      '##[warning]No files were found with the provided path: missing. No artifacts will be uploaded.',
    )

    const used = await runOn([
      step({ uses: 'actions/download-artifact@v8', with: { name: 'dist', path: 'in' } }),
      step({ run: 'cat in/a.txt in/sub/b.txt; ls -A in | wc -l' }),
      step({ uses: 'actions/download-artifact@v8', with: { pattern: 'di*', path: 'all' } }),
      step({ run: 'ls all/dist/sub' }),
      step({ uses: 'actions/upload-artifact@v7', with: { name: 'dist', path: 'in/a.txt' } }),
    ])
    expect(used.lines).toContain('Downloading single artifact')
    expect(used.lines).toContain(
      `- dist (ID: ${artifact?.id}, Size: ${artifact?.size}, Expected Digest: ${artifact?.digest})`,
    )
    expect(used.lines).toContain('Artifact download completed successfully.')
    expect(used.lines).toContain('Total of 1 artifact(s) downloaded')
    expect(used.lines).toEqual(expect.arrayContaining(['1', '2', 'b.txt']))
    expect(used.lines.find(line => line.startsWith('##[error]Failed to CreateArtifact'))).toContain('409')
    expect(used.conclusion).toBe('failure')
  }, 60_000)

  test('checkout copies the source tree, setup-node caches the folder of npm', async () => {
    const source = folderOf({ 'package-lock.json': '{}', 'src/a.txt': 'source', 'node_modules/x/y': 'no' })
    try {
      const steps = [
        step({ uses: 'actions/checkout@v6' }),
        step({ run: 'cat src/a.txt; echo; ls -d node_modules || true' }),
        step({ id: 'node', uses: 'actions/setup-node@v6', with: { 'node-version': '24', cache: 'npm' } }),
        step({ run: 'mkdir -p ~/.npm; echo x > ~/.npm/x; echo "hit=${{ steps.node.outputs.cache-hit }}"' }),
      ]
      const first = await runOn(steps, { sourceTree: source.path })
      expect(first.conclusion).toBe('success')
      expect(first.lines).toContain('Syncing repository: octo/app')
      expect(first.lines).toContain('source')
      expect(first.lines).not.toContain('node_modules')
      expect(first.lines).toContain('npm cache is not found')
      expect(first.lines).toContain('hit=false')
      expect(first.lines.find(line => line.startsWith('Cache saved with the key: node-cache-Linux-'))).toBeDefined()
      const second = await runOn(steps, { sourceTree: source.path })
      expect(second.lines).toContain('hit=true')
      expect(second.lines.find(line => line.startsWith('Cache restored from key: node-cache-'))).toBeDefined()
    } finally {
      source.dispose()
    }
  }, 60_000)
})

test('there is a stand-in for six actions, whatever the ref, and for nothing else', () => {
  expect(findStandIn('actions/cache/restore@main')?.folder).toBe(join(root, 'lab/stand-ins/actions/cache/restore'))
  expect(findStandIn('actions/checkout@v4')).toBeDefined()
  expect(findStandIn('actions/setup-python@v5')).toBeUndefined()
  expect(findStandIn('octo/cache@v4')).toBeUndefined()
})
