import type { OutsideEvent } from '../../../lab/scheduler/lab.ts'
import type { Outcome } from '../../../lab/scheduler/run-attempt.ts'
import { type LabOptions, type RunningLab, startLab } from '../../../lab/scheduler/start-lab.ts'
import type { LabJob } from '../../../lab/state.ts'
import { type Files, folderOf } from '../runner/harness.ts'

export const CI = '.github/workflows/ci.yml'

export type TestLab = RunningLab & {
  readonly workspace: string
  /** Runs the workflow CI to its end. @throws Error when it is refused. */
  readonly run: (trigger?: { event?: OutsideEvent; fork?: boolean }) => Promise<Outcome>
  /** Jobs of an attempt by name. */
  readonly jobs: (outcome: Outcome) => ReadonlyMap<string, LabJob>
  /** `name conclusion` of each job of an attempt, sorted. */
  readonly ended: (outcome: Outcome) => readonly string[]
  readonly findLog: (outcome: Outcome, name: string) => string
  readonly dispose: () => Promise<void>
}

/** A lab over a repository of the given files; the workflow's text comes first. */
export const aLab = async (
  workflow: string,
  files: Files = {},
  options: Partial<LabOptions> = {},
): Promise<TestLab> => {
  const folder = folderOf({ [CI]: workflow, ...files })
  const running = await startLab({ workspace: folder.path, reviewAfterMs: 20, minuteMs: 20, ...options })
  const jobs = ({ run, attempt }: Outcome): ReadonlyMap<string, LabJob> => {
    const ids = run.attempts.find(one => one.attempt === attempt)?.jobIds ?? []
    const found = ids.flatMap(id => running.lab.state.jobs.get(id) ?? [])
    return new Map(found.map(job => [job.name, job]))
  }
  return {
    ...running,
    workspace: folder.path,
    run: async ({ event, fork = false } = {}) => {
      const started = await running.scheduler.run({ file: `${folder.path}/${CI}`, path: CI, event, fork })
      if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
      return started.outcome
    },
    jobs,
    ended: outcome => [...jobs(outcome)].map(([name, job]) => `${name} ${job.conclusion ?? job.status}`).toSorted(),
    findLog: (outcome, name) => Buffer.from(jobs(outcome).get(name)?.log ?? []).toString('utf8'),
    dispose: async () => {
      await running.stop()
      folder.dispose()
    },
  }
}

/** Runs a workflow in a lab of its own and looks at it. */
export const inLab = async (
  workflow: string,
  look: (lab: TestLab, outcome: Outcome) => Promise<void> | void,
  files: Files = {},
  options: Partial<LabOptions> = {},
): Promise<void> => {
  const lab = await aLab(workflow, files, options)
  try {
    await look(lab, await lab.run())
  } finally {
    await lab.dispose()
  }
}

/** Waits for what another process or promise brings about. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5))
}
