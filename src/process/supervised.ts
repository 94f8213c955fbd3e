/** Returns the time left for the work of this process. It is shorter after the step was cancelled. */
export type TimeLeft = () => number

/**
 * Connects this process to `supervise` (src/process/supervise.ts): it ends when its supervisor is gone, and leaves
 * signals to the supervisor. Returns the milliseconds that are left.
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

/** Sends a message to the supervisor and resolves once it was sent. A missing supervisor is no error. */
export const report = (progress: object): Promise<void> =>
  new Promise(resolve => {
    if (process.connected && process.send !== undefined) process.send(progress, undefined, undefined, () => resolve())
    else resolve()
  })
