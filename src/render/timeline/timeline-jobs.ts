import { duration } from '../../core/quantity.ts'
import type { Interval, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import { table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { activityMs } from './timeline-answer.ts'
import { markedDuration } from './timeline-bars.ts'
import { outcomeText, STATE_TITLES } from './timeline-words.ts'

type State = Interval['state']
type Column = { readonly title: string; readonly cell: (job: TimelineJob) => string }

/**
 * Renders one row per job with times, the critical path first, then the longest. Only columns with a value are shown.
 */
export const handOffSection = ({ jobs, criticalPath }: Timeline): Section => {
  const order = [...new Set((criticalPath?.segments ?? []).flatMap(one => one.jobId ?? []))]
  const place = new Map(order.map((id, index) => [id, index]))
  const timed = jobs
    .filter(job => job.intervals.length > 0)
    .map(job => ({ job, place: place.get(job.id) ?? order.length, total: sumTimes(job) }))
    .sort((a, b) => a.place - b.place || b.total - a.total)
    .map(({ job }) => job)
  const columns = chooseColumns(timed, place, criticalPath?.totalMs)
  const [head = '', ...rows] = table(
    columns.map(one => one.title),
    timed.map(job => columns.map(one => one.cell(job))),
  )
  const lead = order.length === 0 ? '' : 'Jobs of the critical path come first, in bold.\n\n'
  return { title: 'Jobs by hand-off', blocks: timed.length === 0 ? [] : [`${lead}${head}`, ...rows] }
}

const sumTimes = (job: TimelineJob): number => Object.values(job.statesMs).reduce((sum, one) => sum + one, 0)

const chooseColumns = (
  jobs: readonly TimelineJob[],
  path: ReadonlyMap<string, number>,
  whole: number | undefined,
): readonly Column[] => {
  const occurring = new Set(jobs.flatMap(job => job.intervals.map(one => one.state)))
  const states = (Object.keys(STATE_TITLES) as State[]).filter(state => occurring.has(state))
  const activities = (['dependency-fetch', 'test'] as const).filter(activity =>
    jobs.some(job => job.activities.some(one => one.activity === activity)),
  )
  return [
    { title: 'Job', cell: job => (path.has(job.id) ? `**${text(job.name, 160)}**` : text(job.name, 160)) },
    { title: 'Result', cell: outcomeText },
    ...states.map(state => ({ title: STATE_TITLES[state], cell: (job: TimelineJob) => stateCell(job, state, whole) })),
    ...activities.map(activity => ({
      title: activity === 'test' ? 'of which tests' : 'of which dependency fetch',
      cell: (job: TimelineJob) =>
        markedDuration(
          activityMs([job], activity),
          job.activities.filter(one => one.activity === activity),
          whole,
        ),
    })),
    ...(jobs.some(job => job.slack !== undefined) ? slackColumns(whole) : []),
  ]
}

const stateCell = (job: TimelineJob, state: State, whole: number | undefined): string =>
  markedDuration(
    job.statesMs[state],
    job.intervals.filter(one => one.state === state),
    whole,
  )

/** Columns for the time that the run would be shorter. */
const slackColumns = (whole: number | undefined): readonly Column[] => [
  { title: 'Saves if instant', cell: job => duration(job.slack?.ifInstantMs, whole) },
  { title: 'Saves if not queued', cell: job => duration(job.slack?.ifNotQueuedMs, whole) },
]
