import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { decideFailure, decideFailureOfLog } from '../../../src/findings/failures/decide-failure.ts'
import type { FailureSigns } from '../../../src/findings/failures/failure-signs.ts'
import { FAILURE_CLASSES, failure } from '../../../src/schema/run/failure.ts'
import type { ProtectionEntry } from '../../../src/schema/run/protection-entry.ts'
import { propertyRuns } from '../../property-runs.ts'
import { failedJob, step } from '../failed-job.ts'
import { type PrintedStep, printJob, readJob } from './job-log.ts'

const decide = (more: Partial<FailureSigns>) => decideFailure({ job: failedJob(), signals: [], ...more })?.failure

const decideJob = async (steps: readonly PrintedStep[], more: Partial<FailureSigns> = {}) => {
  const { job, bytes } = printJob(steps)
  return decideFailure({ job, reading: await readJob(bytes), signals: [], ...more })
}

const REJECTED: ProtectionEntry = {
  kind: 'environment',
  environment: 'production',
  jobId: '1',
  state: 'rejected',
  rules: [],
  by: ['octocat'],
  reviewers: [],
  timeKnown: false,
  owner: 'approver',
  source: 'api',
  confidence: 'high',
}

/** What the API knows, with one case of each class that it tells. */
const BY_API: readonly (readonly [string, Partial<FailureSigns>, object])[] = [
  [
    'a queue that expired',
    { job: failedJob({ shape: 'queue-expired', conclusion: 'cancelled' }) },
    { class: 'capacity', confidence: 'high', rule: 'queue-expired', owner: 'platform' },
  ],
  [
    'a time-out',
    { job: failedJob({ shape: 'timed-out', conclusion: 'timed_out' }) },
    { class: 'time-out', confidence: 'high' },
  ],
  [
    'a time-out that an annotation tells',
    {
      job: failedJob({ shape: 'timed-out', conclusion: 'cancelled' }),
      signals: [{ signal: 'timed-out', source: 'api' }],
    },
    { class: 'time-out', confidence: 'high' },
  ],
  [
    'a time-out that only the log tells',
    {
      job: failedJob({ shape: 'timed-out', conclusion: 'cancelled' }),
      signals: [{ signal: 'timed-out', source: 'log' }],
    },
    { class: 'time-out', confidence: 'medium' },
  ],
  ['a lost runner', { job: failedJob({ shape: 'runner-lost' }) }, { class: 'runner-lost', confidence: 'medium' }],
  [
    'no runner',
    { job: failedJob({ shape: 'never-started' }), signals: [{ signal: 'no-runner', source: 'api' }] },
    { class: 'capacity', confidence: 'high', rule: 'no-runner' },
  ],
  [
    'an environment that was refused',
    { protection: [REJECTED] },
    { class: 'policy', confidence: 'high', rule: 'environment-rejected', owner: 'approver' },
  ],
  [
    'a run that waits to be approved',
    { job: failedJob({ conclusion: 'action_required' }) },
    { class: 'policy', confidence: 'high' },
  ],
  [
    'a run that never began',
    { runShape: 'startup-failure', job: failedJob({ conclusion: 'startup_failure' }) },
    { class: 'workflow-definition', confidence: 'high' },
  ],
  [
    'a cancelled job',
    { job: failedJob({ conclusion: 'cancelled' }) },
    { class: 'cancelled', confidence: 'high', evidence: [] },
  ],
  [
    'a machine that GitHub took away',
    {
      job: failedJob({ conclusion: 'cancelled' }),
      annotations: ['Received request to deprovision: The request was cancelled by the remote provider.'],
    },
    { class: 'runner-lost', rule: 'machine-taken', owner: 'github' },
  ],
  [
    'a deadlock of concurrency groups',
    {
      job: failedJob({ conclusion: 'cancelled', shape: 'cancelled-before-pickup' }),
      annotations: ["Canceling since a deadlock for concurrency group 'a' was detected between 'b' and 'c'"],
    },
    { class: 'workflow-definition', rule: 'concurrency-deadlock', confidence: 'high' },
  ],
  [
    'an account that GitHub refused',
    {
      job: failedJob({ shape: 'never-started' }),
      annotations: ['The job was not started because recent account payments have failed or your spending limit'],
    },
    { class: 'policy', confidence: 'high', owner: 'platform' },
  ],
  ['a job that never started', { job: failedJob({ shape: 'never-started' }) }, { class: 'unknown' }],
]

