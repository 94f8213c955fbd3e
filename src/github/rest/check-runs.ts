import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { signalOfMessage } from '../../log/readers/end-signal-words.ts'
import type { EndSignal, ObservedJob } from '../../schema/observed/run-observation.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import type { RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

const annotations = z.array(
  z.object({
    path: z.optional(z.nullable(z.string().check(z.maxLength(4_096)))),
    annotation_level: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
    message: z.optional(z.nullable(z.string())),
  }),
)

/** GitHub announces the removal of a machine as a warning (actions/runner-images#9959 shows the annotation). */
const isOwn = ({ annotation_level, message }: z.output<typeof annotations>[number]): boolean =>
  annotation_level === 'failure' ||
  (annotation_level === 'warning' && message?.startsWith('Received request to deprovision') === true)

export type EndOfJob = {
  readonly signals: readonly EndSignal[]
  /** Untrusted texts, cut: matched against fixed wordings, never shown. */
  readonly messages: readonly string[]
  readonly gaps: readonly Gap[]
}

/** The known wordings are at the beginning. */
const MAX_MESSAGE = 300

/**
 * Reads the first page of GET /repos/{repo}/check-runs/{job id}/annotations: GitHub's messages about a job that it
 * ended. The id of a job is that of its check run. A job can write annotations too, with any text and level. GitHub's
 * own are failures on the path `.github`, and so are those of a script that names no file.
 */
export const readEndSignals = async (client: RunClient, repository: string, jobId: string): Promise<EndOfJob> => {
  const path = `/repos/${repository}/check-runs/${jobId}/annotations?per_page=${LIMITS.perPage}`
  const answer = await client.get(path)
  if (!answer.ok) return { signals: [], messages: [], gaps: [gapOfRefusal('annotations', answer)] }
  const parsed = z.safeParse(annotations, answer.value)
  if (!parsed.success)
    return { signals: [], messages: [], gaps: [{ field: 'annotations', reason: 'malformed', source: 'api' }] }
  const own = parsed.data.filter(isOwn).map(one => one.message ?? '')
  return {
    signals: [...new Set(own.flatMap(message => signalOfMessage(message) ?? []))],
    messages: own.map(message => redactThenCut(message, MAX_MESSAGE)).filter(message => message.trim() !== ''),
    gaps: [],
  }
}

const checkRun = z.object({ deployment: z.optional(z.nullable(z.unknown())) })

/**
 * Reads GET /repos/{repo}/check-runs/{job id}: GitHub joins its `deployment` with the job; undefined if it has none.
 */
export const readCheckDeployment = async (
  client: RunClient,
  repository: string,
  jobId: string,
): Promise<Reading<unknown>> => {
  const answer = await client.get(`/repos/${repository}/check-runs/${jobId}`)
  if (!answer.ok) return { value: undefined, gaps: [gapOfRefusal('deployments.job', answer)] }
  const parsed = z.safeParse(checkRun, answer.value)
  return parsed.success
    ? { value: parsed.data.deployment ?? undefined, gaps: [] }
    : { value: undefined, gaps: [{ field: 'deployments.job', reason: 'malformed', source: 'api' }] }
}

/** Returns the jobs whose end no step explains: cancelled, or failed without a failed step. */
export const endsToExplain = (jobs: readonly ObservedJob[]): readonly ObservedJob[] =>
  jobs.filter(isUnexplained).slice(0, LIMITS.annotatedJobs)

/**
 * Returns the other failed jobs of which no log was read: their annotations have the errors of their steps. Together
 * with those above they are no more than the maximum.
 */
export const failuresToExplain = (
  jobs: readonly ObservedJob[],
  hasReading: (jobId: string) => boolean,
): readonly ObservedJob[] => {
  const failed = jobs.filter(job => isFailed(job) && !isUnexplained(job) && !hasReading(job.id))
  return failed.slice(0, LIMITS.annotatedJobs - endsToExplain(jobs).length)
}

const isFailed = ({ api }: ObservedJob): boolean =>
  api.status === 'completed' && (api.conclusion === 'failure' || api.conclusion === 'timed_out')

const isUnexplained = (job: ObservedJob): boolean =>
  (job.api.status === 'completed' && job.api.conclusion === 'cancelled') ||
  (isFailed(job) && !job.api.steps.some(step => step.outcome === 'failure'))
