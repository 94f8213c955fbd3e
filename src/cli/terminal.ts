/**
 * Makes text of a run safe to print: control characters (a terminal would obey them) and marks that reorder or hide text
 * become visible escapes. Newlines are escaped too: one value is one line.
 */
export const escapeTerminal = (text: string): string =>
  text.replace(UNSAFE, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)

/** The same inside a JSON text, where such characters can only stand in strings. Line breaks of the layout stay. */
export const escapeJson = (json: string): string =>
  json.replace(UNSAFE, character =>
    character === '\n' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )

/** C0, DEL, C1; then soft hyphen, Arabic letter mark, zero-width and direction marks, line separators, isolates, BOM. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
