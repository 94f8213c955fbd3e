import { expect, test } from '@jest/globals'
import { parseTemplate, textOfPlain } from '../../../lab/runner/template-scalars.ts'
import { fixtureAction, run, step } from './harness.ts'

test.each([
  ['null', ''],
  ['~', ''],
  ['', ''],
  ['nUll', 'nUll'],
  ['TRUE', 'true'],
  ['False', 'false'],
  ['yes', 'yes'],
  ['1.10', '1.1'],
  ['1.0', '1'],
  ['+7', '7'],
  ['007', '7'],
  ['.5', '0.5'],
  ['-0', '-0'],
  ['1e3', '1000'],
  ['1e15', '1E+15'],
  ['0.0001', '0.0001'],
  ['0.00001', '1E-05'],
  ['123456789012345678', '1.23456789012346E+17'],
  ['0x1F', '31'],
  ['0xFFFFFFFF', '-1'],
  ['0o17', '15'],
  ['.INF', 'Infinity'],
  ['-.inf', '-Infinity'],
  ['.nan', 'NaN'],
  ['1_000', '1_000'],
  ['1.2.3', '1.2.3'],
  ['0X1F', '0X1F'],
])('an unquoted %s is the text %j', (written, expected) => {
  expect(textOfPlain(written)).toBe(expected)
})

test('a number over 32 bits is refused', () => {
  expect(() => textOfPlain('0x1FFFFFFFF')).toThrow("The value '0x1FFFFFFFF' is invalid")
})

test('quoted and block scalars are as they are written', () => {
  expect(parseTemplate('a: "null"\nb: \'0x1F\'\nc: |\n  TRUE\nd: null\ne: [1.10, "1.10"]\n')).toEqual({
    a: 'null',
    b: '0x1F',
    c: 'TRUE\n',
    d: '',
    e: ['1.1', '1.10'],
  })
})

test('an action sees its defaults as the runner gives them', async () => {
  const inputs =
    'inputs:\n  a: { default: null }\n  b: { default: 1.10 }\n  c: { default: 0x1F }\n  d: { default: TRUE }\n  e: {}\n'
  const main = "console.log(JSON.stringify('abcde'.split('').map(n => process.env['INPUT_' + n.toUpperCase()])))"
  const { lines } = await run([step({ uses: 'octo/inputs@v1' })], {
    actions: fixtureAction('octo/inputs/v1', { main }, inputs),
  })
  expect(lines).toContain('["","1.1","31","true",""]')
})
