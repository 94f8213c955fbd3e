import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { cancelWhenInterrupted } from '../cli/interruption.ts'
import { createOutputFolder, writeOutput } from '../cli/output-folder.ts'
import { printProgress } from '../cli/progress.ts'
import { EXIT, type Exit, type Terminal } from '../cli/terminal.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { startLab } from '../scheduler/start-lab.ts'
import { listScenarios, readScenario, type Scenario, type Twin } from './scenario-file.ts'
import { createScenarioWorkspace, type ScenarioWorkspace } from './scenario-workspace.ts'

const WORKFLOW = '.github/workflows/ci.yml'

export type ScenarioInput = { readonly scenario: string; readonly twin: Twin; readonly out: string }

/**
 * Runs a project that has one failure mode, or its healthy twin, and prints the last check run and the findings of the
 * last run with their rules.
 */
export const runScenario = async (input: ScenarioInput, terminal: Terminal): Promise<Exit> => {
  const scenario = await readScenario(input.scenario, input.twin)
  if (scenario === undefined) {
    terminal.err(`no such scenario: ${input.scenario}; there are: ${(await listScenarios()).join(', ')}\n`)
    return EXIT.usage
  }
  const out = resolve(input.out)
  await createOutputFolder(out)
  const workspace = await createScenarioWorkspace(scenario.project)
  const { environments, hostedRunners, reviewAfterMs } = scenario
  const running = await startLab({
    workspace: workspace.folder,
    environments,
    hostedRunners,
    reviewAfterMs,
    nodePath: process.env['LAB_NODE'] ?? process.execPath,
    onProgress: printProgress(terminal, Date.now()),
    trustedRootFile: join(out, 'lab-trusted-root.json'),
  })
  const listening = cancelWhenInterrupted(running.scheduler)
  try {
    const outcomes = await runAll(running.scheduler, workspace, scenario, terminal)
    if (outcomes === undefined) return EXIT.usage
    const { checkRun, runFolders } = await writeOutput(running.lab, running.scheduler, outcomes, out)
    const last = runFolders.at(-1)
    if (checkRun === undefined || last === undefined) return EXIT.incomplete
    terminal.out(`\n${checkRun}\n`)
    terminal.out(`${await describeFindings(last)}\n`)
    terminal.out(`\nThe run artifact: ${last}\n`)
    const { violations } = running.lab.services
    for (const violation of violations) terminal.err(`violation of GitHub's description: ${violation}\n`)
    return violations.length > 0 ? EXIT.negative : EXIT.ok
  } finally {
    listening()
    await running.stop()
    await workspace.remove()
  }
}

/** Undefined where the workflow was refused. */
const runAll = async (
  scheduler: Scheduler,
  workspace: ScenarioWorkspace,
  { runs = 1, rerunFailed = false }: Scenario,
  terminal: Terminal,
): Promise<readonly Outcome[] | undefined> => {
  const outcomes: Outcome[] = []
  for (let number = 1; number <= runs; number += 1) {
    await workspace.enterRun(number)
    const file = join(workspace.folder, WORKFLOW)
    const started = await scheduler.run({ file, path: WORKFLOW, event: 'push', fork: false })
    if (started.kind === 'refused') {
      for (const message of started.messages) terminal.err(`${message}\n`)
      return undefined
    }
    outcomes.push(started.outcome)
  }
  const last = outcomes.at(-1)
  const again = rerunFailed && last !== undefined ? await scheduler.rerunFailed(last.run.id) : undefined
  return again === undefined ? outcomes : [...outcomes, again]
}

/** The part of a run manifest that is printed. */
const withFindings = z.object({
  findings: z.optional(z.object({ found: z.array(z.object({ rule: z.string(), summary: z.string() })) })),
})

const describeFindings = async (folder: string): Promise<string> => {
  const { findings } = z.parse(withFindings, JSON.parse(await readFile(join(folder, 'run-manifest.json'), 'utf8')))
  if (findings === undefined) return 'Findings were not looked for.'
  const lines = findings.found.map(({ rule, summary }) => `${rule}: ${summary}`)
  return lines.length === 0 ? 'No finding.' : lines.join('\n')
}
