import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from '@jest/globals'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded')

/** The folder of recorded data, and a `describe` that is skipped where it is absent. */
export const recordedFolder = (name: string): { readonly root: string; readonly describeRecorded: typeof describe } => {
  const root = join(recorded, name)
  if (existsSync(root)) return { root, describeRecorded: describe }
  process.stderr.write(`${name}: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n`)
  return { root, describeRecorded: describe.skip as unknown as typeof describe }
}
