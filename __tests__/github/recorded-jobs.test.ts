import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { getTiming } from '../../src/account/jobs/job-timing.ts'
import { type ListedJob, readJobResponse } from '../../src/github/rest/job.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { isPseudoJob } from '../../src/timeline/jobs/pseudo-job.ts'
import { anObservation } from '../timeline/an-observation.ts'

const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'runs')
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /(^|\/)workflow_jobs\.json$/.test(file))
  : []
const recorded = files.length === 0 ? describe.skip : describe

/** Real answers of GitHub; skipped where the recorded data is not there. */
recorded('jobs recorded from GitHub', () => {
  const raw = files.flatMap(file => {
    const body: { jobs: unknown[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return body.jobs
  })
  const jobs = raw.map(readJobResponse)

  test('every one is read', () => {
    expect(jobs.length).toBeGreaterThan(100)
    expect(jobs.filter(job => job === undefined)).toEqual([])
  })

  test('no phase is negative, and what was is said to be clamped', () => {
    const known = jobs.filter(job => job !== undefined)
    const { jobs: timed } = buildTimeline(anObservation(known))
    const phases = timed
      .map(getTiming)
      .flatMap(({ queueMs, setupMs, workMs, totalMs }) => [queueMs, setupMs, workMs, totalMs])
    expect(phases.filter(ms => (ms ?? 0) < 0)).toEqual([])
    expect(timed.filter(job => job.intervals.some(one => one.clamped)).length).toBeGreaterThan(50)
  })

  test('what is taken for a check run never had a runner or a step', () => {
    const pseudo = jobs.filter((job): job is ListedJob => job !== undefined && isPseudoJob(job))
    expect(pseudo.filter(job => job.hasRunner || job.api.steps.length > 0)).toEqual([])
    expect(pseudo.length).toBeLessThan(jobs.length / 10)
  })
})
