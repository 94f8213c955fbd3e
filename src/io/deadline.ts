import { TraceError } from '../core/error.ts'

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
export const withDeadline = async <T>(
  what: string,
  millis: number,
  work: (signal: AbortSignal) => Promise<T>,
  alarm: Alarm = byTheClock,
): Promise<T> => {
  const controller = new AbortController()
  let stop = (): void => undefined
  const deadline = new Promise<never>((_, reject) => {
    stop = alarm(Math.max(0, millis), () => {
      reject(new TraceError('DEADLINE', `${what} did not finish within ${Math.round(millis)} ms`))
      controller.abort()
    })
  })
  const running = work(controller.signal)
  running.catch(() => undefined)
  try {
    return await Promise.race([running, deadline])
  } finally {
    stop()
  }
}

/** Rings after so many milliseconds, unless it is stopped. */
type Alarm = (millis: number, ring: () => void) => () => void

const byTheClock: Alarm = (millis, ring) => {
  const timer = setTimeout(ring, millis)
  return () => clearTimeout(timer)
}

const TICK = 20

/**
 * Counts the time in which this process could listen. For work with files beside work that keeps the process busy, such as
 * loading a parser: what is read meanwhile waits to be looked at, and a clock would ring before anybody did. An interval
 * that is late counts as one, however late it is.
 */
export const whileListening: Alarm = (millis, ring) => count(TICK, millis, ring)

/** The same for seconds, nearly by the clock: on a machine with much to do every interval is late. */
export const whileAwake: Alarm = (millis, ring) => count(LONG_BREAK, millis, ring)

/** A process that does not look for longer than this is busy itself. */
const LONG_BREAK = 500

/** Of a break between two looks at most `maxBreak` counts. */
const count = (maxBreak: number, millis: number, ring: () => void): (() => void) => {
  let left = millis
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    left -= Math.min(Math.max(now - last, TICK), maxBreak)
    last = now
    if (left <= 0) ring()
  }, TICK)
  return () => clearInterval(timer)
}
