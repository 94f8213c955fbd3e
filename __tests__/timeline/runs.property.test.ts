import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import type { RunObservation } from '../../src/schema/observed/run-observation.ts'
import { runTimeline } from '../../src/schema/run/run-timeline.ts'
import { buildRunTimeline } from '../../src/timeline/build-run-timeline.ts'
import { propertyRuns } from '../property-runs.ts'
import { anyRun } from './any-run.ts'
import { runFaultsOf } from './run-faults.ts'

describe('whatever the sources say of a run', () => {
  test('its timeline is whole, fits its schema, and does not depend on the order in which it was told', () => {
    fc.assert(
      fc.property(anyRun, fc.nat(), (observation, seed) => {
        const document = buildRunTimeline(observation)
        const written = JSON.stringify(document)
        expect(runFaultsOf(document)).toEqual([])
        expect(toCanonicalJson(z.parse(runTimeline, document))).toBe(toCanonicalJson(document))
        // The end of a timer is the one time that is announced.
        const past = written.replace(/"until":"[^"]{1,40}"/g, '')
        expect(latestOf(past) <= latestOf(textOf(observation))).toBe(true)
        expect(JSON.stringify(buildRunTimeline(shuffled(observation, seed)))).toBe(written)
      }),
      { numRuns: propertyRuns(10_000) },
    )
  }, 120_000)
})

const textOf = ({ attempts, manifests, ...rest }: RunObservation): string =>
  JSON.stringify([rest, [...manifests.values()], attempts.map(one => [one, [...one.traces.values()]])])

/** The latest time in a text, without its Z: so the order of strings is that of time, whatever decimals they have. */
const latestOf = (written: string): string =>
  [...(written.match(/2026-03-\d\dT[0-9:.]+(?=Z)/g) ?? [])].sort().at(-1) ?? ''

/** The same run from sources that list in another order; statuses and attempts have an order that is promised. */
const shuffled = (observation: RunObservation, seed: number): RunObservation => {
  const order = <T>(list: readonly T[]): T[] => mixed(list, seed)
  const entries = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> => new Map(order([...map]))
  return {
    ...observation,
    attempts: observation.attempts.map(one => ({
      ...one,
      jobs: one.jobs === undefined ? undefined : order(one.jobs),
      traces: entries(one.traces),
    })),
    manifests: entries(observation.manifests),
    deployments: order(observation.deployments),
    approvals: order(observation.approvals),
    pending: order(observation.pending),
    environments: order(observation.environments),
    concurrency: order(observation.concurrency.map(group => ({ ...group, members: order(group.members) }))),
    endSignals: entries(observation.endSignals),
  }
}

/** In an order that the seed decides (a multiplicative hash of the place). */
const mixed = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, index) => ({ item, rank: Math.imul(index + seed + 1, 2_654_435_761) >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
