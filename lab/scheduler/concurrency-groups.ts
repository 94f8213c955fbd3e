/** Leaves the group and lets the next one in. */
export type Leave = () => void

/** A run, or one of its jobs; a called workflow enters for the run. */
export type Member = { readonly runId: number; readonly jobId?: number }

export type Entrant = {
  readonly group: string
  readonly member: Member
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
} & LiveGroups

export type LiveGroup = {
  /** As its first entrant wrote it. */
  readonly name: string
  readonly acquiredAt: Date
  /** The holder, then who waits. */
  readonly members: readonly Member[]
}

export type LiveGroups = {
  /** Groups that somebody holds, by name. */
  readonly live: () => readonly LiveGroup[]
  readonly find: (name: string) => LiveGroup | undefined
  /** Names of all groups that a run or its jobs have entered, sorted: they stay when it has left them. */
  readonly namesOf: (runId: number) => readonly string[]
}

type Waiting = { readonly entrant: Entrant; readonly settle: (isIn: boolean) => void }
type Group = { readonly name: string; acquiredAt: Date; holder: Entrant; waiting: Waiting | undefined }

/**
 * Groups of `concurrency:`: one holds a group, one waits, and whoever waited before is cancelled
 * (docs.github.com "Control the concurrency of workflows and jobs"). Names are compared without case.
 */
export const createConcurrencyGroups = (now: () => Date): ConcurrencyGroups => {
  const groups = new Map<string, Group>()
  const names = new Map<number, Set<string>>()
  const leave = (name: string, holder: Entrant) => (): void => {
    const group = groups.get(name)
    if (group?.holder !== holder) return
    const next = group.waiting
    if (next === undefined) {
      groups.delete(name)
      return
    }
    group.holder = next.entrant
    group.acquiredAt = now()
    group.waiting = undefined
    next.settle(true)
  }
  return {
    enter: async entrant => {
      if (entrant.signal.aborted) return undefined
      const name = entrant.group.toLowerCase()
      const group = groups.get(name)
      const { runId } = entrant.member
      names.set(runId, (names.get(runId) ?? new Set()).add(group?.name ?? entrant.group))
      if (group === undefined) {
        groups.set(name, { name: entrant.group, acquiredAt: now(), holder: entrant, waiting: undefined })
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
    live: () => [...groups.values()].map(liveGroup).toSorted((a, b) => compare(a.name, b.name)),
    find: name => {
      const group = groups.get(name.toLowerCase())
      return group === undefined ? undefined : liveGroup(group)
    },
    namesOf: runId => [...(names.get(runId) ?? [])].toSorted(compare),
  }
}

const liveGroup = ({ name, acquiredAt, holder, waiting }: Group): LiveGroup => ({
  name,
  acquiredAt,
  members: [holder.member, ...(waiting === undefined ? [] : [waiting.entrant.member])],
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
