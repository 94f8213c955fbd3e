import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { LIMITS } from '../../src/core/limits.ts'
import { renderReplayMarkdown, renderReplayText } from '../../src/render/questions/replay.ts'
import { assessReplay } from '../../src/replay/assess-replay.ts'
import { REPLAY_WEIGHTS } from '../../src/replay/score-replay.ts'
import { type PresentState, replayAssessment } from '../../src/schema/questions/replay-assessment.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aJob, aRun, aRunOf, DIGEST, SHA } from './a-run.ts'

const OFFLINE: PresentState = { checked: 'offline', inputs: [], notAskable: [], gaps: [] }
const assess = (manifest: RunManifest) =>
  assessReplay({ manifest, signed: 'unsigned', place: 'folder', gaps: [] }, OFFLINE)

const pinnedOf = (manifest: RunManifest, kind: string) =>
  assess(manifest)
    .pinned.filter(input => input.kind === kind)
    .map(({ name, value, by }) => [name, value, by])
const openOf = (manifest: RunManifest, kind: string) =>
  assess(manifest)
    .open.filter(input => input.kind === kind)
    .map(({ name, was, reason }) => [name, was, reason])

describe('what is pinned, and what may differ', () => {
  test('actions by full commit; by the exact version of an immutable package; else not', () => {
    const action = (uses: string, ref: string, more: object = {}) =>
      ({ uses, ref, kind: 'action', source: 'log', ...more }) as const
    const run = aRunOf([
      aJob('build', {
        actions: [
          action('octo/full', SHA),
          action('octo/tag', 'v4', { sha: SHA }),
          action('octo/short', SHA.slice(0, 7)),
          { ...action('octo/package', 'v4.1.2', { digest: DIGEST }), kind: 'immutable-package' },
          { ...action('octo/package', 'v4', { digest: DIGEST }), kind: 'immutable-package' },
        ],
      }),
    ])
    expect(pinnedOf(run, 'action')).toEqual([
      ['octo/full', SHA, 'commit'],
      ['octo/package@v4.1.2', DIGEST, 'digest'],
    ])
    expect(openOf(run, 'action')).toEqual([
      ['octo/tag@v4', SHA, 'movable-ref'],
      ['octo/short@aaaaaaa', undefined, 'movable-ref'],
      ['octo/package@v4', DIGEST, 'movable-ref'],
    ])
  })

  test('an image by the digest in its name; a tag stands for the digest that it had', () => {
    const run = aRunOf([
      aJob('build', {
        containers: [
          { role: 'job', image: `ghcr.io/octo/a@${DIGEST}`, source: 'log' },
          { role: 'service', image: 'postgres:16', digest: DIGEST, source: 'log' },
        ],
      }),
    ])
    expect(pinnedOf(run, 'container-image')).toEqual([['ghcr.io/octo/a', DIGEST, 'digest']])
    expect(openOf(run, 'container-image')).toEqual([['postgres:16', DIGEST, 'tag']])
  })

  test('packages only where their job has no lockfile of their kind', () => {
    const lockfile = { kind: 'npm', path: 'package-lock.json', digest: DIGEST, sizeBytes: 1, source: 'runner' } as const
    const replay = { lockfiles: [lockfile], env: [], deployManifests: [], tools: [] }
    const packages = [
      { ecosystem: 'npm', name: 'zod', version: '4.0.0' },
      { ecosystem: 'pypi', name: 'requests', version: '2.0.0' },
    ] as const
    const run = aRunOf([
      { ...aJob('locked', { replay }), packages: [...packages] },
      { ...aJob('log only'), record: undefined, packages: [...packages] },
    ])
    expect(openOf(run, 'package')).toEqual([['pypi:requests', '2.0.0', 'no-lockfile']])
    const part = assess(run).score.parts.find(({ kind }) => kind === 'package')
    expect(part).toMatchObject({ pinned: 1, open: 1, share: 50, unknownJobs: 1 })
  })

  test('what a script may have printed counts for nothing', () => {
    const pull = { image: 'evil:1', source: 'log', confidence: 'low' } as const
    expect(openOf(aRunOf([aJob('build', { pulls: [pull] })]), 'container-image')).toEqual([])
  })

  test('equal inputs of many jobs are one entry, with the first names and the number of all', () => {
    const actions = [{ uses: 'octo/tag', ref: 'v4', kind: 'action', source: 'log' } as const]
    const run = aRunOf(Array.from({ length: 50 }, (_, index) => aJob(`job ${index}`, { actions })))
    const [entry, ...more] = assess(run).open.filter(({ kind }) => kind === 'action')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ jobCount: 50 })
    expect(entry?.jobs).toHaveLength(LIMITS.replayNames)
  })

  test('a skipped job had no inputs', () => {
    const actions = [{ uses: 'octo/tag', ref: 'v4', kind: 'action', source: 'log' } as const]
    expect(openOf(aRunOf([{ ...aJob('skipped', { actions }), presence: 'skipped' }]), 'action')).toEqual([])
  })
})

