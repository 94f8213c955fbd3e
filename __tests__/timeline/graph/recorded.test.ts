import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { grouped } from '../../../src/core/grouped.ts'
import { toUtc } from '../../../src/core/time.ts'
import { readJobResponse } from '../../../src/github/rest/job.ts'
import { exactName } from '../../../src/schema/observed/name-pattern.ts'
import type { ObservedJob, RunObservation } from '../../../src/schema/observed/run-observation.ts'
import { timeline } from '../../../src/schema/run/run-timeline.ts'
import { buildTimeline } from '../../../src/timeline/build-timeline.ts'
import { buildGraph } from '../../../src/timeline/graph/job-graph.ts'
import { placeJobs } from '../../../src/timeline/graph/place-jobs.ts'
import { toInstant } from '../../../src/timeline/instant.ts'
import { pathFaultsOf } from '../path/path-faults.ts'
import { planOf } from './a-graph.ts'

const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded')
const filesOf = (name: string, pattern: RegExp): readonly string[] =>
  existsSync(join(folder, name))
    ? readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
        .filter(file => pattern.test(file))
        .map(file => join(folder, name, file))
        .sort()
    : []
const runs = filesOf('runs', /(^|\/)workflow_jobs\.json$/)
const workflows = filesOf('workflows', /\.ya?ml$/)

/** The other files of the repository, which it may call. */
const beside = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(dirname(file)).map(name => [name, readFileSync(join(dirname(file), name), 'utf8')]))

const observationOf = (file: string): RunObservation => {
  const run: { id: number; run_attempt: number; run_started_at: string } = JSON.parse(
    readFileSync(join(file, '..', 'workflow.json'), 'utf8'),
  )
  const body: { jobs: unknown[] } = JSON.parse(readFileSync(file, 'utf8'))
  const startedAt = toUtc(run.run_started_at)
  return {
    run: { serverUrl: 'https://github.com', repository: 'octo/app', runId: String(run.id), attempt: run.run_attempt },
    attempts: [
      {
        attempt: run.run_attempt,
        startedAt,
        jobs: body.jobs.map(readJobResponse).filter(job => job !== undefined),
        complete: true,
        traces: new Map(),
      },
    ],
    workflow: undefined,
    manifests: new Map(),
    deployments: [],
    approvals: [],
    pending: [],
    environments: [],
    concurrency: [],
    endSignals: new Map(),
    ownJobId: undefined,
    observedAt: '2026-01-01T00:00:00Z',
    gaps: [],
  }
}

/** Real runs, whose workflow files were not recorded; skipped where the recorded data is not there. */
const recordedRuns = runs.length === 0 ? describe.skip : describe
recordedRuns('the critical path of recorded runs', () => {
  test.each(runs.map(file => [file.slice(folder.length), file]))('%s', (_, file) => {
    const built = buildTimeline(observationOf(file))
    expect(timeline.parse(built)).toEqual(built)
    const { criticalPath, start, end, jobs } = built
    expect(criticalPath?.edges).toBe('unknown')
    expect(criticalPath?.segments.some(({ state }) => state === 'admitted')).toBe(false)
    expect(pathFaultsOf(criticalPath, toInstant(start) ?? 0, toInstant(end) ?? 0)).toEqual([])
    expect(jobs.filter(job => job.slack !== undefined || job.needs.length > 0)).toEqual([])
  })
})

/** Real workflow files, with a job for each leg that the file tells exactly. */
const recordedWorkflows = workflows.length === 0 ? describe.skip : describe
recordedWorkflows('the graph of recorded workflow files', () => {
  test.each(workflows.map(file => [file.slice(folder.length), file]))('%s', async (_, file) => {
    const plan = await planOf(readFileSync(file, 'utf8'), beside(file))
    const expected = plan.jobs
      .filter(({ kind }) => kind === 'runs')
      .flatMap(planned => (planned.instances ?? []).map(({ name }) => ({ planned, name: exactName(name) })))
      .filter((one): one is typeof one & { name: string } => one.name !== undefined)
    const jobs = expected.map(
      ({ name }, index): ObservedJob => ({
        id: String(index + 1),
        name,
        hasRunner: true,
        api: { status: 'completed', labels: [], steps: [] },
      }),
    )
    const places = placeJobs(plan, jobs, new Map())
    const graph = buildGraph(plan, places, jobs)
    const kinds = new Map(plan.jobs.map(one => [one.id, one.kind]))
    const byPlan = grouped(jobs, job => expected[Number(job.id) - 1]?.planned.id)
    for (const [index, { id, name }] of jobs.entries()) {
      const planned = expected[index]?.planned
      const sharesName = expected.some(one => one.name === name && one.planned !== planned)
      expect([name, places.get(id)?.planned?.id]).toEqual([name, sharesName ? undefined : planned?.id])
      const needs = graph.findNeeds(id)
      const isPlain = planned?.caller === undefined && planned?.needs.every(need => kinds.get(need) === 'runs')
      if (needs !== undefined && isPlain)
        expect(needs).toEqual((planned?.needs ?? []).flatMap(need => (byPlan.get(need) ?? []).map(job => job.id)))
    }
    const isExact = plan.jobs.every(
      one => one.kind !== 'unread-call' && one.instances?.every(({ name }) => exactName(name)),
    )
    const isUnique = new Set(jobs.map(({ name }) => name)).size === jobs.length
    if (isExact && isUnique && jobs.length > 0) expect(graph.edges).toBe('known')
  })
})
