import { join, resolve } from 'node:path'
import type { RunRequest, WorkflowOnDisk } from '../scheduler/enter-run.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { type RunningLab, startLab } from '../scheduler/start-lab.ts'
import { findNode } from './find-node.ts'
import { findFollowingWorkflows } from './following-workflow.ts'
import type { RunInput } from './inputs.ts'
import { cancelWhenInterrupted } from './interruption.ts'
import { createOutputFolder, writeOutput, writeSummaries } from './output-folder.ts'
import { printProgress } from './progress.ts'
import { findRepository } from './repository.ts'
import { EXIT, type Exit, type Terminal } from './terminal.ts'

/** The lab's own reviewer takes this long to approve a waiting environment. */
const REVIEW_AFTER_MS = 1_500

/**
 * `run <workflow.yml>`: one run, with `--rerun-failed` a second attempt of what failed, with `--then` runs of other
 * workflows after each attempt.
 */
export const run = async (input: RunInput, terminal: Terminal): Promise<Exit> => {
  const repository = await findRepository(input.file, input.workspace)
  if (repository === undefined) return refuse([`no such file: ${input.file}`], terminal)
  const following = await findFollowingWorkflows(input.following, repository)
  if (following.kind === 'refused') return refuse(following.messages, terminal)
  const out = input.out === undefined ? undefined : resolve(input.out)
  if (out !== undefined) await createOutputFolder(out)
  const workflows = [repository, ...following.workflows]
  const running = await startLab({
    workspace: repository.workspace,
    files: new Map(workflows.map(({ path, file }) => [path, file])),
    useGit: !input.offline,
    reviewAfterMs: REVIEW_AFTER_MS,
    onProgress: printProgress(terminal, Date.now()),
    nodePath: findNode(),
    ...(input.visibility === undefined ? {} : { visibility: input.visibility }),
    ...(input.actions === undefined ? {} : { actions: input.actions }),
    ...(out === undefined ? {} : { trustedRootFile: join(out, 'lab-trusted-root.json') }),
  })
  const listening = cancelWhenInterrupted(running.scheduler)
  try {
    const { file, path } = repository
    const request = { file, path, event: input.event, fork: input.fork }
    const ended = await runAll(running.scheduler, request, following.workflows, input.rerunFailed)
    if (ended.kind === 'refused') return refuse(ended.messages, terminal)
    if (out !== undefined) await writeOutput(running.lab, running.scheduler, ended.outcomes, out)
    if (out !== undefined && following.workflows.length > 0)
      await writeSummaries(running.lab, running.scheduler, ended.outcomes, out)
    return report(running, ended.outcomes, out, terminal)
  } finally {
    listening()
    await running.stop()
  }
}

type Ended =
  /** In the order in which they ended. */
  | { readonly kind: 'ended'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

const runAll = async (
  scheduler: Scheduler,
  request: RunRequest,
  following: readonly WorkflowOnDisk[],
  rerunFailed: boolean,
): Promise<Ended> => {
  const started = await scheduler.run(request)
  if (started.kind === 'refused') return started
  const first = await withFollowing(scheduler, started.outcome, following)
  if (first.kind === 'refused' || !rerunFailed) return first
  const again = await scheduler.rerunFailed(started.outcome.run.id)
  const second = again === undefined ? undefined : await withFollowing(scheduler, again, following)
  if (second?.kind === 'refused') return second
  return { kind: 'ended', outcomes: [...first.outcomes, ...(second?.outcomes ?? [])] }
}

/** An attempt, the run that its completion starts, and so on. */
const withFollowing = async (
  scheduler: Scheduler,
  outcome: Outcome,
  [next, ...later]: readonly WorkflowOnDisk[],
): Promise<Ended> => {
  if (next === undefined) return { kind: 'ended', outcomes: [outcome] }
  const after = await scheduler.follow(next, outcome)
  if (after.kind === 'refused') return after
  const rest = await withFollowing(scheduler, after.outcome, later)
  return rest.kind === 'refused' ? rest : { kind: 'ended', outcomes: [outcome, ...rest.outcomes] }
}

const refuse = (messages: readonly string[], terminal: Terminal): Exit => {
  for (const message of messages) terminal.err(`${message}\n`)
  return EXIT.usage
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
  const newest = newestOfEachRun(outcomes)
  const unserved = newest.flatMap(one => one.unserved)
  for (const job of unserved) terminal.err(`no runner of the lab could take: ${job}\n`)
  if (violations.length > 0) return EXIT.negative
  if (unserved.length > 0) return EXIT.incomplete
  return newest.every(one => one.conclusion === 'success' || one.conclusion === 'skipped') ? EXIT.ok : EXIT.negative
}

const newestOfEachRun = (outcomes: readonly Outcome[]): readonly Outcome[] => [
  ...new Map(outcomes.map(outcome => [outcome.run.id, outcome])).values(),
]
