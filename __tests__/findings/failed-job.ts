import type { TimelineJob, TimelineStep } from '../../src/schema/run/run-timeline.ts'

export const step = (more: Partial<TimelineStep> = {}): TimelineStep => ({
  name: 'Run make',
  state: 'executing',
  outcome: 'failure',
  source: 'api',
  resolutionMs: 1_000,
  clamped: false,
  ...more,
})

export const failedJob = (more: Partial<TimelineJob> = {}): TimelineJob => ({
  id: '1',
  name: 'build',
  conclusion: 'failure',
  shape: 'normal',
  labels: [],
  needs: [],
  intervals: [],
  statesMs: {},
  activities: [],
  notes: [],
  ...more,
})
