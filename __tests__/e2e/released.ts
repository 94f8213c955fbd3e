import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackDist } from '../../scripts/dist-snapshot.ts'
import { sampleFolder } from '../../scripts/frozen-schemas.ts'

/** A released version as the folder of actions that the lab takes: `octo/released@v1`. */
export type Released = { readonly actions: string; readonly report: string; readonly cli: string }

/** Unpacks the dist/ that was released with a minor version of the schemas. */
export const unpackReleased = async (minor: string): Promise<Released> => {
  const actions = await mkdtemp(join(tmpdir(), 'pipeline-trace-released-'))
  const root = join(actions, 'octo', 'released@v1')
  await unpackDist(await readFile(join(sampleFolder(minor), 'dist.json.br')), root)
  return {
    actions,
    report: join(root, 'dist', 'report', 'index.js'),
    cli: join(root, 'dist', 'cli', 'index.js'),
  }
}
