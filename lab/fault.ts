/**
 * A fault the next matching request meets. Without `status` the request is answered as usual, only later (`delayMs`),
 * cut (`truncateAt` bytes of the body, then the connection is closed) or never (`destroy`).
 */
export type Fault = {
  readonly method?: string
  /** Tested against the path with its query. Not global or sticky: those remember where they stopped. */
  readonly path: RegExp
  readonly status?: number
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly delayMs?: number
  readonly truncateAt?: number
  readonly destroy?: boolean
  /** How many more requests meet it; counted down at each. */
  times: number
}

/** The first fault for this request, counted down; `undefined` when none is left. */
export const takeFault = (faults: readonly Fault[], method: string, pathWithQuery: string): Fault | undefined => {
  const fault = faults.find(
    one => one.times > 0 && (one.method === undefined || one.method === method) && one.path.test(pathWithQuery),
  )
  if (fault !== undefined) fault.times -= 1
  return fault
}
