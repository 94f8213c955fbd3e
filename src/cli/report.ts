import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { type KnownValues, knownValues, redactSecrets } from '../core/redact/redact.ts'
import { quoteFailures, withFailures } from '../findings/failures/decide-failure.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { toFindingsDocument } from '../findings/findings-document.ts'
import { signatureLine } from '../render/run-headline.ts'
import { renderRunReport } from '../render/run-report.ts'
import type { Account } from '../render/screen/account/account.ts'
import { accountOfManifest } from '../render/screen/account/account-of-manifest.ts'
import { escapeTerminal } from '../render/text/escape.ts'
import { text } from '../render/text/markdown.ts'
import { renderRunText, renderRunTimelineJson } from '../render/timeline/run-timeline-report.ts'
import { openRunArtifact, originLine, type RunArtifact } from '../run/offline/run-artifact.ts'
import type { RunRead } from '../run/run-read.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { RunTimeline } from '../schema/run/run-timeline.ts'
import { buildRunTimeline } from '../timeline/build-run-timeline.ts'
import { cutRunTimeline } from '../timeline/cut-timeline.ts'
import { EXIT } from './exit.ts'
import type { Format, ReportCommand } from './inputs/report-inputs.ts'
import type { CommandOutcome } from './outcome.ts'
import { checkOutputFile } from './output-file.ts'
import { isShown, type Terminal, writeAnswer } from './questions/answer.ts'
import { type OpenedRun, openOfflineRun, openOnlineRun, toManifest, toRefusalLine } from './questions/open-run.ts'
import { readRun } from './read-run.ts'
import { WITHOUT_TOKEN } from './refusal.ts'

/**
 * Runs `pipeline-trace report`: reports a run from GitHub or from a folder. For people it prints the account that the
 * report action makes, unsigned; as JSON it prints the timeline. What could not be read is a gap. Only a run that
 * cannot be read at all has no report, and an exit code of its own.
 * @throws TraceError USAGE for a folder or an output file that cannot be used.
 */
export const report = async (
  command: ReportCommand,
  now: () => number,
  progress: (line: string) => void,
  terminal: Terminal,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const opened = await openSource(command.from, now)
  if (opened.kind === 'refused') return { output: '', exitCode: EXIT.nothing, errors: [opened.line] }
  const format = command.format ?? (isShown(command, terminal) ? 'text' : 'markdown')
  const hasColour = isShown(command, terminal) && terminal.hasColour
  if (opened.kind === 'artifact')
    return writeAnswer(command, renderArtifact(opened.artifact, format, hasColour), EXIT.ok)
  const { wanted } = opened
  if (wanted.token === '') progress(WITHOUT_TOKEN)
  const answer = await readRun(wanted, progress)
  if (answer.kind === 'refused')
    return { output: '', exitCode: EXIT.nothing, errors: [toRefusalLine(wanted, answer.refusal)] }
  const { read } = answer
  const known = knownValues([wanted.token])
  const uncut = withFailures(buildRunTimeline(read.observation), getEnds(read))
  const document = redactSecrets(cutRunTimeline(uncut), known).value
  const exitCode = document.complete ? EXIT.ok : EXIT.incomplete
  const manifest = await toManifest(wanted, read, known)
  if (format === 'findings') return writeAnswer(command, renderFindings(manifest, 'the run'), exitCode)
  if (format === 'json')
    return writeAnswer(
      command,
      renderRunTimelineJson({ ...document, findings: manifest.findings }, toAccount(manifest)),
      exitCode,
    )
  // Errors of steps are printed for people and are part of no document.
  const quotes = renderQuotes(uncut, read, known)
  const shown =
    format === 'text'
      ? renderRunText(manifest, quotes, { colour: hasColour })
      : `${renderRunReport(manifest, quotes, LIMITS.reportFile)}\n${signatureLine(manifest)}`
  return writeAnswer(command, shown, exitCode)
}

const toAccount = (manifest: RunManifest): Account =>
  accountOfManifest(manifest, new Map(), { own: 'left-out', storage: {} })

const getEnds = ({ observation, failureReadings, logs }: RunRead) => ({
  ...observation,
  readings: failureReadings,
  services: logs.services,
})

const renderQuotes = (timeline: RunTimeline, read: RunRead, known: KnownValues): FailureQuotes =>
  new Map([...quoteFailures(timeline, getEnds(read))].map(([id, quotes]) => [id, redactSecrets(quotes, known).value]))

/** Renders the findings alone. @throws TraceError USAGE for an account in which findings were not looked for. */
const renderFindings = (manifest: RunManifest, place: string): string => {
  const document = toFindingsDocument(manifest)
  if (document !== undefined) return `${JSON.stringify(document, null, 2)}\n`
  throw new TraceError('USAGE', `${place} has no findings: the version that wrote it did not look for them`, {
    hint: 'pipeline-trace report with the address of the run looks for them now',
  })
}

const renderArtifact = ({ manifest, place }: RunArtifact, format: Format, hasColour: boolean): string => {
  if (format === 'json')
    throw new TraceError('USAGE', `${place} holds the account of a run, and no answers of GitHub`, {
      hint: 'Its JSON is run-manifest.json itself; --format markdown and --format text show it',
    })
  const shown = redactSecrets(manifest, knownValues([])).value
  if (format === 'findings') return renderFindings(shown, place)
  return format === 'text'
    ? `${renderRunText(shown, new Map(), { colour: hasColour })}\n${escapeTerminal(originLine(shown, place))}\n`
    : `${renderRunReport(shown, new Map(), LIMITS.reportFile)}\n${text(originLine(shown, place))}\n`
}

type OpenedSource =
  | { readonly kind: 'open'; readonly wanted: OpenedRun }
  | { readonly kind: 'artifact'; readonly artifact: RunArtifact }
  | { readonly kind: 'refused'; readonly line: string }

const openSource = async (from: ReportCommand['from'], now: () => number): Promise<OpenedSource> => {
  if (from.kind === 'online') return openOnlineRun(from.online, now)
  const artifact = await openRunArtifact(from.folder)
  if (artifact !== undefined) return { kind: 'artifact', artifact }
  return { kind: 'open', wanted: await openOfflineRun(from.folder, from.attempt) }
}
