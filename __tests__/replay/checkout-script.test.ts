import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { writeCheckoutScript } from '../../src/replay/checkout-script.ts'
import { quoteShell } from '../../src/replay/shell-words.ts'
import type { OpenInput, PinnedInput } from '../../src/schema/questions/replay-assessment.ts'
import { DIGEST, SHA } from './a-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const request = {
  serverUrl: 'https://github.com',
  repository: 'octo/app',
  runId: '5',
  commit: SHA,
  ref: undefined,
  pinned: [] as readonly PinnedInput[],
  open: [] as readonly OpenInput[],
}
const lockfile = (name: string, value = DIGEST): PinnedInput => ({
  kind: 'lockfile',
  name,
  value,
  by: 'digest',
  source: 'runner',
})

/** Programs that write their arguments, one a line, in the place of git, docker and sha256sum. */
const programs = join(folder, 'bin')
mkdirSync(programs)
for (const name of ['git', 'docker'])
  writeFileSync(join(programs, name), `#!/bin/sh\nfor one in ${name} "$@"; do printf '[%s]' "$one"; done\necho\n`, {
    mode: 0o755,
  })

/** Runs a script in a folder of its own, and returns what it printed and what is in the folder after it. */
const run = (script: string) => {
  const place = mkdtempSync(join(folder, 'run-'))
  mkdirSync(join(place, 'replay-5'))
  writeFileSync(join(place, 'replay-5', 'package-lock.json'), 'locked')
  const stdout = execFileSync('/bin/sh', ['-c', `${script}`], {
    cwd: place,
    env: { PATH: `${programs}:/usr/bin:/bin` },
    encoding: 'utf8',
  })
  return { stdout, files: [...readdirSync(place), ...readdirSync(join(place, 'replay-5'))] }
}

const HOSTILE = [
  "'; rm -rf . #",
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  '-rf',
  '%s%n',
  'a b\\c',
  '!!',
  '&& touch pwned',
]

describe('hostile names stay data', () => {
  test.each(HOSTILE)('in every place of the script: %s', name => {
    const image: OpenInput = { kind: 'container-image', name: `a${name}`, was: DIGEST, reason: 'tag', source: 'log' }
    const tool: PinnedInput = { kind: 'tool', name, value: name, by: 'version', source: 'log' }
    const script = writeCheckoutScript({ ...request, repository: name, commit: name, pinned: [tool], open: [image] })
    const { stdout, files } = run(script)
    expect(stdout).toContain(`[https://github.com/${name}]`)
    expect(files).toEqual(['replay-5', 'package-lock.json'])
  })

  test('a value with control characters is left out, and counted', () => {
    const script = writeCheckoutScript({ ...request, pinned: [lockfile('a\nrm -rf b'), lockfile('c\u202ed')] })
    expect(script).toContain('# Left out: 2 with')
    expect(script).not.toContain('rm -rf')
  })

  test('quoting gives the shell exactly the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), value => {
        fc.pre(!value.includes('\u0000'))
        const printed = execFileSync('/bin/sh', ['-c', `printf '%s' ${quoteShell(value)}`], { encoding: 'utf8' })
        expect(printed).toBe(value)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the script', () => {
  test('compares lockfiles with the digests of the run, and fails where one differs', () => {
    const right = `sha256:${createHash('sha256').update('locked').digest('hex')}`
    expect(run(writeCheckoutScript({ ...request, pinned: [lockfile('package-lock.json', right)] })).stdout).toContain(
      'package-lock.json: OK',
    )
    expect(() => run(writeCheckoutScript({ ...request, pinned: [lockfile('package-lock.json')] }))).toThrow()
  })

  test('pulls images by digest, without their tag', () => {
    const open = ['localhost:5000/a/b:1.2', 'node:20', 'ghcr.io/a/b'].map(
      (name): OpenInput => ({ kind: 'container-image', name, was: DIGEST, reason: 'tag', source: 'log' }),
    )
    const { stdout } = run(writeCheckoutScript({ ...request, open }))
    for (const image of ['localhost:5000/a/b', 'node', 'ghcr.io/a/b'])
      expect(stdout).toContain(`[docker][pull][${image}@${DIGEST}]`)
  })

  test('names version managers only where the tool has one certain name', () => {
    const tool = (name: string, value: string): PinnedInput => ({
      kind: 'tool',
      name,
      value,
      by: 'version',
      source: 'log',
    })
    const script = writeCheckoutScript({ ...request, pinned: [tool('node', '22.1.0'), tool('java', '21.0.1')] })
    expect(script).toContain('# node 22.1.0: mise use node@22.1.0, or asdf install nodejs 22.1.0\n')
    expect(script).toContain('# java 21.0.1\n')
  })

  test('without a known commit checks nothing out, and says so', () => {
    const script = writeCheckoutScript({ ...request, commit: undefined })
    expect(script).toContain('# The commit of the run is not known.')
    expect(script).not.toContain('git ')
  })
})
