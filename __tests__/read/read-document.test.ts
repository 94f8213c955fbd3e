import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { isReadError, readFindings, readHistory, readJobManifest, readRunManifest } from '../../src/read/read.bundle.ts'
import { encodeHistory } from '../../src/run/history/history-file.ts'
import type { History } from '../../src/schema/history/history.ts'

const SAMPLES = resolve(import.meta.dirname, '..', 'samples', '1.0')
const HISTORY: History = {
  ...{ kind: 'history', schemaVersion: '1.0.0', repository: 'octo/app', workflow: '.github/workflows/ci.yml' },
  runs: [{ runId: '7', attempt: 1, branch: 'main', event: 'push', jobs: [] }],
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-read-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const codeOf = async (reading: Promise<unknown>): Promise<string> => {
  try {
    await reading
    return 'read'
  } catch (error) {
    return isReadError(error) ? error.code : String(error)
  }
}

test('bytes, text, file and folder give the same manifest', async () => {
  const file = join(SAMPLES, 'run-manifest.json')
  const bytes = await readFile(file)
  const manifest = await readRunManifest(bytes)
  expect(manifest.kind).toBe('run-manifest')
  for (const source of [bytes.toString('utf8'), { path: file }, { path: SAMPLES }])
    expect(await readRunManifest(source)).toEqual(manifest)
  expect((await readJobManifest({ path: SAMPLES })).kind).toBe('job-manifest')
})

test('findings are read, and another kind of document is none', async () => {
  const { tool, correlationId } = await readRunManifest({ path: SAMPLES })
  const document = {
    ...{ kind: 'findings', schemaVersion: '1.0.0', tool, correlationId, attempt: 1 },
    ...{ baseline: { from: 'none', runs: 0 }, found: [], otherDifferences: [], ignored: [], later: 'field' },
  }
  const read = await readFindings(JSON.stringify(document))
  expect(read).not.toHaveProperty('later')
  expect(read.baseline.from).toBe('none')
  expect(await codeOf(readFindings(JSON.stringify({ ...document, kind: 'history' })))).toBe('SCHEMA_MISMATCH')
  expect(await codeOf(readFindings(JSON.stringify({ ...document, schemaVersion: '2.0.0' })))).toBe('SCHEMA_MAJOR')
})

test('a history is read as JSON and as stored', async () => {
  expect(await readHistory(JSON.stringify(HISTORY))).toEqual(HISTORY)
  expect(await readHistory(encodeHistory(HISTORY).bytes)).toEqual(HISTORY)
  expect(await codeOf(readHistory(new Uint8Array([0xff, 0xff, 0xff])))).toBe('NOT_JSON')
})

test.each([
  ['cut off', '{"kind":', 'NOT_JSON'],
  ['nothing', '', 'NOT_JSON'],
  ['a list', '[]', 'SCHEMA_MISMATCH'],
  ['of another major version', '{"kind":"run-manifest","schemaVersion":"2.0.0"}', 'SCHEMA_MAJOR'],
  ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'NOT_JSON'],
  ['of too many values', `[${'0,'.repeat(LIMITS.runManifestValues)}0]`, 'TOO_LARGE'],
])('a text that is %s is refused by its code', async (_, text, code) => {
  expect(await codeOf(readRunManifest(text))).toBe(code)
})

test('a huge file is refused before it is read, and a pipe does not block', async () => {
  const huge = join(folder, 'huge.json')
  await writeFile(huge, '')
  await truncate(huge, LIMITS.runManifest + 1)
  expect(await codeOf(readRunManifest({ path: huge }))).toBe('TOO_LARGE')
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  expect(await codeOf(readRunManifest({ path: pipe }))).toBe('FILE_UNREADABLE')
  expect(await codeOf(readRunManifest({ path: folder }))).toBe('FILE_UNREADABLE')
})
