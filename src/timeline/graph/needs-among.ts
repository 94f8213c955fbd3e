import type { JobGraph, Needs } from './job-graph.ts'

/**
 * Returns the graph of some of the jobs. A job that does not take part (skipped, carried over) is replaced by the jobs
 * that it waited for; undefined if those are unknown. Groups stay shared: one array in gives one array out.
 */
export const needsAmong = (graph: JobGraph, ids: ReadonlySet<string>): JobGraph['findNeeds'] => {
  const groups = new Map<Needs, Needs | undefined>()
  const among = (needs: Needs): Needs | undefined => {
    if (groups.has(needs)) return groups.get(needs)
    groups.set(needs, undefined)
    const found = needs.every(id => ids.has(id)) ? needs : handedOn(needs)
    groups.set(needs, found)
    return found
  }
  const handedOn = (needs: Needs): Needs | undefined => {
    const whole = new Set<string>()
    for (const id of needs) {
      const before = ids.has(id) ? [id] : findNeeds(id)
      if (before === undefined) return undefined
      for (const one of before) whole.add(one)
    }
    return [...whole]
  }
  const findNeeds = (id: string): Needs | undefined => {
    const needs = graph.findNeeds(id)
    return needs === undefined ? undefined : among(needs)
  }
  return findNeeds
}
