import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { type Posted, postCheckRun, writeOnJob } from '../github/write/check-run.ts'
import { decideConclusion } from '../policy/check-conclusion.ts'
import type { JobLines } from '../render/check-annotations.ts'
import { type Beside, renderCheckRun } from '../render/check-run-body.ts'
import { code } from '../render/text/markdown.ts'
import { writeSummary } from '../runner/job-files.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { checkRunExternalId, checkRunName } from './check-run-identity.ts'
import type { World } from './connect.ts'
import { describeRefusedPost, isExpectedRefusal } from './refused-post.ts'
import { attemptUrl } from './run-facts.ts'

export type Presented = {
  readonly checkRunUrl: string | undefined
  /** One line per step down, naming what helps; without what was known before. */
  readonly faults: readonly string[]
  /** Neither check run nor summary took the report: it goes to the log. */
  readonly toLog: boolean
}

/** What is known of the run beside its account. */
export type Presentation = {
  /** Why the report was stored nowhere, where it was not. */
  readonly notStored?: string
  /** The run artifact, where it was stored. */
  readonly artifact?: string | undefined
  readonly defaultBranch: string | undefined
  /** The words of failed steps, and where the jobs stand in the workflow file: shown, and kept nowhere. */
  readonly quotes: FailureQuotes
  readonly lines: JobLines
}

/** Shows the report where the token allows: check run, job summary, log. */
export const presentRun = async (
  world: World,
  manifest: RunManifest,
  report: string,
  presentation: Presentation,
): Promise<Presented> => {
  const tries = await postAsAsked(world, manifest, presentation)
  const context = { token: world.inputs.token, isFromFork: isFromFork(world, manifest) }
  const refused = tries.flatMap(({ what, posted }) =>
    posted.ok
      ? []
      : [{ line: describeRefusedPost(what, posted, context), isExpected: isExpectedRefusal(posted, context) }],
  )
  const items = refused.map(({ line }) => toItem(line)).join('\n')
  const summary = items === '' ? report : `${report}\n### Not posted\n\n${items}\n`
  const summarised = writeSummary(world.environment['GITHUB_STEP_SUMMARY'], summary)
  return {
    checkRunUrl: tries.flatMap(({ posted }) => (posted.ok && posted.url !== undefined ? [posted.url] : []))[0],
    faults: refused.flatMap(({ line, isExpected }) => (isExpected ? [] : [line])),
    toLog: !summarised && !tries.some(({ posted }) => posted.ok),
  }
}

type Try = { readonly what: string; readonly posted: Posted }

/** `pull_request_target` runs in the base repository, with its token. */
const isFromFork = (world: World, { run }: RunManifest): boolean =>
  !world.followed && run.fork?.value === true && run.event?.value !== 'pull_request_target'

const postAsAsked = async (
  world: World,
  manifest: RunManifest,
  presentation: Presentation,
): Promise<readonly Try[]> => {
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
  posted: await postCheckRun(world.rest, world.writer, world.repository, {
    name: checkRunName(manifest, presentation.defaultBranch),
    headSha: manifest.run.headSha?.value ?? world.environment['GITHUB_SHA'] ?? '',
    conclusion: decideConclusion(manifest, world.inputs.failOn, world.inputs.conclusion),
    externalId: checkRunExternalId(manifest),
    detailsUrl: attemptUrl(world),
    ...renderCheckRun(manifest, besideOf(presentation)),
  }),
})

const postOnOwnJob = async (world: World, manifest: RunManifest, presentation: Presentation): Promise<Try> => ({
  what: "nothing was written on the report job's own check run",
  posted:
    world.inputs.jobId === ''
      ? NO_JOB_ID
      : await writeOnJob(
          world.writer,
          world.repository,
          world.inputs.jobId,
          renderCheckRun(manifest, besideOf(presentation)),
        ),
})

const besideOf = ({ notStored, artifact, quotes, lines }: Presentation): Beside => ({
  storage: { notStored, artifact },
  quotes,
  lines,
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
