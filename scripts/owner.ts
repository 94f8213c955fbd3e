import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The owner that documents and snippets name: `pipelineTrace.owner` of package.json. @throws Error when it is missing. */
export const readOwner = async (root: string): Promise<string> => {
  const owner: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).pipelineTrace?.owner
  if (typeof owner !== 'string' || !/^[\w.-]+$/.test(owner))
    throw new Error('package.json: pipelineTrace.owner is missing')
  return owner
}
