import { demo } from '../demo/demo.ts'
import { runScenario } from '../demo/scenario.ts'
import { HELP } from './help.ts'
import { readCommand } from './inputs.ts'
import { run } from './run.ts'
import { serve } from './serve.ts'
import { EXIT, type Exit, type Terminal } from './terminal.ts'

/** Runs one command of the lab. */
export const dispatch = async (args: readonly string[], terminal: Terminal): Promise<Exit> => {
  const command = readCommand(args)
  switch (command.kind) {
    case 'help':
      terminal.out(HELP)
      return EXIT.ok
    case 'usage':
      for (const message of command.messages) terminal.err(`${message}\n`)
      terminal.err('See --help.\n')
      return EXIT.usage
    case 'run':
      return run(command.input, terminal)
    case 'serve':
      return serve(command.input, terminal)
    case 'demo':
      return demo(command.input, terminal)
    case 'scenario':
      return runScenario(command.input, terminal)
  }
}
