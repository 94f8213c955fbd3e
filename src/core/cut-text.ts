/**
 * Returns the beginning of a text: at most `max` UTF-16 units, and never half of a character. A surrogate pair stays
 * whole. Code points that extend the previous character stay with it: a combining mark, a variation selector, a joined
 * character.
 */
export const cutText = (text: string, max: number): string => {
  if (text.length <= max) return text
  let end = Math.max(0, max)
  for (let steps = 0; steps < MOST_JOINED && end > 0 && isInside(text, end); steps += 1) end -= 1
  // Very many marks on one character are cut between two marks, not inside a pair.
  if (end > 0 && isInside(text, end)) end = isPair(text, max) ? max - 1 : max
  return text.slice(0, end)
}

/** Returns the cut text with an ellipsis in place of the rest. */
export const shortenText = (text: string, max: number): string =>
  text.length <= max ? text : `${cutText(text, max - 1)}…`

/** The window in UTF-16 units: longer than any family emoji (Unicode Technical Standard 51, RGI sequences). */
const MOST_JOINED = 40

const isInside = (text: string, at: number): boolean => {
  if (isPair(text, at)) return true
  const next = text.codePointAt(at)
  if (next === undefined) return false
  return EXTENDS.test(String.fromCodePoint(next)) || text.charCodeAt(at - 1) === ZERO_WIDTH_JOINER
}

const isPair = (text: string, at: number): boolean =>
  isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)

const isBetween = (unit: number, low: number, high: number): boolean => unit >= low && unit <= high

const ZERO_WIDTH_JOINER = 0x200d

/** Matches code points that extend the previous character: marks, variation selectors, the joiner, skin tones. */
const EXTENDS = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}])/u
