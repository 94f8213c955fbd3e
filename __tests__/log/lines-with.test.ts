import { expect, test } from '@jest/globals'
import { linesWith } from '../../src/log/lines/lines-with.ts'

test.each([
  ['nothing', '', []],
  ['no line has it', 'a\nb\n', []],
  ['the first and the last, without an end', 'word one\nb\nlast word', ['word one', 'last word']],
  ['twice in a line is one line', 'word word\nword', ['word word', 'word']],
  ['neighbours and empty lines', '\nword\n\nword\n\n', ['word', 'word']],
  ['not across a line break', 'wo\nrd\n', []],
])('the same as cutting the text and testing each line: %s', (_, text, expected) => {
  expect([...linesWith(text, 'word')]).toEqual(expected)
  expect(text.split('\n').filter(line => line.includes('word'))).toEqual(expected)
})

test('one line of any length costs linear time', () => {
  const text = 'word '.repeat(2_000_000)
  expect([...linesWith(text, 'word')]).toEqual([text])
})
