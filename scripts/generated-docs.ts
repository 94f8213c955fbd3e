import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { MODULES } from './modules.ts'

/**
 * Parts of documents that are made from other files. Each stands between `<!-- generated:<id> -->` and
 * `<!-- /generated:<id> -->`; everything else in the document is written by hand.
 */
type Part = { readonly document: string; readonly id: string; readonly make: (root: string) => Promise<string> }

const PARTS: readonly Part[] = [
  { document: 'docs/inputs.md', id: 'recorder-inputs', make: root => inputTable(root, 'action.yml') },
  { document: 'docs/inputs.md', id: 'recorder-outputs', make: root => outputTable(root, 'action.yml') },
  { document: 'docs/inputs.md', id: 'report-inputs', make: root => inputTable(root, 'report/action.yml') },
  { document: 'docs/inputs.md', id: 'report-outputs', make: root => outputTable(root, 'report/action.yml') },
  { document: 'docs/convergence.md', id: 'converge-inputs', make: root => inputTable(root, 'converge/action.yml') },
  { document: 'docs/convergence.md', id: 'converge-outputs', make: root => outputTable(root, 'converge/action.yml') },
  { document: 'docs/architecture.md', id: 'modules', make: async () => moduleTable() },
  { document: 'README.md', id: 'report-sample', make: root => sample(root, 'docs/sample/check-run.md') },
]

/** Documents with every generated part made anew, by path. @throws Error for a document without the part's markers. */
export const generatedDocuments = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const documents = new Map<string, string>()
  for (const { document, id, make } of PARTS) {
    const text = documents.get(document) ?? (await readFile(join(root, document), 'utf8'))
    documents.set(document, replacePart(text, id, await make(root), document))
  }
  return documents
}

const replacePart = (text: string, id: string, content: string, document: string): string => {
  const [open, close] = [`<!-- generated:${id} -->`, `<!-- /generated:${id} -->`]
  const [start, end] = [text.indexOf(open), text.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`${document} has no markers ${open} … ${close}`)
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`
}

type Action = {
  readonly inputs?: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs?: Readonly<Record<string, { readonly description: string }>>
}

const readAction = async (root: string, file: string): Promise<Action> =>
  parse(await readFile(join(root, file), 'utf8'))

const inputTable = async (root: string, file: string): Promise<string> => {
  const rows = Object.entries((await readAction(root, file)).inputs ?? {}).map(
    ([name, input]) => `| \`${name}\` | ${cell(input.description)} | ${value(input.default)} |`,
  )
  return ['', '| input | meaning | default |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

const outputTable = async (root: string, file: string): Promise<string> => {
  const rows = Object.entries((await readAction(root, file)).outputs ?? {}).map(
    ([name, output]) => `| \`${name}\` | ${cell(output.description)} |`,
  )
  return ['', '| output | meaning |', '| --- | --- |', ...rows, ''].join('\n')
}

const moduleTable = (): string => {
  const rows = Object.entries(MODULES).map(([name, { holds, imports, types = [] }]) => {
    const folder = name === 'agreement' ? 'src/account/agreement/' : `src/${name}/`
    const others = imports.includes('*') ? 'any but the other entry points' : imports.join(', ')
    const named = types.length === 0 ? '' : `; types of ${types.join(', ')}`
    return `| \`${folder}\` | ${holds} | ${others === '' ? 'none' : others}${named} |`
  })
  return ['', '| module | holds | may import |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

/** The sections that the README has: what failed, and where the time went. The picture below shows the rest. */
const SAMPLED = /^(?:# |### (?:❌|Where the ))/

/** A quoted block: its own headings would else become headings of the document. */
const sample = async (root: string, file: string): Promise<string> => {
  const sections = (await readFile(join(root, file), 'utf8')).split(/^(?=### )/m).filter(text => SAMPLED.test(text))
  // The sample ends with the legend of the picture. A heading needs no empty line beside it.
  const [text = ''] = sections.join('').split(/(?<=^▶ .*)\n/m, 1)
  const lines = text
    .replaceAll(/\n*^(#{1,3} .*)\n+/gm, '\n$1\n')
    .trim()
    .split('\n')
  return ['', ...lines.map(line => `> ${line}`.trimEnd()), ''].join('\n')
}

const cell = (text: string): string => text.trim().replaceAll('\n', ' ').replaceAll('|', '\\|')
const value = (text: string | undefined): string => (text === undefined || text === '' ? '' : `\`${cell(text)}\``)
