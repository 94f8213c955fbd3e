/** One step of a job: what REST lists of it, and what stands in the log. */
export type LoggedStep = {
  readonly name: string
  readonly number: number
  readonly conclusion?: 'success' | 'failure' | 'skipped' | 'cancelled'
  /** Each line with the time at which it is written; one that begins with `|` has none. */
  readonly lines?: readonly string[]
  /** Milliseconds from the start of the step to its end; its lines lie evenly in it. */
  readonly ms?: number
}

/** Log and step list of one job, as the runner writes the one and REST lists the other. */
export type LoggedJob = {
  readonly text: string
  readonly steps: readonly RestStep[]
}

export type RestStep = {
  readonly name: string
  readonly number: number
  readonly status: string
  readonly conclusion: string
  readonly started_at: string | null
  readonly completed_at: string | null
}

const STEP_MS = 20

/** Steps one after the other, from `start` on; times of the list are cut to whole seconds. */
export const logSteps = (steps: readonly LoggedStep[], start = '2026-03-01T10:00:00.000Z'): LoggedJob => {
  let now = Date.parse(start)
  const lines: string[] = []
  const listed = steps.map((step): RestStep => {
    const { name, number, conclusion = 'success', lines: own = [], ms = STEP_MS } = step
    const isIdle = conclusion === 'skipped'
    const began = now
    own.forEach((line, index) => {
      const at = began + (ms * (index + 1)) / (own.length + 2)
      lines.push(line.startsWith('|') ? line.slice(1) : `${stamp(at)} ${line}`)
    })
    if (!isIdle) now += ms
    return {
      ...{ name, number, status: 'completed', conclusion },
      started_at: isIdle ? null : whole(began),
      completed_at: isIdle ? null : whole(now),
    }
  })
  return { text: `\uFEFF${lines.join('\n')}\n`, steps: listed }
}

/** The runner's form of a time. */
export const stamp = (millis: number): string => {
  const ticks = Math.floor((millis % 1_000) * 10_000)
  return `${new Date(Math.floor(millis)).toISOString().slice(0, 20)}${String(ticks).padStart(7, '0')}Z`
}

const whole = (millis: number): string => `${new Date(millis).toISOString().slice(0, 19)}Z`

export const RECORDER = 'octo/pipeline-trace@v1'
const SHA = 'c'.repeat(40)

export const setUp = (...fetched: readonly string[]): LoggedStep => ({
  name: 'Set up job',
  number: 1,
  lines: [
    "Current runner version: '2.336.0'",
    ...fetched.map(uses => `Download action repository '${uses}' (SHA:${SHA})`),
    'Complete job name: build',
  ],
})

export const head = (title: string, ...lines: readonly string[]): readonly string[] => [
  `##[group]Run ${title}`,
  'with:',
  '  time-budget: 20',
  '  upload: artifact',
  '  retention-days: 7',
  '##[endgroup]',
  ...lines,
]

export const post = (...lines: readonly string[]): readonly string[] => ['Post job cleanup.', ...lines]

export const completeJob = (number: number): LoggedStep => ({
  name: 'Complete job',
  number,
  lines: ['Cleaning up orphan processes'],
})

export const anchorLine = (digest: string, job = '11', attempt = 1): string =>
  `pipeline-trace manifest ${digest} job=${job} attempt=${attempt}`

type Recorded = {
  /** What the recorder's post writes. */
  readonly lines?: readonly string[]
  /** What the job's script writes. */
  readonly script?: readonly string[]
  readonly start?: string
  /** Milliseconds that the script runs. */
  readonly ms?: number
}

/** A job with the recorder as its first step and one script. */
export const aRecordedJob = ({ lines = [], script = [], start, ms = STEP_MS }: Recorded = {}): LoggedJob =>
  logSteps(
    [
      setUp(RECORDER),
      { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
      { name: `Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      { name: 'Run npm test', number: 4, lines: ['##[group]Run npm test', '##[endgroup]', ...script], ms },
      { name: `Post Run ${RECORDER}`, number: 8, lines: post(...lines) },
      completeJob(9),
    ],
    start,
  )

/**
 * A job with the recorder as a local action, which the log need not have fetched, and `log` as what its script wrote, lines
 * with or without times of their own.
 */
export const aLocallyRecordedJob = (log: string, ...lines: readonly string[]): LoggedJob =>
  logSteps(
    [
      setUp(),
      { name: 'Run /./', number: 2, lines: head('./') },
      {
        name: 'Run npm test',
        number: 3,
        lines: [
          '##[group]Run npm test',
          '##[endgroup]',
          ...log
            .split('\n')
            .filter(Boolean)
            .map(line => `|${line}`),
        ],
        ms: 100_000,
      },
      { name: 'Post Run /./', number: 6, lines: post(...lines) },
      completeJob(7),
    ],
    '2026-03-01T10:00:10.000Z',
  )

/** The same without a recorder. */
export const anUnrecordedJob = (script: readonly string[] = [], start?: string): LoggedJob =>
  logSteps(
    [
      setUp('actions/checkout@v4'),
      { name: 'Run actions/checkout@v4', number: 2, lines: ['##[group]Run actions/checkout@v4', '##[endgroup]'] },
      { name: 'Run npm test', number: 3, lines: ['##[group]Run npm test', '##[endgroup]', ...script] },
      { name: 'Post Run actions/checkout@v4', number: 6, lines: post('[command]git version') },
      completeJob(7),
    ],
    start,
  )
