import type { Queue } from '../workflow/workflow.ts'

/** Leaves the group and lets the next one in. */
export type Leave = () => void

/** A run, or one of its jobs; a called workflow enters for the run. */
export type Member = { readonly runId: number; readonly jobId?: number }

export type Entrant = {
  readonly group: string
  readonly member: Member
  readonly cancelInProgress: boolean
  /** `single` where it is not given. */
  readonly queue?: Queue | undefined
  /** Called when a newer entrant with cancel-in-progress wants the group. */
  readonly cancel: () => void
  /** Called when the entrant has to wait. */
  readonly pending: () => void
  readonly signal: AbortSignal
}

export type ConcurrencyGroups = {
  /** Waits for the group; undefined when a newer entrant took the waiting place, no place was left, or `signal` was aborted. */
  readonly enter: (entrant: Entrant) => Promise<Leave | undefined>
} & LiveGroups

export type LiveGroup = {
  /** As its first entrant wrote it. */
  readonly name: string
  readonly acquiredAt: Date
  /** The holder, then who waits, the next first. */
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
type Group = { readonly name: string; acquiredAt: Date; holder: Entrant; waiting: Waiting[] }

/** How many may wait with `queue: max` (github.blog changelog 2026-05-07). */
const MOST_WAITING = 100

/**
 * Groups of `concurrency:`: one holds a group, one waits, and whoever waited before is cancelled; with `queue: max` up to
 * 100 wait, first in, first out (docs.github.com "Control the concurrency of workflows and jobs"). Names are compared
 * without case.
 */
export const createConcurrencyGroups = (now: () => Date): ConcurrencyGroups => {
  const groups = new Map<string, Group>()
  const names = new Map<number, Set<string>>()
  const leave = (name: string, holder: Entrant) => (): void => {
    const group = groups.get(name)
    if (group?.holder !== holder) return
    const next = group.waiting.shift()
    if (next === undefined) {
      groups.delete(name)
      return
    }
    group.holder = next.entrant
    group.acquiredAt = now()
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
        groups.set(name, { name: entrant.group, acquiredAt: now(), holder: entrant, waiting: [] })
        return leave(name, entrant)
      }
      if (!makePlace(group, entrant.queue)) return undefined
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
          group.waiting = group.waiting.filter(one => one !== waiting)
          resolve(false)
        }
        group.waiting.push(waiting)
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
  members: [holder.member, ...waiting.map(({ entrant }) => entrant.member)],
})

/** What the entrant wrote decides: a single place is cleared for it, a long queue takes it while there is room. */
const makePlace = (group: Group, queue: Queue | undefined): boolean => {
  if (queue === 'max') return group.waiting.length < MOST_WAITING
  for (const { settle } of group.waiting.splice(0)) settle(false)
  return true
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
