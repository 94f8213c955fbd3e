import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { enterOutsideJob } from '../scheduler/outside-job.ts'
import { startLab } from '../scheduler/start-lab.ts'
import type { ServeInput } from './inputs.ts'
import { EXIT, type Exit, type Terminal } from './terminal.ts'

/** `serve`: the services alone, with one job entered for whoever comes; prints its environment, runs until interrupted. */
export const serve = async (input: ServeInput, terminal: Terminal): Promise<Exit> => {
  const running = await startLab({
    workspace: input.workspace ?? '.',
    ...(input.port === undefined ? {} : { port: input.port }),
    ...(input.visibility === undefined ? {} : { visibility: input.visibility }),
  })
  try {
    const environment = await enterOutsideJob(running.lab, randomUUID())
    for (const [name, value] of Object.entries(environment)) terminal.out(`export ${name}='${value}'\n`)
    terminal.err('The lab listens until it is interrupted (Ctrl-C).\n')
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    for (const violation of running.lab.services.violations)
      terminal.err(`violation of GitHub's description: ${violation}\n`)
    return running.lab.services.violations.length > 0 ? EXIT.negative : EXIT.ok
  } finally {
    await running.stop()
  }
}
