import type { JobGraph } from './graph/job-graph.ts'
import type { Instant } from './instant.ts'

/** A job's time in microseconds; `from` and `to` are absent for one that took none. */
export type SlackJob = {
  readonly id: string
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly queued: number
}

/** By how much the run would be shorter, in milliseconds. */
export type Slack = { readonly ifInstantMs: number; readonly ifNotQueuedMs: number }

/**
 * How much shorter the run would be if one job took no time, or did not queue, all else equal: every job begins when its
 * needs are done and takes as long as it took. That is the longest path without the job, or with it shortened. The
 * longest path that avoids a job crosses its place in a topological order on an edge that spans it; edges painted onto
 * the places they span, the longest first, give it for every job in one go.
 * Undefined where edges are not all known.
 */
export const slackOf = (jobs: readonly SlackJob[], graph: JobGraph): ReadonlyMap<string, Slack> | undefined => {
  const net = netOf(jobs, graph)
  if (net === undefined) return undefined
  const { order, head, tail } = longestPaths(net)
  const whole = Math.max(0, ...head)
  const avoiding = avoidingPaths(net, order, head, tail)
  return new Map(
    jobs.map((job, node) => {
      const length = net.length[node] ?? 0
      const through = (head[node] ?? 0) + (tail[node] ?? 0) - length
      const around = avoiding[node] ?? 0
      const saved = (cut: number): number => (whole - Math.min(whole, Math.max(around, through - cut))) / 1_000
      return [job.id, { ifInstantMs: saved(length), ifNotQueuedMs: saved(Math.min(job.queued, length)) }] as const
    }),
  )
}

/** Jobs, then groups, as numbered nodes; a group takes no time. */
type Net = {
  readonly length: readonly number[]
  readonly after: readonly (readonly number[])[]
  readonly before: readonly (readonly number[])[]
}

const netOf = (jobs: readonly SlackJob[], graph: JobGraph): Net | undefined => {
  const nodeOf = new Map(jobs.map((job, node) => [job.id, node]))
  const groupNode = new Map<string, number>()
  const length = jobs.map(({ from, to }) => (from === undefined || to === undefined ? 0 : Math.max(0, to - from)))
  const after: number[][] = jobs.map(() => [])
  const before: number[][] = jobs.map(() => [])
  const link = (a: number, b: number): void => {
    after[a]?.push(b)
    before[b]?.push(a)
  }
  for (const [node, job] of jobs.entries()) {
    const groups = graph.groupsOf(job.id)
    if (groups === undefined) return undefined
    for (const group of groups) {
      let place = groupNode.get(group.id)
      if (place === undefined) {
        place = length.length
        groupNode.set(group.id, place)
        length.push(0)
        after.push([])
        before.push([])
        for (const member of group.members) {
          const from = nodeOf.get(member)
          if (from !== undefined) link(from, place)
        }
      }
      link(place, node)
    }
  }
  return { length, after, before }
}

/** Longest path up to and from each node, both with the node's own time. Nodes of a cycle are left out of the order. */
const longestPaths = ({ length, after, before }: Net) => {
  const waiting = before.map(list => list.length)
  const order = waiting.flatMap((count, node) => (count === 0 ? [node] : []))
  for (let at = 0; at < order.length; at += 1)
    for (const next of after[order[at] ?? -1] ?? []) {
      waiting[next] = (waiting[next] ?? 0) - 1
      if (waiting[next] === 0) order.push(next)
    }
  const head = length.map(() => 0)
  for (const node of order)
    head[node] = (length[node] ?? 0) + (before[node] ?? []).reduce((max, one) => Math.max(max, head[one] ?? 0), 0)
  const tail = length.map(() => 0)
  for (const node of order.toReversed())
    tail[node] = (length[node] ?? 0) + (after[node] ?? []).reduce((max, one) => Math.max(max, tail[one] ?? 0), 0)
  return { order, head, tail }
}

type Span = { readonly from: number; readonly to: number; readonly length: number }

const avoidingPaths = (net: Net, order: readonly number[], head: readonly number[], tail: readonly number[]) => {
  const place = new Map(order.map((node, index) => [node, index]))
  const spans = order.flatMap((node, index): Span[] => {
    const next = net.after[node] ?? []
    return [
      ...((net.before[node] ?? []).length === 0 ? [{ from: -1, to: index, length: tail[node] ?? 0 }] : []),
      ...(next.length === 0 ? [{ from: index, to: order.length, length: head[node] ?? 0 }] : []),
      ...next.map(one => ({ from: index, to: place.get(one) ?? index, length: (head[node] ?? 0) + (tail[one] ?? 0) })),
    ]
  })
  const best = paint(order.length, spans)
  const avoiding = net.length.map(() => 0)
  for (const [index, node] of order.entries()) avoiding[node] = best[index] ?? 0
  return avoiding
}

/** The longest span over each place, its ends not counted: the longest is painted first, painted places are skipped. */
const paint = (count: number, spans: readonly Span[]): readonly number[] => {
  const best = Array.from({ length: count }, () => 0)
  const next = Array.from({ length: count + 1 }, (_, index) => index)
  const free = (index: number): number => {
    let at = index
    while (next[at] !== at) {
      next[at] = next[next[at] ?? count] ?? count
      at = next[at] ?? count
    }
    return at
  }
  for (const { from, to, length } of spans.toSorted((a, b) => b.length - a.length))
    for (let at = free(from + 1); at < to; at = free(at)) {
      best[at] = length
      next[at] = at + 1
    }
  return best
}
