import { type Posted, postCheckRun, writeOnJob } from '../github/check-run.ts'
import { writeSummary } from '../github/job-files.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { renderCheckRun } from '../render/check-run.ts'
import { code } from '../render/markdown.ts'
import { conclusionOf } from '../trust/policy/check-conclusion.ts'
import { checkRunExternalId, checkRunName } from './check-run-identity.ts'
import type { World } from './connect.ts'
import { attemptUrl } from './run-facts.ts'

export type Presented = {
  readonly checkRunUrl: string | undefined
  /** One line per step down, naming the permission. */
  readonly faults: readonly string[]
  /** Neither check run nor summary took the report: it goes to the log. */
  readonly toLog: boolean
}

/** What is known of the run beside its account. */
export type Presentation = {
  /** Why the report was stored nowhere, where it was not. */
  readonly notStored?: string
  readonly defaultBranch: string | undefined
}

/** Shows the report where the token allows: check run, job summary, log. */
export const presentRun = async (
  world: World,
  manifest: RunManifest,
  report: string,
  presentation: Presentation,
): Promise<Presented> => {
  const tries = await postAsAsked(world, manifest, presentation)
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

const postAsAsked = async (
  world: World,
  manifest: RunManifest,
  presentation: Presentation,
): Promise<readonly Try[]> => {
  // The token of a fork's pull request is read-only: asking would only be refused.
  if (!world.followed && manifest.run.fork?.value === true && manifest.run.event?.value === 'pull_request') return []
  switch (world.inputs.checkRun) {
    case 'off':
      return []
    case 'separate':
      return [await postSeparate(world, manifest, presentation)]
    case 'own-job': {
      const own = await postOnOwnJob(world, manifest, presentation)
      return own.posted.ok ? [own] : [own, await postSeparate(world, manifest, presentation)]
    }
    case 'both':
      return [await postSeparate(world, manifest, presentation), await postOnOwnJob(world, manifest, presentation)]
  }
}

const postSeparate = async (world: World, manifest: RunManifest, presentation: Presentation): Promise<Try> => ({
  what: 'no check run was posted',
  posted: await postCheckRun(world.rest, world.repository, {
    name: checkRunName(manifest, presentation.defaultBranch),
    headSha: manifest.run.headSha?.value ?? world.environment['GITHUB_SHA'] ?? '',
    conclusion: conclusionOf(manifest, world.inputs.failOn),
    externalId: checkRunExternalId(manifest),
    detailsUrl: attemptUrl(world),
    ...renderCheckRun(manifest, presentation),
  }),
})

const postOnOwnJob = async (world: World, manifest: RunManifest, presentation: Presentation): Promise<Try> => ({
  what: "nothing was written on the report job's own check run",
  posted:
    world.inputs.jobId === ''
      ? NO_JOB_ID
      : await writeOnJob(world.rest, world.repository, world.inputs.jobId, renderCheckRun(manifest, presentation)),
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
