import * as z from 'zod/mini'
import { duration } from '../../core/quantity.ts'
import type { FailureQuotes } from '../../findings/failures/quotes.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { type RunTimeline, runTimeline } from '../../schema/run/run-timeline.ts'
import { signatureLine } from '../run-headline.ts'
import { type Account, totalMs } from '../screen/account/account.ts'
import { accountOfManifest } from '../screen/account/account-of-manifest.ts'
import { code, joined, type Line, type Part, paragraph, strong, text } from '../screen/document.ts'
import { toParts } from '../screen/parts.ts'
import { toTerminal } from '../screen/print-terminal.ts'
import { buildSummary } from '../screen/summary.ts'
import { toTitle } from '../screen/title.ts'
import { escapeJson } from '../text/escape.ts'

/** Renders `pipeline-trace report --format text`: the account of the run for a terminal. */
export const renderRunText = (
  manifest: RunManifest,
  quotes: FailureQuotes,
  { colour }: { readonly colour: boolean },
): string => {
  const account = accountOfManifest(manifest, quotes, { own: 'left-out', storage: {} })
  const { first, more, details, last, gaps } = toParts(account)
  const head: Part = {
    title: '',
    blocks: [
      paragraph(strong(...headLine(manifest))),
      paragraph(...contextLine(manifest, account)),
      paragraph(strong(text(toTitle(account), 255))),
    ],
  }
  const signature = paragraph(signatureLine(manifest).trimEnd())
  const tables = paragraph('Every table of the report: --format markdown. Its timeline: --format json.')
  return toTerminal([head, ...first, ...more, details, last, gaps, { title: '', blocks: [signature, tables] }], colour)
}

/**
 * Renders `pipeline-trace report --format json`: keys in the order of the schema, without terminal control characters.
 */
export const renderRunTimelineJson = (document: RunTimeline, account: Account): string => {
  const whole = {
    ...document,
    // The account decides the result for every format.
    summary: buildSummary(account),
    jobs: document.jobs.map(withDuration),
  }
  // A document that does not fit its own schema is still the result, and is printed unchanged.
  const { data = whole } = z.safeParse(runTimeline, whole)
  return escapeJson(`${JSON.stringify(data, null, 2)}\n`)
}

type Job = RunTimeline['jobs'][number]

/** Adds the duration: the sum of the job's times in all states. A job that was not observed has none. */
const withDuration = (job: Job): Job =>
  job.intervals.length === 0
    ? job
    : { ...job, durationMs: Object.values(job.statesMs).reduce((sum, millis) => sum + millis, 0) }

const headLine = ({ run, result }: RunManifest): Line => [
  text(run.repository.value, 160),
  ' · ',
  text(run.workflow?.value ?? 'workflow', 160),
  ` · run ${run.number?.value ?? run.runId.value} · attempt ${run.attempt.value} · ${result}`,
]

/** Renders the event, the subject and the duration of the run. */
const contextLine = ({ run }: RunManifest, account: Account): Line => {
  const whole = totalMs(account)
  const commit = run.headSha ?? run.sha
  const parts: readonly Line[] = [
    ...(run.event === undefined ? [] : [[text(run.event.value, 60)]]),
    ...(run.headBranch === undefined ? [] : [['branch ', code(run.headBranch.value, 120)]]),
    ...(commit === undefined ? [] : [['commit ', code(commit.value.slice(0, 12))]]),
    ...(whole === undefined ? [] : [[duration(whole, whole)]]),
  ]
  return parts.length === 0 ? ['Event, branch and commit are not known'] : joined(parts, ' · ')
}
