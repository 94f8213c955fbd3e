import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'
import { getInput, getState, info, saveState, setOutput, warning } from '@actions/core'
import { isTrue, readLines } from './inputs.ts'

/** Same lines and outputs as actions/cache src/restoreImpl.ts; `everyOutput` is what restore/action.yml adds. */
export const restore = async (everyOutput: boolean): Promise<void> => {
  if (!isFeatureAvailable()) {
    info('[warning]Cache service is not available')
    setOutput('cache-hit', 'false')
    return
  }
  const key = getInput('key', { required: true })
  const restoreKeys = readLines('restore-keys')
  const lookupOnly = isTrue('lookup-only')
  saveState('CACHE_KEY', key)
  if (everyOutput) setOutput('cache-primary-key', key)
  const matched = await restoreCache(
    readLines('path', true),
    key,
    restoreKeys,
    { lookupOnly },
    isTrue('enableCrossOsArchive'),
  )
  if (matched === undefined) {
    if (isTrue('fail-on-cache-miss'))
      throw new Error(`Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${key}`)
    info(`Cache not found for input keys: ${[key, ...restoreKeys].join(', ')}`)
    return
  }
  saveState('CACHE_RESULT', matched)
  if (everyOutput) setOutput('cache-matched-key', matched)
  setOutput('cache-hit', String(isSame(key, matched)))
  info(lookupOnly ? `Cache found and can be restored from key: ${matched}` : `Cache restored from key: ${matched}`)
}

/** Same lines as actions/cache src/saveImpl.ts. @returns false when the service did not take the cache. */
export const save = async (): Promise<boolean> => {
  const key = getState('CACHE_KEY') || getInput('key')
  if (key === '') {
    info('[warning]Key is not specified.')
    return true
  }
  if (isSame(key, getState('CACHE_RESULT'))) {
    info(`Cache hit occurred on the primary key ${key}, not saving cache.`)
    return true
  }
  const chunkSize = Number.parseInt(getInput('upload-chunk-size'), 10)
  const options = Number.isNaN(chunkSize) ? undefined : { uploadChunkSize: chunkSize }
  const id = await saveCache(readLines('path', true), key, options, isTrue('enableCrossOsArchive'))
  if (id === -1) return false
  info(`Cache saved with key: ${key}`)
  return true
}

/** The post of actions/cache never fails a job: it prints `[warning]` as plain text. */
export const saveInPost = async (): Promise<void> => {
  try {
    await save()
  } catch (error) {
    info(`[warning]${error instanceof Error ? error.message : String(error)}`)
  }
}

/** actions/cache/save: a cache that was not taken is a warning. */
export const saveInMain = async (): Promise<void> => {
  try {
    if (!(await save())) warning('Cache save failed.')
  } catch (error) {
    info(`[warning]${error instanceof Error ? error.message : String(error)}`)
  }
}

const isSame = (key: string, matched: string): boolean =>
  matched.localeCompare(key, undefined, { sensitivity: 'accent' }) === 0
