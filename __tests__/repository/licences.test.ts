import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { listLicences } from '../../scripts/licences.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pipeline-trace-licences-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const aPackage = async (folder: string, manifest: object, files: Readonly<Record<string, string>>): Promise<string> => {
  await mkdir(join(root, folder), { recursive: true })
  await writeFile(join(root, folder, 'package.json'), JSON.stringify(manifest))
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, folder, name), text)
  return join(root, folder)
}

test('names every version once, with the text of each licence and notice once', async () => {
  const folders = [
    await aPackage('b', { name: 'b', version: '2.0.0', license: 'MIT' }, { 'LICENSE.md': 'free\r\n' }),
    await aPackage('a', { name: 'a', version: '1.0.0', license: 'MIT' }, { license: 'free', 'readme.md': 'no' }),
    await aPackage(
      'b/a',
      { name: 'a', version: '0.9.0', license: 'Apache-2.0' },
      { LICENSE: 'terms', NOTICE: 'by us' },
    ),
    await aPackage('c', { name: 'c', version: '1.0.0', license: 'ISC' }, {}),
  ]
  const list = await listLicences(folders)
  expect(list.split(`\n${'-'.repeat(80)}\n\n`)).toEqual([
    'a 0.9.0 (Apache-2.0)\n\nterms\n\nby us\n',
    'a 1.0.0 (MIT)\nb 2.0.0 (MIT)\n\nfree\n',
    'c 1.0.0 (ISC)\n',
  ])
  expect(await listLicences(folders.toReversed())).toBe(list)
})

test('refuses a package that says nothing of its licence', async () => {
  const folder = await aPackage('d', { name: 'd', version: '1.0.0' }, {})
  await expect(listLicences([folder])).rejects.toThrow('no licence is given for d 1.0.0')
})
