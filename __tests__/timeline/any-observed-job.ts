import fc from 'fast-check'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { ControlTrace, EndSignal, ObservedJob } from '../../src/schema/observed/run-observation.ts'
import { fromInstant } from '../../src/timeline/instant.ts'
import { base, instant, maybe, step, trace } from './any-times.ts'

/** What one listed job may look like, and what else may be known of it. Names and ids are given by the run. */
export type JobSpec = {
  readonly api: ObservedJob['api']
  readonly hasRunner: boolean
  readonly trace: ControlTrace | undefined
  readonly manifest: Pick<JobManifest, 'steps' | 'image' | 'caches'> | undefined
  readonly signals: readonly EndSignal[]
  readonly isMissing: boolean
  readonly again: 'ran' | 'carried-over' | 'missing'
}

type Times = Pick<ObservedJob['api'], 'createdAt' | 'startedAt' | 'completedAt'>

/** As they should be: created, started, completed. */
const orderly: fc.Arbitrary<Times> = fc.tuple(instant, instant, instant).map(instants => {
  const [createdAt, startedAt, completedAt] = instants.toSorted((a, b) => a - b).map(at => fromInstant(base + at))
  return { createdAt, startedAt, completedAt }
})

const disorderly: fc.Arbitrary<Times> = fc.record({ createdAt: maybe, startedAt: maybe, completedAt: maybe })

const OPEN = ['in_progress', 'queued', 'waiting', 'pending', 'requested', undefined] as const

const api: fc.Arbitrary<ObservedJob['api']> = fc
  .record({
    times: fc.oneof(orderly, orderly, disorderly),
    status: fc.oneof({ weight: 4, arbitrary: fc.constant('completed') }, fc.constantFrom(...OPEN)),
    conclusion: fc.constantFrom('success', 'success', 'failure', 'cancelled', 'skipped', 'timed_out', undefined),
    labels: fc.constantFrom<string[]>([], ['ubuntu-latest'], ['self-hosted', 'linux', 'x64', 'gpu']),
    runnerName: fc.constantFrom('GitHub Actions 5', 'box', undefined),
    runnerGroup: fc.constantFrom('GitHub Actions', 'Default', undefined),
    steps: fc.array(step, { maxLength: 6 }),
  })
  .map(({ times, ...rest }) => ({ ...rest, ...times }))

const manifest: fc.Arbitrary<NonNullable<JobSpec['manifest']>> = fc.record({
  steps: fc.array(
    fc
      .tuple(step, fc.constantFrom('setup', 'pre', 'main', 'post', 'complete', undefined))
      .map(([one, stage]) => ({ ...one, stage, source: 'runner' as const })),
    { maxLength: 3 },
  ),
  image: fc.constantFrom('20260201.1', '20260301.1').map(value => ({ version: { value, source: 'runner' as const } })),
  caches: fc
    .constantFrom('hit', 'miss')
    .map(result => [{ operation: 'restore' as const, key: 'npm', restoreKeys: [], result, source: 'log' as const }]),
})

const SIGNALS: readonly EndSignal[] = ['timed-out', 'runner-lost', 'cancelled', 'queue-expired', 'fail-fast']

/** A job in any state that the sources can give it, and in states that they should not. */
export const jobSpec: fc.Arbitrary<JobSpec> = fc.record({
  api,
  hasRunner: fc.boolean(),
  trace: fc.option(trace, { nil: undefined, freq: 2 }),
  manifest: fc.option(manifest, { nil: undefined, freq: 2 }),
  signals: fc.subarray([...SIGNALS], { maxLength: 1 }),
  isMissing: fc.integer({ min: 0, max: 9 }).map(dice => dice === 0),
  again: fc.constantFrom('ran', 'carried-over', 'carried-over', 'missing'),
})

/** A check run that GitHub lists as a job: no label, no runner, no step. */
export const asCheckRun = (spec: JobSpec): JobSpec => ({
  ...spec,
  hasRunner: false,
  trace: undefined,
  manifest: undefined,
  api: { ...spec.api, labels: [], steps: [], runnerName: undefined, runnerGroup: undefined },
})