describe('what the API says comes before every line', () => {
  test.each(BY_API)('%s', async (_, signs, expected) => {
    const { bytes } = printJob([{ title: './a.sh', lines: ['npm error code E404'], exit: 1 }])
    expect(decide({ reading: await readJob(bytes), ...signs })).toMatchObject(expected)
  })

  test.each([
    ['Canceling since a higher priority waiting request for ci-main exists', 'newer-run'],
    ['The run was canceled by @octocat.', 'person'],
    ['The strategy configuration was canceled because "a" failed', 'fail-fast'],
    ['The run was canceled by @dependabot[bot].', undefined],
    ['The operation was canceled.', undefined],
  ])('of a cancelled job the annotation %s tells who', (annotation, by) => {
    expect(decide({ job: failedJob({ conclusion: 'cancelled' }), annotations: [annotation] })?.by).toBe(by)
  })

  test('a job that ran cannot say that no runner took it', () => {
    const signs: Partial<FailureSigns> = {
      job: failedJob({ conclusion: 'cancelled' }),
      signals: [{ signal: 'no-runner', source: 'api' }],
      annotations: ['The job was not acquired by Runner of type hosted even after multiple attempts'],
    }
    expect(decide(signs)).toMatchObject({ class: 'cancelled' })
  })

  test('a line that a script printed turns no cancelled job into something else', async () => {
    const { job, bytes } = printJob(
      [{ title: './a.sh', lines: ['##[error]The runner has received a shutdown signal.'], outcome: 'cancelled' }],
      { conclusion: 'cancelled' },
    )
    const decided = decideFailure({
      job,
      reading: await readJob(bytes),
      signals: [{ signal: 'runner-shutdown', source: 'log' }],
    })
    expect(decided?.failure).toMatchObject({ class: 'cancelled', confidence: 'high' })
  })

  test('what a tool stated before the runner ended its step is evidence beside the end', async () => {
    const decideEnd = async (lines: readonly string[]) => {
      const { job, bytes } = printJob([{ title: 'pytest -n auto', lines, outcome: 'cancelled' }], {
        conclusion: 'cancelled',
      })
      return decideFailure({ job, reading: await readJob(bytes), signals: [] })?.failure
    }
    const CANCELED = '##[error]The operation was canceled.'
    const crashed = await decideEnd(['[gw1] node down: Not properly terminated', CANCELED])
    expect(crashed).toMatchObject({ class: 'cancelled', confidence: 'high' })
    expect(crashed?.evidence.map(({ quote }) => quote)).toEqual([
      'a worker crashed while it ran a test',
      'the operation was canceled',
    ])
    const quiet = await decideEnd(['bringing up nodes...', CANCELED])
    expect(quiet?.evidence.map(({ quote }) => quote)).toEqual(['the operation was canceled'])
  })

  test.each(['success', 'skipped', 'neutral', 'stale', undefined] as const)('%s is no failure', conclusion => {
    const { conclusion: _, ...job } = failedJob()
    expect(decide({ job: conclusion === undefined ? job : { ...job, conclusion } })).toBe(undefined)
  })
})

