/*
 * The only place where text of a run becomes Markdown. Every name in a run is free text of somebody who may be hostile:
 * it must not open a tag, a link, a code span, a table cell or a heading, mention a person or an issue, or turn
 * reading direction around.
 */

/** One line of inert Markdown, also inside a table cell; at most `max` UTF-16 units of the given text. */
export const text = (value: string, max = 300): string =>
  inert(value, max).replace(/[\\`*_[\]#|~$]/g, mark => `\\${mark}`)

/** One line of inert text inside a block of raw HTML, where Markdown's own escapes would be shown. */
export const html = (value: string, max = 300): string =>
  inert(value, max).replace(/[\\`*_[\]!|~$]/g, mark => `&#${mark.charCodeAt(0)};`)

/** One line without control and invisible characters, for places that show plain text. */
export const plain = (value: string, max: number): string => cut(flatten(value), max)

const inert = (value: string, max: number): string =>
  plain(value, max)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A zero-width space ends what GitHub would turn into a mention, an issue link or a bare URL.
    .replace(/[@#]/g, mark => `${mark}\u200b`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, start => `${start.slice(0, 3)}\u200b.`)
    // `GH-26` is an issue (docs.github.com "Autolinked references and URLs").
    .replace(/GH-(?=\d)/gi, start => `${start}\u200b`)

/** The same in fixed width; an HTML tag, since a backtick fence inside a table cannot hold every text. */
export const code = (value: string, max = 300): string => `<code>${text(value, max)}</code>`

/** A link to a page of the server the run belongs to; any other address leaves the label alone. */
export const link = (label: string, url: string | undefined, serverUrl: string | undefined): string =>
  url !== undefined && serverUrl !== undefined && url.startsWith(`${serverUrl}/`) && /^[\w:/.~%?&=#-]+$/.test(url)
    ? `[${label}](${url})`
    : label

/** A Markdown table as blocks: its head, then one block per row, so that it can be cut between rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `${row(head)}${row(head.map(() => '---'))}`,
  ...rows.map(row),
]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

/** No control characters, line ends, or characters that reorder or hide text (Unicode bidi controls, zero width, tags). */
const flatten = (value: string): string =>
  value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu, '')

const cut = (value: string, max: number): string => (value.length <= max ? value : `${value.slice(0, max - 1)}…`)
