/** Leaves the group and lets the next one in. */
export type Leave = () => void

export type Entrant = {
  readonly group: string
  readonly cancelInProgress: boolean
  /** Called when a newer entrant with cancel-in-progress wants the group. */
  readonly cancel: () => void
  /** Called when the entrant has to wait. */
  readonly pending: () => void
  readonly signal: AbortSignal
}

export type ConcurrencyGroups = {
  /** Waits for the group; undefined when a newer entrant took the one waiting place, or `signal` was aborted. */
  readonly enter: (entrant: Entrant) => Promise<Leave | undefined>
}

type Waiting = { readonly entrant: Entrant; readonly settle: (isIn: boolean) => void }
type Group = { holder: Entrant; waiting: Waiting | undefined }

/**
 * Groups of `concurrency:`: one holds a group, one waits, and whoever waited before is cancelled
 * (docs.github.com "Control the concurrency of workflows and jobs"). Names are compared without case.
 */
export const createConcurrencyGroups = (): ConcurrencyGroups => {
  const groups = new Map<string, Group>()
  const leave = (name: string, holder: Entrant) => (): void => {
    const group = groups.get(name)
    if (group?.holder !== holder) return
    const next = group.waiting
    if (next === undefined) {
      groups.delete(name)
      return
    }
    group.holder = next.entrant
    group.waiting = undefined
    next.settle(true)
  }
  return {
    enter: async entrant => {
      if (entrant.signal.aborted) return undefined
      const name = entrant.group.toLowerCase()
      const group = groups.get(name)
      if (group === undefined) {
        groups.set(name, { holder: entrant, waiting: undefined })
        return leave(name, entrant)
      }
      group.waiting?.settle(false)
      entrant.pending()
      const isIn = await new Promise<boolean>(resolve => {
        const waiting: Waiting = {
          entrant,
          settle: value => {
            entrant.signal.removeEventListener('abort', giveUp)
            resolve(value)
          },
        }
        const giveUp = (): void => {
          if (group.waiting === waiting) group.waiting = undefined
          resolve(false)
        }
        group.waiting = waiting
        entrant.signal.addEventListener('abort', giveUp, { once: true })
        if (entrant.cancelInProgress) group.holder.cancel()
      })
      return isIn ? leave(name, entrant) : undefined
    },
  }
}
