import { toInstant } from '../../../src/timeline/instant.ts'
import type { JobContext } from '../../../src/timeline/jobs/timeline-job.ts'
import { recognizeActivity } from '../../../src/timeline/steps/activities.ts'

export type { JobContext }

/** A job about which only REST's list is known. */
export const ownerless: JobContext = {
  planned: undefined,
  key: undefined,
  matrix: undefined,
  joinedBy: undefined,
  needs: undefined,
  ready: undefined,
  manifest: undefined,
  trace: undefined,
  waits: [],
  probablyHeld: false,
  environment: undefined,
  signals: [],
  carriedOver: false,
  isHosted: undefined,
  findOwner: () => undefined,
  recognizeActivity,
  observedAt: toInstant('2026-03-01T12:00:00Z') ?? 0,
}
