/**
 * Makes text of a run safe to print: control characters (a terminal would obey them) and characters that reorder or hide
 * text become visible escapes, such as `\u{202E}`. Newlines are escaped too: one value is one line.
 */
export const escapeTerminal = (text: string): string => showHidden(text)

/** The same inside a JSON text, where such characters can only stand in strings. Line breaks of the layout stay. */
export const escapeJson = (json: string): string =>
  json.replace(HIDDEN, character => (character === '\n' ? character : character.split('').map(escapeUnit).join('')))

/** Every character that cannot be seen as an escape; an emoji that is made of several characters stays whole. */
export const showHidden = (text: string): string =>
  text.replace(HIDDEN, (character, offset: number) =>
    isPartOfEmoji(text, character, offset)
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )

/**
 * Controls (Cc), formats (Cf: direction marks, zero widths, tags, interlinear annotation), line and paragraph
 * separators, halves of surrogate pairs, whatever Unicode calls ignorable by default (variation selectors, fillers of
 * Hangul, the grapheme joiner: DerivedCoreProperties.txt), the blank of Braille, and what is no character at all.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufdd0-\ufdef\ufffe\uffff]/gu

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * A variation selector 16 directly behind an emoji or the digit of a keycap, and a joiner between two emoji (Unicode
 * Technical Standard 51, ED-9a, ED-14c, ED-16). Anywhere else both are invisible.
 */
const isPartOfEmoji = (text: string, character: string, offset: number): boolean => {
  if (character !== '\ufe0f' && character !== '\u200d') return false
  const before = text.slice(Math.max(0, offset - 8), offset)
  const after = text.slice(offset + 1, offset + 3)
  if (character === '\u200d') return ENDS_AS_EMOJI.test(before) && BEGINS_AS_EMOJI.test(after)
  return ENDS_AS_BASE.test(before) || (/[0-9#*]$/.test(before) && after.startsWith('\u20e3'))
}

const ENDS_AS_BASE = /\p{Extended_Pictographic}$/u
const ENDS_AS_EMOJI = /\p{Extended_Pictographic}(?:\ufe0f|[\u{1f3fb}-\u{1f3ff}])?$/u
const BEGINS_AS_EMOJI = /^\p{Extended_Pictographic}/u
