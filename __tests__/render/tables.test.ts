import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Nodes, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { anUnrecordedRun } from './a-run.ts'
import { aDocument, aTimelineJob } from './a-timeline.ts'

/** Every table as GitHub reads it. */
const tablesOf = (markdown: string): readonly Table[] => {
  const found: Table[] = []
  const visit = (node: Nodes): void => {
    if (node.type === 'table') found.push(node)
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }))
  return found
}

/** Lines that were meant as rows, whatever became of them. */
const rowsIn = (markdown: string): number => markdown.split('\n').filter(line => line.startsWith('|')).length

const expectWhole = (markdown: string): void => {
  const tables = tablesOf(markdown)
  for (const { children } of tables) {
    const [head, ...rows] = children.map(row => row.children.length)
    expect(rows.every(cells => cells === head)).toBe(true)
  }
  // The line below each head is no row of the tree.
  expect(tables.reduce((sum, { children }) => sum + children.length + 1, 0)).toBe(rowsIn(markdown))
}

const HOSTILE = ['a | b', '|', '\\|', '`|`', 'a\n| b |', '\\', '<b>|</b>', '| --- |', '&#124;', '||||']

describe('every row of a table has the cells of its head', () => {
  test.each(['docs/sample/check-run.md', 'docs/sample/passed.md', '__tests__/samples/lab-run/report.md'])(
    '%s',
    name => {
      const markdown = readFileSync(name, 'utf8')
      expect(tablesOf(markdown).length).toBeGreaterThan(1)
      expectWhole(markdown)
    },
  )

  test('whatever jobs, steps, rules and conditions are called', () => {
    const jobs = HOSTILE.map((name, index) => ({
      ...aTimelineJob(String(index + 1), { name }),
      skip: {
        by: 'condition' as const,
        condition: name,
        part: name,
        root: { id: '1', name, conclusion: 'failure' as const },
        through: ['1'],
        source: 'workflow-file' as const,
        confidence: 'high' as const,
      },
    }))
    expectWhole(
      renderRunReport({ ...anUnrecordedRun(jobs.length, index => `job ${index}`), timeline: aDocument({ jobs }) }),
    )
  })

  test('of the report of a run manifest and its check run', () => {
    const manifest = anUnrecordedRun(60, index => `${HOSTILE[index % HOSTILE.length]} ${index}`)
    expectWhole(renderRunReport(manifest))
    const { summary, text } = renderCheckRun(manifest)
    expectWhole(`${summary}\n\n${text}`)
  })

  test('a row with a cell too many is seen', () => {
    expect(() => expectWhole('| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n')).toThrow()
    expect(() => expectWhole('| a | b |\n| --- |\n| 1 | 2 |\n')).toThrow()
  })
})
