import { withSpent } from '../account/build-account.ts'
import { cutRows } from '../account/cut-rows.ts'
import { fitRunManifest } from '../account/fit-run-manifest.ts'
import { redactAccount } from '../account/redact-account.ts'
import { stateSigning } from '../account/state-signing.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { type KnownValues, knownValues, redactSecrets } from '../core/redact/redact.ts'
import { quoteFailures, withFailures } from '../findings/failures/decide-failure.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { toFindingsDocument } from '../findings/findings-document.ts'
import type { Refusal } from '../github/rest/client.ts'
import { signatureLine } from '../render/run-headline.ts'
import { renderRunReport } from '../render/run-report.ts'
import type { Account } from '../render/screen/account/account.ts'
import { accountOfManifest } from '../render/screen/account/account-of-manifest.ts'
import { escapeTerminal } from '../render/text/escape.ts'
import { text } from '../render/text/markdown.ts'
import { renderRunText, renderRunTimelineJson } from '../render/timeline/run-timeline-report.ts'
import { openFolder } from '../run/offline/open-folder.ts'
import { openRunArtifact, originLine, type RunArtifact } from '../run/offline/run-artifact.ts'
import type { RunRead } from '../run/run-read.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { RunTimeline } from '../schema/run/run-timeline.ts'
import { buildRunTimeline } from '../timeline/build-run-timeline.ts'
import { cutRunTimeline } from '../timeline/cut-timeline.ts'
import { EXIT } from './exit.ts'
import { LOGS, type TokenVariable } from './inputs/online-inputs.ts'
import type { Format, ReportCommand } from './inputs/report-inputs.ts'
import { createOnlineClient } from './online-client.ts'
import type { CommandOutcome } from './outcome.ts'
import { checkOutputFile, writeOutputFile } from './output-file.ts'
import { getReadAccount, readRun, type Wanted } from './read-run.ts'
import { checkRefusalLine, refusalLine, WITHOUT_TOKEN } from './refusal.ts'
import { resolveRun } from './resolve-run.ts'

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
  if (opened.kind === 'artifact') return write(command, renderArtifact(opened.artifact, format, hasColour), EXIT.ok)
  const { wanted } = opened
  if (wanted.token === '') progress(WITHOUT_TOKEN)
  const answer = await readRun(wanted, progress)
  if (answer.kind === 'refused') return refused(wanted, answer.refusal)
  const { read } = answer
  const known = knownValues([wanted.token])
  const uncut = withFailures(buildRunTimeline(read.observation), getEnds(read))
  const document = redactSecrets(cutRunTimeline(uncut), known).value
  const exitCode = document.complete ? EXIT.ok : EXIT.incomplete
  const manifest = await readManifest(wanted, read, known)
  if (format === 'findings') return write(command, renderFindings(manifest, 'the run'), exitCode)
  if (format === 'json')
    return write(
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
  return write(command, shown, exitCode)
}

const toAccount = (manifest: RunManifest): Account =>
  accountOfManifest(manifest, new Map(), { own: 'left-out', storage: {} })

/** Properties of standard output. */
export type Terminal = { readonly isTerminal: boolean; readonly hasColour: boolean }

/**
 * Whether the terminal form is used. Without `--format`, a terminal gets its own form; a file or a pipe gets Markdown.
 */
const isShown = ({ output }: ReportCommand, { isTerminal }: Terminal): boolean => output === undefined && isTerminal

const write = async ({ output }: ReportCommand, content: string, exitCode: number): Promise<CommandOutcome> => {
  if (output === undefined) return { output: content, exitCode }
  await writeOutputFile(output, content)
  return { output: '', exitCode }
}

const refused = ({ subject, token, tokenFrom }: OpenedRun, refusal: Refusal): CommandOutcome => {
  const what = `run ${subject.runId} of ${subject.repository}`
  const line = token === undefined ? `${what}: ${refusal.detail}` : refusalLine(what, refusal, tokenFrom)
  return { output: '', exitCode: EXIT.nothing, errors: [line] }
}

const getEnds = ({ observation, failureReadings, logs }: RunRead) => ({
  ...observation,
  readings: failureReadings,
  services: logs.services,
})

const renderQuotes = (timeline: RunTimeline, read: RunRead, known: KnownValues): FailureQuotes =>
  new Map([...quoteFailures(timeline, getEnds(read))].map(([id, quotes]) => [id, redactSecrets(quotes, known).value]))

/** Builds the account as the report action would write it: cut to the limits of a manifest, without credentials. */
const readManifest = async (wanted: OpenedRun, read: RunRead, known: KnownValues): Promise<RunManifest> => {
  const { account } = await getReadAccount(wanted, read, wanted.spent())
  const stated = stateSigning(withSpent(account, wanted.spent()), { mode: 'none', reason: 'made-by-command-line' })
  const { manifest } = fitRunManifest(redactAccount(cutRows(stated, ''), known))
  return redactSecrets(manifest, known).value
}

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

type OpenedRun = Wanted & {
  /** Undefined where no request is sent. */
  readonly token: string | undefined
  readonly tokenFrom: TokenVariable | undefined
  readonly spent: () => RunManifest['apiBudget']
}

type Opened =
  | { readonly kind: 'open'; readonly wanted: OpenedRun }
  | { readonly kind: 'artifact'; readonly artifact: RunArtifact }
  | { readonly kind: 'refused'; readonly line: string }

const openSource = async (from: ReportCommand['from'], now: () => number): Promise<Opened> => {
  if (from.kind === 'offline') return openOffline(from.folder, from.attempt)
  const client = createOnlineClient(from.online)
  const resolved = await resolveRun(client, from.online)
  if (resolved.kind === 'refused') return { kind: 'refused', line: checkRefusalLine(from.online, resolved.refusal) }
  const { repository, runId, attempt, serverUrl, token, tokenFrom } = resolved.online
  const subject = { kind: 'other-run', serverUrl, repository, runId, attempt } as const
  return { kind: 'open', wanted: { client, subject, now, logs: LOGS, token, tokenFrom, spent: client.spent } }
}

const openOffline = async (folder: string, attempt: number | undefined): Promise<Opened> => {
  const artifact = await openRunArtifact(folder)
  if (artifact !== undefined) return { kind: 'artifact', artifact }
  const { client, subject, observedAt, logs } = await openFolder(folder, attempt)
  const spent = () => ({ allowed: 0, used: 0 })
  const wanted = { client, subject, now: () => observedAt, logs, token: undefined, tokenFrom: undefined, spent }
  return { kind: 'open', wanted }
}
