#!/usr/bin/env node
import { TraceError, toOneLine } from '../model/error.ts'
import { VERSION } from '../model/version.ts'
import { escapeTerminal } from '../render/escape.ts'
import { EXIT } from './exit.ts'
import { HELP } from './help.ts'
import { readCommand } from './inputs.ts'
import { verify } from './verify.ts'

const run = async (): Promise<{ readonly output: string; readonly exitCode: number }> => {
  const command = readCommand(process.argv.slice(2))
  switch (command.name) {
    case 'help':
      return { output: HELP, exitCode: EXIT.ok }
    case 'version':
      return { output: `${VERSION}\n`, exitCode: EXIT.ok }
    case 'verify':
      return verify(command)
  }
}

try {
  const { output, exitCode } = await run()
  process.stdout.write(output)
  process.exitCode = exitCode
} catch (error) {
  process.stderr.write(`pipeline-trace: ${escapeTerminal(toOneLine(error))}\n`)
  process.exitCode = error instanceof TraceError && error.code !== 'INTERNAL' ? EXIT.usage : EXIT.incomplete
}
