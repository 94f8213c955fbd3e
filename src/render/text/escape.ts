/**
 * Makes text of a run safe to print: control characters (a terminal executes them) and characters that reorder or hide
 * text become visible escapes, such as `\u{202E}`. Newlines are escaped too: one value is one line.
 */
export const escapeTerminal = (text: string): string => showHidden(text)

/** Makes JSON safe to print. Such characters can only be in its strings. Line breaks of the layout stay. */
export const escapeJson = (json: string): string =>
  json.replace(HIDDEN, character => (character === '\n' ? character : character.split('').map(escapeUnit).join('')))

/** Shows every invisible character as an escape. An emoji of several characters stays whole. */
export const showHidden = (text: string): string =>
  // Most text of a run is plain, and a report of a thousand jobs prints ten thousand names.
  PRINTABLE.test(text) ? text : escapeHidden(text)

const PRINTABLE = /^[ -~]*$/

const escapeHidden = (text: string): string =>
  text.replace(HIDDEN, (character, offset: number) =>
    isPartOfEmoji(text, character, offset)
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )

/**
 * Characters that are shown as escapes: controls (Cc), formats (Cf: direction marks, zero widths, tags, interlinear
 * annotation), line and paragraph separators, halves of surrogate pairs, characters that Unicode ignores by default
 * (variation selectors, fillers of Hangul, the grapheme joiner: DerivedCoreProperties.txt), the blank of Braille, and
 * noncharacters.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufdd0-\ufdef\ufffe\uffff]/gu

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Whether the character is part of an emoji: a variation selector 16 directly after an emoji or the digit of a keycap,
 * or a joiner between two emoji (Unicode Technical Standard 51, ED-9a, ED-14c, ED-16). In any other place both are
 * invisible.
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
