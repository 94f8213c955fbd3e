import { spawn } from 'node:child_process'
import { accessSync, constants as fileConstants } from 'node:fs'
import { constants } from 'node:os'
import { readLines } from './read-lines.ts'
import { findShield } from './shield.ts'

export type ProcessRequest = {
  readonly file: string
  readonly arguments: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
  /** Aborted: SIGINT, after 7.5 s SIGTERM, after another 2.5 s the whole group is killed (ProcessInvoker.cs). */
  readonly signal: AbortSignal
}

export type ProcessResult = {
  /** 128 + n for a process that signal n ended. */
  readonly exitCode: number
  readonly cancelled: boolean
  /** Of the process group, which may outlive the process until the job ends: see `killGroups`. */
  readonly group: number | undefined
}

const SIGINT_MS = 7_500
const SIGTERM_MS = 2_500

const running = new Set<number>()
// Steps are groups of their own, so that a kill reaches their children: none may outlive the lab.
process.on('exit', () => killGroups([...running]))

/** Ends what steps left running in the background (`Cleaning up orphan processes`). */
export const killGroups = (groups: readonly number[]): void => {
  for (const group of groups) {
    killGroup(group)
    running.delete(group)
  }
}

/** MAX_ARG_STRLEN: bytes of one argument or `NAME=value`, the zero at its end included (linux/binfmts.h). */
const MAX_STRING = 131_072

/**
 * Starts the process. The kernel refuses a single string over 128 KiB, or too much of all together, and the step fails:
 * whatever the system of the lab is, the first holds. Text of .NET, as the runner's log has it.
 */
const start = ({ file, arguments: given, cwd, environment }: ProcessRequest) => {
  const refused = (why: string, cause?: unknown): Error =>
    new Error(`An error occurred trying to start process '${file}' with working directory '${cwd}'. ${why}`, { cause })
  const isLong = ([name, value]: readonly [string, string]): boolean =>
    Buffer.byteLength(name) + Buffer.byteLength(value) + 2 > MAX_STRING
  if (Object.entries(environment).some(isLong)) throw refused('Argument list too long')
  try {
    accessSync(file, fileConstants.X_OK)
    const [command = file, ...rest] = [...findShield(), file, ...given]
    return spawn(command, rest, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  } catch (error) {
    throw refused(reasonOf(error), error)
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['E2BIG', 'Argument list too long'],
  ['ENOENT', 'No such file or directory'],
  ['EACCES', 'Permission denied'],
])

const reasonOf = (error: unknown): string =>
  (error instanceof Error && 'code' in error ? REASONS.get(error.code) : undefined) ?? String(error)

/** Runs one process to its end and gives its output line by line. @throws Error when it cannot be started. */
export const runProcess = async (request: ProcessRequest): Promise<ProcessResult> => {
  const { signal } = request
  if (signal.aborted) return { exitCode: -1, cancelled: true, group: undefined }
  const child = start(request)
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  const timers: NodeJS.Timeout[] = []
  const cancel = (): void => {
    child.kill('SIGINT')
    timers.push(setTimeout(() => child.kill('SIGTERM'), SIGINT_MS))
    timers.push(setTimeout(() => pid !== undefined && killGroup(pid), SIGINT_MS + SIGTERM_MS))
  }
  signal.addEventListener('abort', cancel, { once: true })
  for (const stream of [child.stdout, child.stderr]) readLines(stream, request.onLine)
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      // A background process may keep the pipes open: 5 s after the exit the step is done all the same.
      child.once('exit', (code, by) => {
        timers.push(setTimeout(() => resolve(exitCodeOf(code, by)), 5_000))
      })
      child.once('close', (code, by) => resolve(exitCodeOf(code, by)))
    })
    return { exitCode, cancelled: signal.aborted, group: pid }
  } finally {
    signal.removeEventListener('abort', cancel)
    for (const timer of timers) clearTimeout(timer)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

const exitCodeOf = (code: number | null, by: NodeJS.Signals | null): number =>
  code ?? 128 + (by === null ? 0 : constants.signals[by])

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}
