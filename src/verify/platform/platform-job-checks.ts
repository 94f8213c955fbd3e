import { anchorWords } from '../../account/agreement/anchor/anchor.ts'
import { findAnchor, readAnchors } from '../../account/agreement/anchor/find-anchor.ts'
import { isInSpans, spansFor } from '../../account/agreement/job-spans.ts'
import { millisBetween } from '../../core/time.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { AnchorLog } from '../../schema/observed/anchor-log.ts'
import type { Check, ReportedJob } from '../../schema/run/run-manifest.ts'
import { fail, noneApply, notApplicable, pass } from '../check.ts'
import type { Answer, AttemptAddress, PlatformChoice, PlatformJob } from './platform.ts'
import { whyNotAsked } from './platform.ts'

/** The claims about one job, from its manifest, its statement or the run manifest. */
export type ClaimedJob = AttemptAddress & {
  readonly serverUrl: string
  readonly jobId: string | undefined
  /** SHA-256 of the job manifest, hex. */
  readonly digestHex: string
  /** Signed time of the job's own signature. */
  readonly signedAt: string | undefined
  readonly manifest?: JobManifest | undefined
  /** The API's values, as the run manifest has them. */
  readonly reported?: ReportedJob | undefined
}

/**
 * The tolerance. GitHub's clock has a resolution of a second, and a timestamp authority has its own clock; both are
 * exact to a second. A minute covers a delay of signing under load, and is far less than the time between two attempts.
 */
export const SKEW_MS = 60_000

const JOB_CHECKS = ['api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor'] as const

/**
 * Checks that GitHub knows this job, in this attempt, with this end and these times, and that its log names the digest.
 */
export const checkJobOnPlatform = async (choice: PlatformChoice, claim: ClaimedJob): Promise<readonly Check[]> => {
  const reason = whyNotAsked(choice, claim)
  if (reason !== undefined || 'notAsked' in choice) return noneApply(JOB_CHECKS, reason ?? 'not asked')
  const { jobId } = claim
  if (jobId === undefined) return noneApply(JOB_CHECKS, 'the manifest names no job id')
  const answer = await choice.readJobs(claim.repository, claim.runId, claim.attempt)
  if (!answer.ok)
    return answer.absent
      ? [
          fail('api-job', `no such attempt: ${answer.reason}`),
          ...noneApply(JOB_CHECKS.slice(1), 'there is no such attempt'),
        ]
      : noneApply(JOB_CHECKS, answer.reason)
  const job = answer.value.jobs.find(({ id }) => id === jobId)
  if (job === undefined)
    return answer.value.complete
      ? [
          fail('api-job', `attempt ${claim.attempt} has no job ${jobId}`),
          ...noneApply(JOB_CHECKS.slice(1), 'there is no such job'),
        ]
      : noneApply(JOB_CHECKS, 'the job list could not be read to its end')
  return [
    checkName(job, claim),
    checkConclusion(job, claim),
    checkTimes(job, claim),
    checkSigningTime(job, claim.signedAt),
    checkAnchor(await choice.readLog(claim.repository, jobId), job, claim),
  ]
}

const checkName = (job: PlatformJob, { attempt, reported }: ClaimedJob): Check =>
  reported?.api !== undefined && reported.name !== job.name
    ? fail('api-job', `job ${job.id}: the run manifest calls it ${reported.name}, GitHub ${job.name}`)
    : pass('api-job', `job ${job.id} of attempt ${attempt}: ${job.name}`)

/**
 * Post reads the job status before the end: a success so far that GitHub then counts as failed is late, not a false
 * value.
 */
