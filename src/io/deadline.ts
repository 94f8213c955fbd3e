import { TraceError } from '../core/error.ts'

/**
 * Runs `work` for at most `millis`. At the deadline the signal is aborted, for work that can listen to it. Other work
 * (the toolkit clients retry for 30 s by themselves) is abandoned, and its later rejection is ignored.
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

/** A timer that fires after some milliseconds, unless it is stopped. */
type Alarm = (millis: number, ring: () => void) => () => void

const byTheClock: Alarm = (millis, ring) => {
  const timer = setTimeout(ring, millis)
  return () => clearTimeout(timer)
}

const TICK = 20

/**
 * Counts only the time in which this process could handle events. It is for file work beside work that keeps the
 * process busy, such as loading a parser: a wall-clock timer would fire before the process handles a file that is
 * already read. A late interval counts as one interval, however late it is.
 */
export const whileListening: Alarm = (millis, ring) => count(TICK, millis, ring)

/** Does the same for seconds, close to the wall clock: on a busy machine every interval is late. */
export const whileAwake: Alarm = (millis, ring) => count(LONG_BREAK, millis, ring)

/** The maximum break between two checks that counts: after a longer break the process itself was busy. */
const LONG_BREAK = 500

/** Counts at most `maxBreak` of a break between two checks. */
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
