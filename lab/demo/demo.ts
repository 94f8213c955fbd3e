import { execFile } from 'node:child_process'
import { join, relative, resolve } from 'node:path'
import { findNode } from '../cli/find-node.ts'
import type { DemoInput } from '../cli/inputs.ts'
import { cancelWhenInterrupted } from '../cli/interruption.ts'
import { createOutputFolder, type Written, writeOutput } from '../cli/output-folder.ts'
import { printProgress } from '../cli/progress.ts'
import { EXIT, type Exit, type Terminal } from '../cli/terminal.ts'
import { projectRoot } from '../scheduler/checkouts.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import { type RunningLab, startLab } from '../scheduler/start-lab.ts'
import type { LabBranchRule } from '../state.ts'

const WORKFLOW = '.github/workflows/ci.yml'
const REVIEW_AFTER_MS = 2_000

/** What a team asks of its main branch, in the form of REST (docs.github.com "REST API endpoints for rules"). */
const MAIN_RULES: readonly LabBranchRule[] = [
  { type: 'deletion' },
  { type: 'non_fast_forward' },
  {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'test' }], strict_required_status_checks_policy: true },
  },
]

/**
 * Two runs of the demonstration's workflow: in the first a job fails and passes when the failed jobs run again; the
 * second finds the cache of the first. Then the signatures are verified by the bundled command line as a process of
 * its own. Actions come from `--actions` or are the lab's stand-ins, so that the demonstration is the same everywhere.
 */
export const demo = async (input: DemoInput, terminal: Terminal): Promise<Exit> => {
  const out = resolve(input.out)
  await createOutputFolder(out)
  const trustedRootFile = join(out, 'lab-trusted-root.json')
  const running = await startLab({
    workspace: join(projectRoot(), 'lab', 'demo', 'project'),
    environments: [{ name: 'production', reviewers: ['hubot'] }],
    branchRules: { main: MAIN_RULES },
    reviewAfterMs: REVIEW_AFTER_MS,
    nodePath: findNode(),
    onProgress: printProgress(terminal, Date.now()),
    trustedRootFile,
    ...(input.actions === undefined ? {} : { actions: input.actions }),
  })
  const listening = cancelWhenInterrupted(running.scheduler)
  try {
    const outcomes = await runAll(running, terminal)
    if (outcomes === undefined) return EXIT.usage
    const written = await writeOutput(running.lab, running.scheduler, outcomes, out)
    printWhereabouts(out, outcomes, written, terminal)
    const { violations } = running.lab.services
    for (const violation of violations) terminal.err(`violation of GitHub's description: ${violation}\n`)
    const verified = await verifyAll(running, outcomes, written, trustedRootFile, terminal)
    await printChanges(outcomes, written, trustedRootFile, terminal)
    const isComplete = written.runFolders.length === outcomes.length && written.checkRun !== undefined
    const isAsPlanned = outcomes.map(one => one.conclusion).join(' ') === 'failure success success'
    if (!isAsPlanned || violations.length > 0 || !verified) return EXIT.negative
    return isComplete ? EXIT.ok : EXIT.incomplete
  } finally {
    listening()
    await running.stop()
  }
}

/** Relative where that is shorter. */
const shown = (path: string): string => {
  const below = relative('.', path)
  return below.startsWith('..') ? path : below
}

/** Undefined when the workflow was refused. */
const runAll = async ({ scheduler, lab }: RunningLab, terminal: Terminal): Promise<readonly Outcome[] | undefined> => {
  const request = { file: join(lab.workspace, WORKFLOW), path: WORKFLOW, event: 'push', fork: false } as const
  const outcomes: Outcome[] = []
  for (const rerun of [true, false]) {
    const started = await scheduler.run(request)
    if (started.kind === 'refused') {
      for (const message of started.messages) terminal.err(`${message}\n`)
      return undefined
    }
    outcomes.push(started.outcome)
    const again = rerun ? await scheduler.rerunFailed(started.outcome.run.id) : undefined
    if (again !== undefined) outcomes.push(again)
  }
  return outcomes
}

