import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Watched = {
  /** Undefined where the hard stop ended it. */
  readonly code: number | null | undefined
  readonly log: string
  readonly stdout: string
  readonly seconds: number
  /** Of the process and those that it started; 0 where /proc is not there. */
  readonly peakMiB: number
}

/**
 * Runs a program of ours and ends it, with all that it started, at the hard stop. Nothing is said of its speed: the figures
 * are printed, and a busy machine is no failure.
 */
export const watchProcess = async (
  program: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  hardStopMs: number,
): Promise<Watched> => {
  const began = performance.now()
  const child = spawn(process.execPath, [...program], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let [stdout, log] = ['', '']
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString()
    log += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    log += data.toString()
  })
  let peak = 0
  const poll = setInterval(() => {
    peak = Math.max(peak, residentOf(child.pid))
  }, 50)
  let isStopped = false
  const stop = setTimeout(() => {
    isStopped = true
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }, hardStopMs)
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  clearTimeout(stop)
  clearInterval(poll)
  return {
    code: isStopped ? undefined : code,
    log,
    stdout,
    seconds: (performance.now() - began) / 1000,
    peakMiB: Math.round(peak / 1024),
  }
}

/** In KiB, children included. */
const residentOf = (pid: number | undefined): number => {
  if (pid === undefined) return 0
  try {
    const own = Number(/VmRSS:\s{1,20}(\d{1,12})/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return children.filter(id => id !== '').reduce((sum, id) => sum + residentOf(Number(id)), own)
  } catch {
    return 0
  }
}

/** Milliseconds that a bare Node takes here and now: a loaded machine gets the time that it needs. */
export const timeBareNode = async (): Promise<number> => {
  const began = performance.now()
  await new Promise(resolve => spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).on('close', resolve))
  return performance.now() - began
}
