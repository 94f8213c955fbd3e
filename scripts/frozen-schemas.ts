import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SCHEMA_VERSION } from '../src/schema/values/version.ts'

/** What promises to change by additions only. A policy file is the reverse: its unknown keys are errors by intent. */
export const FROZEN_SCHEMAS = ['job-manifest', 'run-manifest', 'run-timeline'] as const

/** `1.0` of `1.0.3`. */
export const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.')

/** Folder of the schemas as a minor version was released with them. */
export const frozenFolder = (minor: string): string => `schema/${minor}`

/** The frozen minors of the present major, oldest first. */
export const frozenMinors = async (root: string): Promise<readonly string[]> => {
  const [major = ''] = SCHEMA_VERSION.split('.')
  const names = await readdir(join(root, 'schema')).catch(() => [])
  return names
    .filter(name => /^\d{1,4}\.\d{1,4}$/.test(name) && name.split('.')[0] === major)
    .sort((a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]))
}

/** Folder of the documents and of the dist/ of a released minor. */
export const sampleFolder = (minor: string): string => `__tests__/samples/${minor}`
