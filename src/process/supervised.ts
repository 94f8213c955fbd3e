/** The time that is left for the work of this process; less of it after the step was cancelled. */
export type TimeLeft = () => number

/**
 * Puts this process under `supervise` (src/process/supervise.ts): it ends when its supervisor is gone, and leaves signals to it.
 * Returns the milliseconds that are left.
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
  return () => Math.max(0, Math.floor(endAt - performance.now()))
}

const readLeft = (message: unknown): number | undefined =>
  typeof message === 'object' && message !== null && 'leftMs' in message && typeof message.leftMs === 'number'
    ? message.leftMs
    : undefined

/** Sends a message to the supervisor, and is done when it is on its way. There may be no supervisor. */
export const report = (progress: object): Promise<void> =>
  new Promise(resolve => {
    if (process.connected && process.send !== undefined) process.send(progress, undefined, undefined, () => resolve())
    else resolve()
  })
