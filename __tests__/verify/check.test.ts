import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { CHECK_IDS } from '../../src/verify/check.ts'

test('every check is documented once, and nothing else is', async () => {
  const page = await readFile('docs/verify.md', 'utf8')
  const start = page.indexOf('## Checks')
  const rows = page.slice(start, page.indexOf('\n## ', start + 1)).split('\n')
  const documented = rows
    .filter(row => row.startsWith('| `'))
    .flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, id = '']) => id))
  expect([...documented].sort()).toEqual([...CHECK_IDS].sort())
})