describe('the score', () => {
  test('is the mean of the shares of the known parts, by their weights', () => {
    const { score } = assess(aRun())
    const counted = score.parts.filter(({ weight }) => weight > 0)
    const weights = counted.reduce((sum, { weight }) => sum + weight, 0)
    const reached = counted.reduce((sum, { weight, share = 0 }) => sum + weight * share, 0)
    expect(score.percent).toBe(Math.round(reached / weights))
    for (const { kind, weight } of score.parts) expect(weight).toBe(REPLAY_WEIGHTS[kind === 'other' ? 'commit' : kind])
  })

  test('is not lowered by a kind that is not known', () => {
    const known = aRunOf([aJob('build', { actions: [{ uses: 'octo/a', ref: SHA, kind: 'action', source: 'log' }] })])
    const silent = { ...aJob('silent'), record: undefined, log: undefined, api: undefined }
    const [before, after] = [assess(known), assess({ ...known, jobs: [...known.jobs, silent] })]
    expect(after.score.percent).toBe(before.score.percent)
    expect(after.score.unknown).toEqual(expect.arrayContaining(['tool', 'lockfile']))
  })

  test('is absent where nothing is known', () => {
    const run = aRunOf([])
    const { sha: _, headSha: __, workflowRef: ___, ...facts } = run.run
    expect(assess({ ...run, run: facts }).score).toMatchObject({
      percent: undefined,
      parts: [],
      unknown: expect.arrayContaining(['commit', 'workflow-file']),
    })
  })
})

test('the document fits its schema, whatever the names are', () => {
  const name = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(fc.array(name, { maxLength: 20 }), names => {
      const actions = names.map(uses => ({ uses, ref: 'v1', sha: SHA, kind: 'action', source: 'log' }) as const)
      const containers = names.map(image => ({ role: 'job', image, digest: DIGEST, source: 'log' }) as const)
      const assessment = assess(aRunOf(names.map(job => aJob(job, { actions, containers }))))
      expect(z.parse(replayAssessment, assessment)).toEqual(assessment)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no control character reaches a terminal.
      expect(renderReplayText(assessment, false)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      expect(renderReplayMarkdown(assessment, LIMITS.reportFile)).toContain('### Check the same inputs out')
    }),
    { numRuns: 30 },
  )
})

test('no name closes the block of the script', () => {
  const lockfile = { kind: 'npm', path: '````\n<img>', digest: DIGEST, sizeBytes: 1, source: 'runner' } as const
  const replay = { lockfiles: [{ ...lockfile, path: 'a````b' }, lockfile], env: [], deployManifests: [], tools: [] }
  const markdown = renderReplayMarkdown(assess(aRunOf([aJob('build', { replay })])), LIMITS.reportFile)
  expect(markdown).toMatch(/\n`````sh\n/)
  expect(markdown).toContain('# Left out: 1 with control characters')
  expect(markdown).not.toMatch(/\n<img>/)
})

test('the commands: a re-run of GitHub’s own server, of another one, and its last day', () => {
  const run = aRun()
  const on = (serverUrl: string) =>
    assess({ ...run, run: { ...run.run, serverUrl: { value: serverUrl, source: 'runner' } } }).commands
  expect(on('https://github.com').rerun).toBe(`gh run rerun ${run.run.runId.value} --repo 'octo/pipeline'`)
  expect(on('https://git.acme.dev').rerun).toContain(" --repo 'git.acme.dev/octo/pipeline'")
  const created = Date.parse(run.run.createdAt?.value ?? '')
  expect(Date.parse(on('https://github.com').rerunUntil ?? '') - created).toBe(30 * 86_400_000)
})
