/** The time that is left for the work of this process; less of it after the step was told to stop. */
export type TimeLeft = () => number

/**
 * Makes this process one that `supervise` (src/supervise.ts) looks after: it ends when nobody looks after it any more, and
 * leaves signals to who does. Returns the milliseconds that are left.
 */
export const startSupervised = (leftMs: number): TimeLeft => {
  let endAt = performance.now() + leftMs
  // A terminal and Windows give a signal to every process of the group.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  process.on('disconnect', () => process.exit(0))
  process.on('message', message => {
    const left = readLeft(message)
    if (left !== undefined) endAt = Math.min(endAt, performance.now() + left)
  })
  return () => Math.max(0, endAt - performance.now())
}

const readLeft = (message: unknown): number | undefined =>
  typeof message === 'object' && message !== null && 'leftMs' in message && typeof message.leftMs === 'number'
    ? message.leftMs
    : undefined

/** Tells who looks after this process how far it is, and is done when that is on its way. Nobody may listen. */
export const report = (progress: object): Promise<void> =>
  new Promise(resolve => {
    if (process.connected && process.send !== undefined) process.send(progress, undefined, undefined, () => resolve())
    else resolve()
  })
