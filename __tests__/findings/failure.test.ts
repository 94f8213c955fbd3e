import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { classifyFailure, type FailureSigns } from '../../src/findings/failure/classify-failure.ts'
import { type ErrorLine, FAILURE_CLASSES, failure } from '../../src/model/failure.ts'
import { bytesOf, readErrorLines } from '../log/log-text.ts'
import { failedJob, step } from './failed-job.ts'

const line = (text: string, more: Partial<ErrorLine> = {}): ErrorLine => ({ line: 7, text, ...more })
const classify = (more: Partial<FailureSigns>) =>
  classifyFailure({ job: failedJob(), errorLines: [], signals: [], ...more })

const DENIED = line('##[error]Resource not accessible by integration')
const EXIT = line('##[error]Process completed with exit code 2.', { line: 9 })

describe('what the API says comes before every line', () => {
  const errorLines = [DENIED]
  test.each<[string, Partial<FailureSigns>, object]>([
    [
      'a queue that expired',
      { job: failedJob({ shape: 'queue-expired', conclusion: 'cancelled' }) },
      { class: 'capacity', confidence: 'high', rule: 'queue-expired' },
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
      {
        policy: [
          {
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
          },
        ],
      },
      { class: 'policy', confidence: 'high', rule: 'environment-rejected' },
    ],
    [
      'a run that never began',
      { runShape: 'startup-failure', job: failedJob({ conclusion: 'startup_failure' }) },
      { class: 'workflow-definition', confidence: 'high' },
    ],
    [
      'a cancelled run',
      { job: failedJob({ conclusion: 'cancelled' }) },
      { class: 'cancelled', confidence: 'high', evidence: [] },
    ],
  ])('%s', (_, signs, expected) => {
    expect(classify({ errorLines, ...signs })).toMatchObject(expected)
  })

  test('of a cancelled job, annotations tell who', () => {
    const job = failedJob({ conclusion: 'cancelled' })
    const by = (annotation: string) => classify({ job, annotations: [annotation] })?.by
    expect(by('Canceling since a higher priority waiting request for ci-main exists')).toBe('newer-run')
    expect(by('The run was canceled by @octocat.')).toBe('person')
    expect(by('The strategy configuration was canceled because "a" failed')).toBe('fail-fast')
    expect(by('The run was canceled by @dependabot[bot].')).toBe(undefined)
    expect(by('The operation was canceled.')).toBe(undefined)
    expect(classify({ job, signals: [{ signal: 'fail-fast', source: 'api' }] })?.by).toBe('fail-fast')
  })

  test('of a job without a runner, annotations are GitHub speaking', () => {
    const job = failedJob({ shape: 'never-started' })
    const annotations = ['The job was not started because recent account payments have failed or your spending limit']
    expect(classify({ job, annotations })).toMatchObject({ class: 'policy', confidence: 'high' })
    expect(classify({ job })).toMatchObject({ class: 'unknown' })
  })

  test('a job that ran cannot say that no runner took it', () => {
    const message = 'The job was not acquired by Runner of type hosted even after multiple attempts'
    expect(
      classify({
        job: failedJob({ conclusion: 'cancelled' }),
        signals: [{ signal: 'no-runner', source: 'api' }],
        annotations: [message],
      }),
    ).toMatchObject({ class: 'cancelled' })
  })

  test('a line that a script printed turns no cancelled job into something else', () => {
    const forged = line('##[error]The runner has received a shutdown signal.')
    expect(
      classify({
        job: failedJob({ conclusion: 'cancelled' }),
        errorLines: [forged],
        signals: [{ signal: 'runner-shutdown', source: 'log' }],
      }),
    ).toMatchObject({ class: 'cancelled', confidence: 'high' })
  })

  test.each(['success', 'skipped', 'neutral', 'stale', undefined] as const)('%s is no failure', conclusion => {
    const { conclusion: _, ...job } = failedJob()
    expect(classify({ job: conclusion === undefined ? job : { ...job, conclusion }, errorLines })).toBe(undefined)
  })
})

