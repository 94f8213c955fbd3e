export type Slots = {
  /** Waits for a place; undefined when `signal` was aborted first. Gives what leaves the place. */
  readonly enter: (signal: AbortSignal) => Promise<(() => void) | undefined>
}

/** At most `limit` inside at once (`strategy.max-parallel`); undefined is no limit. */
export const createSlots = (limit: number | undefined): Slots => {
  let inside = 0
  const waiting: (() => void)[] = []
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) inside -= 1
    else next()
  }
  return {
    enter: async signal => {
      if (signal.aborted) return undefined
      if (limit === undefined || inside < limit) {
        inside += 1
        return leave
      }
      const isIn = await new Promise<boolean>(resolve => {
        const enter = (): void => {
          signal.removeEventListener('abort', giveUp)
          resolve(true)
        }
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(enter), 1)
          resolve(false)
        }
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.push(enter)
      })
      return isIn ? leave : undefined
    },
  }
}
