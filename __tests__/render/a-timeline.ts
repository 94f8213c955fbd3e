import type { Interval, RunTimeline, Timeline, TimelineJob } from '../../src/schema/run/run-timeline.ts'
import { SCHEMA_VERSION } from '../../src/schema/values/version.ts'

/** `10:00:05` of the test's day as RFC 3339. */
export const at = (clock: string): string => `2026-03-01T${clock}Z`

export const anInterval = (
  state: Interval['state'],
  start: string,
  end: string,
  more: Partial<Interval> = {},
): Interval => ({
  state,
  start: at(start),
  end: at(end),
  source: 'api',
  confidence: 'high',
  resolutionMs: 1_000,
  clamped: false,
  ...more,
})

export const aTimelineJob = (id: string, more: Partial<TimelineJob> = {}): TimelineJob => {
  const intervals = more.intervals ?? [
    anInterval('queued', '10:00:00', '10:00:10'),
    anInterval('executing', '10:00:10', '10:02:00'),
  ]
  const statesMs: Record<string, number> = {}
  for (const { state, start, end } of intervals)
    statesMs[state] = (statesMs[state] ?? 0) + Date.parse(end) - Date.parse(start)
  return {
    id,
    name: `job ${id}`,
    conclusion: 'success',
    shape: 'normal',
    labels: ['ubuntu-latest'],
    needs: [],
    intervals,
    statesMs,
    activities: [],
    notes: [],
    ...more,
  }
}

type Segment = NonNullable<Timeline['criticalPath']>['segments'][number]

/** The path through the given jobs: their intervals one after the other. */
export const aPath = (
  jobs: readonly TimelineJob[],
  more: Partial<NonNullable<Timeline['criticalPath']>> = {},
): NonNullable<Timeline['criticalPath']> => {
  const segments = jobs.flatMap(job =>
    job.intervals.map(
      ({ state, start, end, confidence, owner }): Segment => ({
        jobId: job.id,
        job: job.name,
        state,
        start,
        end,
        confidence,
        ...(owner === undefined ? {} : { owner }),
        ...(state === 'queued' ? { subject: job.labels.join(', ') } : {}),
        ...(state === 'waiting-for-policy' && job.environment !== undefined ? { subject: job.environment } : {}),
      }),
    ),
  )
  const start = segments[0]?.start ?? at('10:00:00')
  const end = segments.at(-1)?.end ?? start
  return {
    edges: 'known',
    start,
    end,
    totalMs: Date.parse(end) - Date.parse(start),
    statesMs: {},
    segments,
    ...more,
  }
}

export const aTimeline = (more: Partial<Timeline> = {}): Timeline => ({
  runShape: 'normal',
  edges: 'known',
  jobs: [],
  pseudoJobs: [],
  attempts: [],
  retries: [],
  protection: [],
  deployments: [],
  ...more,
})

export const aDocument = (more: Partial<RunTimeline> = {}): RunTimeline => ({
  ...aTimeline(),
  kind: 'run-timeline',
  schemaVersion: SCHEMA_VERSION,
  tool: { name: 'pipeline-trace', version: '0.1.0' },
  run: {
    serverUrl: 'https://github.com',
    repository: 'octo/app',
    runId: '5',
    attempt: 1,
    number: 12,
    workflow: 'CI',
    conclusion: 'success',
    url: 'https://github.com/octo/app/actions/runs/5',
  },
  complete: true,
  gaps: [],
  ...more,
})
