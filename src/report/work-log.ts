import { randomUUID } from 'node:crypto'
import { error, info, notice } from '@actions/core'
import { showHidden } from '../render/text/escape.ts'

const TITLE = { title: 'pipeline-trace' }

/** Writes to the job's log from the report's process. Text from a run can never start a workflow command. */
export const workLog = {
  /**
   * Writes a plain line, and breaks text that looks like a command. The runner accepts `::` only at the start of a
   * line, but the older `##[` anywhere in it (actions/runner src/Runner.Common/ActionCommand.cs, TryParseV2 and
   * TryParse).
   */
  info: (message: string): void =>
    info(
      showHidden(message.replace(/[\r\n]+/g, ' '))
        .replace(/^(\s*)::/, '$1\u200b::')
        .replaceAll('##[', '##\u200b['),
    ),
  notice: (message: string): void => notice(message, TITLE),
  error: (message: string): void => error(message, TITLE),
  /** Writes several lines, with command processing stopped around them. */
  text: (message: string): void => {
    const token = randomUUID()
    info(`::stop-commands::${token}`)
    info(message)
    info(`::${token}::`)
  },
} as const
