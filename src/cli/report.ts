import { quoteFailures, withFailures } from '../findings/failures/decide-failure.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { knownValues, redactSecrets } from '../model/redact.ts'
import type { RunTimeline } from '../model/run-timeline.ts'
import { renderRunTimeline, renderRunTimelineJson, renderRunTimelineText } from '../render/run-timeline-report.ts'
import { openFolder } from '../run/offline/open-folder.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { observeRun } from '../run/observe-run.ts'
import type { LogsAsked, RunQuestion } from '../run/subject.ts'
import { buildRunTimeline } from '../timeline/build-run-timeline.ts'
import { cutRunTimeline } from '../timeline/cut-timeline.ts'
import { EXIT } from './exit.ts'
import { createOnlineClient } from './online-client.ts'
import { LOGS, type TokenVariable } from './online-inputs.ts'
import type { CommandOutcome } from './outcome.ts'
import { checkOutputFile, writeOutputFile } from './output-file.ts'
import { checkRefusalLine, refusalLine, WITHOUT_TOKEN } from './refusal.ts'
import type { ReportCommand } from './report-inputs.ts'
import { resolveRun } from './resolve-run.ts'

/**
 * `pipeline-trace report`: what GitHub, or a folder, tells of a run, as its timeline. What could not be read is a gap of
 * the document; only a run that cannot be read at all has none, and a code of its own.
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
  const { asked } = opened
  if (asked.token === '') progress(WITHOUT_TOKEN)
  const answer = await observeRun(asked.client, asked.question, {
    now: asked.now,
    progress,
    logs: asked.logs,
    readManifests: true,
  })
  if (answer.kind === 'refused') {
    const what = `run ${asked.question.runId} of ${asked.question.repository}`
    const line =
      asked.token === undefined
        ? `${what}: ${answer.refusal.detail}`
        : refusalLine(what, answer.refusal, asked.tokenFrom)
    return { output: '', exitCode: EXIT.nothing, errors: [line] }
  }
  const { observation, failureReadings } = answer
  const known = knownValues([asked.token])
  const ends = { ...observation, readings: failureReadings }
  const built = cutRunTimeline(withFailures(buildRunTimeline(observation), ends))
  const document = redactSecrets(built, known).value
  // Words of steps go into what people read, and into no document.
  const quotes = new Map([...quoteFailures(built, ends)].map(([id, said]) => [id, redactSecrets(said, known).value]))
  const content = contentOf(command, document, quotes, terminal)
  const exitCode = document.complete ? EXIT.ok : EXIT.incomplete
  if (command.output === undefined) return { output: content, exitCode }
  await writeOutputFile(command.output, content)
  return { output: '', exitCode }
}

/** What standard output is. */
export type Terminal = { readonly isTerminal: boolean; readonly hasColour: boolean }

/** Without a format, a terminal gets the form for one, and a file or a pipe Markdown. */
const contentOf = (
  { format, output }: ReportCommand,
  document: RunTimeline,
  quotes: FailureQuotes,
  { isTerminal, hasColour }: Terminal,
): string => {
  const isShown = output === undefined && isTerminal
  switch (format ?? (isShown ? 'text' : 'markdown')) {
    case 'json':
      return renderRunTimelineJson(document)
    case 'text':
      return renderRunTimelineText(document, quotes, isShown && hasColour)
    case 'markdown':
      return renderRunTimeline(document, quotes)
  }
}

type Asked = {
  readonly client: RunClient
  readonly question: RunQuestion
  readonly now: () => number
  readonly logs: LogsAsked
  /** Undefined where nobody is asked. */
  readonly token: string | undefined
  readonly tokenFrom: TokenVariable | undefined
}

type Opened = { readonly kind: 'open'; readonly asked: Asked } | { readonly kind: 'refused'; readonly line: string }

const openSource = async (from: ReportCommand['from'], now: () => number): Promise<Opened> => {
  if (from.kind === 'offline') {
    const { client, question, observedAt, logs } = await openFolder(from.folder, from.attempt)
    const asked = { client, question, now: () => observedAt, logs, token: undefined, tokenFrom: undefined }
    return { kind: 'open', asked }
  }
  const client = createOnlineClient(from.online)
  const resolved = await resolveRun(client, from.online)
  if (resolved.kind === 'refused') return { kind: 'refused', line: checkRefusalLine(from.online, resolved.refusal) }
  const { repository, runId, attempt, serverUrl, token, tokenFrom } = resolved.online
  const question = { serverUrl, repository, runId, attempt }
  return { kind: 'open', asked: { client, question, now, logs: LOGS, token, tokenFrom } }
}
