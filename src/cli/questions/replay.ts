import { LIMITS } from '../../core/limits.ts'
import { knownValues, redactSecrets } from '../../core/redact/redact.ts'
import { renderReplayMarkdown, renderReplayText } from '../../render/questions/replay.ts'
import { escapeJson } from '../../render/text/escape.ts'
import { assessReplay, listReplayInputs } from '../../replay/assess-replay.ts'
import { joinOpen } from '../../replay/listed-input.ts'
import type { PresentState, ReplayAssessment } from '../../schema/questions/replay-assessment.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { EXIT } from '../exit.ts'
import type { Api } from '../inputs/online-inputs.ts'
import type { ReplayCommand, ReplayFormat } from '../inputs/replay-inputs.ts'
import { createOnlineClient } from '../online-client.ts'
import type { CommandOutcome } from '../outcome.ts'
import { checkOutputFile } from '../output-file.ts'
import { WITHOUT_TOKEN } from '../refusal.ts'
import { isShown, type Terminal, writeAnswer } from './answer.ts'
import { readPresentState } from './present-state.ts'
import { readSource } from './read-source.ts'

/**
 * Runs `pipeline-trace replay`: what a repetition of a run would use, what of it has changed since, and the commands.
 * @throws TraceError USAGE for a source or an output file that cannot be used.
 */
export const replay = async (
  command: ReplayCommand,
  now: () => number,
  progress: (line: string) => void,
  terminal: Terminal,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const answer = await readSource(command.source, { now, progress })
  if (answer.kind === 'refused') return { output: '', exitCode: EXIT.nothing, errors: [answer.line] }
  if (command.source.kind === 'path' && command.api?.token === '') progress(WITHOUT_TOKEN)
  const { manifest } = answer.source
  const present = await readPresent(command.api, manifest, now)
  const assessment = assessReplay(answer.source, present)
  const document = redactSecrets(assessment, knownValues([command.api?.token])).value
  const format = command.format ?? (isShown(command, terminal) ? 'text' : 'markdown')
  const hasColour = isShown(command, terminal) && terminal.hasColour
  return writeAnswer(command, render(document, format, hasColour), isPartial(document) ? EXIT.incomplete : EXIT.ok)
}

/** A manifest never decides where the token goes: only the server of the API is asked. */
const readPresent = async (api: Api | undefined, manifest: RunManifest, now: () => number): Promise<PresentState> => {
  const nothing = { inputs: [], notAskable: [], gaps: [] }
  if (api === undefined) return { checked: 'offline', ...nothing }
  const server = manifest.run.serverUrl?.value ?? 'https://github.com'
  if (server.toLowerCase() !== api.serverUrl.toLowerCase()) return { checked: 'other-server', ...nothing }
  const open = joinOpen(listReplayInputs(manifest).flatMap(reading => reading.open))
  return readPresentState(createOnlineClient(api), manifest, open, now())
}

const render = (document: ReplayAssessment, format: ReplayFormat, hasColour: boolean): string => {
  switch (format) {
    case 'json':
      return escapeJson(`${JSON.stringify(document, null, 2)}\n`)
    case 'markdown':
      return renderReplayMarkdown(document, LIMITS.reportFile)
    case 'text':
      return renderReplayText(document, hasColour)
  }
}

/** Whether a lookup was refused. What the run itself did not record is in the answer, and no loss of this command. */
const isPartial = ({ present }: ReplayAssessment): boolean => present.gaps.length > 0
