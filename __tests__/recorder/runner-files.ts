import type { RecorderLab } from './recorder-lab.ts'

const CHECKOUT_SHA = '1'.repeat(40)
const CACHE_SHA = '2'.repeat(40)

/** A time of the job's log: second `s` of the job, with 100 ns. */
export const at = (s: number): string => `2026-03-01T10:00:${String(s).padStart(2, '0')}.1234567Z`

/** Lines as the runner writes them into the job's page, each with the time of its second. */
export const logText = (lines: readonly (readonly [number, string])[]): string =>
  `\uFEFF${lines.map(([s, line]) => `${at(s)} ${line}\n`).join('')}`

export const SET_UP: readonly (readonly [number, string])[] = [
  [1, "Current runner version: '2.336.0'"],
  [1, '##[group]Runner Image'],
  [1, 'Image: ubuntu-24.04'],
  [1, 'Version: 20260413.86.1'],
  [1, '##[endgroup]'],
  [1, '##[group]GITHUB_TOKEN Permissions'],
  [1, 'Contents: read'],
  [1, '##[endgroup]'],
  [1, 'Prepare all required actions'],
  [2, `Download action repository 'actions/checkout@v6' (SHA:${CHECKOUT_SHA})`],
  [2, `Download action repository 'actions/cache@v5' (SHA:${CACHE_SHA})`],
  [2, 'Complete job name: build (a)'],
]

export const CACHE_MISS: readonly (readonly [number, string])[] = [
  [10, '##[group]Run actions/cache@v5'],
  [10, 'with:'],
  [10, '  path: node_modules'],
  [10, '  key: npm-abc'],
  [10, '##[endgroup]'],
  [11, 'Cache not found for input keys: npm-abc'],
]

/** The contexts of the job in the message, as the runner writes context data. */
export const contextData = (contexts: Readonly<Record<string, unknown>>): object => ({
  contextData: Object.fromEntries(Object.entries(contexts).map(([name, value]) => [name, toContextData(value)])),
})

const toContextData = (value: unknown): unknown => {
  if (Array.isArray(value)) return { t: 1, a: value.map(toContextData) }
  if (typeof value !== 'object' || value === null) return value
  return { t: 2, d: Object.entries(value).map(([k, v]) => ({ k, v: toContextData(v) })) }
}

export type WorkerStep = {
  readonly name: string
  readonly type: 'run' | 'node24'
  readonly action?: string
  readonly from: number
  readonly to: number
  readonly result?: 'succeeded' | 'failed'
}

/** The worker's log: the job's id, then every step with its telemetry. */
export const workerLog = (backendId: string, steps: readonly WorkerStep[], message: object = {}): string => {
  const entry = (source: string, text: string): string => `[2026-03-01 10:00:00Z INFO ${source}] ${text}\n`
  const given = { jobDisplayName: 'build (a)', variables: {}, steps: [], ...message }
  return [
    entry('Worker', `Job message:\n ${JSON.stringify(given, null, 2)}`),
    entry('JobRunner', `Job ID ${backendId}`),
    ...steps.flatMap(({ name, type, action, from, to, result }) => [
      entry('StepsRunner', `Processing step: DisplayName='${name}'`),
      entry(
        'ExecutionContext',
        `Publish step telemetry for current step ${JSON.stringify(
          {
            action: action?.split('@')[0] ?? 'bash',
            ...(action === undefined ? {} : { ref: action.split('@')[1] }),
            type,
            stage: 'Main',
            stepId: name,
            result: result ?? 'succeeded',
            startTime: at(from),
            finishTime: at(to),
          },
          null,
          2,
        )}.`,
      ),
    ]),
  ].join('')
}

/** Puts page, worker log, image and group of an ordinary job into the runner's root. */
export const putOrdinaryJob = (
  { put, job }: RecorderLab,
  lines: readonly (readonly [number, string])[] = CACHE_MISS,
  steps: readonly WorkerStep[] = [
    { name: 'Run actions/checkout@v6', type: 'node24', action: 'actions/checkout@v6', from: 3, to: 9 },
    { name: 'Run actions/cache@v5', type: 'node24', action: 'actions/cache@v5', from: 10, to: 14 },
    { name: 'Test', type: 'run', from: 20, to: 40 },
  ],
  message: object = {},
): void => {
  put(`_diag/pages/timeline_${job.backendId}_1.log`, logText([...SET_UP, ...lines]))
  put('_diag/Worker_20260301-100000-utc.log', workerLog(job.backendId, steps, message))
  put('.runner', '\uFEFF{"AgentName":"runner-9","PoolName":"Default"}')
  put('.setup_info', '[{"group":"Runner Image","detail":"Image: ubuntu-24.04\\nVersion: 20260413.86.1"}]')
}
