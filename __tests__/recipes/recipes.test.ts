import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { recipeFaults } from '../../scripts/checks/recipes.ts'
import { setUp, timed } from '../log/log-text.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const RULES = 'src/log/readers/failures/rules'
const RULE_LINES = '__tests__/findings/failures/rule-lines.ts'

/** One entry that a recipe asks for: text behind an anchor of a file, or a new file where there is no anchor. */
type Entry = { readonly file: string; readonly behind?: string; readonly text: string; readonly missing?: RegExp }
type Recipe = {
  readonly document: string
  readonly entries: readonly Entry[]
  /** A line of a log, in the step of an action that failed. */
  readonly line: string
  readonly field: 'caches' | 'failures' | 'services'
  readonly finds: object
}

const RECIPES: readonly Recipe[] = [
  {
    document: 'docs/contributing/cache-line.md',
    entries: [
      {
        file: 'src/log/readers/cache-events.ts',
        behind: 'export const cacheEvent = (text: string): CacheEvent | undefined => {\n',
        text: "  const octo = after(text, 'Octo has nothing for ')\n  if (octo !== undefined) return { kind: 'missed', keys: { key: octo } }\n",
      },
      {
        file: 'src/log/readers/cache-events.ts',
        behind: 'export const CACHE_PREFIXES: readonly string[] = [\n',
        text: "  'Octo has ',\n",
        missing: /lines that begin with "Octo has nothing for ".*: add the beginning to CACHE_PREFIXES$/,
      },
    ],
    line: 'Octo has nothing for linux-abc',
    field: 'caches',
    finds: { key: 'linux-abc', result: 'miss' },
  },
  {
    document: 'docs/contributing/failure-rule.md',
    entries: [
      {
        file: `${RULES}/octo.ts`,
        text: "import { defineRules } from '../failure-rule.ts'\n\nconst octo = defineRules('octo')\n\nexport const OCTO_RULES = [octo.end('octo-refused', 'permission', ['octo: refused'], /^octo: (?<quote>refused) \\d{1,9}$/)]\n",
      },
      { file: `${RULES}.ts`, behind: '', text: "import { OCTO_RULES } from './rules/octo.ts'\n" },
      {
        file: `${RULES}.ts`,
        behind: '  ...RUNNER_RULES,\n',
        text: '  ...OCTO_RULES,\n',
        missing: /no log is read with OCTO_RULES: add "\.\.\.OCTO_RULES," to LINE_RULES in .*rules\.ts$/,
      },
      {
        file: RULE_LINES,
        behind: 'const RUNNER: readonly RuleLines[] = [\n',
        text: "  ['octo-refused', ['octo: refused 7'], ['it says octo: refused 7']],\n",
        missing: /rule octo-refused has no test: add a line that it reads and one that it leaves to /,
      },
    ],
    line: 'octo: refused 7',
    field: 'failures',
    finds: { kind: 'sign', rule: 'octo-refused', class: 'permission' },
  },
  {
    document: 'docs/contributing/external-service.md',
    entries: [
      {
        file: 'src/schema/job/service-use.ts',
        behind: 'export const SERVICES = [\n',
        text: "  'octo-registry',\n",
        missing: /service octo-registry is no word of the schema: add it to SERVICES in .*, then npm run generate$/,
      },
      {
        file: 'src/log/readers/services/known-services.ts',
        behind: 'const HOSTS: Readonly<Record<string, Service>> = {\n',
        text: "  'registry.octo.dev': 'octo-registry',\n",
        missing: /service octo-registry is never found: add its host to HOSTS in .*, or its words to PHRASES in /,
      },
    ],
    line: 'Downloading https://registry.octo.dev/a/b.tgz',
    field: 'services',
    finds: { service: 'octo-registry', host: 'registry.octo.dev' },
  },
]

let copy = ''
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'pipeline-trace-recipe-'))
  for (const module of ['core', 'io', 'log', 'schema'])
    await cp(join(ROOT, 'src', module), join(copy, 'src', module), { recursive: true })
  await cp(join(ROOT, RULE_LINES), join(copy, RULE_LINES), { recursive: true })
})
afterEach(() => rm(copy, { recursive: true, force: true }))

const apply = async (entries: readonly Entry[]): Promise<void> => {
  for (const { file, behind, text } of entries) {
    const path = join(copy, file)
    const before = behind === undefined ? '' : await readFile(path, 'utf8')
    const at = behind === undefined ? 0 : before.indexOf(behind)
    if (at < 0) throw new Error(`${file} has no ${behind}: the recipe is out of date`)
    const end = at + (behind ?? '').length
    await writeFile(path, before.slice(0, end) + text + before.slice(end))
  }
}

/** What the check of the repository says of the copy. */
const checkCopy = async (): Promise<readonly string[]> => {
  const files = (await readdir(join(copy, RULES))).map(name => `${RULES}/${name}`)
  return recipeFaults(files, file => readFile(join(copy, file), 'utf8'))
}

const READER = `
import { readLog } from './src/log/read-log.ts'
import { ALL_READERS } from './src/log/readers.ts'
const [log, field] = process.argv.slice(2)
const reading = await readLog([new TextEncoder().encode(log)], ALL_READERS)
console.log(JSON.stringify(reading[field].map(({ value }) => value)))
`

/** Reads a log with the copy's readers: only they are compiled. */
const readWithCopy = async (line: string, field: string): Promise<unknown> => {
  const step = ['##[group]Run octo/tool@v1', '##[endgroup]', line, '##[error]Process completed with exit code 1.']
  const log = timed([...setUp('octo/tool@v1'), ...step]).join('\n')
  const outfile = join(copy, 'reader.mjs')
  const stdin = { contents: READER, resolveDir: copy, loader: 'ts' } as const
  const nodePaths = [join(ROOT, 'node_modules')]
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', nodePaths })
  const { stdout } = await promisify(execFile)(process.execPath, [outfile, log, field], { cwd: dirname(outfile) })
  return JSON.parse(stdout)
}

describe.each(RECIPES.map(recipe => [recipe.document, recipe] as const))('%s', (document, recipe) => {
  test('names every file to touch', async () => {
    const text = await readFile(join(ROOT, document), 'utf8')
    for (const { file } of recipe.entries)
      expect(text).toContain(file.endsWith('/octo.ts') ? 'src/log/readers/failures/rules/' : file)
  })

  test('once played, the fact is found', async () => {
    await apply(recipe.entries)
    expect(await checkCopy()).toEqual([])
    expect(await readWithCopy(recipe.line, recipe.field)).toContainEqual(expect.objectContaining(recipe.finds))
  })

  test.each(recipe.entries.filter(({ missing }) => missing !== undefined).map(entry => [entry.text.trim(), entry]))(
    'without %s a sentence says what to add',
    async (_, left) => {
      await apply(recipe.entries.filter(entry => entry !== left))
      const { missing } = left as Entry
      expect(await checkCopy()).toContainEqual(expect.stringMatching(missing ?? ''))
    },
  )
})
