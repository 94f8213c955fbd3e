import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { safeParse } from 'zod/mini'
import { FACT_READERS } from '../../src/log/fact-readers.ts'
import { readLog } from '../../src/log/read-log.ts'
import { toLogRecord } from '../../src/log/to-log-record.ts'
import type { Step } from '../../src/schema/job/job-manifest.ts'
import { type LogRecord, logRecord } from '../../src/schema/job/log-record.ts'
import { HEX, head, readJobLog, readLogFacts, SHA, script, setUp, timed } from './log-text.ts'

const recordOf = async (
  text: string,
  steps: readonly Step[] = [],
  conclusion?: 'success' | 'failure',
): Promise<LogRecord> => toLogRecord(await readLog([Buffer.from(text)], FACT_READERS, { steps }), conclusion, '1')

const CACHE = 'actions/cache@v4'
const UPLOAD = 'actions/upload-artifact@v4'

describe('the record of a log', () => {
  const lines = [
    ...setUp(CACHE, UPLOAD, 'actions/setup-node@v4', 'actions/download-artifact@v4'),
    '##[group]Starting postgres service container',
    '##[command]/usr/bin/docker pull postgres:17',
    `Digest: sha256:${HEX}`,
    '##[endgroup]',
    ...head(CACHE, ['  path: deps', '  key: deps-1', '  restore-keys: deps-']),
    'Cache not found for input keys: deps-1, deps-',
    ...head('actions/setup-node@v4'),
    'Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64',
    ...head('actions/download-artifact@v4'),
    `- package (ID: 7, Size: 10, Expected Digest: sha256:${HEX})`,
    ...script('make'),
    '14 actionable tasks: 2 executed, 12 from cache',
    `#9 pushing manifest for docker.io/octo/app:1@sha256:${HEX} 0.5s done`,
    ...head(UPLOAD),
    `SHA256 digest of uploaded artifact zip is ${HEX}`,
    'Artifact site.zip successfully finalized. Artifact ID 12',
    'Artifact site has been successfully uploaded! Final size is 345 bytes. Artifact ID is 12',
    `SHA256 digest of uploaded artifact zip is ${HEX}`,
    'Artifact pipeline-trace-job-1-1-2.zip successfully finalized. Artifact ID 13',
  ]

  test('has what a recorder would have read there, with how far it counts', async () => {
    const record = await recordOf(timed(lines).join('\n'), [], 'success')
    const log = { source: 'log' }
    expect(record).toMatchObject({
      runner: { name: { value: 'r1' }, group: { value: 'big ones' }, version: { value: '2.336.0' } },
      image: { name: { value: 'ubuntu-24.04' }, version: { value: '20260413.86.1' } },
      permissions: { value: { contents: 'read', 'pull-requests': 'write' } },
      cacheMode: { value: 'read' },
      containers: [{ role: 'service', name: 'postgres', image: 'postgres:17', digest: `sha256:${HEX}`, ...log }],
      downloads: [{ name: 'package', id: '7', digest: `sha256:${HEX}`, ...log }],
      gaps: [],
    })
    expect(record.actions.map(({ uses, ref, sha }) => [uses, ref, sha])).toEqual([
      ['actions/cache', 'v4', SHA],
      ['actions/upload-artifact', 'v4', SHA],
      ['actions/setup-node', 'v4', SHA],
      ['actions/download-artifact', 'v4', SHA],
    ])
    expect(record.caches).toMatchObject([
      { operation: 'restore', action: CACHE, key: 'deps-1', restoreKeys: ['deps-'], result: 'miss', ...log },
    ])
    expect(record.tools).toEqual([
      { name: 'node', version: '22.11.0', arch: 'x64', action: 'actions/setup-node@v4', ...log },
    ])
    expect(record.buildCaches).toEqual([
      {
        ...{ tool: 'gradle', tasks: 14, executed: 2, fromCache: 12, upToDate: 0 },
        ...{ step: 'Run make', confidence: 'low', ...log },
      },
    ])
    expect(record.pushes).toEqual([
      { image: 'docker.io/octo/app:1', digest: `sha256:${HEX}`, step: 'Run make', confidence: 'low', ...log },
    ])
    // After a script; and none of ours.
    expect(record.artifacts).toEqual([
      { name: 'site', id: '12', sizeBytes: 345, digest: `sha256:${HEX}`, confidence: 'medium', ...log },
    ])
  })

  test('of an action that a script may have printed, its fetch included, nothing of caches and artifacts', async () => {
    const lowConfidence = [
      ...script('make'),
      `Download action repository 'octo/later@v1' (SHA:${SHA})`,
      ...head('./local'),
      ...head('octo/later@v1'),
      'Cache restored from key: k',
      'Artifact site has been successfully uploaded! Final size is 345 bytes. Artifact ID is 77',
      '- package (ID: 78, Size: 10)',
    ]
    const text = timed([...setUp(CACHE), ...lowConfidence]).join('\n')
    const { facts } = await readLogFacts([Buffer.from(text)])
    const own = facts.filter(({ kind }) => ['cache', 'artifact-upload', 'artifact-download'].includes(kind))
    expect(own.map(({ kind, confidence }) => [kind, confidence])).toEqual([
      ['cache', 'low'],
      ['artifact-upload', 'low'],
      ['artifact-download', 'low'],
    ])
    expect(await recordOf(text, [], 'success')).toMatchObject({ caches: [], artifacts: [], downloads: [] })
  })

  test('a job that failed did not save what it missed', async () => {
    const { caches } = await recordOf(timed(lines).join('\n'), [], 'failure')
    expect(caches.map(({ operation, result, reason }) => [operation, result, reason])).toEqual([
      ['restore', 'miss', undefined],
      ['save', 'not-saved', 'job-failed'],
    ])
  })

  test('a text over its cap costs its own entry, and that is said', async () => {
    const found = await readLog([Buffer.from(timed(lines).join('\n'))], FACT_READERS)
    const artifacts = found.artifacts.map(one =>
      one.value.kind === 'upload'
        ? { ...one, value: { ...one.value, artifact: { ...one.value.artifact, name: 'x'.repeat(513) } } }
        : one,
    )
    const record = toLogRecord({ ...found, artifacts }, undefined, '1')
    expect(record.artifacts).toEqual([])
    expect(record.caches).toHaveLength(1)
    expect(record.gaps).toEqual([
      { field: 'artifacts', reason: 'malformed', source: 'log', detail: 'left out: not of its form' },
    ])
  })
})

