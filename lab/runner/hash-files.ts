import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { findFiles } from './find-files.ts'

/** hashFiles(): SHA-256 over the SHA-256 of each file found in the workspace; '' when there is none (actions/runner src/Misc/expressionFunc/hashFiles). */
export const createHashFiles =
  (workspace: string) =>
  (patterns: readonly string[]): string => {
    const files = findFiles(
      patterns.flatMap(pattern => pattern.split('\n')),
      workspace,
    ).filter(file => file.startsWith(`${workspace}/`))
    if (files.length === 0) return ''
    const hash = createHash('sha256')
    for (const file of files) hash.update(createHash('sha256').update(readFileSync(file)).digest())
    return hash.digest('hex')
  }
