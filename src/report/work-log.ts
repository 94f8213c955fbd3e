import { randomUUID } from 'node:crypto'
import { error, info, notice } from '@actions/core'
import { showHidden } from '../render/text/escape.ts'

const TITLE = { title: 'pipeline-trace' }

/** The job's log, for the process that makes the report. Text that came out of a run can never start a workflow command. */
export const workLog = {
  /**
   * A plain line; what looks like a command is broken. The runner takes `::` at the start of a line alone, but the older
   * `##[` anywhere in it (actions/runner src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse).
   */
  info: (message: string): void =>
    info(
      showHidden(message.replace(/[\r\n]+/g, ' '))
        .replace(/^(\s*)::/, '$1\u200b::')
        .replaceAll('##[', '##\u200b['),
    ),
  notice: (message: string): void => notice(message, TITLE),
  error: (message: string): void => error(message, TITLE),
  /** Several lines, with command processing stopped around them. */
  text: (message: string): void => {
    const token = randomUUID()
    info(`::stop-commands::${token}`)
    info(message)
    info(`::${token}::`)
  },
} as const
