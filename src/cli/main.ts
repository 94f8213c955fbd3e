#!/usr/bin/env node
import { TraceError, toOneLine } from '../core/error.ts'
import { type Environment, readEnvironment } from '../io/env.ts'
import { escapeTerminal } from '../render/text/escape.ts'
import { VERSION } from '../schema/values/version.ts'
import { EXIT } from './exit.ts'
import { HELP } from './help.ts'
import { LOGS } from './inputs/online-inputs.ts'
import { readCommand } from './inputs/read-inputs.ts'
import type { CommandOutcome } from './outcome.ts'
import type { Terminal } from './questions/answer.ts'

const say = (line: string): void => {
  process.stderr.write(`pipeline-trace: ${escapeTerminal(line)}\n`)
}
const createProgress = (quiet: boolean): ((line: string) => void) => (quiet ? () => undefined : say)

/**
 * Reads the terminal's abilities. Colour is off where NO_COLOR has any value (no-color.org), or where the terminal has
 * none.
 */
const readTerminal = (environment: Environment): Terminal => {
  const isTerminal = process.stdout.isTTY === true
  const isRefused = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb'
  return { isTerminal, hasColour: isTerminal && !isRefused }
}

/** Runs the command. Each command is loaded on demand: `verify` needs no workflow parser, and help needs nothing. */
const run = async (): Promise<CommandOutcome> => {
  const environment = readEnvironment()
  const command = readCommand(process.argv.slice(2), environment)
  switch (command.name) {
    case 'help':
      return { output: HELP[command.of], exitCode: EXIT.ok }
    case 'version':
      return { output: `${VERSION}\n`, exitCode: EXIT.ok }
    case 'verify': {
      const { verify } = await import('./verify.ts')
      return verify(command)
    }
    case 'report': {
      const { report } = await import('./report.ts')
      return report(command, Date.now, createProgress(command.quiet), readTerminal(environment))
    }
    case 'diff': {
      const { diff } = await import('./questions/diff.ts')
      return diff(command, Date.now, createProgress(command.quiet), readTerminal(environment))
    }
    case 'replay': {
      const { replay } = await import('./questions/answer-replay.ts')
      return replay(command, Date.now, createProgress(command.quiet), readTerminal(environment))
    }
    case 'trace': {
      const { trace } = await import('./questions/trace.ts')
      return trace(command, createProgress(command.quiet), readTerminal(environment))
    }
    case 'log': {
      const { log } = await import('./log.ts')
      return log(command)
    }
    case 'converge': {
      const { converge } = await import('./converge/converge.ts')
      return converge(command, environment, createProgress(command.quiet))
    }
    case 'fetch': {
      const { fetchRun } = await import('./fetch.ts')
      const { online, folder, force, quiet } = command
      const options = { ...online, folder, force, logs: LOGS, now: Date.now }
      const { exitCode, lost } = await fetchRun(options, createProgress(quiet))
      return { output: '', exitCode, errors: lost }
    }
  }
}

// `| head` closes the pipe when it has enough. Any other error that keeps the result from being written is a loss.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  say(`the result could not be written: ${error.message}`)
  process.exitCode = EXIT.incomplete
})

try {
  const { output, exitCode, errors = [] } = await run()
  for (const line of errors) say(line)
  process.stdout.write(output)
  process.exitCode = exitCode
} catch (error) {
  say(toOneLine(error))
  process.exitCode = error instanceof TraceError && error.code !== 'INTERNAL' ? EXIT.usage : EXIT.incomplete
}
