import type { JobManifest, Step } from '../../model/job-manifest.ts'
import type { ApiJob, JobTiming } from '../../model/run-manifest.ts'
import { millisBetween, toMillis } from '../../model/time.ts'

/** When the job's environment let it through, where deployment statuses tell: approval is not queueing. */
export type Approval = { readonly from: string; readonly to: string }

type Phase = 'queueMs' | 'setupMs' | 'workMs' | 'totalMs'

/**
 * Milliseconds per phase from GitHub's account of a job, absent where it was not observed. `created_at` of a job lags
 * behind `started_at` by up to 29 s in recorded runs: such a queue becomes 0 and is said to be clamped.
 */
export const apiTiming = (job: ApiJob, approval: Approval | undefined, record: JobManifest | undefined): JobTiming => {
  if (job.conclusion === 'skipped' || job.startedAt === undefined) return { clamped: [] }
  const stages = stagesOf(job.steps, record)
  const begin = earliest([job.startedAt, stages.first])
  const end = job.completedAt
  const approvalMs = approval === undefined ? undefined : millisBetween(approval.from, approval.to)
  return withClamps({
    queueMs: millisBetween(approval?.to ?? job.createdAt, job.startedAt),
    setupMs: millisBetween(begin, stages.mainStart),
    workMs: millisBetween(stages.mainStart, stages.mainEnd),
    totalMs: millisBetween(begin, end),
    ...(approvalMs === undefined ? {} : { approvalMs }),
  })
}

/** The same from the recorder alone, runner's clock: no queue, since the runner cannot know it. */
export const recordTiming = (record: JobManifest): JobTiming => {
  const stages = stagesOf(record.steps, record)
  return withClamps({
    setupMs: millisBetween(stages.first, stages.mainStart),
    workMs: millisBetween(stages.mainStart, stages.mainEnd),
  })
}

const withClamps = (raw: { readonly [P in Phase | 'approvalMs']?: number | undefined }): JobTiming => {
  const known = Object.entries(raw).filter((entry): entry is [Phase | 'approvalMs', number] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(known.map(([phase, millis]) => [phase, Math.max(0, Math.round(millis))])),
    clamped: known
      .filter(([, millis]) => millis < 0)
      .map(([phase]) => phase)
      .filter(phase => phase !== 'approvalMs'),
  }
}

type Stages = { readonly first?: string; readonly mainStart?: string; readonly mainEnd?: string }

/** Set-up ends where the first main step starts; work ends with the last main step (steps may overlap). */
const stagesOf = (steps: readonly Step[], record: JobManifest | undefined): Stages => {
  const known = new Map(
    (record?.steps ?? []).flatMap(step => (step.number === undefined ? [] : [[step.number, step.stage] as const])),
  )
  const ran = steps.filter(step => step.outcome !== 'skipped' && step.startedAt !== undefined)
  const main = ran.filter(step => (step.stage ?? known.get(step.number ?? -1) ?? guessStage(step.name)) === 'main')
  const first = earliest(ran.map(step => step.startedAt))
  const mainStart = earliest(main.map(step => step.startedAt))
  const mainEnd = latest(main.map(step => step.finishedAt))
  return {
    ...(first === undefined ? {} : { first }),
    ...(mainStart === undefined ? {} : { mainStart }),
    ...(mainEnd === undefined ? {} : { mainEnd }),
  }
}

/**
 * REST gives no stage. These are the runner's own names (actions/runner src/Runner.Worker/JobExtension.cs and
 * ActionRunner.cs); a user's step of such a name is misread, which the recorder's numbers correct.
 */
export const guessStage = (name: string): 'setup' | 'pre' | 'main' | 'post' | 'complete' => {
  if (/^(Set up job$|Set up runner$|Initialize containers$|Pull )/.test(name)) return 'setup'
  if (name.startsWith('Pre ')) return 'pre'
  if (name.startsWith('Post ')) return 'post'
  return /^(Complete job|Complete runner|Stop containers)$/.test(name) ? 'complete' : 'main'
}

const earliest = (times: readonly (string | undefined)[]): string | undefined => byTime(times)[0]
const latest = (times: readonly (string | undefined)[]): string | undefined => byTime(times).at(-1)

const byTime = (times: readonly (string | undefined)[]): readonly string[] =>
  times.filter(time => time !== undefined).sort((a, b) => (toMillis(a) ?? 0) - (toMillis(b) ?? 0))
