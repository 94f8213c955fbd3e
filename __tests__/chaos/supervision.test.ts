import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseDigestLine } from '../../src/core/artifact-name.ts'
import { isRunning } from './process-tree.ts'

/** Supervises work-programs.js as post supervises its own work. */
const SUPERVISE = `
import { superviseRecorder } from './lib/src/recorder/supervise-recorder.js'
import { runSafely } from './lib/src/recorder/guard.js'
await runSafely(() => superviseRecorder('lib/__tests__/chaos/work-programs.js', process.env))
process.exit(0)
`
const HARD_STOP_MS = 30_000

let folder: string
const running: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervision-'))
})

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

type Ended = { readonly code: number | null; readonly log: string; readonly notices: readonly string[] }

const start = (work: string, budget = 2): { readonly child: ChildProcess; readonly ended: Promise<Ended> } => {
  const pipe = join(folder, 'pipe')
  if (!existsSync(pipe)) execFileSync('mkfifo', [pipe])
  const child = spawn(process.execPath, ['--input-type=module', '-e', SUPERVISE], {
    env: {
      PATH: process.env['PATH'],
      PIPELINE_TRACE_WORK: work,
      PIPELINE_TRACE_WORK_FOLDER: folder,
      PIPELINE_TRACE_WORK_PIPE: pipe,
      'INPUT_TIME-BUDGET': String(budget),
    },
  })
  running.push(child)
  const chunks: Buffer[] = []
  child.stdout.on('data', chunk => chunks.push(chunk))
  child.stderr.on('data', chunk => chunks.push(chunk))
  const stop = setTimeout(() => child.kill('SIGKILL'), HARD_STOP_MS)
  const ended = new Promise<Ended>(resolve =>
    child.on('close', code => {
      clearTimeout(stop)
      const log = Buffer.concat(chunks).toString('utf8')
      resolve({ code, log, notices: log.split('\n').filter(line => line.startsWith('::notice ')) })
    }),
  )
  return { child, ended }
}

/** The process of a try, once it runs. */
const workOf = async (extent: 'whole' | 'least'): Promise<number> => {
  for (;;) {
    const name = join(folder, `started-${extent}`)
    const pid = existsSync(name) ? Number(readFileSync(name, 'utf8')) : 0
    if (pid > 0) return pid
    await pause()
  }
}

const pause = () => new Promise<void>(resolve => setTimeout(resolve, 20))

const untilGone = async (pid: number): Promise<void> => {
  while (isRunning(pid)) await pause()
}

describe('work that does not end is ended: one line, exit code 0, nothing left behind', () => {
  test.each([
    ['hangs', 'it was not done in time (time-budget: 2)'],
    ['reads a pipe', 'it was not done in time (time-budget: 2)'],
    ['crashes', 'its process ended with exit code 134'],
  ])('work that %s', async (work, cause) => {
    const { ended } = start(work)
    const { code, notices } = await ended
    expect([code, notices.length]).toEqual([0, 1])
    expect(notices[0]).toContain(`the recorder was ended while reading what the job left: ${cause}`)
    expect(notices[0]).toContain('This job has no manifest')
    for (const extent of ['whole', 'least'] as const) await untilGone(await workOf(extent))
  })

  test('work that takes memory without end', async () => {
    const { code, notices } = await start('takes memory', 60).ended
    expect([code, notices.length]).toEqual([0, 1])
    expect(notices[0]).toContain('it took more than 512 MB of memory; the second try while reading')
  })

  test('a second try without files makes the manifest, and the line says so', async () => {
    const { code, notices } = await start('hangs once', 4).ended
    expect([code, notices.length]).toEqual([0, 1])
    expect(notices[0]).toContain('Its manifest was made without the files of job and runner')
  })

  test('a manifest that was made and not uploaded is named in the log, with the reason', async () => {
    const { code, log, notices } = await start('hangs in the upload').ended
    expect([code, notices.length]).toEqual([0, 1])
    const [line = ''] = log.split('\n')
    expect(parseDigestLine(line)).toEqual({
      digest: `sha256:${'ab'.repeat(32)}`,
      jobId: '98',
      attempt: 2,
      notUploaded: 'upload-failed',
    })
  })

  test('the system ends the work: one line, and a second try', async () => {
    const { ended } = start('hangs once', 60)
    process.kill(await workOf('whole'), 'SIGKILL')
    const { code, notices } = await ended
    expect([code, notices.length]).toEqual([0, 1])
    expect(notices[0]).toContain('SIGKILL ended its process, as a system does that is short of memory')
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('the step is cancelled by %s', async signal => {
    const { child, ended } = start('hangs', 60)
    const work = await workOf('whole')
    child.kill(signal)
    const { code, notices } = await ended
    expect([code, notices.length]).toEqual([0, 1])
    expect(notices[0]).toContain(`the step was cancelled (${signal})`)
    await untilGone(work)
    expect(existsSync(join(folder, 'started-least'))).toBe(false)
  })

  test('the supervisor is killed: the work ends too', async () => {
    const { child, ended } = start('waits', 60)
    const work = await workOf('whole')
    child.kill('SIGKILL')
    await ended
    await untilGone(work)
    expect(isRunning(work)).toBe(false)
  })
})
