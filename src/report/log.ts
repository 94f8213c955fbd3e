import { randomUUID } from 'node:crypto'
import { showHidden } from '../render/escape.ts'

/** Percent, CR and LF as the runner's command parser wants them (actions/toolkit packages/core/src/command.ts). */
const escapeData = (message: string): string => message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

const line = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The job's log. Text that came out of a run can never start a workflow command. */
export const log = {
  /**
   * A plain line; what looks like a command is broken. The runner takes `::` at the start of a line alone, but the older
   * `##[` anywhere in it (actions/runner src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse).
   */
  info: (message: string): void =>
    line(
      showHidden(message.replace(/[\r\n]+/g, ' '))
        .replace(/^(\s*)::/, '$1\u200b::')
        .replaceAll('##[', '##\u200b['),
    ),
  notice: (message: string): void => line(`::notice title=pipeline-trace::${escapeData(message)}`),
  error: (message: string): void => line(`::error title=pipeline-trace::${escapeData(message)}`),
  /** Several lines, with command processing stopped around them. */
  text: (message: string): void => {
    const token = randomUUID()
    line(`::stop-commands::${token}`)
    line(message)
    line(`::${token}::`)
  },
} as const
