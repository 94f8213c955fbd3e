import type { ObservedJob } from '../../src/schema/observed/run-observation.ts'
import type { PlannedJob } from '../../src/schema/observed/workflow-plan.ts'
import { type JobContext, ownerless } from './jobs/job-context.ts'

/** `10:00:05` of the test's day as RFC 3339. */
export const at = (clock: string): string => `2026-03-01T${clock}Z`

type StepSpec = readonly [
  name: string,
  start: string | undefined,
  end: string | undefined,
  outcome?: 'success' | 'failure' | 'cancelled' | 'skipped',
]

/** A finished job on a hosted runner; times of the test's day as `HH:MM:SS`. */
export const aTimedJob = (spec: {
  readonly id?: string
  readonly name?: string
  readonly created?: string
  readonly started?: string
  readonly completed?: string
  readonly steps?: readonly StepSpec[]
  readonly more?: Partial<ObservedJob['api']>
  readonly hasRunner?: boolean
}): ObservedJob => ({
  id: spec.id ?? '1',
  name: spec.name ?? 'build',
  hasRunner: spec.hasRunner ?? true,
  api: {
    status: 'completed',
    conclusion: 'success',
    ...(spec.created === undefined ? {} : { createdAt: at(spec.created) }),
    ...(spec.started === undefined ? {} : { startedAt: at(spec.started) }),
    ...(spec.completed === undefined ? {} : { completedAt: at(spec.completed) }),
    labels: ['ubuntu-latest'],
    steps: (spec.steps ?? []).map(([name, start, end, outcome = 'success'], index) => ({
      number: index + 1,
      name,
      ...(start === undefined ? {} : { startedAt: at(start) }),
      ...(end === undefined ? {} : { completedAt: at(end) }),
      outcome,
      source: 'api' as const,
    })),
    ...spec.more,
  },
})

export const aContext = (more: Partial<JobContext> = {}): JobContext => ({ ...ownerless, ...more })

export const aPlannedJob = (more: Partial<PlannedJob> = {}): PlannedJob => ({
  id: 'build',
  key: 'build',
  caller: undefined,
  needs: [],
  kind: 'runs',
  instances: [{ name: ['build'], scope: [], matrix: {} }],
  anyName: ['build'],
  anyScope: [],
  environment: undefined,
  hasConcurrency: false,
  labels: undefined,
  steps: [],
  ...more,
})
