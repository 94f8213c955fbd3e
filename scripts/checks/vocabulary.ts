import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

export const vocabulary: RepositoryCheck = {
  id: 'vocabulary',
  rule: 'every error code and every check id of the verifier is in its document',
  remedy: 'add a line to docs/troubleshooting.md or docs/verify.md',
  run: async root => {
    const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')
    const files = (await listFiles(root)).filter(file => /^src\/(?:verify|run|cli|report)\/.+\.ts$/.test(file))
    const checkIds = (await Promise.all(files.map(read))).flatMap(checkIdsOf)
    return [
      ...undocumented(
        'docs/troubleshooting.md',
        await read('docs/troubleshooting.md'),
        errorCodesOf(await read(ERRORS)),
      ),
      ...undocumented('docs/verify.md', await read('docs/verify.md'), checkIds),
    ]
  },
}

const ERRORS = 'src/core/error.ts'

/** The members of the union TraceErrorCode. */
const errorCodesOf = (code: string): readonly string[] =>
  [...code.matchAll(/^ {2}\| '([A-Z_]+)'$/gm)].map(([, name = '']) => name)

/** First arguments of the functions that make the result of a check. */
export const checkIdsOf = (code: string): readonly string[] =>
  [...code.matchAll(/\b(?:pass|fail|notApplicable|equal|compare|check)\(\s{0,20}'([a-z][a-z-]+)'/g)].map(
    ([, id = '']) => id,
  )

const undocumented = (document: string, text: string, words: readonly string[]): readonly string[] =>
  [...new Set(words)].filter(word => !text.includes(`\`${word}\``)).map(word => `${document}: nothing about ${word}`)
