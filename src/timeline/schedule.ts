import { latestBefore, readCron } from '../core/cron.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { fromInstant } from './instant.ts'

/**
 * Returns how late GitHub created a scheduled run. GitHub creates it at the time of the cron or later, and may leave it
 * out (docs.github.com "Events that trigger workflows", schedule). No API names the cron of a run, so the latest time
 * of all crons of the file is taken: the run is at least that late. A re-run has no schedule.
 */
export const findLateness = ({ run, workflow }: RunObservation): Timeline['schedule'] => {
  const created = run.createdAt === undefined ? Number.NaN : Date.parse(run.createdAt)
  const crons = workflow?.plan.crons ?? []
  if (run.event !== 'schedule' || run.attempt !== 1 || Number.isNaN(created)) return undefined
  const due = crons.map(cron => {
    const read = readCron(cron)
    const at = read === undefined ? undefined : latestBefore(read, created)
    return at === undefined ? undefined : { cron, at }
  })
  const known = due.filter(one => one !== undefined)
  const [latest] = known.toSorted((a, b) => b.at - a.at)
  if (latest === undefined || known.length < due.length) return undefined
  return {
    cron: latest.cron,
    dueAt: fromInstant(latest.at * 1_000),
    lateMs: created - latest.at,
    crons: crons.length,
    source: 'workflow-file',
    confidence: crons.length === 1 && workflow?.choice.inferred !== true ? 'medium' : 'low',
  }
}
