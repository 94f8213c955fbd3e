import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { toUtc } from '../../core/time.ts'
import { outcome, type Step } from '../../schema/job/job-manifest.ts'
import type { ApiJob } from '../../schema/run/run-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'
import type { RunClient } from './client.ts'
import { reportedFields } from './field-text.ts'
import { type Pages, readPages } from './pages.ts'

/** A job of the API: the fields kept in the run manifest, and the fields that identify the job. */
export type ListedJob = {
  readonly id: string
  readonly name: string
  readonly api: ApiJob
  readonly hasRunner: boolean
  readonly headSha: string | undefined
}

const maybe = (max: number) => z.optional(z.nullable(z.string().check(z.maxLength(max))))
const id = z.int().check(z.minimum(0))

/** Tolerant on purpose: null times, unknown words and new fields occur (recorded responses of 557 jobs). */
const jobResponse = z.object({
  id,
  run_id: z.optional(z.nullable(id)),
  name: z.string().check(z.maxLength(4_096)),
  status: maybe(40),
  conclusion: maybe(40),
  created_at: maybe(60),
  started_at: maybe(60),
  completed_at: maybe(60),
  labels: z.optional(z.nullable(z.array(z.string().check(z.maxLength(256))))),
  runner_id: z.optional(z.nullable(z.number())),
  runner_name: maybe(1_024),
  runner_group_name: maybe(1_024),
  run_attempt: z.optional(z.nullable(id)),
  head_sha: maybe(64),
  html_url: maybe(1_024),
  steps: z.optional(
    z.nullable(
      z.array(
        z.object({
          number: z.optional(z.nullable(id)),
          name: z.string().check(z.maxLength(8_192)),
          status: maybe(40),
          conclusion: maybe(40),
          started_at: maybe(60),
          completed_at: maybe(60),
        }),
      ),
    ),
  ),
})
type JobResponse = z.output<typeof jobResponse>

/**
 * Lists the jobs of one attempt. It uses `attempts/{n}/jobs`, since the meaning of `filter=latest` has changed over
 * time. An answer about another run or attempt is a gap and no list: a later attempt's jobs show nothing about this
 * one. In each attempt at least one job ran anew ("re-run failed jobs" lists the others beside it, with their old
 * attempt or the new one).
 */
export const readJobs = async (
  client: RunClient,
  repository: string,
  runId: string,
  attempt: number,
): Promise<Pages<ListedJob>> => {
  const isOfRun = ({ run_id, run_attempt }: JobResponse): boolean =>
    String(run_id ?? runId) === runId && (run_attempt ?? attempt) <= attempt
  const pages = await readPages(client, {
    path: `/repos/${repository}/actions/runs/${runId}/attempts/${attempt}/jobs`,
    member: 'jobs',
    item: z.pipe(jobResponse.check(z.refine(isOfRun)), z.transform(toListedJob)),
    getId: job => job.id,
    choose: getFurther,
    field: 'jobs',
  })
  const isOfEarlier = pages.value.length > 0 && pages.value.every(({ api }) => (api.attempt ?? attempt) < attempt)
  return isOfEarlier ? { ...pages, gaps: [...pages.gaps, OF_EARLIER] } : pages
}

/** Returns the more recent of two entries: it has ended, or lists more steps. */
const getFurther = (first: ListedJob, second: ListedJob): ListedJob => {
  const [before, after] = [first.api, second.api]
  if ((before.status === 'completed') !== (after.status === 'completed'))
    return before.status === 'completed' ? first : second
  return before.steps.length > after.steps.length ? first : second
}

const OF_EARLIER: Gap = {
  field: 'jobs',
  reason: 'malformed',
  source: 'api',
  detail: 'all entries are of earlier attempts',
}

/**
 * Returns a job from a recorded or fetched answer; undefined for any other form. It is pure, so that tests read
 * recorded responses with it.
 */
export const readJobResponse = (raw: unknown): ListedJob | undefined => {
  const parsed = z.safeParse(jobResponse, raw)
  return parsed.success ? toListedJob(parsed.data) : undefined
}

const toListedJob = (raw: JobResponse): ListedJob => {
  const hasRunner = (raw.runner_id ?? 0) !== 0 || (raw.runner_name ?? '') !== ''
  return {
    id: String(raw.id),
    name: redactThenCut(raw.name, 1_024),
    hasRunner,
    headSha: /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(raw.head_sha ?? '') ? (raw.head_sha ?? undefined) : undefined,
    api: {
      ...reportedFields({
        status: raw.status,
        conclusion: readOutcome(raw.conclusion),
        createdAt: toUtc(raw.created_at ?? ''),
        // While no runner has the job this is a placeholder equal to created_at (sgl-project/sglang#26509).
        startedAt: hasRunner ? toUtc(raw.started_at ?? '') : undefined,
        completedAt: raw.status === 'completed' ? toUtc(raw.completed_at ?? '') : undefined,
      }),
      labels: (raw.labels ?? []).slice(0, 50),
      ...reportedFields({
        runnerName: hasRunner ? raw.runner_name : undefined,
        runnerGroup: hasRunner ? raw.runner_group_name : undefined,
        attempt: raw.run_attempt,
        url: raw.html_url,
      }),
      steps: (raw.steps ?? []).slice(0, LIMITS.steps).map(toStep),
    },
  }
}

const toStep = (raw: NonNullable<NonNullable<JobResponse['steps']>>[number]): Step => ({
  ...reportedFields({ number: raw.number }),
  name: redactThenCut(raw.name, 1_024),
  ...reportedFields({
    startedAt: toUtc(raw.started_at ?? ''),
    completedAt: toUtc(raw.completed_at ?? ''),
    outcome: readOutcome(raw.conclusion),
  }),
  source: 'api',
})

const readOutcome = (value: string | null | undefined) => {
  const parsed = z.safeParse(outcome, value)
  return parsed.success ? parsed.data : undefined
}
