import { withFailures } from '../findings/failures/decide-failure.ts'
import { knownValues, redactSecrets } from '../model/redact.ts'
import { renderRunTimeline, renderRunTimelineJson } from '../render/run-timeline-report.ts'
import { openFolder } from '../sources/offline-folder/open-folder.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { observeRun } from '../sources/run-observation/observe-run.ts'
import type { LogsAsked, RunQuestion } from '../sources/run-observation/question.ts'
import { buildRunTimeline } from '../timeline/build-run-timeline.ts'
import { cutRunTimeline } from '../timeline/cut-timeline.ts'
import { EXIT } from './exit.ts'
import { createOnlineClient } from './online-client.ts'
import { LOGS, type TokenVariable } from './online-inputs.ts'
import type { CommandOutcome } from './outcome.ts'
import { checkOutputFile, writeOutputFile } from './output-file.ts'
import { refusalLine, WITHOUT_TOKEN } from './refusal.ts'
import type { ReportCommand } from './report-inputs.ts'

/**
 * `pipeline-trace report`: what GitHub, or a folder, tells of a run, as its timeline. What could not be read is a gap of
 * the document; only a run that cannot be read at all has none.
 * @throws TraceError USAGE for a folder or an output file that cannot be used.
 */
export const report = async (
  command: ReportCommand,
  now: () => number,
  progress: (line: string) => void,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const asked = await openSource(command.from, now)
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
    return { output: '', exitCode: EXIT.incomplete, errors: [line] }
  }
  const { observation, failureReadings } = answer
  const ends = { ...observation, readings: failureReadings }
  const built = cutRunTimeline(withFailures(buildRunTimeline(observation), ends))
  const document = redactSecrets(built, knownValues([asked.token])).value
  const content = command.format === 'json' ? renderRunTimelineJson(document) : renderRunTimeline(document)
  const exitCode = document.complete ? EXIT.ok : EXIT.incomplete
  if (command.output === undefined) return { output: content, exitCode }
  await writeOutputFile(command.output, content)
  return { output: '', exitCode }
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

const openSource = async (from: ReportCommand['from'], now: () => number): Promise<Asked> => {
  if (from.kind === 'offline') {
    const { client, question, observedAt, logs } = await openFolder(from.folder, from.attempt)
    return { client, question, now: () => observedAt, logs, token: undefined, tokenFrom: undefined }
  }
  const { repository, runId, attempt, serverUrl, token, tokenFrom } = from.online
  return {
    client: createOnlineClient(from.online),
    question: { serverUrl, repository, runId, attempt },
    now,
    logs: LOGS,
    token,
    tokenFrom,
  }
}
