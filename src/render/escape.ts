/**
 * Makes text of a run safe to print: control characters (a terminal would obey them) and marks that reorder or hide text
 * become visible escapes. Newlines are escaped too: one value is one line.
 */
export const escapeTerminal = (text: string): string =>
  text.replace(UNSAFE, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)

/** The same inside a JSON text, where such characters can only stand in strings. Line breaks of the layout stay. */
export const escapeJson = (json: string): string =>
  json.replace(UNSAFE, character => (character === '\n' ? character : character.split('').map(escapeUnit).join('')))

/** Control (Cc) and format characters (Cf: direction marks, zero widths, tags), line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
