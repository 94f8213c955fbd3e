import { type Posted, postCheckRun, writeOnJob } from '../github/check-run.ts'
import { writeSummary } from '../github/job-files.ts'
import { cutText } from '../model/cut-text.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { renderCheckRun } from '../render/check-run.ts'
import { code } from '../render/markdown.ts'
import { CHECK_RUN_PREFIX } from '../timeline/pseudo-job.ts'
import { conclusionOf } from '../trust/policy/check-conclusion.ts'
import type { World } from './connect.ts'
import { attemptUrl } from './run-facts.ts'

export type Presented = {
  readonly checkRunUrl: string | undefined
  /** One line per step down, naming the permission. */
  readonly faults: readonly string[]
  /** Neither check run nor summary took the report: it goes to the log. */
  readonly toLog: boolean
}

/** Shows the report where the token allows: check run, job summary, log. */
export const presentRun = async (world: World, manifest: RunManifest, report: string): Promise<Presented> => {
  const tries = await postAsAsked(world, manifest)
  const faults = tries.flatMap(({ what, posted }) => (posted.ok ? [] : [faultOf(what, posted)]))
  const summary = faults.length === 0 ? report : `${report}\n### Not posted\n\n${faults.map(toItem).join('\n')}\n`
  const summarised = writeSummary(world.environment['GITHUB_STEP_SUMMARY'], summary)
  return {
    checkRunUrl: tries.flatMap(({ posted }) => (posted.ok && posted.url !== undefined ? [posted.url] : []))[0],
    faults,
    toLog: !summarised && !tries.some(({ posted }) => posted.ok),
  }
}

type Try = { readonly what: string; readonly posted: Posted }

const postAsAsked = async (world: World, manifest: RunManifest): Promise<readonly Try[]> => {
  // The token of a fork's pull request is read-only: asking would only be refused.
  if (!world.followed && manifest.run.fork?.value === true && manifest.run.event?.value === 'pull_request') return []
  switch (world.inputs.checkRun) {
    case 'off':
      return []
    case 'separate':
      return [await postSeparate(world, manifest)]
    case 'own-job': {
      const own = await postOnOwnJob(world, manifest)
      return own.posted.ok ? [own] : [own, await postSeparate(world, manifest)]
    }
    case 'both':
      return [await postSeparate(world, manifest), await postOnOwnJob(world, manifest)]
  }
}

const postSeparate = async (world: World, manifest: RunManifest): Promise<Try> => ({
  what: 'no check run was posted',
  posted: await postCheckRun(world.rest, world.repository, {
    name: cutText(`${CHECK_RUN_PREFIX}${manifest.run.workflow?.value ?? 'workflow'}`, 200),
    headSha: manifest.run.headSha?.value ?? world.environment['GITHUB_SHA'] ?? '',
    conclusion: conclusionOf(manifest, world.inputs.failOn),
    externalId: `${manifest.correlationId}/${world.attempt}`,
    detailsUrl: attemptUrl(world),
    ...renderCheckRun(manifest),
  }),
})

const postOnOwnJob = async (world: World, manifest: RunManifest): Promise<Try> => ({
  what: "nothing was written on the report job's own check run",
  posted:
    world.inputs.jobId === ''
      ? NO_JOB_ID
      : await writeOnJob(world.rest, world.repository, world.inputs.jobId, renderCheckRun(manifest)),
})

const NO_JOB_ID: Posted = {
  ok: false,
  reason: 'not-provided',
  status: undefined,
  detail: 'this runner gives no job id',
  permission: undefined,
}

/** A summary without a check run says what the report job lacks; the answer's text is the world's, so it is code. */
const toItem = (fault: string): string => `- ${code(fault)}`

const faultOf = (what: string, refusal: Exclude<Posted, { ok: true }>): string =>
  refusal.reason === 'permission-denied' || refusal.status === 404
    ? `${what}: add \`checks: write\` to the permissions of the report job (${refusal.detail})`
    : `${what}: ${refusal.detail}`
