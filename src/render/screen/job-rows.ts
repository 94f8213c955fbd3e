import { grouped } from '../../core/grouped.ts'
import { duration, plural } from '../../core/quantity.ts'
import { type Account, type AccountJob, failedJobs, toGroupName, totalMs } from './account/account.ts'
import { shortCause } from './cause.ts'
import { type Block, type Column, type Line, linked, listed, type Part, paragraph, strong, text } from './document.ts'
import { skipWords } from './skipped.ts'

/** Maximum number of jobs with a row each. */
export const MOST_JOBS = 40
const MOST_ABOVE = 12
const MOST_SLOWEST = 10
const MOST_GROUPS = 20

/** Renders one table of the jobs. Failed jobs and jobs that decided the end are visible; the rest is folded. */
export const jobsPart = (account: Account): Part => {
  const { jobs } = account
  if (jobs.length === 0) return { title: '', blocks: [] }
  return jobs.length <= MOST_JOBS ? smallTable(account) : largeTable(account)
}

const smallTable = (account: Account): Part => {
  const above = account.jobs.filter(isAbove).toSorted(byUrgency).slice(0, MOST_ABOVE)
  const rest = account.jobs.filter(job => !above.includes(job)).toSorted(byUrgency)
  return {
    title: 'Jobs',
    blocks: [
      ...(above.length === 0 ? [] : [renderTable(account, above, account.jobs)]),
      ...(rest.length === 0
        ? []
        : [
            {
              kind: 'folded' as const,
              summary: foldLine(account, rest),
              blocks: [renderTable(account, rest, account.jobs)],
            },
          ]),
    ],
  }
}

const isAbove = ({ result, isOnPath }: AccountJob): boolean => result === 'failed' || isOnPath

/** Sorts failed jobs first, then contradicted ones, then the critical path, then the rest in the order of the list. */
const byUrgency = (a: AccountJob, b: AccountJob): number => urgency(a) - urgency(b)

const urgency = ({ result, contradictions, isConflict, isOnPath }: AccountJob): number => {
  if (result === 'failed') return 0
  if (contradictions.length > 0 || isConflict) return 1
  if (isOnPath) return 2
  if (result === 'cancelled' || result === 'tolerated') return 3
  return result === 'skipped' || result === 'own' ? 5 : 4
}

const foldLine = ({ jobs }: Account, rest: readonly AccountJob[]): string => {
  const counts = grouped(rest, ({ result }) => result)
  const words = [...counts].map(([result, same]) => `${same.length} ${WORDS[result]}`)
  return `${rest.length === jobs.length ? 'All jobs' : 'The other jobs'}: ${words.join(' · ')}`
}

const WORDS: Readonly<Record<AccountJob['result'], string>> = {
  passed: 'passed',
  failed: 'failed',
  tolerated: 'failed and tolerated',
  cancelled: 'cancelled',
  skipped: 'skipped',
  running: 'not ended',
  own: 'writes this report',
  unclear: 'not known',
}

type JobColumn = Column & { readonly cell: (job: AccountJob) => Line }

/** Renders a table. Both tables of a report have the columns that hold a value in either. */
const renderTable = (account: Account, jobs: readonly AccountJob[], all: readonly AccountJob[]): Block => {
  const columns = chooseColumns(account).filter(
    ({ title, cell }) => title === 'Job' || title === 'Result' || all.some(job => cell(job) !== DASH),
  )
  return {
    kind: 'table',
    head: columns.map(({ title, align }) => (align === undefined ? { title } : { title, align })),
    rows: jobs.map(job => columns.map(({ cell }) => cell(job))),
  }
}

const DASH: Line = ['–']

const chooseColumns = (account: Account): readonly JobColumn[] => {
  const whole = totalMs(account)
  const time = (millis: number | undefined): Line => (millis === undefined ? DASH : [duration(millis, whole)])
  return [
    { title: 'Job', cell: nameCell },
    { title: 'Result', cell: resultCell },
    { title: 'Waited', align: 'right', cell: ({ times }) => waitedCell(times, time) },
    { title: 'Set-up', align: 'right', cell: ({ times }) => time(times.setupMs) },
    { title: 'Ran', align: 'right', cell: ({ times }) => time(times.ranMs) },
    {
      title: 'Saves if instant',
      align: 'right',
      cell: ({ slack }) => ((slack?.ifInstantMs ?? 0) > 0 ? time(slack?.ifInstantMs) : DASH),
    },
    { title: 'Cache', cell: ({ caches }) => (caches === undefined ? DASH : [caches]) },
    { title: 'Artifacts', cell: artifactCell },
  ]
}

const nameCell = ({ name, url, isOnPath }: AccountJob): Line => [
  ...linked(url, text(name)),
  ...(isOnPath ? [' ▶'] : []),
]

const waitedCell = ({ waitedMs, approvalMs }: AccountJob['times'], time: (millis: number | undefined) => Line): Line =>
  approvalMs === undefined || approvalMs <= 0
    ? time(waitedMs)
    : [...(waitedMs === undefined ? [] : [...time(waitedMs), ' + ']), ...time(approvalMs), ' approval']

const artifactCell = ({ artifacts }: AccountJob): Line =>
  artifacts.length === 0
    ? DASH
    : listed(
        artifacts.map((name): Line => [text(name, 30)]),
        2,
      )

const MARKS: Readonly<Record<AccountJob['result'], string>> = {
  passed: '✅',
  failed: '❌',
  tolerated: '❌',
  cancelled: '🚫',
  skipped: '⏭️',
  running: '⏳',
  own: '⏳',
  unclear: '⬜',
}

