import { join, resolve } from 'node:path'
import type { Outcome } from '../scheduler/run-attempt.ts'
import { type RunningLab, startLab } from '../scheduler/start-lab.ts'
import type { RunInput } from './inputs.ts'
import { createOutputFolder, writeOutput } from './output-folder.ts'
import { printProgress } from './progress.ts'
import { findRepository } from './repository.ts'
import { EXIT, type Exit, type Terminal } from './terminal.ts'

/** The lab's own reviewer takes this long to approve a waiting environment. */
const REVIEW_AFTER_MS = 1_500

/** `run <workflow.yml>`: one run, with `--rerun-failed` a second attempt of what failed. */
export const run = async (input: RunInput, terminal: Terminal): Promise<Exit> => {
  const repository = await findRepository(input.file, input.workspace)
  if (repository === undefined) {
    terminal.err(`no such file: ${input.file}\n`)
    return EXIT.usage
  }
  const out = input.out === undefined ? undefined : resolve(input.out)
  if (out !== undefined) await createOutputFolder(out)
  const running = await startLab({
    workspace: repository.workspace,
    files: new Map([[repository.path, repository.file]]),
    useGit: !input.offline,
    reviewAfterMs: REVIEW_AFTER_MS,
    onProgress: printProgress(terminal, Date.now()),
    nodePath: process.env['LAB_NODE'] ?? process.execPath,
    ...(input.visibility === undefined ? {} : { visibility: input.visibility }),
    ...(input.actions === undefined ? {} : { actions: input.actions }),
    ...(out === undefined ? {} : { trustedRootFile: join(out, 'lab-trusted-root.json') }),
  })
  try {
    const { file, path } = repository
    const started = await running.scheduler.run({ file, path, event: input.event, fork: input.fork })
    if (started.kind === 'refused') {
      for (const message of started.messages) terminal.err(`${message}\n`)
      return EXIT.usage
    }
    const outcomes = [started.outcome]
    if (input.rerunFailed) {
      const again = await running.scheduler.rerunFailed(started.outcome.run.id)
      if (again !== undefined) outcomes.push(again)
    }
    if (out !== undefined) await writeOutput(running.lab, running.scheduler, outcomes, out)
    return report(running, outcomes, out, terminal)
  } finally {
    await running.stop()
  }
}

const report = (
  { lab }: RunningLab,
  outcomes: readonly Outcome[],
  out: string | undefined,
  terminal: Terminal,
): Exit => {
  for (const { run: ran, attempt, conclusion } of outcomes)
    terminal.out(`${ran.workflowName} #${ran.number}, attempt ${attempt} (run ${ran.id}): ${conclusion}\n`)
  if (out !== undefined) terminal.out(`Written to ${out}\n`)
  const { violations } = lab.services
  for (const violation of violations) terminal.err(`violation of GitHub's description: ${violation}\n`)
  const last = outcomes.at(-1)
  for (const job of last?.unserved ?? []) terminal.err(`no runner of the lab could take: ${job}\n`)
  if (violations.length > 0) return EXIT.negative
  if ((last?.unserved.length ?? 0) > 0) return EXIT.incomplete
  return last?.conclusion === 'success' || last?.conclusion === 'skipped' ? EXIT.ok : EXIT.negative
}
