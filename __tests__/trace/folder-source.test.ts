import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { createFolderSource } from '../../src/cli/questions/trace/folder-source.ts'
import { hashDigest, hashId, indexManifest, mayName } from '../../src/cli/questions/trace/index-manifest.ts'
import { searchInRounds } from '../../src/cli/questions/trace/search-rounds.ts'
import { answerQuestion } from '../../src/trace/answer-question.ts'
import { readQuestion, type TraceQuestion } from '../../src/trace/question.ts'
import { aRunManifest, commit, digest, type Run } from './a-run-manifest.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-folders-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async (path: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}
const writeRun = (run: Run, path = `run-${run.id}/run-manifest.json`, indent = 0): Promise<void> =>
  write(path, JSON.stringify(aRunManifest(run), undefined, indent))

const question = (words: string): TraceQuestion => {
  const read = readQuestion(words)
  if (read === undefined) throw new Error(words)
  return read
}

const search = async (words: string) => {
  const source = createFolderSource([folder])
  const found = await searchInRounds(source, question(words))
  return { answer: answerQuestion(found.facts, question(words)), read: found.read.length, ...source.describe() }
}

const DEPLOY: Run = { id: '42', event: 'workflow_run', triggeredBy: '41', uses: [7], deploysTo: 'staging' }
const CHAIN: readonly Run[] = [{ id: '41', makes: [7] }, DEPLOY, { id: '43', event: 'workflow_run', triggeredBy: '42' }]

describe('folders of run artifacts', () => {
  test('the search follows artifacts and runs from file to file, and reads no other file', async () => {
    for (const run of CHAIN) await writeRun(run)
    for (let index = 100; index < 150; index += 1) await writeRun({ id: String(index), makes: [index] })
    for (const words of ['staging', digest(7), 'run:41', 'run:43', 'deployment:542']) {
      const { answer, read, manifests } = await search(words)
      expect([words, answer.answer, answer.chains.length, read, manifests]).toEqual([words, 'found', 1, 3, 53])
    }
  })

  test('zips as GitHub serves them are read as folders are', async () => {
    for (const run of CHAIN) {
      const manifest = new TextEncoder().encode(JSON.stringify(aRunManifest(run)))
      await write(`deep/er/pipeline-trace-run-${run.id}-1.zip`, zipSync({ 'run-manifest.json': manifest }))
    }
    await write('pipeline-trace-run-9-1.zip', 'no zip')
    const { answer, refused } = await search('staging')
    expect(answer.answer).toBe('found')
    expect(answer.nodes.map(({ kind }) => kind)).toContain('artifact')
    expect(refused.map(({ place }) => place)).toEqual([join(folder, 'pipeline-trace-run-9-1.zip')])
  })

  test('links are not followed, and folders of job manifests are not searched', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'pipeline-trace-outside-'))
    await writeRun(DEPLOY, 'run/jobs/run-manifest.json')
    await writeFile(join(outside, 'run-manifest.json'), JSON.stringify(aRunManifest(DEPLOY)))
    await symlink(outside, join(folder, 'link'))
    await symlink(join(outside, 'run-manifest.json'), join(folder, 'run-manifest.json'))
    await symlink(folder, join(folder, 'circle'))
    expect((await search('staging')).manifests).toBe(0)
    await rm(outside, { recursive: true, force: true })
  })

  test('another major version, another kind and broken JSON are named and cost nothing else', async () => {
    await writeRun(DEPLOY)
    const text = JSON.stringify(aRunManifest(DEPLOY))
    await write('major/run-manifest.json', text.replace('"schemaVersion":"1.0.0"', '"schemaVersion":"2.0.0"'))
    await write('kind/run-manifest.json', text.replace('"kind":"run-manifest"', '"kind":"other"'))
    await write('cut/run-manifest.json', text.slice(0, -10))
    const { answer, refused } = await search('staging')
    expect(answer.chains).toHaveLength(1)
    expect(refused.map(({ place }) => place.split('/').at(-2)).toSorted()).toEqual(['cut', 'kind', 'major'])
    expect(refused.find(({ place }) => place.includes('major'))?.reason).toContain('same major version')
  })

  test('what is not there is named', async () => {
    const source = createFolderSource([join(folder, 'nowhere')])
    expect(source.describe()).toMatchObject({ manifests: 0, refused: [{ reason: 'there is no such file or folder' }] })
  })

  test('10,000 artifacts in a folder', async () => {
    const manifest = JSON.stringify(aRunManifest({ id: '1', makes: [1] }))
    for (let index = 0; index < 10_000; index += 1) await write(`run-${index}/run-manifest.json`, manifest)
    await writeRun(DEPLOY, 'deploy/run-manifest.json')
    const { answer, manifests, read } = await search('staging')
    expect([answer.answer, manifests, read]).toEqual(['found', 10_001, 1])
  }, 300_000)
})

describe('the index of a manifest misses nothing that parsing finds', () => {
  const run: Run = { ...DEPLOY, ref: 'refs/pull/7/merge', deploysTo: 'Größe "x" \\ y', makes: [9], commit: 5 }
  const manifest = aRunManifest(run)
  const escaped = (text: string): string =>
    text.replace(/[^ -~]|[a-z](?=[a-z]*":)/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

  const forms: readonly (readonly [string, string])[] = [
    ['in one line', JSON.stringify(manifest)],
    ['indented', JSON.stringify(manifest, undefined, 2)],
    ['with spaces before colons', JSON.stringify(manifest, undefined, '\t').replaceAll('":', '"\n :')],
    ['with every name escaped', escaped(JSON.stringify(manifest))],
    ['with escaped slashes', JSON.stringify(manifest).replaceAll('/', '\\/')],
    ['in another order', JSON.stringify(manifest, Object.keys(flatten(manifest)).toSorted().toReversed())],
  ]
  const questions = ['environment:größe "X" \\ Y', digest(7), digest(9).slice(0, 15), 'run:42', '542', '#7', commit(5)]

  test.each(forms)('%s', (_, text) => {
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(manifest)))
    for (const words of questions) {
      const index = indexManifest(Buffer.from(text), question(words))
      expect([words, index.isAskedFor]).toEqual([words, true])
    }
    const index = indexManifest(Buffer.from(text), question('nowhere'))
    for (const name of [hashDigest(digest(7)), hashDigest(digest(9)), hashId('41'), hashId('42')])
      expect(mayName(index, new Set([name]))).toBe(true)
  })

  test('controls in names are no needless escapes', () => {
    const text = JSON.stringify(aRunManifest({ ...DEPLOY, name: '\u001b[31m\ud800\\u0041"' }))
    expect(indexManifest(Buffer.from(text), question('nowhere')).isAskedFor).toBe(false)
  })
})

/** Every name of a member, so that JSON.stringify keeps all of them. */
function flatten(value: unknown, names: Record<string, true> = {}): Record<string, true> {
  if (typeof value !== 'object' || value === null) return names
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) names[name] = true
    flatten(inner, names)
  }
  return names
}
