import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { workerEntries } from '../../src/runner/worker-log/entries.ts'
import { buildSteps } from '../../src/runner/worker-log/steps.ts'
import { buildCache, imagePush } from '../../src/schema/job/build-facts.ts'
import { artifact, cacheOperation, containerImage, step, usedAction } from '../../src/schema/job/job-manifest.ts'
import { resolvedTool } from '../../src/schema/job/replay.ts'
import { propertyRuns } from '../property-runs.ts'
import { bytesOf, HEX, head, readJobLog, SHA, script, setUp } from './log-text.ts'

/** Pieces of real lines beside arbitrary text: whatever their order, nothing throws and all facts fit the manifest. */
const piece = fc.oneof(
  fc.constantFrom(
    ...setUp('actions/cache@v4'),
    ...head('actions/cache@v4', ['  key: k', '  restore-keys: a', 'b', '  lookup-only: true']),
    ...script('./x'),
    ...head('./local'),
    ...head(`${'o'.repeat(2_000)}/r@v1`),
    'Post job cleanup.',
    'Cache hit for: k',
    'Cache hit for restore-key: j',
    'Cache restored from key: j',
    'Cache not found for input keys: ',
    `Cache saved with key: ${'k'.repeat(600)}`,
    'Cache Size: ~999999999999 MB (999999999999999 B)',
    `SHA256 digest of uploaded artifact is ${HEX}`,
    'Artifact .zip successfully finalized. Artifact ID 1',
    'Artifact a.zip successfully finalized. Artifact ID 1',
    '- a (ID: 1, Size: 2)',
    '##[group]Starting job container',
    '##[command]/usr/bin/docker pull x',
    `Digest: sha256:${HEX}`,
    ...['#4 CACHED', '#4 importing cache manifest from gha:1', `#4 pushing manifest for a:1@sha256:${HEX} done`],
    ...[
      'Compile requests  1',
      'Cache hits  1',
      'cache hit (direct) 1',
      'cache miss 1',
      '5 actionable tasks: 5 from cache',
    ],
    ...['Java configuration:', '  Version: 21.0.5', 'Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64'],
    `Download action repository 'a/b@${'v'.repeat(600)}' (SHA:${SHA})`,
  ),
  fc.string(),
)

test('job log', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), piece)), fc.boolean(), async (lines, fromStart) => {
      const texts = lines.map(([timed, text]) => (timed ? `2026-08-06T18:23:45.1234567Z ${text}` : text))
      const { value: facts } = await readJobLog(bytesOf(texts), { fromStart })
      const shape = z.object({
        actions: z.array(usedAction),
        caches: z.array(cacheOperation),
        buildCaches: z.array(buildCache),
        artifacts: z.array(artifact),
        pushes: z.array(imagePush),
        tools: z.array(resolvedTool),
        containers: z.array(containerImage),
        steps: z.array(step),
      })
      expect(z.safeParse(shape, facts).error?.issues ?? []).toEqual([])
    }),
    { numRuns: propertyRuns(300) },
  ))

const entry = fc.oneof(
  fc
    .constantFrom(
      "Processing step: DisplayName='Pre x'",
      `Processing step: DisplayName='${'x'.repeat(2_000)}`,
      'Skipping step due to condition evaluation.',
    )
    .map(text => `[2026-08-06 18:23:45Z INFO StepsRunner] ${text}`),
  fc
    .record(
      {
        type: fc.constantFrom('run', 'node24', 'runner'),
        stage: fc.constantFrom('Pre', 'Main', 'Post', 'Other'),
        action: fc.string(),
        ref: fc.string(),
        stepContextName: fc.string(),
        startTime: fc.constantFrom('2026-08-06T18:23:45.1234567Z', 'never', '2026-08-06T18:23:45.1234567+09:00'),
        result: fc.string(),
      },
      { requiredKeys: [] },
    )
    .map(
      value =>
        `[2026-08-06 18:23:45Z INFO ExecutionContext] Publish step telemetry for current step ${JSON.stringify(value)}.`,
    ),
  fc.string(),
)

test('worker log', () =>
  fc.assert(
    fc.property(fc.array(entry), entries => {
      const { steps } = buildSteps(workerEntries(entries.join('\n')), [
        {
          id: 'a',
          contextName: 'c',
          displayNameToken: 'y'.repeat(3_000),
          reference: { name: 'n'.repeat(1_000), ref: 'r'.repeat(1_000) },
        },
      ])
      expect(z.safeParse(z.array(step), steps).error?.issues ?? []).toEqual([])
    }),
    { numRuns: propertyRuns(300) },
  ))
