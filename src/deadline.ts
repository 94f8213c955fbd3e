import { TraceError } from './model/error.ts'

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
export const withDeadline = async <T>(
  what: string,
  millis: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(new TraceError('DEADLINE', `${what} did not finish within ${millis} ms`))
        controller.abort()
      },
      Math.max(0, millis),
    )
  })
  const running = work(controller.signal)
  running.catch(() => undefined)
  try {
    return await Promise.race([running, deadline])
  } finally {
    clearTimeout(timer)
  }
}
