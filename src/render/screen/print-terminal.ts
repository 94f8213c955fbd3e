import { shortenText } from '../../core/cut-text.ts'
import { escapeTerminal } from '../text/escape.ts'
import type { Block, Inline, Line, Mark, Part, PictureRow } from './document.ts'

/** Prints parts as lines for a terminal. Our own colours are the only control sequences in them. */
export const toTerminal = (parts: readonly Part[], colour: boolean): string => {
  const paint = colour ? withColour : (value: string): string => value
  const shown = parts.filter(({ blocks }) => blocks.length > 0)
  return shown
    .map(({ title, blocks }) => {
      const body = blocks.map(block => printBlock(block, paint)).join('\n')
      return title === '' ? body : `${paint(title, 'bold')}\n\n${body}`
    })
    .join('\n')
}

type Style = 'bold' | 'dim' | 'red' | 'green'
type Paint = (value: string, style: Style) => string

/** Select Graphic Rendition (ECMA-48 §8.3.117). */
const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
}

const withColour: Paint = (value, style) => `\u001b[${CODES[style][0]}m${value}\u001b[${CODES[style][1]}m`

const printBlock = (block: Block, paint: Paint): string => {
  const print = (line: Line): string => printLine(line, paint)
  switch (block.kind) {
    case 'heading':
      return `${headed(block.mark, print(block.line), paint)}\n${renderPages(block.line, paint)}`
    case 'paragraph':
      return `${print(block.line)}\n`
    case 'quote':
      return block.lines.map(line => `  ${paint('│', 'dim')} ${print(line)}\n`).join('')
    case 'list':
      return block.items.map(item => `- ${print(item)}\n`).join('')
    case 'table':
      return printTable(
        block.head.map(({ title, align }) => ({ title, isRight: align === 'right' })),
        block.rows.map(row => row.map(cell => printLine(cell, plainly))),
        paint,
      )
    case 'picture':
      return `${block.rows.map(printPictureRow).join('\n')}\n${paint(block.legend, 'dim')}\n`
    case 'folded':
      return `${paint(block.summary, 'bold')}\n\n${block.blocks.map(one => printBlock(one, paint)).join('\n')}`
  }
}

const printPictureRow = ({ cells, name }: PictureRow): string =>
  name === undefined ? cells : `${cells}${printInline({ kind: 'text', value: name, max: 48 }, plainly)}`

const plainly: Paint = value => value

const headed = (mark: Mark, line: string, paint: Paint): string => {
  switch (mark) {
    case 'failed':
      return `${paint('✗', 'red')} ${paint(line, 'bold')}`
    case 'passed':
      return `${paint('✓', 'green')} ${paint(line, 'bold')}`
    case 'plain':
      return paint(line, 'bold')
  }
}

/** Prints the page of a heading's link below it, because a terminal shows no link. */
const renderPages = (line: Line, paint: Paint): string => {
  const last = line.flatMap(one => (typeof one === 'object' && one.kind === 'link' ? [one.url] : [])).at(-1)
  return last === undefined ? '' : `  ${paint(escapeTerminal(last), 'dim')}\n`
}

type Head = { readonly title: string; readonly isRight: boolean }

/** Prints columns as wide as their widest cell, in code points. Wider characters only shift what follows them. */
const printTable = (head: readonly Head[], rows: readonly (readonly string[])[], paint: Paint): string => {
  const widths = head.map(({ title }, index) =>
    Math.max(measureLength(title), ...rows.map(cells => measureLength(cells[index] ?? ''))),
  )
  const put = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - measureLength(cell)))
        return head[index]?.isRight === true ? `${space}${cell}` : `${cell}${space}`
      })
      .join('  ')
      .trimEnd()
  return `${[paint(put(head.map(({ title }) => title)), 'dim'), ...rows.map(put)].join('\n')}\n`
}

const measureLength = (value: string): number => [...value].length

const printLine = (line: Line, paint: Paint): string => line.map(one => printInline(one, paint)).join('')

const printInline = (inline: Inline, paint: Paint): string => {
  if (typeof inline === 'string') return inline
  switch (inline.kind) {
    case 'text':
    case 'code':
      return escapeTerminal(shortenText(inline.value.replace(/[\t\n\v\f\r]+/g, ' '), inline.max))
    case 'strong':
      return paint(printLine(inline.of, paint), 'bold')
    case 'emphasis':
      return paint(printLine(inline.of, paint), 'dim')
    case 'link':
      return printLine(inline.of, paint)
  }
}
