import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

const CACHE_LINES = 'src/log/readers/cache-events.ts'
const RULES = 'src/log/readers/failures/rules'
const RULE_LINES = '__tests__/findings/failures/rule-lines.ts'
const SERVICE_WORDS = 'src/schema/job/service-use.ts'
const HOSTS = 'src/log/readers/services/known-services.ts'
const PHRASES = 'src/log/readers/services/service-lines.ts'
const FORMS = 'src/log/readers/services/access-lines.ts'

export const recipes: RepositoryCheck = {
  id: 'recipes',
  rule: 'cache lines, failure rules and services stand in every table that must know them',
  remedy: 'add what is named; docs/contributing/ has each recipe whole',
  run: async root => {
    const ruleFiles = (await listFiles(root)).filter(file => file.startsWith(`${RULES}/`))
    return recipeFaults(ruleFiles, file => readFile(join(root, file), 'utf8'))
  },
}

type Read = (file: string) => Promise<string>

/** What a recipe of docs/contributing/ left out, each with what is to be added where. */
export const recipeFaults = async (ruleFiles: readonly string[], read: Read): Promise<readonly string[]> => [
  ...findUnscannedLines(await read(CACHE_LINES)),
  ...(await findUnlistedRules(ruleFiles, read)),
  ...findServicesWithoutHost(
    await read(SERVICE_WORDS),
    `${await read(HOSTS)}\n${await read(PHRASES)}\n${await read(FORMS)}`,
  ),
]

/** A line of which the scan knows no beginning is handed to nobody. The scan knows no case (src/log/lines/word-table.ts). */
const findUnscannedLines = (code: string): readonly string[] => {
  const prefixes = stringsOf(between(code, 'export const CACHE_PREFIXES', '\n]'))
  const read = [...code.matchAll(/(?:after\(text, |between\(text, |text === |text\.startsWith\()'([^']{1,200})'/g)].map(
    ([, beginning = '']) => beginning,
  )
  return [...new Set([...read, ...stringsOf(between(code, 'const MISSES', '\n]'))])]
    .filter(beginning => !prefixes.some(prefix => beginning.toLowerCase().startsWith(prefix.toLowerCase())))
    .map(
      beginning =>
        `${CACHE_LINES} reads lines that begin with "${beginning}", which the scan hands to nobody: add the beginning to CACHE_PREFIXES`,
    )
}

/** Rules that are in no list are never tried, and rules without lines are tried by no test. */
const findUnlistedRules = async (files: readonly string[], read: Read): Promise<readonly string[]> => {
  const list = await read(`${RULES}.ts`)
  const lines = await read(RULE_LINES)
  const faults = await Promise.all(
    files.map(async file => {
      const code = await read(file)
      const lists = [...code.matchAll(/export const ([A-Z_]{1,60})\b/g)].map(([, name = '']) => name)
      const ids = [...code.matchAll(/\.(?:end|wrapper|cause|retry|success)\(\s{0,20}'([^']{1,100})'/g)]
      return [
        ...lists
          .filter(name => !list.includes(`...${name},`))
          .map(name => `${file}: no log is read with ${name}: add "...${name}," to LINE_RULES in ${RULES}.ts`),
        ...ids
          .map(([, id = '']) => id)
          .filter(id => !lines.includes(`'${id}'`))
          .map(
            id => `${file}: rule ${id} has no test: add a line that it reads and one that it leaves to ${RULE_LINES}`,
          ),
      ]
    }),
  )
  return [...new Set(faults.flat())]
}

const findServicesWithoutHost = (words: string, tables: string): readonly string[] => {
  const services = stringsOf(between(words, 'export const SERVICES', '\n]'))
  const shown = [...tables.matchAll(/(?:'[^'\n]{1,200}': |service: |\['\.[^'\n]{1,200}', )'([a-z-]{1,40})'/g)]
  const used = new Set(shown.map(([, service = '']) => service))
  return [
    ...services
      .filter(service => !tables.includes(`'${service}'`))
      .map(
        service =>
          `service ${service} is never found: add its host to HOSTS in ${HOSTS}, or its words to PHRASES in ${PHRASES}`,
      ),
    ...[...used]
      .filter(service => service !== 'other' && !services.includes(service))
      .map(
        service =>
          `service ${service} is no word of the schema: add it to SERVICES in ${SERVICE_WORDS}, then npm run generate`,
      ),
  ]
}

const between = (code: string, start: string, end: string): string => {
  const from = code.indexOf(start)
  return from < 0 ? '' : code.slice(from, code.indexOf(end, from))
}

const stringsOf = (code: string): readonly string[] =>
  [...code.matchAll(/'([^'\n]{1,300})'/g)].map(([, text = '']) => text)
