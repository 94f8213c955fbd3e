import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { readJobResponse } from '../../src/github/rest/job.ts'
import { renderRunTimelineJson } from '../../src/render/timeline/run-timeline-report.ts'
import type { RunObservation } from '../../src/schema/observed/run-observation.ts'
import { type RunTimeline, runTimeline } from '../../src/schema/run/run-timeline.ts'
import { buildRunTimeline } from '../../src/timeline/build-run-timeline.ts'
import { toInstant } from '../../src/timeline/instant.ts'
import { accountOfTimeline } from '../render/account-of-timeline.ts'
import { renderTimeline } from '../render/render-timeline.ts'
import { aFolder, observationOf, observeFolder, removeFolders } from '../run/observe-twice.ts'
import { anObservation } from './an-observation.ts'
import { type RecordedAnswer, recordedAnswers, recordings } from './recorded-answers.ts'
import { runFaultsOf } from './run-faults.ts'

const answers = recordedAnswers()
const hasRecordings = answers.jobs.length > 0
if (!hasRecordings)
  process.stderr.write('recorded timelines: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n')
const recorded = hasRecordings ? describe : describe.skip

afterAll(removeFolders)

/** Builds and renders, and holds every invariant against what came of it. */
const wholeTimelineOf = (observation: RunObservation): RunTimeline => {
  const document = buildRunTimeline(observation)
  expect(runFaultsOf(document)).toEqual([])
  expect(toCanonicalJson(z.parse(runTimeline, document))).toBe(toCanonicalJson(document))
  const { summary, jobs, ...rest } = JSON.parse(renderRunTimelineJson(document, accountOfTimeline(document, new Map())))
  const printed = jobs.map(({ durationMs: _, ...job }: RunTimeline['jobs'][number]) => job)
  expect({ ...rest, jobs: printed }).toEqual(JSON.parse(JSON.stringify(document)))
  expect(summary.counts.jobs).toBe(document.jobs.length)
  const markdown = renderTimeline(document)
  expect(markdown).not.toMatch(/\bNaN\b|undefined|Infinity|(?<![\w.])-\d+(?:\.\d+)? ?(?:ms|s|m|h)\b/)
  return document
}

const nameOf = ({ file, place }: RecordedAnswer): string => `${file}${place}`

/** Skipped where the recorded data is not there. */
recorded('answers recorded from GitHub', () => {
  test('are all found', () => {
    expect({ jobs: answers.jobs.length, runs: answers.runs.length }).toEqual({ jobs: 177, runs: 82 })
  })

  test.each(answers.jobs.map(answer => [nameOf(answer), answer.body] as const))('job %s', (_, body) => {
    const job = readJobResponse(body)
    if (job === undefined) throw new Error('not read as a job')
    const document = wholeTimelineOf(anObservation([job], { observedAt: readAt(body) }))
    expect(document.jobs.length + document.pseudoJobs.length).toBe(1)
  })

  test.each(answers.runs.map(answer => [nameOf(answer), answer.body] as const))('run %s', async (_, body) => {
    const folder = aFolder()
    writeFileSync(join(folder, 'run.json'), JSON.stringify(body))
    const document = wholeTimelineOf(observationOf(await observeFolder(folder)))
    // Its jobs are not there: nothing is said of them, and that it is missing is said.
    expect(document).toMatchObject({ complete: false, jobs: [] })
    expect(document.gaps).toContainEqual(expect.objectContaining({ field: 'jobs', reason: 'not-provided' }))
  })
})

/** A job that goes on was read when its delivery was sent; no delivery says when, so the last time in it must do. */
const readAt = (body: unknown): string =>
  JSON.stringify(body)
    .match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g)
    ?.toSorted()
    .at(-1) ?? '2026-03-01T12:00:00Z'

type Known = {
  readonly listed: number
  readonly pseudo: number
  readonly skipped: number
  readonly late: number
  readonly queued: readonly [jobs: number, seconds: number]
  readonly end: string
}

/**
 * Counted from the answers with another program (Python), by GitHub's own fields: each job once; `pseudo` has no runner,
 * label or step and was neither skipped nor cancelled; it was taken at `started_at`, or at its first step where that is
 * up to 2 s before; `late` was created more than 1 s after it was taken; the queue is from creation to that, of the others.
 */
