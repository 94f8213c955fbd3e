import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { interpolate } from '../../src/workflow/expressions.ts'
import { stepContexts } from './contexts.ts'
import { scriptEnvironment } from './environment.ts'
import type { Execution } from './job.ts'
import type { Outcome } from './outcome.ts'
import { printEnvironment } from './print-action.ts'
import { runProcess } from './run-process.ts'
import { chooseShell, type Shell } from './shells.ts'
import { createCommandReader } from './workflow-commands.ts'

/** Runs a `run:` step (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs, ScriptHandlerHelpers.cs). */
export const runScript = async (execution: Execution, files: Readonly<Record<string, string>>): Promise<Outcome> => {
  const { job, step, composite } = execution
  const evaluate = (text: string): string => interpolate(text, stepContexts(execution), { hashFiles: job.hashFiles })
  const script = evaluate(step.plan.run ?? '')
  const environment = scriptEnvironment(execution, files)
  const defaults = composite === undefined ? job.plan.defaults : {}
  const asked = evaluate(step.plan.shell ?? defaults.shell ?? '')
  if (asked === '' && composite !== undefined) throw new Error('Required property is missing: shell')
  const shell = chooseShell(asked, environment['PATH'] ?? '')
  execution.telemetry.type = 'run'
  execution.telemetry.action = shell.name
  printScript(execution, script, shell)
  const file = join(job.root.temp, `${randomUUID()}${shell.extension}`)
  writeFileSync(file, shell.prepare(script))
  const commands = createCommandReader(execution)
  const folder = evaluate(step.plan.workingDirectory ?? defaults.workingDirectory ?? '')
  const result = await runProcess({
    file: shell.path,
    arguments: shell.toArguments(file),
    cwd: resolve(job.root.workspace, folder),
    environment,
    onLine: commands.line,
    signal: execution.signal,
  })
  if (result.group !== undefined) job.groups.push(result.group)
  if (result.cancelled) return 'cancelled'
  if (result.exitCode !== 0) {
    const message = `Process completed with exit code ${result.exitCode}.`
    job.log.error(message)
    execution.errors.push(message)
  }
  return result.exitCode === 0 && !commands.failed() ? 'success' : 'failure'
}

const printScript = (execution: Execution, script: string, shell: Shell): void => {
  const { log } = execution.job
  const [first = ''] = script.trimStart().split(/[\r\n]/)
  log.write(`##[group]Run ${first}`)
  const lines = script.replaceAll('\r\n', '\n').split('\n')
  const last = lines.findLastIndex(line => line !== '')
  for (const line of lines.slice(0, Math.max(last, 0) + 1)) log.write(`\u001b[36;1m${line}\u001b[0m`)
  log.write(`shell: ${shell.path} ${shell.format}`)
  printEnvironment(execution)
  log.write('##[endgroup]')
}