describe('an action that a script pretends', () => {
  /** Whole seconds: the script from 4 to 20, the real action before it. */
  const steps = (scriptAction?: string): readonly Step[] => [
    {
      name: 'Cache',
      action: CACHE,
      stage: 'main',
      startedAt: '2026-03-01T10:00:02Z',
      completedAt: AT(3),
      source: 'api',
    },
    {
      name: 'make',
      stage: 'main',
      startedAt: AT(4),
      completedAt: AT(20),
      source: 'api',
      ...(scriptAction === undefined ? {} : { action: scriptAction }),
    },
  ]
  const AT = (second: number): string => `2026-03-01T10:00:${String(second).padStart(2, '0')}Z`
  const stamped = (second: number, lines: readonly string[]) =>
    lines.map((line, index) => `${AT(second).slice(0, -1)}.${String(index).padStart(7, '0')}Z ${line}`)
  const restored = (key: string) => [...head(CACHE, [`  key: ${key}`]), `Cache restored from key: ${key}`]
  const log = (pretendedAt: number) =>
    [
      ...stamped(1, setUp(CACHE)),
      ...stamped(2, restored('real')),
      ...stamped(4, script('make')),
      ...stamped(pretendedAt, restored('forged')),
    ].join('\n')
  const keysOf = ({ caches }: LogRecord) => caches.map(({ matchedKey, confidence }) => [matchedKey, confidence])

  test('counts less where nothing is known of the steps', async () => {
    expect(keysOf(await recordOf(log(9)))).toEqual([
      ['real', undefined],
      ['forged', 'medium'],
    ])
  })

  test('is not believed where REST and the workflow file say that a script ran', async () => {
    const record = await recordOf(log(9), steps())
    expect(keysOf(record)).toEqual([['real', undefined]])
    expect(record.gaps).toContainEqual(expect.objectContaining({ field: 'caches', reason: 'malformed' }))
  })

  test('whole seconds never make it believed more', async () => {
    expect(keysOf(await recordOf(log(9), steps('Make')))).toEqual([
      ['real', undefined],
      ['forged', 'medium'],
    ])
  })

  test('an action that began in the second in which a script ended is an action', async () => {
    const after: Step = {
      ...{ name: 'Cache again', action: CACHE, stage: 'main', source: 'api' },
      startedAt: AT(20),
      completedAt: AT(22),
    }
    expect(keysOf(await recordOf(log(20), [...steps(), after]))).toEqual([
      ['real', undefined],
      ['forged', 'medium'],
    ])
  })
})

const folder = join(process.env['PIPELINE_TRACE_RECORDED'] ?? '', 'logs')
const present = process.env['PIPELINE_TRACE_RECORDED'] !== undefined && existsSync(folder)
const files = present ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isLog) : ['none']
function isLog(name: string): boolean {
  return /\.(?:txt|log)$/.test(name)
}

;(present ? describe : describe.skip)(
  `real logs${present ? '' : ' (skipped: no recorded data, set PIPELINE_TRACE_RECORDED)'}`,
  () => {
    test.each(files)('%s gives the facts that a recorder of its job takes', async file => {
      const bytes = readFileSync(join(folder, file))
      const record = await recordOf(bytes.toString('utf8'))
      expect(safeParse(logRecord, record).error?.issues).toBeUndefined()
      const { value: facts } = await readJobLog([bytes])
      const plain = <T extends object>(items: readonly T[]) => items.map(item => ({ ...item, confidence: undefined }))
      expect(plain(record.actions.filter(({ confidence }) => confidence !== 'low'))).toEqual(plain(facts.actions))
      expect(record.caches.map(({ key, matchedKey, result }) => [key, matchedKey, result])).toEqual(
        facts.caches.map(({ key, matchedKey, result }) => [key, matchedKey, result]),
      )
      expect(plain(record.artifacts)).toEqual(plain(facts.artifacts))
      expect(record.containers).toEqual(facts.containers)
      expect(record.image.version?.value).toBe(facts.imageVersion?.value)
      expect(record.permissions).toEqual(facts.permissions)
      expect(record.tools).toEqual(facts.tools)
    })
  },
)
