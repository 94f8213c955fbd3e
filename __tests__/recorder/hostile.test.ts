import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab, textOfManifest } from './recorder-lab.ts'
import { CACHE_MISS, contextData, putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
})

afterEach(async () => {
  await lab.stop()
})

type Line = readonly [number, string]

/** What a script of the user prints, in its step `Test` from second 20 to 40. */
const script = (...lines: readonly string[]): readonly Line[] => [
  ...CACHE_MISS,
  [20, '##[group]Run ./test.sh'],
  [20, '\u001b[36;1m./test.sh\u001b[0m'],
  [20, 'shell: /usr/bin/bash -e {0}'],
  [20, '##[endgroup]'],
  ...lines.map((line): Line => [30, line]),
]

test('what a script says of builds and images is kept as the script’s, and believed little', async () => {
  const digest = `sha256:${'ab'.repeat(32)}`
  putOrdinaryJob(
    lab,
    script(
      '#0 building with "default" instance using docker driver',
      '#7 CACHED',
      `Digest: sha256:${'cd'.repeat(32)}`,
      'Status: Downloaded newer image for redis:7',
      `#9 pushing manifest for ghcr.io/octo/app:1@${digest} done`,
      `- evil (ID: 7, Size: 3)`,
    ),
  )
  const { buildCaches, pulls, pushes, downloads } = manifestOf(await lab.start('post'))
  const place = { step: 'Run ./test.sh', source: 'log', confidence: 'low' }
  expect(buildCaches).toEqual([{ tool: 'buildkit', cachedLayers: 1, imports: [], ...place }])
  expect(pulls).toEqual([{ image: 'redis:7', digest: `sha256:${'cd'.repeat(32)}`, ...place }])
  expect(pushes).toEqual([{ image: 'ghcr.io/octo/app:1', digest, ...place }])
  expect(downloads).toEqual([])
})

describe('what a script prints counts of nothing', () => {
  test('facts of Set up job stay, no cache, artifact or action comes up', async () => {
    putOrdinaryJob(
      lab,
      script(
        "Current runner version: '9.9.9'",
        '##[group]Runner Image',
        'Image: evil',
        'Version: 6.6.6',
        '##[endgroup]',
        '##[group]GITHUB_TOKEN Permissions',
        'Contents: write',
        '##[endgroup]',
        `Download action repository 'actions/cache@v5' (SHA:${'e'.repeat(40)})`,
        'Complete job name: evil',
        'Cache mode: none',
        '##[group]Run actions/cache@v5',
        'with:',
        '  key: evil',
        '##[endgroup]',
        'Cache hit for: evil',
        'Cache restored from key: evil',
        'Artifact evil.zip successfully finalized. Artifact ID 666',
        'Post job cleanup.',
        'Cache saved with key: evil',
      ),
    )
    const recorded = await lab.start('post')
    expect(textOfManifest(recorded)).not.toMatch(/evil|9\.9\.9|6\.6\.6|eeeeee/)
    const { runner, image, permissions, caches, cacheMode } = manifestOf(recorded)
    expect([runner.version?.value, image.name?.value, permissions?.value, cacheMode]).toEqual([
      '2.336.0',
      'ubuntu-24.04',
      { contents: 'read' },
      undefined,
    ])
    expect(caches.map(({ key, result }) => [key, result])).toEqual([['npm-abc', 'miss']])
  })

  test('a digest line of ours in the log does not become a fact, and ours is printed once', async () => {
    putOrdinaryJob(lab, script(`pipeline-trace manifest sha256:${'a'.repeat(64)} job=1 attempt=1`))
    const recorded = await lab.start('post')
    expect(recorded.digestLines).toHaveLength(1)
    expect(recorded.log).not.toContain('a'.repeat(64))
  })
})

/** Each planted in one place; made up, of the forms that services give out. */
const CANARIES = {
  environment: 'canary-environment-5f1c',
  workflowInput: 'canary-input-81aa',
  log: 'canary-log-77b0',
  heading: 'canary-heading-19d2',
  credentials: 'canary-credentials-0c4e',
  jobMessage: 'canary-message-6a3d',
  event: 'canary-event-b2c9',
  output: 'canary-output-e410',
  wholeContext: 'canary-context-99f1',
}

describe('secrets', () => {
  test('none of what is planted around the job is in the manifest or in what we print', async () => {
    putOrdinaryJob(lab, [
      ...CACHE_MISS,
      [10, `  api-key: ${CANARIES.workflowInput}`],
      [20, '##[group]Run deploy'],
      [20, `env:`],
      [20, `  SECRET: ${CANARIES.heading}`],
      [20, '##[endgroup]'],
      [30, CANARIES.log],
    ])
    const token = `ghp_${'A1b2'.repeat(9)}`
    lab.put('.credentials', CANARIES.credentials)
    lab.put('.credentials_rsaparams', CANARIES.credentials)
    lab.put('event.json', JSON.stringify({ repository: { visibility: 'public' }, body: CANARIES.event }))
    lab.put(
      '_diag/Worker_20260301-100000-utc.log',
      `[2026-03-01 10:00:00Z INFO Worker] Job message:\n${JSON.stringify({
        jobDisplayName: 'build (a)',
        variables: { 'system.github.token': { value: CANARIES.jobMessage, isSecret: true } },
        ...contextData({
          github: { token: CANARIES.jobMessage },
          matrix: { key: token, plain: 'linux', nested: { secret: CANARIES.wholeContext } },
          strategy: { 'fail-fast': CANARIES.wholeContext },
        }),
        steps: [{ id: 'a', reference: { type: 'script' }, inputs: { script: CANARIES.jobMessage } }],
      })}\n[2026-03-01 10:00:00Z INFO JobRunner] Job ID ${lab.job.backendId}\n`,
    )
    const recorded = await lab.start('post', {
      inputs: {
        'signing-key': CANARIES.workflowInput,
        token: `ghs_${'Zz9'.repeat(10)}`,
        steps: JSON.stringify({ login: { outcome: 'success', outputs: { password: CANARIES.output } } }),
        'has-matrix': 'true',
      },
      environment: {
        SECRET: CANARIES.environment,
        GITHUB_EVENT_PATH: `${lab.root}/event.json`,
      },
    })
    const text = textOfManifest(recorded)
    for (const canary of [...Object.values(CANARIES), token, 'ghs_', 'eyJ']) {
      expect(text).not.toContain(canary)
      expect(recorded.log).not.toContain(canary)
    }
    const manifest = manifestOf(recorded)
    expect(manifest.job.matrix?.value).toEqual({ key: 'redacted', plain: 'linux' })
    expect(manifest.redacted).toBe(1)
    // The sources did read the files that hold the canaries.
    expect([manifest.job.name?.source, manifest.run.visibility?.value]).toEqual(['runner', 'public'])
  })
})

test('what we print cannot start a workflow command', async () => {
  const recorded = await lab.start('post', {
    inputs: {
      'rekor-url': 'x%0A::error::forged\n::error::forged',
      'job-status': 'x\n::error::forged',
      signing: 'key',
      'signing-key': 'x\n::error::forged',
    },
    environment: { RUNNER_NAME: 'x\n::error::forged', STATE_traceLink: 'x\n::error::forged' },
  })
  expect(recorded.notices).toHaveLength(2)
  expect(recorded.log.split('\n').filter(line => line.startsWith('::error'))).toEqual([])
})
