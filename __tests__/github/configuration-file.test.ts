import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { parseConfiguration } from '../../src/github/configuration-file.ts'

const read = (text: string) => parseConfiguration(new TextEncoder().encode(text))

describe('a configuration file', () => {
  test('the example is one, also by the schema for editors, and names every section', async () => {
    const bytes = await readFile('examples/configuration/pipeline-trace.yml')
    expect(parseConfiguration(bytes)).toMatchObject({ version: 1 })
    const schema = JSON.parse(await readFile('schema/configuration.schema.json', 'utf8'))
    const isValid = new Ajv2020({ strict: false }).compile(schema)
    expect(isValid(parse(bytes.toString()))).toBe(true)
    expect(Object.keys(parse(bytes.toString())).sort()).toEqual(Object.keys(schema.properties).sort())
  })

  test('needs no section', () => {
    expect(read('version: 1')).toEqual({ version: 1 })
  })

  test.each([
    ['a list', '- version: 1', 'wrong value'],
    ['a text', 'version', 'not a YAML mapping'],
    ['nothing', '', 'not a YAML mapping'],
    ['no version', 'report: { findings: 3 }', 'version'],
    ['another version', 'version: 2', 'version'],
    ['an unknown section', 'version: 1\nfinding: {}', '"finding"'],
    ['an unknown key', 'version: 1\nfindings: { ignored: [] }', '"ignored" in findings'],
    ['an unknown rule', 'version: 1\nfindings: { ignore: [{ rule: cache-drfit }] }', 'findings.ignore.0.rule'],
    ['a day that is none', 'version: 1\nfindings: { ignore: [{ rule: cache-drift, until: soon }] }', 'until'],
    [
      'a version in the policy',
      'version: 1\npolicy: { version: 1, required-jobs: [a] }',
      'policy: unknown key "version"',
    ],
    [
      'an unknown rule of the policy',
      'version: 1\npolicy: { requird-jobs: [a] }',
      'policy: unknown key "requird-jobs"',
    ],
    ['a policy without rules', 'version: 1\npolicy: {}', 'policy: wrong value'],
    ['contradictory thresholds', 'version: 1\nfindings: { thresholds: { samples: 500 } }', 'samples'],
    ['a wait of nothing', 'version: 1\nfindings: { thresholds: { queue-minutes: 0 } }', 'queue-minutes'],
    ['too many findings', 'version: 1\nreport: { findings: 100 }', 'report.findings'],
    ['an alias', 'version: 1\nreport: &a { findings: 1 }\nfindings: *a', 'aliases'],
    ['a key that JSON readers drop', 'version: 1\nreport: { __proto__: 1 }', '"__proto__"'],
  ])('%s is named', (_, text, word) => {
    expect(read(text)).toEqual(expect.stringContaining(word))
  })
})
