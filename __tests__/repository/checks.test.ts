import { describe, expect, test } from '@jest/globals'
import { forbiddenImports } from '../../scripts/checks/imports.ts'
import { linksIn, pathsIn } from '../../scripts/checks/links.ts'
import { foreignUses } from '../../scripts/checks/owner.ts'
import { slowPatterns } from '../../scripts/checks/patterns.ts'
import { permissionKeys } from '../../scripts/checks/permissions.ts'
import { shapeFaults } from '../../scripts/checks/shape.ts'
import { sizeFaults } from '../../scripts/checks/size.ts'
import { subjectFaults } from '../../scripts/checks/subjects.ts'
import { textFaults } from '../../scripts/checks/text.ts'
import { faultOf, threatRows } from '../../scripts/checks/threats.ts'
import { parseModule } from '../../scripts/source-module.ts'

// A check that cannot fail guards nothing: each is shown what it must refuse and what it must let pass.

describe('imports', () => {
  test.each([
    ['src/model/x.ts', `import { readFile } from 'node:fs'`],
    ['src/model/x.ts', `import * as z from 'zod'`],
    ['src/render/x.ts', `import * as core from '@actions/core'`],
    ['src/render/x.ts', `const late = () => import('@actions/core')`],
    ['src/timeline/x.ts', `import type { Step } from '../render/table.ts'`],
    ['src/findings/x.ts', `let step: import('../github/rest.ts').Job`],
    ['src/runner/x.ts', `export { post } from '../github/write/check-run.ts'`],
    ['src/report/x.ts', `import { start } from '../../lab/services.ts'`],
    ['src/report/x.ts', `import * as parser from '#workflow-parser'`],
    ['src/account/x.ts', `import { listJobs } from '../github/rest.ts'`],
    ['src/account/agreement/x.ts', `import { joinJobs } from '../join-jobs.ts'`],
    ['src/report/x.ts', `import { readOptions } from '../cli/options.ts'`],
    ['src/elsewhere/x.ts', ``],
  ])('%s refuses %s', (file, code) => {
    expect(forbiddenImports(parseModule(file, code))).toHaveLength(1)
  })

  test.each([
    ['src/core/x.ts', `import * as z from 'zod/mini'\nimport { time } from './time.ts'`],
    ['src/render/x.ts', `import type { RunManifest } from '../schema/run/run-manifest.ts'`],
    ['src/workflow/x.ts', `import { readFile } from 'node:fs/promises'\nimport * as parser from '#workflow-parser'`],
    ['src/account/x.ts', `import type { Job } from '../github/rest.ts'`],
    ['src/account/x.ts', `import { checkAgreement } from './agreement/check-agreement.ts'`],
    [
      'src/recorder/x.ts',
      `const artifact = await import('@actions/artifact')\nimport { readInput } from '../io/env.ts'`,
    ],
  ])('%s allows %s', (file, code) => {
    expect(forbiddenImports(parseModule(file, code))).toEqual([])
  })
})

describe('links', () => {
  test('takes targets of relative links, without what stands behind #', () => {
    expect(linksIn('[a](../src/x.ts) [b](signing.md#keys) [c](#here) [d](https://docs.github.com/x)')).toEqual([
      '../src/x.ts',
      'signing.md',
    ])
  })

  test('takes paths of ours, and none of other projects', () => {
    const text =
      'as in src/core/ids.ts. (actions/cache src/restoreImpl.ts; `src/Runner.Worker/X.cs`; sigstore/src/model/y.ts)'
    expect(pathsIn(text)).toEqual(['src/core/ids.ts'])
  })
})

describe('shape', () => {
  test.each([
    ['src/report/x.ts', 'const home = process.env.HOME'],
    ['src/report/x.ts', 'export default 1'],
    ['lab/x.ts', 'export class Server {}'],
    ['src/report/x.ts', 'class Fault extends Error {}'],
  ])('%s refuses %s', (file, code) => {
    expect(shapeFaults(parseModule(file, code))).toHaveLength(1)
  })

  test.each([
    ['src/io/env.ts', 'const all = { ...process.env }'],
    ['lab/x.ts', 'const home = process.env.HOME\nclass Fault extends Error {}'],
    ['src/core/error.ts', 'export class TraceError extends Error {}'],
  ])('%s allows %s', (file, code) => {
    expect(shapeFaults(parseModule(file, code))).toEqual([])
  })
})

describe('size', () => {
  const limit = { archived: 'dist', what: 'dist/', bytes: 100, allowances: { page: 20 }, ceiling: 130 } as const

  test('allows what today needs and what a later capability stated', () => {
    expect(sizeFaults(limit, 120)).toEqual([])
  })

  test('refuses more', () => {
    expect(sizeFaults(limit, 121)).toEqual(['dist/: 121 bytes compressed, 120 are allowed'])
  })

  test('refuses allowances that together break the ceiling', () => {
    expect(sizeFaults({ ...limit, allowances: { page: 20, tables: 20 } }, 100)).toEqual([
      'dist/: the allowances make 140, more than 130',
    ])
  })
})

