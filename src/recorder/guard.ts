import { toOneLine } from '../core/error.ts'

/**
 * Prints a notice. Percent, CR and LF are escaped as the runner's command parser requires (actions/toolkit
 * packages/core/src/command.ts).
 */
export const notice = (message: string): void => {
  const data = message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
  process.stdout.write(`::notice title=pipeline-trace::${data}\n`)
}

/**
 * Runs one phase of the recorder. Whatever happens in it, including an unhandled rejection (Node ends the process on
 * one since 15), the job gets at most one line and exit code 0.
 */
export const runSafely = async (phase: () => Promise<void>): Promise<void> => {
  const giveUp = (error: unknown): never => {
    notice(`the recorder stopped: ${toOneLine(error)}`)
    process.exit(0)
  }
  process.on('uncaughtException', giveUp)
  process.on('unhandledRejection', giveUp)
  await phase().catch(giveUp)
}
