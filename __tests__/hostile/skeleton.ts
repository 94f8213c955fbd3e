/**
 * What of a Markdown text GitHub would act on: unescaped marks, tags, entities that are none of ours, line structure,
 * mentions, addresses, control and direction characters. A harmless and a hostile word in the same place must leave the
 * same skeleton; which words stand between the marks does not matter.
 */
export const skeleton = (markdown: string): string =>
  markdown
    // A backslash takes the meaning from the mark behind it (CommonMark §2.4).
    .replace(/\\[\\`*_[\]#|~$]/g, '')
    .replace(/&(?:amp|lt|gt|#\d{1,3});/g, '')
    .replace(ACTIVE, '\u0001$&\u0001')
    .split('\u0001')
    .filter((_, index) => index % 2 === 1)
    .join(' ')

/** Zero-width spaces behind `@`, `#` and in addresses are ours: they end what GitHub would link. */
const ACTIVE =
  /\n#{1,6} |<\/?[a-z!][^>]{0,40}>?|[<&`*[\]|~$\n]|(?<![\p{L}\p{N}])_|@(?!\u200b)|#(?!\u200b)(?=[\w[])|GH-\d|https?:\/\/|www\.|(?<=\n\s{0,9})::|##\[|[\p{Cc}]|(?!\u200b)\p{Cf}|[\u2028\u2029]/gu

/** Characters that a terminal obeys, that start a new line, or that reorder or hide text. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
