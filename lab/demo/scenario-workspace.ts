import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A project as a git repository of its own, which moves from commit to commit as the scenario says. */
export type ScenarioWorkspace = {
  readonly folder: string
  /** Lays the files of `run-N/` over the project and commits them. Without that folder the commit stays. */
  readonly enterRun: (number: number) => Promise<void>
  readonly remove: () => Promise<void>
}

/** Copies the project into a temporary repository with one commit. */
export const createScenarioWorkspace = async (project: string): Promise<ScenarioWorkspace> => {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-scenario-'))
  await cp(project, folder, { recursive: true, filter: path => !OVERLAY.test(path.slice(project.length)) })
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await commit(folder, 'run 1')
  return {
    folder,
    enterRun: async number => {
      const overlay = join(project, `run-${number}`)
      if ((await stat(overlay).catch(() => undefined))?.isDirectory() !== true) return
      await cp(overlay, folder, { recursive: true })
      await commit(folder, `run ${number}`)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const OVERLAY = /^[\\/](?:run-\d+|scenario\.json)(?:[\\/]|$)/

const commit = async (folder: string, message: string): Promise<void> => {
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', message)
}

/** The time is always the same, so that a scenario has the same commits everywhere. No setting of the machine counts. */
const git = (folder: string, ...args: readonly string[]): Promise<unknown> =>
  run('git', ['-C', folder, ...SETTINGS, ...args], {
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_DATE: TIME,
      GIT_COMMITTER_DATE: TIME,
    },
  })

const SETTINGS = ['-c', 'user.name=lab', '-c', 'user.email=lab@localhost', '-c', 'commit.gpgsign=false']
const TIME = '2026-01-01T00:00:00Z'