describe('patterns', () => {
  test.each(['/(a+)+$/', '/^(?:a|ba+)+$/', '/\\d*\\w+$/', '/a+b/', 'new RegExp(word)'])('refuses %s', code => {
    expect(slowPatterns(parseModule('src/x.ts', `const word = '', pattern = ${code}`))).toHaveLength(1)
  })

  test.each(['/^a+b$/', '/^[0-9a-f]{40}$/', '/^(\\d+)-(\\d+)$/', '/[\\r\\n]+/g'])('allows %s', code => {
    expect(slowPatterns(parseModule('src/x.ts', `const pattern = ${code}`))).toEqual([])
  })
})

describe('owner', () => {
  const pinned = 'someone/checkout@0123456789abcdef0123456789abcdef01234567'

  test.each([
    ['README.md', 'uses: acme/pipeline-trace@v1'],
    ['lab/demo/ci.yml', '- uses: acme/pipeline-trace/report@v1'],
    ['.github/workflows/ci.yml', '- uses: someone/checkout@v4'],
    ['action.yml', `      uses: "someone/checkout@main"`],
  ])('%s refuses %s', (file, line) => {
    expect(foreignUses(file, line, 'OWNER')).toHaveLength(1)
  })

  test.each([
    ['README.md', 'uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1'],
    ['.github/workflows/ci.yml', `- uses: ${pinned} # v4`],
    ['.github/workflows/report.yml', 'uses: $/report'],
    ['.github/workflows/ci.yml', 'uses: ./'],
    ['lab/demo/ci.yml', '- uses: someone/checkout@v4'],
  ])('%s allows %s', (file, line) => {
    expect(foreignUses(file, line, 'OWNER')).toEqual([])
  })
})

test('permissions are found at every depth', () => {
  const workflow = { permissions: {}, jobs: { a: { permissions: { actions: 'read' } }, b: { steps: [] } } }
  expect(permissionKeys(workflow, '')).toEqual(['permissions', 'jobs.a.permissions'])
})

describe('text', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  test('refuses CRLF and machine paths', () => {
    expect(textFaults('a.md', bytes('one\r\ntwo'), [])).toHaveLength(1)
    expect(textFaults('a.md', bytes('see /srv/builds/me/a'), ['/srv/builds'])).toHaveLength(1)
  })

  test('leaves binary files and lone carriage returns alone', () => {
    expect(textFaults('a.bin', bytes('\0\r\n/srv/builds'), ['/srv/builds'])).toEqual([])
    expect(textFaults('a.md', bytes('one\rtwo'), ['/srv/builds'])).toEqual([])
  })
})

describe('threats', () => {
  const rowsOf = (...rows: readonly string[]) =>
    threatRows(['<!-- threats -->', '| attacker | test |', '| --- | --- |', ...rows, '<!-- /threats -->'].join('\n'))
  const faultsOf = (row: string, text: string | undefined) => rowsOf(row).map(one => faultOf(one, text))

  test.each([
    ['no test', '| a step | none |', 'text'],
    ['a file that is not there', '| a step | [x](../__tests__/x.test.ts) |', undefined],
    ['a title that the file does not have', '| a step | [x](../__tests__/x.test.ts) “is seen” |', "it('is not')"],
    ['a test outside of the tests', '| a step | [x](../src/x.ts) |', 'text'],
  ])('refuses %s', (_, row, text) => {
    expect(faultsOf(row, text)).toEqual([expect.any(String)])
  })

  test('allows a row whose test says the words, and sees each row', () => {
    expect(faultsOf('| a step | [x](../__tests__/x.test.ts) “is seen” |', "it('is seen')")).toEqual([undefined])
    expect(rowsOf('| a | [x](../__tests__/x.test.ts) |', '| b | none |').map(({ file }) => file)).toEqual([
      '__tests__/x.test.ts',
      undefined,
    ])
  })
})

describe('subjects', () => {
  test('refuses a subject of more than 72 characters, counted as a reader does', () => {
    expect(subjectFaults([`a1b2c3d\t${'x'.repeat(73)}`])).toEqual([`a1b2c3d: 73 characters: ${'x'.repeat(73)}`])
  })
  test('passes 72 of them, also where a character has several bytes', () => {
    expect(subjectFaults([`a1b2c3d\t${'x'.repeat(72)}`, `a1b2c3e\t${'“'.repeat(72)}`])).toEqual([])
  })
})
