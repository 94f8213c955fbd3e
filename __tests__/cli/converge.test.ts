import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { convergenceRecord } from '../../src/schema/converge/convergence-record.ts'
import { application, seen, sha, stated } from '../converge/cluster-objects.ts'
import { runCompiledCli } from './run-cli.ts'

const root = mkdtempSync(join(tmpdir(), 'pipeline-trace-converge-'))
afterAll(() => rmSync(root, { recursive: true }))
const [OLD, NEW] = [sha('a'), sha('b')]

const aFolder = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(root, 'case-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
const history = [
  [OLD, -100],
  [NEW, 10],
] as const
const lines = [
  [0, application({ compared: OLD, history: history.slice(0, 1), reconciledAt: -90, healthSince: -80 })],
  [12, application({ compared: NEW, history, health: 'Progressing', healthSince: 11, reconciledAt: 11 })],
  [40, application({ compared: NEW, history, health: 'Degraded', healthSince: 40, reconciledAt: 40 })],
] as const
const watch = lines
  .map(([second, object]) => JSON.stringify({ seenAt: seen(second), type: 'MODIFIED', object }))
  .join('\n')

describe('converge --offline', () => {
  test('text, Markdown and JSON say the same, and an observer is not red', async () => {
    const folder = aFolder({ 'watch.ndjson': `${watch}\n` })
    const text = await runCompiledCli(['converge', '--offline', folder, '--revision', NEW])
    expect([text.code, text.stderr]).toEqual([0, ''])
    expect(text.stdout).toMatch(/^argocd:shop: bbbbbbb applied, and degraded\n/)
    const markdown = await runCompiledCli(['converge', '--offline', folder, '--format', 'markdown'])
    expect(markdown.stdout).toContain('| degraded |')
    const json = await runCompiledCli(['converge', '--offline', folder, '--format', 'json'])
    expect(convergenceRecord.parse(JSON.parse(json.stdout)).targets[0]?.verdict).toBe('degraded')
  })

  test('--fail-on makes the answer negative', async () => {
    const folder = aFolder({ 'watch.ndjson': watch })
    const codes = await Promise.all(
      ['not-healthy', 'not-applied'].map(word => runCompiledCli(['converge', '--offline', folder, '--fail-on', word])),
    )
    expect(codes.map(({ code }) => code)).toEqual([1, 0])
  })

  test('warnings, pods and the resource tree stand beside the watch, in any order', async () => {
    const folder = aFolder({
      'a-events.json': JSON.stringify({
        kind: 'EventList',
        items: [
          {
            metadata: { name: 'e', namespace: 'prod', uid: 'e1' },
            type: 'Warning',
            reason: 'BackOff',
            message: 'Back-off pulling image',
            count: 3,
            involvedObject: { kind: 'Pod', namespace: 'argocd', name: 'shop-x' },
            lastTimestamp: stated(30),
          },
        ],
      }),
      'tree.json': JSON.stringify({ nodes: [{ kind: 'Pod', name: 'shop-x', health: { status: 'Degraded' } }] }),
      'watch.ndjson': watch,
    })
    const { stdout } = await runCompiledCli(['converge', '--offline', folder, '--format', 'json'])
    const [target] = convergenceRecord.parse(JSON.parse(stdout)).targets
    expect(target?.warnings).toMatchObject([{ class: 'image-pull', count: 3 }])
    expect(target?.resources).toMatchObject([{ kind: 'Pod', health: 'Degraded' }])
  })

  test('bad input is a gap, never a crash', async () => {
    const hostile = application({
      compared: '\u001b[31mred\u202e',
      history: [['\u001b[31mred\u202e', 10]],
      reconciledAt: 20,
      healthSince: 20,
    })
    const folder = aFolder({
      'watch.ndjson': `not json\n{"type":"MODIFIED","object"\n[]\n${JSON.stringify({ seenAt: 'yesterday', type: 'ADDED', object: hostile })}\n{"half":`,
      'deep.json': '['.repeat(100_000),
      'other.json': '{"kind":"Secret","data":{"token":"x"}}',
    })
    const { code, stdout } = await runCompiledCli(['converge', '--offline', folder])
    expect(code).toBe(3)
    expect(stdout).toContain('\\u{1B}[31mred\\u{202E}')
    expect(stdout).toContain('recorded.watch.ndjson: lines that are no change of an object: 4')
    expect(stdout).toContain('recorded.deep.json')
    expect(stdout).not.toContain('\u001b')
  })

  test('a hundred thousand events are one count, in bounded memory', async () => {
    const event = (index: number) => ({
      kind: 'Event',
      metadata: { name: `e${index}`, namespace: 'argocd', uid: `e${index}` },
      type: 'Warning',
      reason: 'Unhealthy',
      involvedObject: { kind: 'Pod', namespace: 'argocd', name: 'shop-x' },
      lastTimestamp: stated(30),
    })
    const events = Array.from({ length: 100_000 }, (_, index) =>
      JSON.stringify({ type: 'ADDED', object: event(index) }),
    )
    const folder = aFolder({ 'watch.ndjson': `${watch}\n${events.join('\n')}\n` })
    const { code, stdout } = await runCompiledCli(['converge', '--offline', folder, '--format', 'json'], {}, [
      '--max-old-space-size=96',
    ])
    expect(code).toBe(0)
    expect(convergenceRecord.parse(JSON.parse(stdout)).targets[0]?.warnings[0]?.class).toBe('probe')
  })

  test('wrong usage names everything that is wrong', async () => {
    const { code, stderr } = await runCompiledCli([
      'converge',
      '--target',
      'pod/x',
      '--soak',
      'long',
      '--fail-on',
      'always',
    ])
    expect(code).toBe(2)
    for (const word of ['--target is argocd:', '--soak is a time', '--fail-on is never']) expect(stderr).toContain(word)
    const empty = await runCompiledCli(['converge', '--offline', aFolder({ 'a.txt': '' })])
    expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('holds no .json or .ndjson file')])
    const none = await runCompiledCli(['converge', '--offline', aFolder({ 'a.json': '{}' })])
    expect(none.code).toBe(5)
  })
})
