import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { BUDGETS } from '../core/budgets.ts'
import type { Environment } from '../io/env.ts'

/** Work for a separate process, and the limits of that process. */
export type Work = {
  /** Path of the program. */
  readonly program: string
  readonly arguments: readonly string[]
  readonly environment: Environment
  /**
   * The time at which the process is ended, in milliseconds of `performance.now()`; read at every check, since it may
   * change.
   */
  readonly endAt: () => number
  readonly maxResidentBytes: number
  /** Receives the messages of the process. */
  readonly onReport: (report: unknown) => void
}

/** How the process ended. Only `exit` is an end that the process itself chose. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'memory' }
  /** This process received a signal to end. */
  | { readonly kind: 'cancelled'; readonly signal: NodeJS.Signals }
  /** Another party ended the process, such as a system that is short of memory. */
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'not-started'; readonly cause: string }

/** Returns the reason for the end of a process, for people. `limit` names the time limit. */
export const describeEnding = (ending: Ending, limit: string, maxResidentBytes: number): string => {
  switch (ending.kind) {
    case 'deadline':
      return `it was not done in time (${limit})`
    case 'memory':
      return `it took more than ${Math.round(maxResidentBytes / 1_048_576)} MB of memory`
    case 'cancelled':
      return `the step was cancelled (${ending.signal})`
    case 'killed':
      return `${ending.signal} ended its process${ending.signal === 'SIGKILL' ? ', as a system does that is short of memory' : ''}`
    case 'exit':
      return `its process ended with exit code ${ending.code}`
    case 'not-started':
      return `its process could not be started (${ending.cause})`
  }
}

/**
 * Runs the work to its end, or ends it at a limit. Its output goes to this process's output. The work starts no process
 * of its own and stays in this process group, so that a signal to the group of the step ends both. If only this process
 * is killed, the work sees the channel close (src/process/supervised.ts). The work never outlives this process
 * otherwise.
 */
export const supervise = async (work: Work): Promise<Ending> => {
  const child = start(work)
  if ('kind' in child) return child
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  process.on('exit', kill)
  const bounds = watch(child, work)
  try {
    return await bounds.ended(ending(child))
  } finally {
    bounds.stop()
    process.off('exit', kill)
  }
}

const start = ({ program, arguments: given, environment }: Work): ChildProcess | Ending => {
  try {
    return spawn(process.execPath, [program, ...given], {
      env: { ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // The location of the runner is read from it (src/runner/runner-root.ts).
      argv0: process.argv0,
      windowsHide: true,
    })
  } catch (error) {
    // Some failures are thrown and others arrive as an event. E2BIG (an environment over the system's limit) is thrown.
    return notStarted(error)
  }
}

const notStarted = (error: unknown): Ending => ({
  kind: 'not-started',
  cause: error instanceof Error ? error.message : String(error),
})

const ending = (child: ChildProcess): Promise<Ending> =>
  new Promise(resolve => {
    child.once('error', error => {
      if (child.pid === undefined) resolve(notStarted(error))
    })
    child.once('exit', (code, signal) =>
      resolve(signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'killed', signal }),
    )
  })

/**
 * The time that the work has after each signal. The runner sends SIGINT, after 7.5 s SIGTERM, and kills 2.5 s later
 * (actions/runner src/Runner.Sdk/ProcessInvoker.cs). The work may still end by itself, and this process ends before the
 * next signal.
 */
const LEFT_MS = { SIGINT: 5_000, SIGTERM: 1_000 } as const

/** Watches a running process, ends it for one cause, and reports that cause. */
const watch = (child: ChildProcess, work: Work) => {
  let cause: Ending | undefined
  let stop: { readonly signal: NodeJS.Signals; readonly at: number } | undefined
  let giveUp: (ending: Ending) => void = () => undefined
  const hung = new Promise<Ending>(resolve => {
    giveUp = resolve
  })
  const end = (why: Ending): void => {
    if (cause !== undefined) return
    cause = why
    child.kill('SIGKILL')
    setTimeout(() => giveUp(why), BUDGETS.afterKill)
  }
  const look = (): void => {
    const now = performance.now()
    if (stop !== undefined && now >= stop.at) end({ kind: 'cancelled', signal: stop.signal })
    else if (now >= work.endAt()) end({ kind: 'deadline' })
    else if (residentBytes(child.pid) > work.maxResidentBytes) end({ kind: 'memory' })
  }
  const onSignal = (signal: NodeJS.Signals): void => {
    const leftMs = signal === 'SIGINT' ? LEFT_MS.SIGINT : LEFT_MS.SIGTERM
    const at = performance.now() + leftMs
    stop = { signal: stop?.signal ?? signal, at: Math.min(stop?.at ?? at, at) }
    if (child.connected) child.send({ leftMs }, () => undefined)
  }
  const timer = setInterval(look, BUDGETS.superviseTick)
  child.on('message', work.onReport)
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    /**
     * Resolves with the end of the process, with the cause if the watcher ended it; with the cause alone if the process
     * hangs inside the system.
     */
    ended: (own: Promise<Ending>): Promise<Ending> =>
      Promise.race([own.then(ending => (ending.kind === 'killed' ? (cause ?? ending) : ending)), hung]),
    stop: (): void => {
      clearInterval(timer)
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}

/** Resident memory of a process on Linux; 0 where that is not known. */
const residentBytes = (pid: number | undefined): number => {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    // The value is in kilobytes, independent of the page size (proc_pid_status(5)).
    return 1_024 * Number(/^VmRSS:\s{1,20}(\d{1,12}) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
