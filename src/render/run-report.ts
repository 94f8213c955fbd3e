import { LIMITS } from '../core/limits.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { totalMs } from './screen/account/account.ts'
import { accountOfManifest } from './screen/account/account-of-manifest.ts'
import { toParts } from './screen/parts.ts'
import { toSections } from './screen/print-markdown.ts'
import { toTitle } from './screen/title.ts'
import { callSection } from './sections/answer-sections.ts'
import { coreSections } from './sections/core-sections.ts'
import { gapSection } from './sections/detail-sections.ts'
import { replaySection } from './sections/replay-section.ts'
import { stepSection, verificationSection } from './sections/step-sections.ts'
import { code, link, text } from './text/markdown.ts'
import { assemble, type Section } from './text/section.ts'

/** Bytes kept free for the signature, and for what could not be posted. */
const ROOM = 8_192

/**
 * Renders the whole report for report.md, the job summary and the command line. The default limit is 1 MiB, over which
 * the runner drops a summary, less the bytes that a summary adds. The report leaves out its own signature.
 */
export const renderRunReport = (
  manifest: RunManifest,
  quotes: FailureQuotes = new Map(),
  maxBytes: number = LIMITS.stepSummary - ROOM,
): string => {
  const account = accountOfManifest(manifest, quotes, { own: 'left-out', storage: {} })
  const { first, more, details } = toParts(account)
  return assemble(
    [
      { title: '', blocks: [`## ${text(toTitle(account))}\n\n${origin(manifest)}`] },
      ...toSections([...first, ...more, details], account.serverUrl),
      ...coreSections(manifest, 'left-out', account.result !== 'failure' || totalMs(account) === undefined),
      replaySection(manifest),
      stepSection(manifest),
      verificationSection(manifest),
      callSection(manifest),
      gapSection(manifest),
      closing(manifest),
    ],
    maxBytes,
  )
}

/** Returns the first line of the report, as plain text. */
export const renderTitle = (manifest: RunManifest): string =>
  toTitle(accountOfManifest(manifest, new Map(), { own: 'left-out', storage: {} }))

const origin = ({ run, correlationId }: RunManifest): string => {
  const attempt = link(`attempt ${run.attempt.value}`, run.url?.value, run.serverUrl?.value)
  const commit = run.headSha ?? run.sha
  const branch = run.headBranch === undefined ? '' : ` · branch ${code(run.headBranch.value, 120)}`
  const event = `${run.event === undefined ? '' : ` · ${text(run.event.value)}`}${branch}`
  return `${text(run.repository.value)}${commit === undefined ? '' : ` at ${code(commit.value.slice(0, 12))}`}${event} · ${attempt} · ${code(correlationId)}\n\n`
}

const closing = (manifest: RunManifest): Section => ({
  title: 'About this report',
  blocks: [
    `Written ${manifest.reportedAt} by pipeline-trace ${text(manifest.tool.version)}; ${manifest.apiBudget.used} of ${manifest.apiBudget.allowed} API requests used. “~” marks a negative reading of GitHub's clock that was set to 0; “–” is what was not observed.\n`,
  ],
})
