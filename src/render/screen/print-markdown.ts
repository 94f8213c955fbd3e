import * as markdown from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import type { Block, Column, Inline, Line, Mark, Part, PictureRow } from './document.ts'

/** Converts parts to sections of Markdown. A section may be cut between its blocks, and a table between its rows. */
export const toSections = (parts: readonly Part[], serverUrl: string | undefined): readonly Section[] =>
  parts.map(({ title, blocks }) => ({ title, blocks: blocks.flatMap(block => printBlock(block, serverUrl)) }))

const printBlock = (block: Block, server: string | undefined): readonly string[] => {
  const print = (line: Line): string => printLine(line, server)
  switch (block.kind) {
    case 'heading':
      return [`### ${MARKS[block.mark]}${print(block.line)}\n\n`]
    case 'paragraph':
      return [`${print(block.line)}\n\n`]
    case 'quote':
      // Two spaces at the end of a line make a line break (CommonMark §6.7).
      return block.lines.length === 0 ? [] : [`${block.lines.map(line => `> ${print(line)}`).join('  \n')}\n\n`]
    case 'list':
      return [...block.items.map(item => `- ${print(item)}\n`), '\n']
    case 'table':
      return [
        ...printTable(
          block.head,
          block.rows.map(row => row.map(print)),
        ),
        '\n',
      ]
    case 'picture':
      return [`<pre>\n${block.rows.map(printPictureRow).join('\n')}\n</pre>\n\n${block.legend}\n\n`]
    case 'folded':
      return [renderFolded(block.summary, block.blocks.flatMap(one => printBlock(one, server)).join(''))]
  }
}

/**
 * Prints raw HTML, which a name cannot close: Markdown has no escapes in a fence (CommonMark §4.6, §4.5). An
 * underscore within a word is not Markdown syntax.
 */
const printPictureRow = ({ cells, name }: PictureRow): string =>
  name === undefined
    ? cells
    : `${cells}${markdown.html(name, MAX_PICTURE_NAME).replace(/(?<=[\p{L}\p{N}])&#95;/gu, '_')}`

const MAX_PICTURE_NAME = 48

const renderFolded = (summary: string, body: string): string =>
  `<details><summary>${markdown.html(summary)}</summary>\n\n${body.trimEnd()}\n\n</details>\n\n`

const MARKS: Readonly<Record<Mark, string>> = { failed: '❌ ', passed: '✅ ', plain: '' }

const printTable = (head: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] => [
  `${row(head.map(({ title }) => title))}${row(head.map(({ align }) => (align === 'right' ? '--:' : '---')))}`,
  ...rows.map(cells => row(cells.map((cell, index) => (head[index]?.align === 'right' ? unbroken(cell) : cell)))),
]

/** Keeps a duration on one line: GitHub breaks a narrow cell at every space. */
const unbroken = (cell: string): string => cell.replaceAll(/(?<=\d) (?=[a-z])|(?<=[a-z]) (?=\d)/g, '\u00a0')

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

export const printLine = (line: Line, server: string | undefined): string =>
  line.map(one => printInline(one, server)).join('')

const printInline = (inline: Inline, server: string | undefined): string => {
  if (typeof inline === 'string') return inline
  switch (inline.kind) {
    case 'text':
      return markdown.text(inline.value, inline.max)
    case 'code':
      return markdown.code(inline.value, inline.max)
    case 'strong':
      return `**${printLine(inline.of, server)}**`
    case 'emphasis':
      return `_${printLine(inline.of, server)}_`
    case 'link':
      return markdown.link(printLine(inline.of, server), inline.url, server)
  }
}