describe('only the step that failed explains', () => {
  const FETCH: PrintedStep = { title: './fetch.sh', lines: ['npm error code ECONNRESET'], outcome: 'success' }
  const REPORT: PrintedStep = {
    title: './report.sh',
    lines: ['tar: a: Cannot write: No space left on device'],
    exit: 2,
  }

  test('lines of a step that passed, and of one that failed later, are not looked at', async () => {
    const decided = await decideJob([
      FETCH,
      { name: 'Build', title: './build.sh', lines: ['nothing'], exit: 2 },
      REPORT,
    ])
    expect(decided).toEqual({
      failure: {
        class: 'command',
        confidence: 'medium',
        rule: 'exit-code',
        evidence: [{ line: 13, quote: 'exit code 2' }],
        owner: 'author',
        step: { number: 3, name: 'Build' },
      },
      quotes: [{ stepNumber: 3, line: 13, stepLine: 6, text: 'Process completed with exit code 2.' }],
    })
  })

  test('a step that shares a second with the next one keeps its own lines', async () => {
    const stamp = (text: string, second: string): string => `2026-03-01T10:00:${second}Z ${text}`
    const lines = [
      stamp("Current runner version: '2.335.0'", '00.0000000'),
      stamp('Complete job name: build', '00.5000000'),
      stamp('##[group]Run ./a.sh', '01.1000000'),
      stamp('##[endgroup]', '01.1000000'),
      stamp('##[error]Process completed with exit code 1.', '01.2000000'),
      stamp('##[group]Run ./b.sh', '01.3000000'),
      stamp('##[endgroup]', '01.3000000'),
      stamp('E: Unable to locate package nope', '01.4000000'),
      stamp('##[error]Process completed with exit code 100.', '01.5000000'),
    ]
    const at = { start: '2026-03-01T10:00:01Z', end: '2026-03-01T10:00:01Z' }
    const job = failedJob({ steps: [step({ number: 2, name: 'A', ...at }), step({ number: 3, name: 'B', ...at })] })
    const reading = await readJob(new TextEncoder().encode(`${lines.join('\n')}\n`))
    expect(decideFailure({ job, reading, signals: [] })?.failure).toMatchObject({
      class: 'command',
      step: { number: 2, name: 'A' },
    })
  })

  test('a log that lost the lines of the step explains nothing', async () => {
    const { job } = printJob([FETCH, { name: 'Build', title: './build.sh', lines: [], exit: 2 }])
    const { bytes } = printJob([FETCH])
    expect(decideFailure({ job, reading: await readJob(bytes), signals: [] })?.failure).toMatchObject({
      class: 'command',
      rule: 'failed-step',
      confidence: 'low',
    })
  })

  test('where the steps are not known, the part that an error ended, with low confidence', async () => {
    const { bytes } = printJob([FETCH, { title: './b.sh', lines: ['curl: (6) Could not resolve host: x'], exit: 6 }])
    expect(decide({ reading: await readJob(bytes) })).toMatchObject({
      class: 'dependency',
      confidence: 'low',
      step: { name: 'Run ./b.sh' },
    })
  })

  test('a log alone: a failure that was allowed does not hide the one that names a cause', async () => {
    const { bytes } = printJob([
      { title: './allowed.sh', lines: ['nothing'], exit: 1 },
      { title: './b.sh', lines: ['1 failed, 3 passed in 2.10s'], exit: 1 },
    ])
    expect(decideFailureOfLog(await readJob(bytes))?.failure).toMatchObject({ class: 'test', confidence: 'low' })
  })
})

