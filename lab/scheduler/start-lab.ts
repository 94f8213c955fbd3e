import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createState } from '../create-state.ts'
import { filesOf } from '../rest/contents.ts'
import { startServices } from '../services.ts'
import type { LabBranchRule, LabRepository } from '../state.ts'
import { createCheckouts, hasRealCheckout, OWN_NAME, projectRoot } from './checkouts.ts'
import { createCommits } from './commits.ts'
import { createConcurrencyGroups } from './concurrency-groups.ts'
import { createReviews } from './environment-gate.ts'
import type { Lab, Progress } from './lab.ts'
import { createRunnerPools } from './runner-pools.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { createWorkRoots } from './work-roots.ts'

export type LabOptions = {
  readonly workspace: string
  readonly visibility?: LabRepository['visibility']
  /** `--actions` */
  readonly actions?: string
  /** Ask git for actions that `--actions` does not have. */
  readonly useGit?: boolean
  /** Machines for each hosted label; 4 by default. */
  readonly hostedRunners?: number
  readonly environments?: readonly {
    readonly name: string
    readonly reviewers?: readonly string[]
    readonly waitTimerMinutes?: number
  }[]
  readonly branchRules?: Readonly<Record<string, readonly LabBranchRule[]>>
  /** After how long the lab's reviewer approves; undefined: never, reviews come by REST. */
  readonly reviewAfterMs?: number
  /** How long a minute of a wait timer lasts; 1 000 by default. */
  readonly minuteMs?: number
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  /** Where the trusted root is written; by default into the lab's temporary folder. */
  readonly trustedRootFile?: string
  /** Files of the repository that are elsewhere, by their path in it. */
  readonly files?: ReadonlyMap<string, string>
  /** Node given to actions; by default the one that runs the lab. */
  readonly nodePath?: string
  readonly port?: number
  /** See ServicesOptions. */
  readonly serverUrl?: string
  readonly onProgress?: (progress: Progress) => void
}

export type RunningLab = {
  readonly lab: Lab
  readonly scheduler: Scheduler
  readonly trustedRootFile: string
  /** Cancels what runs, stops the services and deletes what the lab kept in temporary folders. */
  readonly stop: () => Promise<void>
}

/** Starts the services and a scheduler over them. */
export const startLab = async (options: LabOptions): Promise<RunningLab> => {
  const { visibility, environments = [], port, serverUrl } = options
  const state = createState(visibility === undefined ? {} : { visibility })
  for (const { name, reviewers = [], waitTimerMinutes = 0 } of environments)
    state.environments.set(name, { name, id: state.nextId(), reviewers, waitTimerMinutes })
  for (const [branch, rules] of Object.entries(options.branchRules ?? {})) state.branchRules.set(branch, rules)
  const temporary = await mkdtemp(join(tmpdir(), 'pipeline-trace-lab-'))
  const workspace = resolve(options.workspace)
  const inWorkspace = filesOf(workspace)
  const inProject = filesOf(projectRoot())
  const reviews = createReviews(state, options.reviewAfterMs)
  const groups = createConcurrencyGroups(state.now)
  const actions = options.actions === undefined ? undefined : resolve(options.actions)
  const commits = createCommits(state, workspace, {
    snapshots: (await hasRealCheckout(actions)) ? join(temporary, 'git') : undefined,
  })
  const services = await startServices(state, {
    gitFolder: commits.folder,
    concurrency: groups,
    ...(port === undefined ? {} : { port }),
    ...(serverUrl === undefined ? {} : { serverUrl }),
    contents: async path => {
      const elsewhere = options.files?.get(path)
      return elsewhere === undefined ? inWorkspace(path) : readFile(elsewhere)
    },
    // This project is the one other repository that stands behind the lab.
    contentsElsewhere: async (repository, path) =>
      repository.split('/')[1] === OWN_NAME ? inProject(path) : undefined,
    deploymentsReviewed: reviews.decide,
    rerunFailedJobs: runId => {
      void scheduler.rerunFailed(runId)
    },
  })
  const trustedRootFile = resolve(options.trustedRootFile ?? join(temporary, 'lab-trusted-root.json'))
  await writeFile(trustedRootFile, `${JSON.stringify(services.trustedRoot(), null, 2)}\n`)
  const workRoot = join(temporary, 'runners')
  await mkdir(workRoot)
  const lab: Lab = {
    state,
    services,
    pools: createRunnerPools({
      hosted: options.hostedRunners ?? 4,
      selfHosted: 1,
      nodePath: options.nodePath ?? process.execPath,
      nextId: state.nextId,
    }),
    groups,
    reviews,
    checkouts: createCheckouts({
      actions,
      cloneInto: options.useGit === true ? join(temporary, 'actions') : undefined,
    }),
    commits: commits.read,
    workspace,
    workRoots: createWorkRoots(workRoot),
    vars: {
      FULCIO_URL: services.fulcioUrl,
      REKOR_URL: services.rekorUrl,
      TSA_URL: services.tsaUrl,
      TRUSTED_ROOT: trustedRootFile,
      ...options.vars,
    },
    secrets: options.secrets ?? {},
    minuteMs: options.minuteMs ?? 1_000,
    onProgress: options.onProgress ?? (() => undefined),
  }
  const scheduler = createScheduler(lab)
  return {
    lab,
    scheduler,
    trustedRootFile,
    stop: async () => {
      scheduler.cancelAll()
      await scheduler.idle()
      await services.stop()
      await rm(temporary, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined)
    },
  }
}
