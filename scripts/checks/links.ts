import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

export const links: RepositoryCheck = {
  id: 'links',
  rule: 'every relative link of a document leads to a file',
  remedy: 'correct the link',
  run: async root => {
    const documents = (await listFiles(root)).filter(file => file.endsWith('.md') && !file.startsWith('dist/'))
    const faults = documents.map(async file => {
      const targets = [...(await readFile(join(root, file), 'utf8')).matchAll(/\]\(([^()\s]{1,300})\)/g)]
      return targets
        .map(([, target = '']) => target.split('#')[0] ?? '')
        .filter(target => target !== '' && !target.includes(':') && !existsSync(join(root, dirname(file), target)))
        .map(target => `${file}: ${target}`)
    })
    return (await Promise.all(faults)).flat()
  },
}