describe('how sure it is', () => {
  test("an action's own last words at the end of its step: high", async () => {
    const decided = await decideJob([
      {
        title: 'actions/download-artifact@v4',
        lines: ['##[error]Unable to download artifact(s): Artifact not found for name: a'],
      },
    ])
    expect(decided?.failure).toMatchObject({
      class: 'artifact',
      confidence: 'high',
      action: 'actions/download-artifact@v4',
    })
  })

  test("a script that prints the runner's words: never high", async () => {
    const forged = '##[error]Unable to download artifact(s): Artifact not found for name: a'
    const decided = await decideJob([{ title: './a.sh', lines: [forged] }])
    expect(decided?.failure).toMatchObject({ class: 'artifact', confidence: 'medium' })
  })

  test('a cause far from the end: low, and further away none', async () => {
    const far = (lines: number): readonly string[] => [
      'Error: read ECONNRESET',
      ...Array<string>(lines).fill('working'),
    ]
    expect((await decideJob([{ title: './a.sh', lines: far(100), exit: 1 }]))?.failure).toMatchObject({
      class: 'dependency',
      confidence: 'low',
    })
    expect((await decideJob([{ title: './a.sh', lines: far(1_000), exit: 1 }]))?.failure).toMatchObject({
      class: 'command',
      rule: 'exit-code',
    })
  })

  test('one line of 20 MB costs no fact of the others', async () => {
    const decided = await decideJob([
      { title: './a.sh', lines: ['x'.repeat(20_000_000), 'E: Unable to locate package nope'], exit: 100 },
    ])
    expect(decided?.failure).toMatchObject({ class: 'dependency', rule: 'apt' })
  })
})

describe('where no line tells', () => {
  test.each([
    ['test', 'test', 'test-step', 'low'],
    ['dependency-fetch', 'dependency', 'fetch-step', 'low'],
    ['checkout', 'dependency', 'fetch-step', 'low'],
    ['build', 'command', 'exit-code', 'medium'],
    ['other', 'command', 'exit-code', 'medium'],
  ] as const)('a step of kind %s: %s', async (activity, of, rule, confidence) => {
    const { job, bytes } = printJob([{ title: './a.sh', lines: [], exit: 2 }])
    const steps = job.steps?.map(one => (one.number === 2 ? { ...one, activity } : one)) ?? []
    const decided = decideFailure({ job: { ...job, steps }, reading: await readJob(bytes), signals: [] })
    expect(decided?.failure).toMatchObject({ class: of, rule, confidence })
  })

  test('a service that failed near the end, and was not got over', async () => {
    const steps: readonly PrintedStep[] = [{ title: './a.sh', lines: ['the mirror did not answer'], exit: 2 }]
    const services = [
      { service: 'pypi', firstLine: 8, failures: [{ kind: 'time-out', line: 8 }], failureCount: 1 },
    ] as const
    expect((await decideJob(steps, { services }))?.failure).toMatchObject({
      class: 'dependency',
      rule: 'service-failed',
      confidence: 'medium',
      evidence: [{ line: 8, quote: 'a service failed: time-out' }],
    })
    const recovered = [{ ...steps[0], title: './a.sh', lines: ['the mirror', 'Successfully installed a-1.0'], exit: 2 }]
    expect((await decideJob(recovered, { services }))?.failure).toMatchObject({ class: 'command' })
  })

  test('a declared dependency that was down', async () => {
    const steps: readonly PrintedStep[] = [{ title: './a.sh', lines: ['no answer'], exit: 2 }]
    expect((await decideJob(steps, { isDependencyDown: true }))?.failure).toMatchObject({
      class: 'dependency',
      rule: 'dependency-down',
      confidence: 'medium',
    })
  })

  test('secrets that GitHub withholds from the run', async () => {
    const steps: readonly PrintedStep[] = [
      { title: 'a/b@v1', lines: ['##[error]Input required and not supplied: token'] },
    ]
    expect((await decideJob(steps))?.failure).toMatchObject({ class: 'workflow-definition' })
    expect((await decideJob(steps, { withheldFrom: 'dependabot' }))?.failure).toMatchObject({
      class: 'permission',
      rule: 'secrets-withheld',
    })
  })

  test("a step of the runner's own is no command", () => {
    const job = failedJob({ steps: [step({ name: 'Set up job', state: 'preparing' })] })
    expect(decide({ job })).toMatchObject({ class: 'unknown' })
    expect(decide({ job: failedJob({ steps: [step()] }) })).toMatchObject({ class: 'command', rule: 'failed-step' })
  })

  test('nothing at all: unknown', () => {
    expect(decide({ job: failedJob({ shape: 'steps-gone' }) })).toEqual({
      class: 'unknown',
      confidence: 'low',
      rule: 'nothing-said',
      evidence: [],
    })
  })
})

