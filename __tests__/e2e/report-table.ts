import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunFolder } from './lab-run.ts'

/** Rows of the table under a title of `report.md`, as a person reads them: without marks of Markdown and HTML. */
export const tableOf = async ({ folder }: RunFolder, title: string): Promise<readonly (readonly string[])[]> => {
  const report = await readFile(join(folder, 'report.md'), 'utf8')
  const [, after] = report.split(`\n### ${title}\n`)
  if (after === undefined) throw new Error(`no section ${title} in the report of ${folder}`)
  const [section = ''] = after.split('\n### ')
  const rows = section.split('\n').filter(line => line.startsWith('| '))
  // A head and the line below it.
  return rows.slice(2).map(row => row.slice(2, -2).split(' | ').map(asRead))
}

const asRead = (cell: string): string =>
  cell
    .replaceAll(/<\/?code>/g, '')
    .replaceAll('\u200b', '')
    .replaceAll(/\\(.)/g, '$1')
