import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

/** A shorter path than this (`/`, `/root`) is too common a word to look for. */
const TELLING_PATH = 6

export const text: RepositoryCheck = {
  id: 'text',
  rule: 'text files have LF line ends and name no folder of the machine they were written on',
  remedy: 'git add --renormalize . for the line ends; make the path relative',
  run: async root => {
    const paths = [root, dirname(root), homedir()].filter(path => path.length >= TELLING_PATH)
    const files = await Promise.all(
      (await listFiles(root)).map(async file => [file, await readFile(join(root, file))] as const),
    )
    return files.flatMap(([file, bytes]) => textFaults(file, bytes, paths))
  },
}

/** CRLF line ends and machine paths in one file. Files with a NUL byte are not text, and bundles hold CR on purpose. */
export const textFaults = (file: string, bytes: Uint8Array, paths: readonly string[]): readonly string[] => {
  if (bytes.includes(0)) return []
  const content = new TextDecoder().decode(bytes)
  return [
    ...(!file.startsWith('dist/') && content.includes('\r\n') ? [`${file}: CRLF line ends`] : []),
    ...paths.filter(path => content.includes(path)).map(path => `${file}: names ${path}`),
  ]
}
