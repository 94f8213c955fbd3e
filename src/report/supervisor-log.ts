/**
 * Escapes percent, CR and LF as the runner's command parser requires (actions/toolkit packages/core/src/command.ts).
 */
const escapeData = (message: string): string => message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

const write = (command: string, message: string): void => {
  process.stdout.write(`::${command} title=pipeline-trace::${escapeData(message)}\n`)
}

/** Writes to the job's log from the supervising process. It loads no package, so that it starts at once. */
export const log = {
  notice: (message: string): void => write('notice', message),
  error: (message: string): void => write('error', message),
} as const
