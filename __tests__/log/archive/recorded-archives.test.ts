import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readRunLogArchive } from '../../../src/log/archive/run-log-archive.ts'
import { readControlTrace } from '../../../src/log/queue/control-trace.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../../shared/recorded')
const present = existsSync(join(recorded, 'logs'))
const read = (...path: readonly string[]): Uint8Array => readFileSync(join(recorded, ...path))
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

const HUB4J = 'logs/hub4j'
const METAL = 'runs/tt-metal/all_post_commit_passing_10662355710/10662355710/logs'

/** Expected facts were written down by reading the files. */
;(present ? describe : describe.skip)(`real logs and archives${present ? '' : ' (no recorded data here)'}`, () => {
  test('a job’s log of 2021 with GitHub’s lines before the runner’s', () => {
    const [file = ''] = readdirSync(join(recorded, HUB4J)).filter(name => name.endsWith('_5.txt'))
    expect(readControlTrace(text(read(HUB4J, file)))).toEqual({
      admittedAt: '2021-04-05T15:42:49.0017341Z',
      queuedAt: '2021-04-05T15:42:49.0017341Z',
      assignedAt: '2021-04-05T15:42:49.1927228Z',
      runnerAt: '2021-04-05T15:42:57.9954489Z',
      isHosted: true,
      saidBusy: false,
      resolutionMs: 0.0001,
    })
  })

  test('an archive of 2021, with the admission in a file of its own', () => {
    const [file = ''] = readdirSync(join(recorded, HUB4J)).filter(name => name.startsWith('testLogs_'))
    const { value: facts, gaps } = readRunLogArchive(read(HUB4J, file), [{ id: '1', name: 'build' }])
    expect(gaps).toEqual([])
    expect(facts.traces.get('1')).toMatchObject({
      admittedAt: '2021-04-02T10:48:28.8052551Z',
      queuedAt: '2021-04-02T10:48:28.9850151Z',
      assignedAt: '2021-04-02T10:48:29.2342930Z',
      runnerAt: '2021-04-02T10:48:36.8101825Z',
      resolutionMs: 0.0001,
    })
    expect(facts.findLog('1')?.byteLength).toBe(10_025)
  })

  test('an archive packed by hand, with folders and files of an operating system', () => {
    const names = ['cool job', 'sad job', 'ad job', 'cool job / with slash', 'cool job : with colon']
    const long = Array.from({ length: 6 }, () => 'thisisnineteenchars').join('_')
    const emoji = `Emoji Test ${'😅'.repeat(50)}`
    const jobs = [...names, long, emoji, 'not there'].map((name, index) => ({ id: String(index), name }))
    const { value: facts, gaps } = readRunLogArchive(read('logs/cli/run_log.zip'), jobs)
    expect(gaps).toMatchObject([{ field: 'logs.7', reason: 'not-found' }])
    expect(jobs.map(({ id }) => facts.findLog(id)?.byteLength)).toEqual([66, 66, 9, 33, 33, 32, 32, undefined])
  })

  test('the logs of a run begin with the runner, each within seconds of the API’s start', () => {
    const { jobs } = JSON.parse(text(read(METAL, '../../workflow_jobs.json'))) as {
      jobs: { id: number; name: string; started_at: string; runner_name: string }[]
    }
    const off = jobs.flatMap(({ id, started_at }) => {
      const file = join(recorded, METAL, `${id}.log`)
      const trace = existsSync(file) ? readControlTrace(readFileSync(file, 'utf8')) : undefined
      if (trace?.runnerAt === undefined) return []
      return [Math.abs(Date.parse(trace.runnerAt) - Date.parse(started_at))]
    })
    expect(off.length).toBe(18)
    expect(Math.max(...off)).toBeLessThan(60_000)
  })
})
