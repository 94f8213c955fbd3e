import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { endGroup, getInput, info, setOutput, startGroup } from '@actions/core'
import { unsupported } from '../runner/unsupported.ts'
import { runEntry } from './entry.ts'

const run = promisify(execFile)

/** Folders that a checkout would not have. */
const NEVER = new Set(['.git', 'node_modules', '.pipeline-trace'])

/** Copies the source tree of the lab into the workspace; no network, no git history. */
const main = async (): Promise<void> => {
  const { GITHUB_REPOSITORY = '', GITHUB_WORKSPACE = '', GITHUB_REF = '', GITHUB_SHA = '', LAB_SOURCE } = process.env
  const repository = getInput('repository') || GITHUB_REPOSITORY
  info(`Syncing repository: ${repository}`)
  if (repository.toLowerCase() !== GITHUB_REPOSITORY.toLowerCase())
    throw unsupported(`checkout of another repository (${repository})`)
  const target = resolve(GITHUB_WORKSPACE, getInput('path'))
  if (relative(GITHUB_WORKSPACE, target).startsWith('..'))
    throw new Error(`Repository path '${target}' is not under '${GITHUB_WORKSPACE}'`)
  startGroup('Copying the source tree')
  info(`Working directory is '${target}'`)
  await mkdir(target, { recursive: true })
  const copied = LAB_SOURCE === undefined ? 0 : await copyTree(LAB_SOURCE, target)
  info(
    LAB_SOURCE === undefined ? 'Lab: no source tree was given, the workspace is empty' : `Lab: ${copied} files copied`,
  )
  endGroup()
  setOutput('ref', getInput('ref') || GITHUB_REF)
  setOutput('commit', GITHUB_SHA)
}

const copyTree = async (source: string, target: string): Promise<number> => {
  const files = (await trackedFiles(source)) ?? (await allFiles(source, ''))
  let copied = 0
  for (const file of files) {
    const from = join(source, file)
    if ((await stat(from).catch(() => undefined))?.isFile() !== true) continue
    await mkdir(dirname(join(target, file)), { recursive: true })
    await copyFile(from, join(target, file))
    copied += 1
  }
  return copied
}

/** What git knows or does not ignore; undefined outside of a repository. */
const trackedFiles = async (source: string): Promise<readonly string[] | undefined> => {
  try {
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
    const { stdout } = await run('git', ['-c', 'safe.directory=*', '-C', source, ...list], {
      maxBuffer: 64 * 1_048_576,
    })
    return stdout.split('\0').filter(file => file !== '')
  } catch {
    return undefined
  }
}

const allFiles = async (source: string, below: string): Promise<string[]> => {
  const entries = await readdir(join(source, below), { withFileTypes: true })
  const found = entries
    .filter(entry => !NEVER.has(entry.name))
    .map(async entry => {
      const path = join(below, entry.name)
      return entry.isDirectory() ? await allFiles(source, path) : [path]
    })
  return (await Promise.all(found)).flat()
}

await runEntry(main)