describe('only the step that failed explains', () => {
  const fetch = step({
    name: 'Fetch',
    outcome: 'success',
    start: '2026-01-01T00:00:00Z',
    end: '2026-01-01T00:01:00Z',
  })
  const build = step({ name: 'Build', start: '2026-01-01T00:02:00Z', end: '2026-01-01T00:03:00Z' })
  const report = step({ name: 'Report', start: '2026-01-01T00:05:00Z', end: '2026-01-01T00:06:00Z' })
  const job = failedJob({ steps: [fetch, build, report] })
  const at = (text: string, time: string): ErrorLine => line(text, { time })

  test('by time: lines of a step that passed, and of one that failed later, are not looked at', () => {
    const errorLines = [
      at('npm error code ECONNRESET', '2026-01-01T00:00:30.5Z'),
      at('src/a.c: out of memory', '2026-01-01T00:02:30.5Z'),
      at('##[error]Process completed with exit code 2.', '2026-01-01T00:03:00.9Z'),
      at('No space left on device', '2026-01-01T00:05:30.5Z'),
    ]
    expect(classify({ job, errorLines })).toEqual({
      class: 'resource',
      confidence: 'medium',
      rule: 'memory',
      evidence: [{ line: 7, quote: 'out of memory' }],
    })
    expect(classify({ job, errorLines: errorLines.filter((_, index) => index !== 1) })).toEqual({
      class: 'command',
      confidence: 'medium',
      rule: 'exit-code',
      evidence: [{ line: 7, quote: 'exit code 2' }],
    })
    // The log lost the lines of the failed step: those of the others are no substitute.
    expect(classify({ job, errorLines: errorLines.slice(0, 1) })).toMatchObject({ class: 'command', confidence: 'low' })
  })

  test('by title, where lines have no time', () => {
    const errorLines = [
      line('No space left on device', { step: 'Run a' }),
      line('Could not resolve host: x', { step: 'Run b' }),
    ]
    const steps = [step({ name: 'Run a', outcome: 'success' }), step({ name: 'Run b' })]
    expect(classify({ job: failedJob({ steps }), errorLines })).toMatchObject({
      class: 'dependency',
      confidence: 'medium',
    })
  })

  test('where neither tells, in the stretches that end with an error, and with low confidence', () => {
    const errorLines = [
      line('No space left on device', { step: 'Run a' }),
      line('Could not resolve host: x', { step: 'Run b' }),
      { ...EXIT, step: 'Run b' },
    ]
    expect(classify({ errorLines })).toMatchObject({ class: 'dependency', confidence: 'low' })
  })
})

describe('where no line tells', () => {
  test.each([
    ['test', 'test', 'test-step'],
    ['dependency-fetch', 'dependency', 'fetch-step'],
    ['checkout', 'dependency', 'fetch-step'],
    ['build', 'command', 'exit-code'],
    ['other', 'command', 'exit-code'],
  ] as const)('a step of kind %s: %s', (activity, of, rule) => {
    const job = failedJob({ steps: [step({ activity })] })
    expect(classify({ job, errorLines: [EXIT] })).toEqual({
      class: of,
      confidence: 'low',
      rule,
      evidence: [{ line: 9, quote: 'exit code 2' }],
    })
  })

  test("a step of the runner's own is no command", () => {
    const job = failedJob({ steps: [step({ name: 'Set up job', state: 'preparing' })] })
    expect(classify({ job })).toMatchObject({ class: 'unknown' })
    expect(classify({ job: failedJob({ steps: [step()] }) })).toMatchObject({ class: 'command', rule: 'failed-step' })
  })

  test('nothing at all: unknown', () => {
    expect(classify({ job: failedJob({ shape: 'steps-gone' }) })).toEqual({
      class: 'unknown',
      confidence: 'low',
      rule: 'nothing-said',
      evidence: [],
    })
  })
})

/** One case of each class that a report can give. */
const OF_CLASS: readonly (readonly [string, Partial<FailureSigns>])[] = [
  ['command', { errorLines: [EXIT] }],
  ['test', { errorLines: [line('Tests:       2 failed, 13 passed, 15 total')] }],
  ['dependency', { errorLines: [line('npm error code ECONNRESET')] }],
  ['capacity', { job: failedJob({ shape: 'queue-expired', conclusion: 'cancelled' }) }],
  ['runner-lost', { job: failedJob({ shape: 'runner-lost' }) }],
  ['resource', { errorLines: [line('##[error]Process completed with exit code 137.')] }],
  ['time-out', { job: failedJob({ shape: 'timed-out', conclusion: 'timed_out' }) }],
  ['cancelled', { job: failedJob({ conclusion: 'cancelled' }) }],
  ['permission', { errorLines: [DENIED] }],
  ['policy', { job: failedJob({ conclusion: 'action_required' }) }],
  ['artifact', { errorLines: [line('##[error]Unable to download artifact(s): Artifact not found for name: dist')] }],
  ['cache', { errorLines: [line('##[error]Cache service responded with 503')] }],
  ['workflow-definition', { runShape: 'startup-failure', job: failedJob({ conclusion: 'startup_failure' }) }],
  ['unknown', { job: failedJob({ shape: 'steps-gone' }) }],
]

test.each(OF_CLASS)('%s is told', (of, signs) => {
  expect(classify(signs)?.class).toBe(of)
})

test('every class is told by something', () => {
  expect(OF_CLASS.map(([of]) => of).sort()).toEqual([...FAILURE_CLASSES].sort())
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

test('whatever a log holds: no throw, a result that fits the model, and quotes of plain words', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(hostile, { maxLength: 30 }),
      fc.array(hostile, { maxLength: 3 }),
      async (texts, annotations) => {
        const result = classify({ errorLines: await readErrorLines(bytesOf(texts)), annotations })
        expect(z.parse(failure, result)).toEqual(result)
        for (const { quote } of result?.evidence ?? []) {
          expect(quote).toMatch(/^[A-Za-z0-9 .,:;'()/%#=_-]{1,120}$/)
          expect(quote).not.toMatch(/evil|script|everyone|javascript/)
        }
        expect(result?.confidence).not.toBe('high')
      },
    ),
    { numRuns: 500 },
  ))
