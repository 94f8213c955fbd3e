import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { isPolicyPath, parsePolicy } from '../../src/github/policy-file.ts'
import { measureCpuSeconds } from '../cpu-seconds.ts'

const read = (text: string) => parsePolicy(new TextEncoder().encode(text))

describe('a policy file', () => {
  test('the example is one, also by the schema for editors', async () => {
    const bytes = await readFile('examples/policy/pipeline-policy.yml')
    expect(parsePolicy(bytes)).toMatchObject({ version: 1 })
    const schema = new Ajv2020({ strict: false }).compile(
      JSON.parse(await readFile('schema/policy.schema.json', 'utf8')),
    )
    expect(schema(parse(bytes.toString()))).toBe(true)
    expect(schema({ version: 1, 'requird-jobs': ['build'] })).toBe(false)
  })

  test('the example names every rule there is', async () => {
    const named = Object.keys(parse(await readFile('examples/policy/pipeline-policy.yml', 'utf8')))
    const schema = JSON.parse(await readFile('schema/policy.schema.json', 'utf8'))
    expect(named.sort()).toEqual(Object.keys(schema.properties).sort())
  })

  test.each([
    ['an unknown rule', 'version: 1\nrequired-jobs: [a]\nrequird-jobs: [a]', '"requird-jobs"'],
    [
      'an unknown key of an environment',
      'version: 1\nenvironments: { p: { produced-by: a, artefact: b } }',
      '"artefact"',
    ],
    ['an unknown key in one of two forms', 'version: 1\npinned-actions: { exept: [a] }', '"exept"'],
    ['a key that JSON readers drop', 'version: 1\nsignature: { __proto__: keyless, main: key }', '"__proto__"'],
    ['an unknown word', 'version: 1\nsignature: { main: keylss }', 'signature.main'],
    [
      'a signer without a repository',
      'version: 1\nsigners: { jobs: [{ workflow: ci.yml }] }',
      'signers.jobs.0.workflow',
    ],
    [
      'a signer with its ref in the path',
      'version: 1\nsigners: { jobs: [{ workflow: o/r/.github/workflows/c.yml@m }] }',
      'signers',
    ],
    ['days as text', 'version: 1\nimage-max-age-days: 30d', 'image-max-age-days'],
    ['a rule switched off', 'version: 1\nno-contradictions: false', 'no-contradictions'],
    ['an empty list', 'version: 1\nrequired-jobs: []', 'required-jobs'],
    ['an empty mapping', 'version: 1\nenvironments: {}', 'environments'],
    ['no rule', 'version: 1', 'required-jobs'],
    ['no version', 'required-jobs: [a]', 'version'],
  ])('%s is named', (_, text, word) => {
    expect(read(text)).toEqual(expect.stringContaining(word))
  })

  test.each([
    ['an alias', 'version: 1\nrequired-jobs: &a [x]\nsignature: *a'],
    ['a bomb', `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*a, *a]`).join('\n')}`],
    ['a doubled key', 'version: 1\nrequired-jobs: [a]\nrequired-jobs: [b]'],
    ['two documents', 'version: 1\nrequired-jobs: [a]\n---\nversion: 1'],
    ['deep nesting', `version: ${'['.repeat(30_000)}`],
    ['a list', '- version: 1'],
    ['a text', 'version'],
    ['nothing', ''],
    ['too much', `version: 1\nrequired-jobs: [a]\n#${'x'.repeat(65_536)}`],
  ])('%s is refused, with little work', async (_, text) => {
    expect(await measureCpuSeconds(() => expect(typeof read(text)).toBe('string'))).toBeLessThan(10)
  })

  test('bytes that are no UTF-8 are refused', () => {
    expect(typeof parsePolicy(Uint8Array.of(0xff, 0xfe, 0x00))).toBe('string')
  })
})

test.each([
  ['.github/pipeline-policy.yml', true],
  ['policy.yaml', true],
  ['a/b c/p.yml', true],
  ['../p.yml', false],
  ['a/../p.yml', false],
  ['a//p.yml', false],
  ['./p.yml', false],
  ['/p.yml', false],
  ['p.yml?ref=evil', false],
  ['p%2e.yml', false],
  ['https://example.com/p.yml', false],
  ['p.json', false],
])('%s is a path of a policy file: %s', (path, expected) => {
  expect(isPolicyPath(path)).toBe(expected)
})
