import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RunObservation } from '../../../src/schema/observed/run-observation.ts'
import type { ProtectionEntry, TimelineDeployment } from '../../../src/schema/run/protection-entry.ts'
import { findRetries } from '../../../src/timeline/attempts/retries.ts'
import { toInstant } from '../../../src/timeline/instant.ts'
import { buildDeployments } from '../../../src/timeline/protection/deployments.ts'
import { findProtectionWaits } from '../../../src/timeline/protection/protection-waits.ts'
import { ENVIRONMENTS } from '../any-plan.ts'
import { anyRun } from '../any-run.ts'

/** Not fewer while working: the tests count what they met. */
const RUNS = { numRuns: 3_000 } as const

/** Jobs of the reported attempt; every second one in an environment, as a plan might say. */
const placed = ({ attempts }: RunObservation) =>
  (attempts.at(-1)?.jobs ?? []).map(({ id }, index) => ({
    id,
    environment: index % 2 === 0 ? ENVIRONMENTS[index % ENVIRONMENTS.length] : undefined,
  }))

const isReversed = ({ start, end }: { readonly start?: string | undefined; readonly end?: string | undefined }) =>
  (toInstant(end) ?? Number.MAX_SAFE_INTEGER) < (toInstant(start) ?? 0)

const faultsOf = (entry: ProtectionEntry, observation: RunObservation): readonly string[] => {
  const people = new Set([
    ...observation.approvals.map(one => one.user),
    ...observation.attempts.map(one => one.triggeredBy),
  ])
  const length = (toInstant(entry.end) ?? 0) - (toInstant(entry.start) ?? 0)
  return [
    ...(isReversed(entry) || (entry.waitedMs ?? 0) < 0 ? ['negative'] : []),
    ...(entry.waitedMs !== undefined && Math.abs(entry.waitedMs * 1_000 - length) >= 1 ? ['length'] : []),
    ...(!entry.timeKnown && entry.waitedMs !== undefined ? ['invented'] : []),
    ...(entry.state === 'pending' && (entry.end !== undefined || entry.by.length > 0) ? ['decided-pending'] : []),
    ...(entry.by.some(by => !people.has(by)) ? ['unmatchedArtifact'] : []),
  ]
}

test('no wait is negative, and each of its ends is told: by a status of that environment, or by the end of a job that never ran', () => {
  let seen = 0
  fc.assert(
    fc.property(anyRun, observation => {
      const jobs = placed(observation)
      const { entries, listWaits, heldProbably } = findProtectionWaits(observation, jobs)
      expect(entries.flatMap(entry => faultsOf(entry, observation))).toEqual([])
      const reported = observation.attempts.at(-1)
      for (const { id, environment } of jobs) {
        const waits = listWaits(id)
        seen += waits.length
        const told = observation.deployments.flatMap(one =>
          one.statuses.map(({ state, createdAt }) => ({ one, state, createdAt })),
        )
        for (const { from, to, environment: of } of waits) {
          expect(
            told.some(
              ({ one, state, createdAt }) => one.environment === of && state === 'waiting' && createdAt === from,
            ),
          ).toBe(true)
          const isStatus = told.some(
            ({ one, state, createdAt }) => one.environment === of && state !== 'waiting' && createdAt === to,
          )
          const job = reported?.jobs?.find(one => one.id === id)
          const isEndInVain = job?.hasRunner === false && job.api.status === 'completed' && job.api.completedAt === to
          expect(isStatus || isEndInVain).toBe(true)
          // What an earlier attempt waited for is not this one's.
          if (reported !== undefined && reported.attempt > 1)
            expect(isReversed({ start: reported.startedAt ?? from, end: from })).toBe(false)
          expect(isReversed({ start: from, end: to })).toBe(false)
        }
        if (heldProbably(id)) expect([waits.length, environment === undefined]).toEqual([0, false])
      }
      for (const { environment } of observation.pending)
        expect(entries.filter(one => one.state === 'pending').map(one => one.environment)).toContain(environment)
    }),
    RUNS,
  )
  expect(seen).toBeGreaterThan(100)
}, 60_000)

/** The intervals of the job's part follow each other; convergence comes after them. */
const orderFaults = ({ intervals, convergence }: TimelineDeployment): readonly string[] => [
  ...(intervals.some(isReversed) ? ['negative'] : []),
  ...(intervals.some(({ start }, index) => {
    const before = intervals[index - 1]
    return before !== undefined && isReversed({ start: before.end ?? before.start, end: start })
  })
    ? ['overlap']
    : []),
  ...(intervals.some(one => one.state === 'converging') === (convergence === 'observed') ? [] : ['convergence']),
  ...(intervals.some(one => one.state === 'converging' && (one.by ?? 'github-actions') === 'github-actions')
    ? ['own-word']
    : []),
]

test('a deployment’s intervals are in order, and GitHub’s own word is never convergence', () => {
  let observed = 0
  fc.assert(
    fc.property(anyRun, observation => {
      const deployments = buildDeployments(observation)
      observed += deployments.filter(one => one.convergence === 'observed').length
      expect(deployments.flatMap(orderFaults)).toEqual([])
    }),
    RUNS,
  )
  expect(observed).toBeGreaterThan(20)
}, 60_000)

test('a retry is a success after a failure of another attempt, and no success is told twice', () => {
  let seen = 0
  fc.assert(
    fc.property(anyRun, observation => {
      const conclusions = new Map(
        observation.attempts.flatMap(({ attempt, jobs }) =>
          (jobs ?? []).map(job => [`${attempt} ${job.id}`, job.api.conclusion] as const),
        ),
      )
      const retries = findRetries(observation)
      seen += retries.length
      for (const { failed, passed } of retries) {
        expect(failed.attempt).toBeLessThan(passed.attempt)
        expect(conclusions.get(`${passed.attempt} ${passed.id}`)).toBe('success')
        expect(conclusions.get(`${failed.attempt} ${failed.id}`)).not.toBe('success')
      }
      expect(new Set(retries.map(one => one.passed.id)).size).toBe(retries.length)
    }),
    RUNS,
  )
  expect(seen).toBeGreaterThan(20)
}, 60_000)