const resultCell = (job: AccountJob): Line => [
  MARKS[job.result],
  ...(job.result === 'passed' && job.word === undefined ? [] : [' ', ...reason(job)]),
  ...(job.isCarriedOver ? [' carried over'] : []),
  ...(job.notRecorded === undefined ? [] : [` ${job.notRecorded}`]),
  ...(job.contradictions.length > 0 ? [' ⚠️ contradicted'] : []),
  ...(job.isConflict ? [' ⚠️ two manifests'] : []),
]

const reason = (job: AccountJob): Line => {
  switch (job.result) {
    case 'failed':
    case 'tolerated':
      return [text(shortCause(job), 60), ...(job.result === 'tolerated' ? [' (tolerated)'] : [])]
    case 'own':
      return ['writes this report']
    case 'skipped':
      return job.skip === undefined ? ['skipped'] : ['skipped: ', ...skipWords(job.skip)]
    default:
      return [job.word ?? WORDS[job.result]]
  }
}

/** Renders over forty jobs: those that need a look as rows, the others as one row per matrix or called workflow. */
const largeTable = (account: Account): Part => {
  const { jobs } = account
  const failed = failedJobs(account).slice(0, MOST_ABOVE)
  const contradicted = jobs.filter(({ contradictions, isConflict }) => contradictions.length > 0 || isConflict)
  const onPath = jobs.filter(({ isOnPath }) => isOnPath)
  const slowest = jobs
    .filter(({ result }) => result !== 'own')
    .toSorted((a, b) => (b.times.totalMs ?? 0) - (a.times.totalMs ?? 0))
  const shown = [
    ...new Set([
      ...failed,
      ...contradicted.slice(0, MOST_SLOWEST),
      ...onPath.slice(0, MOST_SLOWEST),
      ...slowest.slice(0, MOST_SLOWEST),
    ]),
  ]
  const above = shown.filter(isAbove)
  const below = shown.filter(job => !isAbove(job))
  return {
    title: 'Jobs',
    blocks: [
      ...(above.length === 0 ? [] : [renderTable(account, above, shown)]),
      ...(below.length === 0
        ? []
        : [
            {
              kind: 'folded' as const,
              summary: 'Contradicted and slowest jobs',
              blocks: [renderTable(account, below, shown)],
            },
          ]),
      groupsBlock(account),
    ],
  }
}

/** Sorts groups with failed jobs first, then the largest. Jobs that belong to no group share one row. */
const groupsBlock = (account: Account): Block => {
  const all = [...grouped(account.jobs, ({ name }) => toGroupName(name))]
  const groups = all
    .filter(([, jobs]) => jobs.length > 1)
    .toSorted((a, b) => countFailures(b[1]) - countFailures(a[1]) || b[1].length - a[1].length)
  const rest = groups.slice(MOST_GROUPS).flatMap(([, jobs]) => jobs)
  const single = all.filter(([, jobs]) => jobs.length === 1).flatMap(([, jobs]) => jobs)
  return {
    kind: 'folded',
    summary: `All ${account.jobs.length} jobs, by matrix or called workflow: ${plural(groups.length, 'group')}`,
    blocks: [
      {
        kind: 'table',
        head: GROUP_HEAD,
        rows: [
          ...groups.slice(0, MOST_GROUPS).map(([name, jobs]) => groupRow(account, [text(name, 60)], jobs)),
          ...(rest.length === 0
            ? []
            : [groupRow(account, [`${plural(groups.length - MOST_GROUPS, 'other group')}`], rest)]),
          ...(single.length === 0 ? [] : [groupRow(account, [`${plural(single.length, 'job')} of no group`], single)]),
        ],
      },
    ],
  }
}

const countFailures = (jobs: readonly AccountJob[]): number => jobs.filter(({ result }) => result === 'failed').length

const GROUP_HEAD: readonly Column[] = [
  { title: 'Job' },
  { title: 'Passed', align: 'right' },
  { title: 'Failed', align: 'right' },
  { title: 'Other', align: 'right' },
  { title: 'Shortest – median – longest' },
  { title: 'Longest wait', align: 'right' },
]

const groupRow = (account: Account, name: Line, jobs: readonly AccountJob[]): readonly Line[] => {
  const whole = totalMs(account)
  const count = (result: AccountJob['result']): number => jobs.filter(one => one.result === result).length
  const [passed, failed] = [count('passed'), count('failed')]
  const times = jobs.flatMap(({ times: { ranMs } }) => ranMs ?? []).toSorted((a, b) => a - b)
  const waits = jobs.flatMap(({ times: { waitedMs } }) => waitedMs ?? [])
  const range = [times[0], times[Math.floor((times.length - 1) / 2)], times.at(-1)]
  return [
    name,
    [String(passed)],
    [failed === 0 ? '0' : strongCount(failed)],
    [String(jobs.length - passed - failed)],
    [times.length === 0 ? '–' : range.map(millis => duration(millis, whole)).join(' – ')],
    [
      waits.length === 0
        ? '–'
        : duration(
            waits.reduce((most, wait) => Math.max(most, wait), 0),
            whole,
          ),
    ],
  ]
}

const strongCount = (count: number): Line[number] => strong(String(count))

/** Renders what the first lines leave out and their reader must know. */
export const leftOutBlocks = ({ jobs, cutLine }: Account): readonly Block[] => [
  ...(cutLine === undefined ? [] : [paragraph(`⚠️ ${cutLine}.`)]),
  ...(jobs.length <= MOST_JOBS
    ? []
    : [
        paragraph(
          `Left out here: the rows of most of the ${jobs.length} jobs, which are counted by matrix or called workflow. The report has them all.`,
        ),
      ]),
]
