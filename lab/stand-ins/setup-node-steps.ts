import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { restoreCache, saveCache } from '@actions/cache'
import { addPath, getInput, getState, info, saveState, setOutput, warning } from '@actions/core'
import { findFiles } from '../runner/find-files.ts'
import { unsupported } from '../runner/unsupported.ts'

const run = promisify(execFile)

/** Downloads nothing: the Node of the lab is the one that is there. Lines of the cache as actions/setup-node prints them. */
export const setUp = async (): Promise<void> => {
  const version = getInput('node-version')
  if (version !== '') info(`Lab: Node ${process.version} is used for node-version '${version}'`)
  addPath(join(process.execPath, '..'))
  setOutput('node-version', process.version)
  info('##[group]Environment details')
  info(`node: ${process.version}`)
  info('##[endgroup]')
  const manager = getInput('cache')
  if (manager === '') return
  if (manager !== 'npm') throw unsupported(`setup-node cache: ${manager}`)
  await restore(manager)
}

/** actions/setup-node src/cache-restore.ts. */
const restore = async (manager: string): Promise<void> => {
  const pattern = getInput('cache-dependency-path') || 'package-lock.json'
  const files = findFiles(pattern.split('\n'), process.cwd())
  if (files.length === 0) throw new Error('Some specified paths were not resolved, unable to cache dependencies.')
  const hash = createHash('sha256')
  for (const file of files) hash.update(createHash('sha256').update(readFileSync(file)).digest())
  const { RUNNER_OS } = process.env
  const key = `node-cache-${RUNNER_OS}-${process.arch}-${manager}-${hash.digest('hex')}`
  const paths = [await cacheFolder()]
  saveState('CACHE_KEY', key)
  saveState('CACHE_PATHS', JSON.stringify(paths))
  setOutput('cache-primary-key', key)
  const matched = await restoreCache(paths, key)
  setOutput('cache-matched-key', matched)
  setOutput('cache-hit', String(matched !== undefined))
  if (matched === undefined) {
    info(`${manager} cache is not found`)
    return
  }
  saveState('CACHE_RESULT', matched)
  info(`Cache restored from key: ${matched}`)
}

/** actions/setup-node src/cache-save.ts: an error is a warning. */
export const saveInPost = async (): Promise<void> => {
  const key = getState('CACHE_KEY')
  if (key === '') return
  try {
    if (key === getState('CACHE_RESULT')) {
      info(`Cache hit occurred on the primary key ${key}, not saving cache.`)
      return
    }
    const paths = JSON.parse(getState('CACHE_PATHS')) as string[]
    if (!paths.some(path => existsSync(path.replace('~', process.env['HOME'] ?? '')))) {
      info('Cache folder path is retrieved but does not exist on disk')
      return
    }
    const id = await saveCache(paths, key)
    if (id !== -1) info(`Cache saved with the key: ${key}`)
  } catch (error) {
    warning(error instanceof Error ? error.message : String(error))
  }
}

/** `~/.npm` where npm caches below HOME: the path is part of a cache's version, and HOME is a fresh folder here. */
const cacheFolder = async (): Promise<string> => {
  const { stdout } = await run('npm', ['config', 'get', 'cache'])
  const folder = stdout.trim()
  const home = process.env['HOME'] ?? ''
  mkdirSync(folder, { recursive: true })
  return home !== '' && folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder
}
