import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { type Posted, postCheckRun, writeOnJob } from '../github/write/check-run.ts'
import { decideConclusion } from '../policy/check-conclusion.ts'
import type { JobLines } from '../render/check-annotations.ts'
import { type Beside, renderCheckRun } from '../render/check-run-body.ts'
import { code } from '../render/text/markdown.ts'
import { attemptUrl } from '../run/run-identity.ts'
import { writeSummary } from '../runner/job-files.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { checkRunExternalId, checkRunName } from './check-run-identity.ts'
import type { ReportContext } from './connect.ts'
import { describeRefusedPost, isExpectedRefusal } from './refused-post.ts'

export type Presented = {
  readonly checkRunUrl: string | undefined
  /** One line for each failed part, with its remedy. It leaves out what was known before. */
  readonly faults: readonly string[]
  /** Whether the report goes to the log, because neither check run nor summary accepted it. */
  readonly toLog: boolean
}

/** Facts about the run beside its account. */
export type Presentation = {
  /** Why the report was not stored; absent where it was. */
  readonly notStored?: string
  /** The run artifact, where it was stored. */
  readonly artifact?: string | undefined
  readonly defaultBranch: string | undefined
  /** The errors of failed steps, and the lines of the jobs in the workflow file. They are shown and not stored. */
  readonly quotes: FailureQuotes
  readonly lines: JobLines
  /** How many findings the configuration file lets the check run show. */
  readonly mostFindings?: number | undefined
}

/** Shows the report where the token allows: check run, job summary, log. */
export const presentRun = async (
  context: ReportContext,
  manifest: RunManifest,
  report: string,
  presentation: Presentation,
): Promise<Presented> => {
  const tries = await postAsAsked(context, manifest, presentation)
  const token = { token: context.inputs.token, isFromFork: isFromFork(context, manifest) }
  const refused = tries.flatMap(({ what, posted }) =>
    posted.ok ? [] : [{ line: describeRefusedPost(what, posted, token), isExpected: isExpectedRefusal(posted, token) }],
  )
  const items = refused.map(({ line }) => toItem(line)).join('\n')
  const summary = items === '' ? report : `${report}\n### Not posted\n\n${items}\n`
  const summarised = writeSummary(context.environment['GITHUB_STEP_SUMMARY'], summary)
  return {
    checkRunUrl: tries.flatMap(({ posted }) => (posted.ok && posted.url !== undefined ? [posted.url] : []))[0],
    faults: refused.flatMap(({ line, isExpected }) => (isExpected ? [] : [line])),
    toLog: !summarised && !tries.some(({ posted }) => posted.ok),
  }
}

type Try = { readonly what: string; readonly posted: Posted }

/** `pull_request_target` runs in the base repository, with its token. */
const isFromFork = (context: ReportContext, { run }: RunManifest): boolean =>
  context.subject.kind === 'own-run' && run.fork?.value === true && run.event?.value !== 'pull_request_target'

const postAsAsked = async (
  context: ReportContext,
  manifest: RunManifest,
  presentation: Presentation,
): Promise<readonly Try[]> => {
  switch (context.inputs.checkRun) {
    case 'off':
      return []
    case 'separate':
      return [await postSeparate(context, manifest, presentation)]
    case 'own-job': {
      const own = await postOnOwnJob(context, manifest, presentation)
      return own.posted.ok ? [own] : [own, await postSeparate(context, manifest, presentation)]
    }
    case 'both':
      return [await postSeparate(context, manifest, presentation), await postOnOwnJob(context, manifest, presentation)]
  }
}

const postSeparate = async (
  context: ReportContext,
  manifest: RunManifest,
  presentation: Presentation,
): Promise<Try> => ({
  what: 'no check run was posted',
  posted: await postCheckRun(context.rest, context.writer, context.subject.repository, {
    name: checkRunName(manifest, presentation.defaultBranch),
    headSha: manifest.run.headSha?.value ?? context.environment['GITHUB_SHA'] ?? '',
    conclusion: decideConclusion(manifest, context.inputs.failOn, context.inputs.conclusion),
    externalId: checkRunExternalId(manifest),
    detailsUrl: attemptUrl(context.subject),
    ...renderCheckRun(manifest, toBeside(presentation)),
  }),
})

const postOnOwnJob = async (
  context: ReportContext,
  manifest: RunManifest,
  presentation: Presentation,
): Promise<Try> => ({
  what: "nothing was written on the report job's own check run",
  posted:
    context.inputs.jobId === ''
      ? NO_JOB_ID
      : await writeOnJob(
          context.writer,
          context.subject.repository,
          context.inputs.jobId,
          renderCheckRun(manifest, toBeside(presentation)),
        ),
})

const toBeside = ({ notStored, artifact, quotes, lines, mostFindings }: Presentation): Beside => ({
  mostFindings,
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

/**
 * The item for a summary without a check run, with what the report job lacks. GitHub's answer is foreign text, so it
 * is printed as code.
 */
const toItem = (fault: string): string => `- ${code(fault)}`
