import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

/** Words of our own for what the field has words for; what to write instead. */
const REPLACED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(?:testimon(?:y|ies)|witness(?:es)?)\b/i, 'observed value, evidence source'],
  [/\bvouch(?:e[ds]|ers?|ing)?\b|vouchedBy/i, 'confirms, confirmedBy'],
  [/\bstrangers?\b/i, 'unmatched artifact'],
  [/\bsurroundings\b/i, 'rerun conditions'],
  [/\bcross-?examin\w{0,10}/i, 'agreement check'],
  [/\bleaned on\b/i, 'external services used'],
  [/\b(?:makers?|takers?)\b/i, 'producer, consumer'],
  [/\b(?:asker|teller|told by)\b/i, 'requested by, known from'],
  [/\b(?:belief|disbelieved|doubt(?:s|ed|ful)?)\b/i, 'confidence, uncertainty'],
  [/\b(?:acquits?|convicts?|forgers?)\b/i, 'counts for, counts against, attacker'],
  [
    /\b(?:astray|crowded|never in the way|patiently|ledger)\b/i,
    'unmatched, ambiguous, runSafely, withRetry, rate budget',
  ],
  [/\b(?:cache ?truth|anatomy|seals?|sealed|sealing)\b/i, 'explainCacheMisses, parseCacheKey, signManifest'],
  [/\b(?:World|Scene|Inquiry)\b/, '…Context'],
]

const TEXT =
  /^(?:src|lab|scripts|bench|docs|examples|\.github)\/.*\.(?:ts|md|yml)$|^[A-Z]+\.md$|^(?:(?:report|converge)\/)?action\.yml$/
/** This list itself, and the sets of rules that read the words of tools. */
const EXEMPT = /^scripts\/checks\/words\.ts$|^src\/log\/readers\/failures\/rules\//

/** Functions that are named by what their result is of; a name begins with what the function does. */
const MAX_NOUN_NAMES = 30
const NOUN_NAME = /^ *(?:export )?(?:const|function) [a-z][A-Za-z]*Of\b/gm

export const words: RepositoryCheck = {
  id: 'words',
  rule: `code and documents use the field’s words, and fewer than ${MAX_NOUN_NAMES} functions are named \`xOf\``,
  remedy: 'write the word that stands behind the line; name a function by a verb',
  run: async root => {
    const files = (await listFiles(root)).filter(file => TEXT.test(file) && !EXEMPT.test(file))
    const texts = await Promise.all(files.map(async file => ({ file, text: await readFile(join(root, file), 'utf8') })))
    const named = texts
      .filter(({ file }) => file.startsWith('src/'))
      .flatMap(({ file, text }) => (text.match(NOUN_NAME) ?? []).map(found => `${file}: ${found.trim()}`))
    return [
      ...texts.flatMap(({ file, text }) => replacedWords(file, text)),
      ...(named.length < MAX_NOUN_NAMES ? [] : named),
    ]
  },
}

export const replacedWords = (file: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) =>
    REPLACED.flatMap(([pattern, instead]) => {
      const found = pattern.exec(line) ?? pattern.exec(splitNames(line))
      return found === null ? [] : [`${file}:${index + 1}: “${found[0]}”; write: ${instead}`]
    }),
  )

/** `isToldBy` and `MAX_TAKERS` hold words as sentences do. */
const splitNames = (line: string): string => line.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
