import { grouped } from '../../core/grouped.ts'

/** A job of a run whose queue is computed anew. Times are milliseconds. */
export type QueuedJob = {
  readonly id: string
  readonly needs: readonly string[]
  /** From the end of its needs to its place in the queue. */
  readonly lagMs: number
  /** Its recorded wait for a runner, which a job outside of the pool keeps. */
  readonly queueMs: number
  /** From its runner to its end. */
  readonly ownMs: number
  readonly isInPool: boolean
}

/**
 * Returns the length of the run if the pool had so many runners: each job begins when its needs are over and, in the
 * pool, a runner is free, in the order in which the jobs are ready. All other times stay as recorded. Returns undefined
 * for needs in a cycle.
 */
export const simulateQueue = (jobs: readonly QueuedJob[], runners: number): number | undefined => {
  const free: number[] = Array.from({ length: Math.max(1, runners) }, () => 0)
  const ready = readyJobs(jobs)
  let end = 0
  let done = 0
  for (let next = ready.take(); next !== undefined; next = ready.take()) {
    const { job, at } = next
    const runner = free.indexOf(Math.min(...free))
    const begin = job.isInPool ? Math.max(at, free[runner] ?? 0) : at + job.queueMs
    const over = begin + job.ownMs
    if (job.isInPool) free[runner] = over
    ready.complete(job.id, over)
    end = Math.max(end, over)
    done += 1
  }
  return done === jobs.length ? end : undefined
}

type Ready = { readonly job: QueuedJob; readonly at: number }

/** The jobs whose needs are over, by the time at which they are ready. A job becomes ready with the last of its needs. */
const readyJobs = (jobs: readonly QueuedJob[]) => {
  const byId = new Map(jobs.map(job => [job.id, job]))
  const open = new Map<string, { left: number; at: number }>()
  const queue: Ready[] = []
  const add = (job: QueuedJob, at: number): void => {
    const place = queue.findLastIndex(one => one.at <= at + job.lagMs)
    queue.splice(place + 1, 0, { job, at: at + job.lagMs })
  }
  const edges = jobs.flatMap(job => job.needs.map(id => ({ id, job })))
  const dependents = grouped(edges, ({ id }) => id)
  for (const job of jobs) {
    const needs = job.needs.filter(id => byId.has(id))
    if (needs.length === 0) add(job, 0)
    else open.set(job.id, { left: needs.length, at: 0 })
  }
  return {
    take: (): Ready | undefined => queue.shift(),
    complete: (id: string, over: number): void => {
      for (const { job } of dependents.get(id) ?? []) {
        const state = open.get(job.id)
        if (state === undefined) continue
        state.left -= 1
        state.at = Math.max(state.at, over)
        if (state.left === 0) add(job, state.at)
      }
    },
  }
}
