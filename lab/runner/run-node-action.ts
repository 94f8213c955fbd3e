import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionRuns } from './action-manifest.ts'
import { nodeActionEnvironment } from './environment.ts'
import type { Execution } from './job.ts'
import type { Outcome } from './outcome.ts'
import { printAction } from './print-action.ts'
import { runProcess } from './run-process.ts'
import { createCommandReader } from './workflow-commands.ts'

/**
 * Runs a JavaScript action as a process of the runner's Node, in the workspace (Handlers/NodeScriptActionHandler.cs).
 * node20 actions are run with node24, the default since June 2026 (src/Runner.Common/Util/NodeUtil.cs).
 */
export const runNodeAction = async (
  execution: Execution,
  runs: Extract<ActionRuns, { kind: 'node' }>,
  inputs: ReadonlyMap<string, string>,
  files: Readonly<Record<string, string>>,
): Promise<Outcome> => {
  const { job, step, stage, signal } = execution
  execution.telemetry.type = 'node24'
  printAction(execution, inputs)
  const target = stage === 'main' ? runs.main : runs[stage]
  if (target === undefined || step.action === undefined) throw new Error(`no ${stage} to run`)
  const script = join(step.action.folder, target)
  if (!existsSync(script)) throw new Error(`File not found: '${script}'`)
  const commands = createCommandReader(execution)
  const result = await runProcess({
    file: job.root.node,
    arguments: [script],
    cwd: job.root.workspace,
    environment: nodeActionEnvironment(execution, inputs, files),
    onLine: commands.line,
    signal,
  })
  if (result.group !== undefined) job.groups.push(result.group)
  if (result.cancelled) return 'cancelled'
  return result.exitCode === 0 && !commands.failed() ? 'success' : 'failure'
}