const printWhereabouts = (
  out: string,
  outcomes: readonly Outcome[],
  written: Written,
  { out: print }: Terminal,
): void => {
  print(written.checkRun === undefined ? 'No check run was written.\n' : `\n${written.checkRun}\n`)
  for (const { run, attempt, conclusion } of outcomes)
    print(`Run #${run.number}, attempt ${attempt} (${run.id}): ${conclusion}\n`)
  print(`\nIn ${shown(out)}/\n`)
  print('  check-run.json          the exact request bodies\n')
  print('  check-run.md            the last check run as text\n')
  print('  job-summary.md          the summary of the last attempt\n')
  print('  requests.jsonl          every request to the lab\n')
  print('  lab-trusted-root.json   what signatures are verified with\n')
  for (const folder of written.runFolders) print(`  ${relative(out, folder)}/   the run artifact, unpacked\n`)
  print('\n')
}

/**
 * Verifies each run folder against the run it is of, which the lab knows and the folder is not asked for.
 * @returns whether every one verifies.
 */
const verifyAll = async (
  { lab }: RunningLab,
  outcomes: readonly Outcome[],
  { runFolders }: Written,
  trustedRoot: string,
  terminal: Terminal,
): Promise<boolean> => {
  const { owner, name } = lab.state.repository
  const repository = `${lab.services.serverUrl}/${owner}/${name}`
  let ok = runFolders.length > 0
  for (const { run, attempt } of outcomes) {
    const folder = runFolders.find(one => one.endsWith(`run-${run.id}-${attempt}`))
    if (folder === undefined) continue
    const expected = ['--repo', repository, '--run', String(run.id), '--attempt', String(attempt)]
    const { code, output } = await runCli(['verify', folder, '--trusted-root', trustedRoot, ...expected, '--verbose'])
    terminal.out(code === 0 ? summaryOf(shown(folder), output) : output)
    if (code !== 0) ok = false
  }
  // Without a repository the answer is no yes: nobody said who must have signed.
  const again = `node dist/cli/index.js verify <run folder> --trusted-root ${shown(trustedRoot)} --repo ${repository}`
  terminal.out(`\nEverything again: ${again}\n`)
  return ok
}

/** Prints the beginning of what changed from the first run to the last one. */
const printChanges = async (
  outcomes: readonly Outcome[],
  { runFolders }: Written,
  trustedRoot: string,
  terminal: Terminal,
): Promise<void> => {
  const find = (outcome: Outcome | undefined): string | undefined =>
    runFolders.find(one => outcome !== undefined && one.endsWith(`run-${outcome.run.id}-${outcome.attempt}`))
  const [before, after] = [find(outcomes[0]), find(outcomes.at(-1))]
  if (before === undefined || after === undefined || before === after) return
  const { output } = await runCli(['diff', before, after, '--trusted-root', trustedRoot, '--format', 'text'])
  const shownLines = output.split('\n').filter(line => line !== '')
  terminal.out(`\nWhat changed? pipeline-trace diff ${shown(before)} ${shown(after)}\n`)
  terminal.out(`${shownLines.slice(0, CHANGE_LINES).join('\n')}\n`)
}

const CHANGE_LINES = 10

/** Its first line says who signed; the rest is one line for each check. */
const summaryOf = (folder: string, output: string): string => {
  const lines = output.split('\n')
  const passed = lines.filter(line => line.startsWith('  pass ')).length
  return `${folder}: ${lines[0] ?? ''} (${passed} checks passed)\n`
}

const runCli = (args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise(done => {
    const cli = join(projectRoot(), 'dist', 'cli', 'index.js')
    execFile(process.execPath, [cli, ...args], (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` })
    })
  })
