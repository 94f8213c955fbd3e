import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readOwner } from './owner.ts'
import { listFiles } from './repository-files.ts'

// Writes the owner of package.json (pipelineTrace.owner) into every document, example and comment that names this
// repository as `<owner>/pipeline-trace`. Run it once after forking or moving: npm run set-owner.
const root = process.cwd()
const owner = await readOwner(root)
const previous = process.argv[2] ?? 'OWNER'
for (const file of await listFiles(root)) {
  if (
    !(/\.(md|ya?ml|ts)$|CODEOWNERS$/.test(file) || file === 'package.json') ||
    /^(dist|scripts|__tests__)\//.test(file)
  )
    continue
  const text = await readFile(join(root, file), 'utf8')
  const changed = text
    .replaceAll(`${previous}/pipeline-trace`, `${owner}/pipeline-trace`)
    .replaceAll(`@${previous}\n`, `@${owner}\n`)
  if (changed === text) continue
  await writeFile(join(root, file), changed)
  console.log(`filled in ${file}`)
}
