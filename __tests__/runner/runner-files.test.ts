import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { readRunnerConfig } from '../../src/runner/runner-config.ts'
import { findRunnerRoot, runnerRootCandidates } from '../../src/runner/runner-root.ts'
import { readSetupInfo } from '../../src/runner/setup-info.ts'
import { withFiles } from './files.ts'

describe('runner root', () => {
  const nothing = { argv0: 'node', execPath: '/usr/bin/node', runnerTemp: undefined, home: undefined }
  test.each([
    ['argv0', { argv0: '/r/externals/node24/bin/node' }, '/r'],
    ['execPath', { execPath: '/r/a/externals/node24/bin/node' }, '/r/a'],
    ['Windows', { argv0: 'C:\\actions\\externals\\node24\\bin\\node.exe' }, 'C:\\actions'],
    ['RUNNER_TEMP', { runnerTemp: '/r/_work/_temp' }, '/r'],
    ['home', { home: '/h' }, '/h'],
  ])('first candidate from %s', (_, given, first) => {
    expect(runnerRootCandidates({ ...nothing, ...given })[0]).toBe(first)
  })

  test('no relative path, no empty path, none twice', () => {
    const all = runnerRootCandidates({ ...nothing, argv0: 'externals/node24/bin/node', runnerTemp: '/t', home: '' })
    expect(all.filter(path => !/^(?:\/\w|[A-Z]:)/.test(path))).toEqual([])
    expect(new Set(all).size).toBe(all.length)
  })

  test('the first with _diag; below cached the newest version', () =>
    withFiles(
      { 'b/_diag/x': '', 'cached/2.9.0/_diag/x': '', 'cached/2.336.0/_diag/x': '', 'cached/3.0.0/x': '' },
      async folder => {
        expect(await findRunnerRoot([`${folder}/a`, `${folder}/b`, `${folder}/cached`])).toBe(`${folder}/b`)
        expect(await findRunnerRoot([`${folder}/a`, `${folder}/cached`])).toBe(`${folder}/cached/2.336.0`)
        expect(await findRunnerRoot([`${folder}/a`])).toBeUndefined()
      },
    ))
})

const reasons = (learned: { readonly gaps: readonly { readonly field: string; readonly reason: string }[] }): unknown =>
  learned.gaps.map(({ field, reason }) => `${field} ${reason}`)

describe('.setup_info', () => {
  const provisioner = { group: 'Runner Image Provisioner', detail: 'Hosted Compute Agent\nVersion: 20260213.493' }
  const vm = { group: 'Runner Image', detail: 'Image: ubuntu-24.04\r\nVersion: 20260413.86.1\nImage Release: x' }
  const slim = { group: 'VM Image', detail: '- OS: Linux (x64)\n- Name: ubuntu:24.04\n- Version: 2026.1' }
  test.each([
    ['virtual machine', [provisioner, vm], 'ubuntu-24.04', '20260413.86.1', []],
    ['container image', [slim], 'ubuntu:24.04', '2026.1', []],
    ['no image', [provisioner], undefined, undefined, ['image not-provided']],
    ['no version', [{ group: 'Runner Image', detail: 'Image: a' }], 'a', undefined, ['image.version malformed']],
    [
      'long name',
      [{ ...vm, detail: `Image: ${'a'.repeat(300)}\nVersion: 1` }],
      undefined,
      '1',
      ['image.name malformed'],
    ],
    ['not a list', { group: 'Runner Image' }, undefined, undefined, ['image malformed']],
  ])('%s', (_, content, name, version, gaps) =>
    withFiles({ '.setup_info': `\uFEFF${JSON.stringify(content)}` }, async root => {
      const learned = await readSetupInfo(root)
      expect([learned.value.imageName?.value, learned.value.imageVersion?.value]).toEqual([name, version])
      expect(reasons(learned)).toEqual(gaps)
    }),
  )

  test('absent, no JSON, too large, a folder and a pipe are gaps', () =>
    withFiles({ 'a/.setup_info': '{', 'b/.setup_info': ' '.repeat(LIMITS.setupInfo + 1) }, async root => {
      mkdirSync(join(root, 'c/.setup_info'), { recursive: true })
      mkdirSync(join(root, 'd'))
      execFileSync('mkfifo', [join(root, 'd/.setup_info')])
      const gaps = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map(async name => reasons(await readSetupInfo(join(root, name)))),
      )
      expect(gaps.flat()).toEqual([
        'image malformed',
        'image too-large',
        'image not-readable',
        'image not-readable',
        'image not-found',
      ])
    }))
})

describe('.runner', () => {
  test.each([
    ['Windows', '\uFEFF{"AgentName":"r1","PoolName":"big","ServerUrl":"x"}', 'big', 'r1', []],
    ['Linux', '{"agentName":"r1","poolName":"big"}', 'big', 'r1', []],
    ['no group', '{"agentName":"r1","poolName":7}', undefined, 'r1', ['runner.group not-provided']],
    ['no object', '[]', undefined, undefined, ['runner.group malformed']],
  ])('%s', (_, content, group, name, gaps) =>
    withFiles({ '.runner': content }, async root => {
      const learned = await readRunnerConfig(root)
      expect([learned.value.group?.value, learned.value.name?.value]).toEqual([group, name])
      expect(reasons(learned)).toEqual(gaps)
    }),
  )
})