const checkConclusion = (job: PlatformJob, { manifest, reported }: ClaimedJob): Check => {
  const id = 'api-conclusion'
  const { conclusion } = job
  if (conclusion === undefined) return notApplicable(id, 'GitHub has no conclusion yet')
  const told = reported?.api?.conclusion
  if (told !== undefined && told !== conclusion)
    return fail(id, `the run manifest says ${told}, GitHub says ${conclusion}`)
  const seen = manifest?.job.status?.value
  if (seen !== undefined && seen !== conclusion)
    return seen === 'success'
      ? notApplicable(id, `success so far when the job wrote its manifest, then ${conclusion}`)
      : fail(id, `the job says ${seen}, GitHub says ${conclusion}`)
  return seen === undefined && told === undefined
    ? notApplicable(id, `no conclusion is claimed, GitHub says ${conclusion}`)
    : pass(id, conclusion)
}

const RESOLUTION_MS = 1_000

/** Checks the API's times in the run manifest, and the recorder's own times within the job's. */
const checkTimes = (job: PlatformJob, { manifest, reported }: ClaimedJob): Check => {
  const id = 'api-times'
  const told = [
    ['start', reported?.api?.startedAt, job.startedAt],
    ['end', reported?.api?.completedAt, job.completedAt],
  ] as const
  const both = told.filter(([, one, other]) => one !== undefined && other !== undefined)
  const differing = both.find(([, one, other]) => Math.abs(millisBetween(one, other) ?? 0) > RESOLUTION_MS)
  if (differing !== undefined)
    return fail(id, `${differing[0]}: the run manifest says ${differing[1]}, GitHub says ${differing[2]}`)
  const spoken = manifest === undefined ? [] : [manifest.recorder.preAt, manifest.recorder.postAt]
  const said = spoken.flatMap(at => (at === undefined ? [] : [{ at, spans: spansFor(at, job) }]))
  const wrong = said.find(({ at, spans }) => spans !== undefined && !isInSpans(at, spans))
  if (wrong !== undefined)
    return fail(id, `the recorder says ${wrong.at}, GitHub says ${(wrong.spans ?? []).join(', ')}`)
  if (said.some(({ spans }) => spans !== undefined))
    return pass(id, `within ${job.startedAt ?? 'an unknown start'} and ${job.completedAt ?? 'no end yet'}`)
  return both.length > 0
    ? pass(id, both.map(([name, , at]) => `${name} ${at}`).join(', '))
    : notApplicable(id, 'no time is claimed that GitHub also tells')
}

const checkSigningTime = (job: PlatformJob, signedAt: string | undefined): Check =>
  job.startedAt === undefined
    ? notApplicable('signing-time', 'GitHub names no start of the job')
    : checkWithin(signedAt, job.startedAt, job.completedAt)

/** Checks that a signed time is between two times of GitHub, or after the first if there is no end yet. */
export const checkWithin = (signedAt: string | undefined, from: string, to: string | undefined): Check => {
  const id = 'signing-time'
  if (signedAt === undefined) return notApplicable(id, 'there is no signed time')
  const [early, late] = [millisBetween(signedAt, from) ?? 0, millisBetween(to, signedAt) ?? 0]
  if (early > SKEW_MS) return fail(id, `signed at ${signedAt}, before ${from}`)
  if (late > SKEW_MS) return fail(id, `signed at ${signedAt}, after ${to ?? ''}`)
  return pass(id, `${signedAt} is within ${from} and ${to ?? 'now'}`)
}

/** Checks the log anchor with the same function as the report. */
const checkAnchor = (answer: Answer<AnchorLog>, job: PlatformJob, claim: ClaimedJob): Check => {
  const id = 'log-anchor'
  if (!answer.ok) return notApplicable(id, `the log of job ${job.id} could not be read: ${answer.reason}`)
  const { digestHex, attempt, manifest } = claim
  const anchor = findAnchor(
    { digest: `sha256:${digestHex}`, attempt, jobId: manifest === undefined ? job.id : manifest.job.id?.value },
    readAnchors(job.steps, answer.value),
  )
  const words = `job ${job.id}: ${anchorWords(anchor)}`
  switch (anchor.kind) {
    case 'confirmed':
      return pass(id, words)
    case 'unconfirmed':
      return notApplicable(id, words)
    case 'rejected':
      return fail(id, anchor.digest === undefined ? words : `${words}, ${anchor.digest}; this is sha256:${digestHex}`)
  }
}
