import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readJobLog } from './log-text.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded')
const present = existsSync(join(recorded, 'logs'))
const METAL = 'runs/tt-metal/all_post_commit_passing_10662355710/10662355710/logs'

const read = async (file: string) => readJobLog(createReadStream(join(recorded, file)))

/** Expected facts were written down by reading the logs. */
;(present ? describe : describe.skip)(`real logs${present ? '' : ' (no recorded data here)'}`, () => {
  test('a called workflow on a machine of its own, with one upload', async () => {
    const { value: facts, gaps } = await read(`${METAL}/29549411997.log`)
    expect(gaps).toEqual([])
    expect(facts).toMatchObject({
      runnerVersion: { value: '2.319.1' },
      runnerName: { value: 'tt-metal-ci-bm-f14cs02-02' },
      runnerGroup: { value: 'Default' },
      displayName: { value: 'build-artifact / build-artifact (grayskull)' },
      permissions: { value: { actions: 'read', contents: 'read', metadata: 'read', pages: 'write' } },
    })
    expect(facts.actions.map(({ uses, ref, sha, kind }) => [`${uses}@${ref}`, sha, kind])).toEqual([
      ['tenstorrent-metal/metal-workflows@v2.0.0', '22c747950076e4c9627125e14734e287c08287a7', 'action'],
      ['actions/upload-artifact@v4', '834a144ee995460fba8ed112a2fc961b36a5ec5a', 'action'],
      ['actions/checkout@v4', '692973e3d937129bcbf40652eb9f2f61becf3332', 'action'],
      [
        'tenstorrent/tt-metal/.github/workflows/build-artifact.yaml@refs/heads/main',
        'a9bcd03b1775ab989aebab822ec2e4f821abac41',
        'reusable-workflow',
      ],
    ])
    expect(facts.artifacts).toEqual([
      {
        name: 'TTMetal_build_grayskull',
        id: '1880964329',
        digest: 'sha256:40325e4107aefa5f436243d0c641c5d2c0dc22221e842238211897cc997aad59',
        sizeBytes: 45_509_595,
        source: 'log',
      },
    ])
    expect(facts.steps[0]).toEqual({
      name: 'Run tenstorrent-metal/metal-workflows/.github/actions/checkout-with-submodule-lfs@v2.0.0',
      action: 'tenstorrent-metal/metal-workflows/.github/actions/checkout-with-submodule-lfs@v2.0.0',
      startedAt: '2024-09-02T07:02:02.0729647Z',
      source: 'log',
      confidence: 'low',
    })
  })

  test('a cache not saved after an exact hit, in a log with an interval repeated', async () => {
    const { value: facts } = await read(`${METAL}/29549947003.log`)
    expect(facts.caches.map(({ operation, result, reason, at }) => [operation, result, reason, at])).toEqual([
      ['save', 'not-saved', 'exact-hit', '2024-09-02T07:22:34.8656633Z'],
    ])
    expect(facts.caches[0]?.key).toMatch(/^setup-venv-Linux-py-3\.8\.18-.*\/create_venv\.sh$/)
  })

  test('image of a larger runner', async () => {
    const { value: facts } = await read('logs/rust-log-analyzer/test_missing_line.txt')
    expect(facts).toMatchObject({
      runnerVersion: { value: '2.320.0' },
      runnerGroup: { value: 'Default Larger Runners' },
      imageName: { value: 'ubuntu-20.04' },
      imageVersion: { value: '20240922.1.0' },
      displayName: { value: 'PR - mingw-check' },
    })
    expect(facts.actions).toHaveLength(3)
  })

  test('an excerpt without its beginning: the upload is taken, with a gap', async () => {
    const { value: facts, gaps } = await read(
      'runs/tt-metal/tt_train_post_commit_ctest_13858791332/13858791332/logs/38782157821.log',
    )
    expect(facts.artifacts).toEqual([
      {
        name: 'test_reports_c85fdb5d-abf5-4d1f-ba2d-9600f462a712',
        id: '2753413651',
        digest: 'sha256:82e85130968647cfbc0a7203e642d68877908f9bc3a138ee8b12710dc1a26c57',
        sizeBytes: 13_342,
        source: 'log',
      },
    ])
    expect(gaps.map(({ field, reason }) => [field, reason])).toEqual([
      ['runner.version', 'not-found'],
      ['caches', 'not-found'],
    ])
  })

  test('a log of 400 KB of a called workflow: name and permissions, no caches', async () => {
    const { value: facts } = await read('logs/pytorch/error_log1.txt')
    expect(facts.displayName?.value).toMatch(/^cuda12\.1-py3\.10-gcc9-sm86 \/ test \(inductor_huggingface/)
    expect(facts.permissions?.value).toMatchObject({ 'pull-requests': 'read', 'security-events': 'read' })
    expect(facts.caches).toEqual([])
  })
})
