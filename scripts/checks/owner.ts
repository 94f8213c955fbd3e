import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readOwner } from '../owner.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

/** Where other people's actions are run or shown to be copied, and so must be pinned by commit. */
const PINNED = [/^\.github\//, /^action\.yml$/, /^report\/action\.yml$/, /^examples\//, /^docs\//, /^[A-Z]+\.md$/]

export const owner: RepositoryCheck = {
  id: 'owner',
  rule: 'no file names an owner of its own, and actions of others are pinned by commit',
  remedy: 'write the owner that package.json has in pipelineTrace.owner (npm run set-owner), or pin with 40 hex digits',
  run: async root => {
    const own = await readOwner(root)
    const files = (await listFiles(root)).filter(
      file => /\.(ya?ml|md|ts)$/.test(file) && !file.startsWith('__tests__/'),
    )
    const texts = await Promise.all(files.map(async file => [file, await readFile(join(root, file), 'utf8')] as const))
    return texts.flatMap(([file, text]) => foreignUses(file, text, own))
  },
}

/** Lines with a `uses:` that names this project by another owner or, where it matters, an action that is not pinned. */
export const foreignUses = (file: string, text: string, own: string): readonly string[] => {
  const pinned = PINNED.some(pattern => pattern.test(file))
  return text.split('\n').flatMap((line, index) => {
    const uses = /\buses: ?['"]?([^\s'"`]+)/.exec(line)?.[1]
    if (uses === undefined || !/^[\w.-]+\/[\w.-]+(\/[^@]*)?@/.test(uses)) return []
    const ours = /^[\w.-]+\/pipeline-trace[/@]/.test(uses)
    const allowed = ours ? uses.startsWith(`${own}/`) : !pinned || /@[0-9a-f]{40}$/.test(uses)
    return allowed ? [] : [`${file}:${index + 1}: ${uses}`]
  })
}
