import { isHeadSha } from '../../core/head-sha.ts'
import { millisBetween } from '../../core/time.ts'
import { workflowPath } from '../../core/workflow-path.ts'
import type { Check, RunManifest } from '../../schema/run/run-manifest.ts'
import { fail, noneApply, notApplicable, pass } from '../check.ts'
import { type RunClaims, serverOfClaims } from '../documents/claims.ts'
import {
  type AttemptAddress,
  type PlatformChoice,
  type PlatformJobs,
  type PlatformRun,
  whyNotAsked,
} from './platform.ts'
import { checkWithin } from './platform-job-checks.ts'

/** The run that a document claims. */
export const toAddress = (claims: RunClaims): AttemptAddress & { readonly serverUrl: string } => ({
  serverUrl: serverOfClaims(claims),
  repository: claims.repository,
  runId: claims.runId,
  attempt: Number(claims.attempt),
})

/** Checks that GitHub has this run and attempt, with the same event, commit and workflow file. */
export const checkRunOnPlatform = async (
  choice: PlatformChoice,
  claims: RunClaims,
  headSha: string | undefined,
): Promise<readonly Check[]> => {
  const asked = await askForRun(choice, claims)
  return 'checks' in asked ? asked.checks : [asked.exists, checkFields(asked.run, claims, headSha)]
}

/** Checks the same for a run manifest, whether it accounts for every job that GitHub lists, and when it was signed. */
export const checkRunManifestOnPlatform = async (
  choice: PlatformChoice,
  claims: RunClaims,
  manifest: RunManifest,
  signedAt: string | undefined,
): Promise<readonly Check[]> => {
  const asked = await askForRun(choice, claims)
  if ('checks' in asked) return [...asked.checks, ...noneApply(['api-all-jobs', 'signing-time'], asked.reason)]
  const { repository, runId, attempt } = toAddress(claims)
  const list = 'notAsked' in choice ? undefined : await choice.readJobs(repository, runId, attempt)
  const jobs = list?.ok === true ? list.value : undefined
  const refusal = list === undefined || list.ok ? 'not asked' : list.reason
  return [
    asked.exists,
    checkFields(asked.run, claims, manifest.run.headSha?.value),
    jobs === undefined ? notApplicable('api-all-jobs', refusal) : checkAllJobs(jobs, manifest),
    manifest.reporter?.role === 'collector'
      ? notApplicable('signing-time', 'signed by a later run')
      : checkRunSigningTime(asked.run, jobs, signedAt),
  ]
}

type Asked =
  | { readonly exists: Check; readonly run: PlatformRun }
  | { readonly checks: readonly Check[]; readonly reason: string }

const askForRun = async (choice: PlatformChoice, claims: RunClaims): Promise<Asked> => {
  const address = toAddress(claims)
  const reason = whyNotAsked(choice, address)
  if (reason !== undefined || 'notAsked' in choice) {
    const why = reason ?? 'not asked'
    return { checks: noneApply(['api-run', 'api-run-fields'], why), reason: why }
  }
  const { repository, runId, attempt } = address
  const answer = await choice.readRun(repository, runId, attempt)
  if (!answer.ok)
    return answer.absent
      ? {
          checks: [
            fail('api-run', `GitHub has no run ${runId} with attempt ${attempt}: it never was, or it was deleted`),
            notApplicable('api-run-fields', 'there is no such run'),
          ],
          reason: 'there is no such run',
        }
      : { checks: noneApply(['api-run', 'api-run-fields'], answer.reason), reason: answer.reason }
  const run = answer.value
  const exists =
    run.attempt === undefined || run.attempt === attempt
      ? pass('api-run', `run ${runId}, attempt ${attempt}`)
      : fail('api-run', `asked for attempt ${attempt}, GitHub answered with ${run.attempt}`)
  return { exists, run }
}

const checkFields = (run: PlatformRun, claims: RunClaims, headSha: string | undefined): Check => {
  const id = 'api-run-fields'
  const commit = claims.event === 'pull_request' ? headSha : isHeadSha(claims.event) ? claims.sha : undefined
  const pairs = [
    ['event', claims.event, run.event],
    ['commit', commit, run.headSha],
    ['workflow file', workflowPath(claims.workflowRef), workflowPath(run.path)],
  ] as const
  const both = pairs.filter(([, claimed, known]) => claimed !== undefined && known !== undefined)
  const differing = both.find(([, claimed, known]) => claimed !== known)
  if (differing !== undefined)
    return fail(id, `${differing[0]}: claimed ${differing[1] ?? ''}, GitHub says ${differing[2] ?? ''}`)
  return both.length === 0
    ? notApplicable(id, 'nothing is claimed that GitHub also tells')
    : pass(id, both.map(([name, , known]) => `${name} ${known ?? ''}`).join(', '))
}

/** Checks that the run manifest names exactly the jobs that GitHub lists. Jobs created after the report are ignored. */
const checkAllJobs = ({ jobs, complete }: PlatformJobs, manifest: RunManifest): Check => {
  const id = 'api-all-jobs'
  const ours = new Set(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [job.id])))
  const theirs = new Set(jobs.map(job => job.id))
  const missing = jobs.filter(job => !ours.has(job.id) && (millisBetween(manifest.reportedAt, job.createdAt) ?? 0) <= 0)
  const invented = complete ? [...ours].filter(job => !theirs.has(job)) : []
  if (invented.length > 0) return fail(id, `GitHub lists no job ${named(invented)}`)
  if (missing.length === 0)
    return complete
      ? pass(id, `${jobs.length} jobs`)
      : notApplicable(id, `${jobs.length} jobs of a list that could not be read to its end`)
  const words = `not in the run manifest: ${named(missing.map(job => job.name))}`
  // The check `completeness` compares it with the other counts.
  const notShown = manifest.completeness.notShown?.jobs ?? 0
  if (missing.length <= notShown) return notApplicable(id, `${words}; it says that ${notShown} jobs did not fit`)
  return manifest.completeness.by === 'job-key' && !manifest.completeness.complete
    ? notApplicable(id, `${words}; it was made without the job list, and says that it is incomplete`)
    : fail(id, words)
}

const NAMED = 10
const named = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`

/**
 * Checks the signing time against the whole attempt: some job of it signed, and the certificate does not name the job.
 */
const checkRunSigningTime = (run: PlatformRun, list: PlatformJobs | undefined, signedAt: string | undefined): Check => {
  if (run.startedAt === undefined) return notApplicable('signing-time', 'GitHub names no start of the attempt')
  const ends = list?.jobs.map(job => job.completedAt) ?? []
  const isOver = list?.complete === true && ends.length > 0 && ends.every(end => end !== undefined)
  const last = isOver ? ends.reduce((a, b) => ((millisBetween(a, b) ?? 0) > 0 ? b : a)) : undefined
  return checkWithin(signedAt, run.startedAt, last)
}
