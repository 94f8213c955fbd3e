import { execFile } from 'node:child_process'
import { join, relative, resolve } from 'node:path'
import type { DemoInput } from '../cli/inputs.ts'
import { createOutputFolder, type Written, writeOutput } from '../cli/output-folder.ts'
import { printProgress } from '../cli/progress.ts'
import { EXIT, type Exit, type Terminal } from '../cli/terminal.ts'
import { projectRoot } from '../scheduler/checkouts.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import { type RunningLab, startLab } from '../scheduler/start-lab.ts'

const WORKFLOW = '.github/workflows/ci.yml'
const REVIEW_AFTER_MS = 2_000

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
    reviewAfterMs: REVIEW_AFTER_MS,
    nodePath: process.env['LAB_NODE'] ?? process.execPath,
    onProgress: printProgress(terminal, Date.now()),
    trustedRootFile,
    ...(input.actions === undefined ? {} : { actions: input.actions }),
  })
  try {
    const outcomes = await runAll(running, terminal)
    if (outcomes === undefined) return EXIT.usage
    const written = await writeOutput(running.lab, running.scheduler, outcomes, out)
    printWhereabouts(out, outcomes, written, terminal)
    const { violations } = running.lab.services
    for (const violation of violations) terminal.err(`violation of GitHub's description: ${violation}\n`)
    const verified = await verifyAll(written.runFolders, trustedRootFile, terminal)
    const isComplete = written.runFolders.length === outcomes.length && written.checkRun !== undefined
    const isAsPlanned = outcomes.map(one => one.conclusion).join(' ') === 'failure success success'
    if (!isAsPlanned || violations.length > 0 || !verified) return EXIT.negative
    return isComplete ? EXIT.ok : EXIT.incomplete
  } finally {
    await running.stop()
  }
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
  const shown = (path: string): string => relative('.', path) || '.'
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

/** @returns whether every run folder verifies. */
const verifyAll = async (folders: readonly string[], trustedRoot: string, terminal: Terminal): Promise<boolean> => {
  let ok = folders.length > 0
  for (const folder of folders) {
    const { code, output } = await verify(folder, trustedRoot)
    terminal.out(output)
    if (code !== 0) ok = false
  }
  return ok
}

const verify = (folder: string, trustedRoot: string): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise(done => {
    const cli = join(projectRoot(), 'dist', 'cli', 'index.js')
    const args = [cli, 'verify', folder, '--trusted-root', trustedRoot]
    execFile(process.execPath, args, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` })
    })
  })