describe('what the step printed of it', () => {
  test("the action's own words, first cause first, at most three", async () => {
    const lines = ['##[error]first  cause', '##[error]second', '##[error]third', '##[error]fourth']
    const decided = await decideJob([{ title: 'a/b@v1', lines }])
    expect(decided?.quotes.map(({ text }) => text)).toEqual(['first cause', 'second', 'third'])
    expect(decided?.quotes[0]).toMatchObject({ stepNumber: 2, stepLine: 3 })
  })

  test('the line that decided, where the runner says the exit code alone', async () => {
    const decided = await decideJob([{ title: './a.sh', lines: ['E: Unable to locate package nope'], exit: 100 }])
    expect(decided?.quotes.map(({ text }) => text)).toEqual([
      'E: Unable to locate package nope',
      'Process completed with exit code 100.',
    ])
  })

  test('the error that decided is among them', async () => {
    const lines = ['a', 'b', 'c', 'd'].map(text => `##[error]note ${text}`)
    const decided = await decideJob([
      { title: 'a/b@v1', lines: [...lines, '##[error]Resource not accessible by integration'] },
    ])
    expect(decided?.quotes[0]?.text).toBe('Resource not accessible by integration')
  })

  test('no free text of the run gets into the failure', async () => {
    const decided = await decideJob([{ title: 'a/b@v1', lines: ['##[error]my secret words'] }])
    expect(JSON.stringify(decided?.failure)).not.toContain('secret')
  })
})

test('every class is known from something', async () => {
  const { MINIMAL_LOGS } = await import('./minimal-logs.ts')
  const told = new Set([
    ...MINIMAL_LOGS.map(({ class: of }) => of),
    ...BY_API.map(([, , expected]) => (expected as { class: string }).class),
  ])
  expect([...told].sort()).toEqual([...FAILURE_CLASSES].sort())
})

/** Words of the rules with whatever a hostile script puts around and between them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '##[error]',
        'Resource not accessible by integration',
        "The action '",
        "' has timed out after 6 minutes",
        'FAILED tests/a.py::',
        'Input required and not supplied: ',
        'Process completed with exit code 1.',
        'failed to connect to ',
        ' port 80',
        'permission to ',
        ' denied to ',
        'npm ERR! code E404',
        'tests: 1, assertions: 2, failures: 3',
        '##[group]Run actions/checkout@v4',
        '##[endgroup]',
        'Post job cleanup.',
        '\u001b[31m',
        '\u001b]8;;http://evil.example\u0007',
        '\u202e',
        '</code><script>',
        '`[x](javascript:1)`',
        '@everyone',
        '\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))

test('whatever a script prints: no throw, a result that fits the model, quotes of plain words, never high', () =>
  fc.assert(
    fc.asyncProperty(fc.array(hostile, { maxLength: 30 }), async texts => {
      const { job, bytes } = printJob([{ title: './a.sh', lines: texts, exit: 1 }])
      const decided = decideFailure({ job, reading: await readJob(bytes), signals: [] })
      expect(z.parse(failure, decided?.failure)).toEqual(decided?.failure)
      for (const { quote } of decided?.failure.evidence ?? []) {
        expect(quote).toMatch(/^[A-Za-z0-9 .,:;'()/%#=_-]{1,120}$/)
        expect(quote).not.toMatch(/evil|script|everyone|javascript/)
      }
      for (const { text } of decided?.quotes ?? []) expect(text).not.toMatch(/[\r\n]/)
      expect(decided?.quotes.length).toBeLessThanOrEqual(3)
      expect(decided?.failure.confidence).not.toBe('high')
    }),
    { numRuns: propertyRuns(300) },
  ))
