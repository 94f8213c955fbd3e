import { copyFile, link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabRunner } from '../job-plan.ts'

/** Paths of one runner (actions/runner src/Runner.Common/HostContext.cs GetDirectory). */
export type RunnerRoot = {
  readonly root: string
  readonly diag: string
  readonly pages: string
  readonly work: string
  readonly temp: string
  readonly fileCommands: string
  readonly actions: string
  readonly toolCache: string
  readonly home: string
  /** RUNNER_WORKSPACE */
  readonly pipelineFolder: string
  /** GITHUB_WORKSPACE */
  readonly workspace: string
  /** The Node that runs actions; argv0 and execPath show the root. */
  readonly node: string
}

/**
 * Lays out a fresh runner for one job. HOME is fresh too, as on a hosted machine, so that no step reads or writes the
 * configuration of whoever runs the lab.
 */
export const createRunnerRoot = async (
  root: string,
  runner: LabRunner,
  repository: { readonly name: string; readonly url: string },
): Promise<RunnerRoot> => {
  const work = join(root, '_work')
  const paths: RunnerRoot = {
    root,
    diag: join(root, '_diag'),
    pages: join(root, '_diag', 'pages'),
    work,
    temp: join(work, '_temp'),
    fileCommands: join(work, '_temp', '_runner_file_commands'),
    actions: join(work, '_actions'),
    toolCache: join(work, '_tool'),
    home: join(root, 'home'),
    pipelineFolder: join(work, repository.name),
    workspace: join(work, repository.name, repository.name),
    node: join(root, 'externals', 'node24', 'bin', 'node'),
  }
  const folders = [paths.pages, paths.fileCommands, paths.actions, paths.toolCache, paths.home, paths.workspace]
  for (const folder of [...folders, join(root, 'bin'), join(root, 'externals', 'node24', 'bin')])
    await mkdir(folder, { recursive: true })
  await placeNode(runner.nodePath, paths.node)
  await writeFile(join(root, '.runner'), json(settings(runner, repository.url)))
  await writeFile(join(root, '.setup_info'), json(setupInfo(runner)))
  return paths
}

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** A hard link costs nothing and keeps the root visible in `process.execPath`; across devices it has to be a copy. */
const placeNode = async (source: string, target: string): Promise<void> => {
  try {
    await link(source, target)
  } catch {
    try {
      await copyFile(source, target)
    } catch {
      await symlink(source, target)
    }
  }
}

/** `.runner` (actions/runner src/Runner.Common/ConfigurationStore.cs); the runner's JSON is camelCase. */
const settings = (runner: LabRunner, url: string): Readonly<Record<string, unknown>> => ({
  agentId: runner.id,
  agentName: runner.name,
  poolId: runner.environment === 'github-hosted' ? 0 : 1,
  poolName: runner.groupName,
  ephemeral: true,
  gitHubUrl: url,
  workFolder: '_work',
})

export type SetupInfo = { readonly group: string; readonly detail: string }

/** `.setup_info` of a virtual machine image (actions/runner-images images/ubuntu/scripts/build/configure-image-data.sh). */
export const setupInfo = (runner: LabRunner): readonly SetupInfo[] => [
  { group: 'Operating System', detail: 'Ubuntu\n24.04\nLTS' },
  {
    group: 'Runner Image',
    detail: `Image: ${runner.image.label}\nVersion: ${runner.image.version}\nIncluded Software: none, a lab runner\nImage Release: none, a lab runner`,
  },
]
