import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'

const DOCUMENT = 'docs/threat-model.md'

export const threats: RepositoryCheck = {
  id: 'threats',
  rule: 'every row of the threat model names a test that is there',
  remedy: `correct the last column of the table in ${DOCUMENT}, or write the test`,
  run: async root => {
    const rows = threatRows(await readFile(join(root, DOCUMENT), 'utf8'))
    if (rows.length === 0) return [`${DOCUMENT}: no table between <!-- threats --> and <!-- /threats -->`]
    const faults = rows.map(async row => {
      const text =
        row.file === undefined ? undefined : await readFile(join(root, row.file), 'utf8').catch(() => undefined)
      return faultOf(row, text)
    })
    return (await Promise.all(faults)).filter(fault => fault !== undefined)
  },
}

export type ThreatRow = {
  readonly row: string
  /** Path of the test from the root; undefined where the last column links to none. */
  readonly file: string | undefined
  /** Words of the test, between “ and ”. */
  readonly title: string | undefined
}

/** The rows of the table of attackers: every one below its head. */
export const threatRows = (document: string): readonly ThreatRow[] => {
  const [, table = ''] = document.split(/<!-- \/?threats -->/)
  return table
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(row => {
      const last = row.split(' | ').at(-1) ?? ''
      return {
        row,
        file: /\]\(\.\.\/(__tests__\/[^()\s]{1,200})\)/.exec(last)?.[1],
        title: /“(.{1,200})”/.exec(last)?.[1],
      }
    })
}

/** @param text of the test file; undefined where it is not there. */
export const faultOf = ({ row, file, title }: ThreatRow, text: string | undefined): string | undefined => {
  const place = `${DOCUMENT}: ${row.slice(0, 100)}`
  if (file === undefined) return `${place}: no test`
  if (text === undefined) return `${place}: there is no ${file}`
  return title === undefined || text.includes(title) ? undefined : `${place}: nothing in ${file} says “${title}”`
}
