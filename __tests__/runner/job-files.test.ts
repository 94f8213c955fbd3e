import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parseKeyValueFile } from '../../lab/runner/key-value-file.ts'
import { writeSummary, writeValues } from '../../src/runner/job-files.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-job-files-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['plain', 'one'],
  ['empty', ''],
  ['several lines', 'one\ntwo\n'],
  ['the first delimiter as a line', 'end-0\nEVIL=1'],
  ['delimiters that end as on Windows', 'end-0\r\nend-1\nEVIL=1'],
  ['the first ten delimiters', Array.from({ length: 10 }, (_, index) => `end-${index}`).join('\n')],
  ['another heredoc', 'x\nend-0\nEVIL<<end-0\n1\nend-0'],
])('a value reaches the runner whole, and nothing beside it: %s', (_, value) => {
  const path = join(folder, 'output')
  writeValues(path, { first: value, absent: undefined, last: 'z' })
  expect([...parseKeyValueFile(readFileSync(path, 'utf8'))]).toEqual([
    ['first', value],
    ['last', 'z'],
  ])
})

test('a file that is absent or cannot be written is no fault of the job', () => {
  const nowhere = join(folder, 'no', 'such', 'folder')
  writeValues(undefined, { name: 'value' })
  writeValues(nowhere, { name: 'value' })
  expect([writeSummary('', 'text'), writeSummary(nowhere, 'text'), existsSync(nowhere)]).toEqual([false, false, false])
})

test('what is written comes after what stood there', () => {
  const path = join(folder, 'summary')
  expect([writeSummary(path, 'one\n'), writeSummary(path, 'two\n')]).toEqual([true, true])
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
})
