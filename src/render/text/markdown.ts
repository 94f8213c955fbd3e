import { shortenText } from '../../core/cut-text.ts'
import { showHidden } from './escape.ts'

/*
 * The only place where text of a run becomes Markdown. Every name in a run is free text, possibly from an attacker: it
 * must not open a tag, a link, a code span, a table cell or a heading, mention a person or an issue, or turn reading
 * direction around.
 */

/** Returns one line of inert Markdown, usable in a table cell; at most `max` UTF-16 units of the given text. */
export const text = (value: string, max = 300): string => escapeStart(escapeMarks(withoutReferences(inert(value, max))))

/** Returns one line of inert text for a block of raw HTML, where Markdown's own escapes would be visible. */
export const html = (value: string, max = 300): string =>
  withoutReferences(inert(value, max)).replace(/[\\`*_[\]!|~$]/g, mark => `&#${mark.charCodeAt(0)};`)

/**
 * Returns the same as `text` in fixed width. It is an HTML tag, since a backtick fence inside a table cannot hold
 * every text.
 */
export const code = (value: string, max = 300): string => `<code>${escapeMarks(inert(value, max))}</code>`

/** Returns one line without invisible characters, for places that show plain text. */
export const plain = (value: string, max: number): string => shortenText(flatten(value), max)

const escapeMarks = (value: string): string => value.replace(/[\\`*_[\]#|~$]/g, mark => `\\${mark}`)

/** Escapes the start: a text that begins like a list item would become one at the beginning of a block. */
const escapeStart = (value: string): string =>
  value.replace(/^([-+]|\d{1,9}[.)])(?=\s|$)/, mark => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)

const inert = (value: string, max: number): string => {
  const shown = plain(value, max)
  return ACTIVE.test(shown) ? deactivate(shown) : shown
}

/** What `deactivate` changes. */
const ACTIVE = /[&<>@#]|:\/\/|www\.|GH-\d/i

const deactivate = (value: string): string =>
  value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A zero-width space breaks what GitHub would turn into a mention, an issue link, an address or a bare URL.
    .replace(/[@#]/g, mark => `${mark}\u200b`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, start => `${start.slice(0, 3)}\u200b.`)
    // `GH-26` is an issue (docs.github.com "Autolinked references and URLs").
    .replace(/GH-(?=\d)/gi, start => `${start}\u200b`)

/**
 * Breaks references that GitHub makes from words outside of code: commits from their ids, including short ones
 * (docs.github.com "Autolinked references and URLs"), and emoji from names between colons ("Basic writing and
 * formatting syntax").
 */
const withoutReferences = (value: string): string =>
  value
    .replace(/(?<![A-Za-z0-9])[0-9a-f]{7,64}(?![A-Za-z0-9])/gi, hex =>
      hex.length === 40 || hex.length === 64 || (/\d/.test(hex) && /[a-f]/i.test(hex))
        ? hex.replace(/.{6}(?=.)/g, part => `${part}\u200b`)
        : hex,
    )
    .replace(/:(?=(?:[0-9_+-]{0,30}[a-z][a-z0-9_+-]{0,40}|100|1234|[+-]1):)/gi, ':\u200b')

/** Returns a link to a page of the run's server. For any other address it returns the label alone. */
export const link = (label: string, url: string | undefined, serverUrl: string | undefined): string =>
  url !== undefined && serverUrl !== undefined && url.startsWith(`${serverUrl}/`) && /^[\w:/.~%?&=#-]+$/.test(url)
    ? `[${label}](${url})`
    : label

/** Returns a Markdown table as blocks: its header, then one block per row, so that it can be cut between rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `${row(head)}${row(head.map(() => '---'))}`,
  ...rows.map(row),
]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

/** Replaces line ends and tabs by one space, and shows every other invisible character as an escape. */
const flatten = (value: string): string => showHidden(value.replace(/[\t\n\v\f\r]+/g, ' '))
