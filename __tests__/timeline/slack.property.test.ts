import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JobGraph } from '../../src/timeline/graph/job-graph.ts'
import { type SlackJob, slackOf } from '../../src/timeline/slack.ts'

/** Random jobs; each may need earlier ones, in groups that others share. */
const network = fc
  .array(
    fc.record({
      length: fc.integer({ min: 0, max: 100 }),
      queued: fc.integer({ min: 0, max: 100 }),
      needs: fc.array(fc.nat(30), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map(specs => {
    const jobs: SlackJob[] = specs.map(({ length, queued }, index) => ({
      id: String(index),
      from: 0,
      to: length * 1_000,
      queued: queued * 1_000,
    }))
    const needs = specs.map((spec, index) => (index === 0 ? [] : [...new Set(spec.needs.map(need => need % index))]))
    const groupsOf = (id: string) =>
      (needs[Number(id)] ?? []).map(need => ({ id: `of-${need}`, members: [String(need)] }))
    const graph: JobGraph = { edges: 'known', groupsOf, needsOf: id => groupsOf(id).flatMap(group => group.members) }
    return { jobs, needs, graph }
  })

const makespan = (lengths: readonly number[], needs: readonly (readonly number[])[]): number => {
  const ends: number[] = []
  for (const [index, length] of lengths.entries())
    ends.push(length + Math.max(0, ...(needs[index] ?? []).map(need => ends[need] ?? 0)))
  return Math.max(0, ...ends)
}

describe('slack', () => {
  test('is what shortening the one job and counting everything again gives', () => {
    fc.assert(
      fc.property(network, ({ jobs, needs, graph }) => {
        const lengths = jobs.map(({ to }) => to ?? 0)
        const whole = makespan(lengths, needs)
        const without = (index: number, cut: number): number =>
          (whole -
            makespan(
              lengths.map((length, at) => (at === index ? Math.max(0, length - cut) : length)),
              needs,
            )) /
          1_000
        const slack = slackOf(jobs, graph)
        for (const [index, job] of jobs.entries())
          expect(slack?.get(job.id)).toEqual({
            ifInstantMs: without(index, lengths[index] ?? 0),
            ifNotQueuedMs: without(index, job.queued),
          })
      }),
      { numRuns: 2_000 },
    )
  })

  test('is not told where edges are unknown', () => {
    const graph: JobGraph = { edges: 'unknown', groupsOf: () => undefined, needsOf: () => undefined }
    expect(slackOf([{ id: '1', from: 0, to: 5, queued: 0 }], graph)).toBeUndefined()
  })
})