const KNOWN: Readonly<Record<string, Known>> = {
  'tt-github-actions/11236784732': {
    listed: 2,
    pseudo: 1,
    skipped: 0,
    late: 0,
    queued: [1, 5],
    end: '2024-10-08T14:17:24Z',
  },
  'tt-github-actions/12007373278': {
    listed: 8,
    pseudo: 0,
    skipped: 0,
    late: 0,
    queued: [8, 236],
    end: '2024-11-25T09:52:37Z',
  },
  'tt-github-actions/12083382635': {
    listed: 21,
    pseudo: 8,
    skipped: 0,
    late: 0,
    queued: [13, 357],
    end: '2024-11-29T11:32:09Z',
  },
  'tt-github-actions/12084081698': {
    listed: 4,
    pseudo: 0,
    skipped: 0,
    late: 0,
    queued: [4, 20],
    end: '2024-11-29T14:52:58Z',
  },
  'tt-github-actions/12890516473': {
    listed: 7,
    pseudo: 0,
    skipped: 0,
    late: 0,
    queued: [7, 28],
    end: '2025-01-21T16:28:27Z',
  },
  'tt-github-actions/14468030535': {
    listed: 5,
    pseudo: 0,
    skipped: 0,
    late: 0,
    queued: [5, 137_747],
    end: '2025-04-16T00:51:07Z',
  },
  'tt-github-actions/14492364249': {
    listed: 1,
    pseudo: 0,
    skipped: 0,
    late: 0,
    queued: [1, 5],
    end: '2025-04-16T12:17:28Z',
  },
  'tt-metal/all_post_commit_passing_10662355710': {
    listed: 99,
    pseudo: 0,
    skipped: 0,
    late: 72,
    queued: [27, 70],
    end: '2024-09-02T08:11:47Z',
  },
  'tt-metal/tt_train_post_commit_ctest_13858791332': {
    listed: 14,
    pseudo: 0,
    skipped: 1,
    late: 0,
    queued: [13, 547],
    end: '2025-03-14T14:51:25Z',
  },
}

recorded('whole runs recorded from GitHub', () => {
  test.each(Object.entries(KNOWN))('%s', async (name, known) => {
    const recording = join(recordings, 'runs', name)
    expect(existsSync(recording)).toBe(true)
    const folder = aFolder()
    copyFileSync(join(recording, 'workflow.json'), join(folder, 'run.json'))
    copyFileSync(join(recording, 'workflow_jobs.json'), join(folder, 'jobs.json'))
    const document = wholeTimelineOf(observationOf(await observeFolder(folder)))
    const { jobs, pseudoJobs } = document
    const late = jobs.filter(job => job.notes.includes('created-after-started'))
    const inTime = jobs.filter(job => job.shape !== 'skipped' && !late.includes(job))
    const queued = inTime.reduce((sum, job) => sum + (job.statesMs['queued'] ?? 0), 0)
    expect({
      listed: jobs.length + pseudoJobs.length,
      pseudo: pseudoJobs.length,
      skipped: jobs.filter(job => job.shape === 'skipped').length,
      late: late.length,
      queued: [inTime.length, queued / 1_000],
      end: document.end,
    }).toEqual(known)
    // Without a workflow file nobody knows who waited for whom, and the path says so.
    expect(document.criticalPath).toMatchObject({ edges: 'unknown', end: known.end })
    // What a late record hides is not guessed: such a job has no queue, or one that is marked.
    const hidden = late.flatMap(job => job.intervals.filter(({ state }) => state === 'queued'))
    expect(hidden.filter(one => !one.clamped || one.confidence !== 'low')).toEqual([])
    expect(late.filter(job => !job.intervals.some(one => one.clamped))).toEqual([])
  })

  test('no job ends later, or begins earlier, than its own answer says', () => {
    for (const { body } of answers.jobs) {
      const job = readJobResponse(body)
      const [timed] = buildRunTimeline(anObservation(job === undefined ? [] : [job])).jobs
      const last = timed?.intervals.at(-1)
      const first = timed?.intervals[0]
      if (job?.api.completedAt === undefined || first === undefined || last === undefined) continue
      const starts = [job.api.createdAt, job.api.startedAt, ...job.api.steps.map(step => step.startedAt)]
      const known = starts.flatMap(one => toInstant(one) ?? [])
      expect(toInstant(first.start)).toBeGreaterThanOrEqual(Math.min(...known))
      expect(toInstant(last.end)).toBe(Math.max(toInstant(job.api.completedAt) ?? 0, toInstant(first.start) ?? 0))
    }
  })
})
