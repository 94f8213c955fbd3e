import { describe, expect, test } from '@jest/globals'
import { cutText, shortenText } from '../../src/core/cut-text.ts'
import { escapeJson, escapeTerminal, showHidden } from '../../src/render/text/escape.ts'
import { code, html, plain, text } from '../../src/render/text/markdown.ts'

/** Everything that Unicode lets nobody see, and that changes what is seen; one of each kind. */
const HIDDEN: Readonly<Record<string, string>> = {
  'an escape': '\u001b',
  'a bell': '\u0007',
  'a NUL': '\u0000',
  'a delete': '\u007f',
  'an 8-bit control': '\u009b',
  'a soft hyphen': '\u00ad',
  'a grapheme joiner': '\u034f',
  'an Arabic letter mark': '\u061c',
  'a Hangul filler': '\u3164',
  'a Hangul choseong filler': '\u115f',
  'a Hangul jungseong filler': '\u1160',
  'a halfwidth Hangul filler': '\uffa0',
  'a Khmer vowel': '\u17b4',
  'a Mongolian selector': '\u180b',
  'a Mongolian separator': '\u180e',
  'a zero-width space': '\u200b',
  'a zero-width non-joiner': '\u200c',
  'a zero-width joiner': '\u200d',
  'a left-to-right mark': '\u200e',
  'a right-to-left mark': '\u200f',
  'a line separator': '\u2028',
  'a paragraph separator': '\u2029',
  'an embedding': '\u202a',
  'an override': '\u202e',
  'a word joiner': '\u2060',
  'an invisible plus': '\u2064',
  'an isolate': '\u2066',
  'the end of an isolate': '\u2069',
  'a deprecated format': '\u206a',
  'a blank of Braille': '\u2800',
  'a variation selector': '\ufe00',
  'variation selector 16': '\ufe0f',
  'a byte order mark': '\ufeff',
  'an annotation anchor': '\ufff9',
  'a variation selector of the supplement': '\u{e0101}',
  'a tag': '\u{e0041}',
  'a musical format': '\u{1d173}',
  'half of a pair': '\ud800',
  'the other half': '\udc00',
  'no character': '\uffff',
}

describe('what cannot be seen is shown as an escape', () => {
  test.each(Object.entries(HIDDEN))('%s', (_, character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
    const given = `a${character}b`
    expect(showHidden(given)).toBe(`a\\u{${hex}}b`)
    expect(escapeTerminal(given)).toBe(`a\\u{${hex}}b`)
    expect(plain(given, 50)).toBe(`a\\u{${hex}}b`)
    expect(text(given)).toBe(`a\\\\u{${hex}}b`)
    expect(code(given)).toBe(`<code>a\\\\u{${hex}}b</code>`)
    expect(html(given)).toBe(`a&#92;u{${hex}}b`)
    const json = escapeJson(JSON.stringify({ given }))
    expect(json).not.toContain(character)
    expect(JSON.parse(json)).toEqual({ given })
  })

  test('line ends become a space in Markdown, and an escape in a terminal', () => {
    expect(plain('a\r\n\tb', 50)).toBe('a b')
    expect(escapeTerminal('a\nb')).toBe('a\\u{A}b')
  })
})

describe('an emoji of several characters stays whole', () => {
  test.each(['❤️', '👩‍🚀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '👩🏽‍🚒', '1️⃣', '👍🏿', '🇩🇪'])('%s', emoji => {
    for (const shown of [showHidden(emoji), escapeTerminal(`x ${emoji} y`)]) expect(shown).not.toContain('\\u{')
  })

  test.each([
    'a\ufe0fb',
    'a\u200db',
    '❤️\ufe0f',
    '👩\u200d\u200d🚀',
    '1\ufe0f',
    '👩\u200d ',
    '\u200d🚀',
    '🏴\u{e0067}\u{e007f}',
  ])('not so %j', given => {
    expect(showHidden(given)).toContain('\\u{')
  })
})

describe('nothing from outside becomes a link', () => {
  const SHA = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0'
  test.each([
    [SHA],
    ['a'.repeat(40)],
    ['1'.repeat(40)],
    ['0'.repeat(64)],
    [SHA.toUpperCase()],
    [SHA.slice(0, 7)],
    [`octocat@${SHA}`],
    [`octo/repo@${SHA}`],
    [`see ${SHA}.`],
    ['octo/repo#1'],
    ['#26'],
    ['GH-26'],
    ['@octocat'],
    ['@org/team'],
    ['mona@example.com'],
    ['mailto:mona@example.com'],
    ['https://evil.example'],
    ['HTTPS://EVIL.EXAMPLE'],
    ['ftp://evil.example'],
    ['www.evil.example'],
    [':tada:'],
    [':+1:'],
  ])('%s', given => {
    for (const shown of [text(given), html(given)]) {
      expect(shown).toContain('\u200b')
      expect(shown).not.toMatch(/[0-9a-f]{7,}|@[a-z]|#\d|GH-\d|:\/\/|www\.|:tada:|:\+1:/i)
    }
    expect(text(given).replaceAll('\u200b', '').replaceAll('\\', '')).toBe(given)
  })

  test.each(['12345678901', 'deadline', 'defaced', '10:20:30', 'node:24', '8c1d3f'])('%s is as it was', given => {
    expect(text(given)).toBe(given)
  })

  test.each([
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['+ item', '\\+ item'],
    ['-1', '-1'],
  ])('%s at the beginning is %s', (given, shown) => {
    expect(text(given)).toBe(shown)
  })

  test('in fixed width GitHub looks for addresses alone', () => {
    expect(code(SHA)).toBe(`<code>${SHA}</code>`)
    expect(code('https://evil.example')).toContain('\u200b')
  })
})

describe('a text is cut between characters', () => {
  test.each([
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀', 1, ''],
    ['ab', 1, 'a'],
    ['e\u0301x', 1, ''],
    ['xe\u0301y', 2, 'x'],
    ['x👩‍🚀', 4, 'x'],
    ['x❤️y', 2, 'x'],
    ['x👍🏿', 3, 'x'],
    ['abc', 3, 'abc'],
    ['abc', 0, ''],
  ])('%j at %i is %j', (given, max, shown) => {
    expect(cutText(given, max)).toBe(shown)
    expect(cutText(given, max)).not.toMatch(/\p{Cs}/u)
  })

  test('a pile of marks is cut all the same', () => {
    const pile = `e${'\u0301'.repeat(1_000)}`
    expect(cutText(pile, 500)).toHaveLength(500)
    expect(cutText(`${'\u{1e000}'.repeat(500)}`, 501)).toHaveLength(500)
  })

  test('with an ellipsis', () => {
    expect(shortenText('abcdef', 4)).toBe('abc…')
    expect(shortenText('ab😀cd', 4)).toBe('ab…')
    expect(shortenText('abcd', 4)).toBe('abcd')
  })
})
