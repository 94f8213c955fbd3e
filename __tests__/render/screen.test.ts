import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { duration } from '../../src/core/quantity.ts'
import { FAILURE_RESPONSES } from '../../src/findings/failures/failure-response.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { FAILURE_CLASSES } from '../../src/schema/run/failure.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import type { Timeline } from '../../src/schema/run/run-timeline.ts'
import { aQuote } from './a-quote.ts'
import { aRunManifest } from './a-run.ts'
import { anInterval, aPath, aTimeline, aTimelineJob, at } from './a-timeline.ts'

const PAGE = 'https://github.com/octo/app/actions/runs/5/job'
const bytes = (value: string): number => Buffer.byteLength(value)
const FAILURE = {
  class: 'command',
  confidence: 'medium',
  rule: 'exit-code',
  evidence: [{ line: 9, quote: 'exit code 1' }],
} as const
type Failure = NonNullable<ReportedJob['failure']>

/** Jobs by name with their ends; each that failed did so at step 2, with this cause. */
const runOf = (
  ends: Readonly<Record<string, string>>,
  change: (job: ReportedJob, index: number) => ReportedJob = job => job,
  more: Partial<RunManifest> = {},
): RunManifest => {
  const names = Object.keys(ends)
  const base = aRunManifest(names.length, index => names[index] ?? '')
  const jobs = base.jobs.map((job, index): ReportedJob => {
    const conclusion = ends[job.name] ?? 'success'
    const outcome = conclusion === 'failure' ? 'failure' : 'success'
    const { failure: _, record: _record, api, ...rest } = job
    return change(
      {
        ...rest,
        ...(api === undefined
          ? {}
          : { api: { ...api, conclusion: conclusion as never, steps: api.steps.map(step => ({ ...step, outcome })) } }),
        ...(conclusion === 'failure' ? { failure: { ...FAILURE, evidence: [...FAILURE.evidence] } } : {}),
        ...(conclusion === 'skipped' ? { presence: 'skipped' as const } : {}),
      },
      index,
    )
  })
  const count = (word: string): number => Object.values(ends).filter(end => end === word).length
  const failed = count('failure')
  const tolerated = jobs.filter(job => job.tolerated === true).length
  return {
    ...base,
    unmatchedArtifacts: [],
    warnings: [],
    jobs,
    result: failed > tolerated ? 'failure' : 'success',
    outcome: {
      basis: 'job-list',
      jobs: {
        ...{ known: names.length, succeeded: count('success'), failed: failed - tolerated, cancelled: 0 },
        ...{ skipped: count('skipped'), tolerated, unfinished: 0, unclear: 0, contradicted: 0 },
      },
      open: [],
    },
    ...more,
  }
}

const withNeeds = (manifest: RunManifest, needs: Readonly<Record<string, readonly string[]>>): RunManifest => ({
  ...manifest,
  ...(manifest.timeline === undefined
    ? {}
    : {
        timeline: {
          ...manifest.timeline,
          jobs: manifest.timeline.jobs.map(job => ({ ...job, needs: [...(needs[job.id] ?? [])] })),
        },
      }),
})

const headings = (markdown: string): readonly string[] => markdown.split('\n').filter(line => line.startsWith('### '))

describe('a failed run', () => {
  const quotes = new Map([
    ['1', [aQuote('The advisory database did not answer'), aQuote('Process completed with exit code 1.')]],
  ])

  test('one job: what failed, the step’s own words, why, what to do, and what it held up, in this order', () => {
    const run = withNeeds(runOf({ scan: 'failure', deploy: 'skipped', notify: 'skipped', build: 'success' }), {
      2: ['1', '4'],
      3: ['2'],
    })
    const { title, summary } = renderCheckRun(run, { quotes })
    expect(title).toBe('❌ scan failed at “scan”: The advisory database did not answer')
    expect(
      summary
        .split('\n')
        .filter(line => line !== '')
        .slice(1, 7),
    ).toEqual([
      `### ❌ [scan](${PAGE}/1) failed at step [“scan”](${PAGE}/1#step:2:1)`,
      '> <code>The advisory database did not answer</code>  ',
      '> <code>Process completed with exit code 1.</code>',
      '**Likely cause:** a command ended with an error: <code>exit code 1</code> (line 9). _Medium confidence._',
      '**Next:** read the last lines of the step. _Owner: author._',
      `**Held up:** [deploy](${PAGE}/2), [notify](${PAGE}/3) were skipped because of it.`,
    ])
  })

  test('a job that was skipped for another reason is not held up', () => {
    const { summary } = renderCheckRun(withNeeds(runOf({ scan: 'failure', docs: 'skipped' }), { 2: [] }))
    expect(summary).not.toContain('Held up')
  })

  test('a step line of the quote is where its link leads', () => {
    const at = new Map([['1', [aQuote('x', { stepNumber: 7, stepLine: 212 })]]])
    expect(renderCheckRun(runOf({ scan: 'failure' }), { quotes: at }).summary).toContain(`${PAGE}/1#step:7:212)`)
  })

  test.each<[string, Partial<ReportedJob>, string]>([
    [
      'a service that it named',
      {
        services: [
          {
            service: 'npm',
            host: 'registry.npmjs.org',
            firstLine: 1,
            failures: [{ kind: 'server-error', line: 3 }],
            failureCount: 4,
          },
        ],
      },
      'Its log names npm (<code>registry.npmjs.org</code>) as failing 4 times: server error.',
    ],
    [
      'a queue',
      { failure: { class: 'capacity', confidence: 'high', rule: 'queue-expired', evidence: [] } },
      '**Likely cause:** no runner took it. It waited 10 s for a runner <code>ubuntu-latest</code>. _High confidence._',
    ],
  ])('the cause joins %s', (_, more, said) => {
    const run = runOf({ unit: 'failure' }, job => ({ ...job, ...more }))
    expect(renderCheckRun(run).summary).toContain(said)
  })

  test('a declared dependency that was down is the cause, and what to look at', () => {
    const probe = { host: 'db.example', port: 5_432, state: 'down', reason: 'refused', source: 'runner' } as const
    const replay = {
      lockfiles: [],
      env: [],
      deployManifests: [],
      tools: [],
      dependencies: [{ ...probe, durationMs: 2 }],
    }
    const run = runOf({ unit: 'failure' }, job => {
      const record = aRunManifest(1, () => 'unit').jobs[0]?.record
      return record === undefined ? job : { ...job, record: { ...record, replay } }
    })
    const { title, summary } = renderCheckRun(run)
    expect(title).toBe('❌ unit failed at “unit”: exit code 1, db.example:5432 refused the connection')
    expect(summary).toContain('**Likely cause:** a service, not the change: ')
    expect(summary).toContain('**Next:** see that <code>db.example:5432</code> answers, then re-run the failed jobs.')
  })

  test('a missed cache is named where it explains a fetch', () => {
    const misses = [
      { jobId: '1', job: 'unit', key: 'npm-1', result: 'miss', why: 'scope', source: 'log', confidence: 'medium' },
    ] as const
    const failure: Failure = { class: 'dependency', confidence: 'medium', rule: 'npm', evidence: [] }
    const run = runOf({ unit: 'failure' }, job => ({ ...job, failure }), {
      cacheFindings: { misses: [...misses], confirmed: [] },
    })
    expect(renderCheckRun(run).summary).toContain('Its cache <code>npm-1</code> missed.')
  })

  test('three jobs have a block each, in the order in which they ended', () => {
    const ended = ['10:03:00', '10:01:00', '10:02:00']
    const run = runOf({ a: 'failure', b: 'failure', c: 'failure', d: 'success' }, (job, index) =>
      job.api === undefined ? job : { ...job, api: { ...job.api, completedAt: at(ended[index] ?? '10:00:00') } },
    )
    const { title, summary } = renderCheckRun(run)
    expect(title).toBe('❌ 3 of 4 jobs failed · first: b at “b”: exit code 1')
    expect(
      headings(summary)
        .filter(line => line.includes('❌'))
        .map(line => line.slice(7, 8)),
    ).toEqual(['b', 'c', 'a'])
  })

  test('of more, each cause has a block and the rest stand by cause, none uncounted', () => {
    const names = Array.from({ length: 12 }, (_, index) => [`leg ${index}`, 'failure'] as const)
    const causes: readonly Failure['class'][] = ['test', 'runner-lost', 'resource']
    const run = runOf(Object.fromEntries(names), (job, index) => ({
      ...job,
      ...(job.api === undefined
        ? {}
        : { api: { ...job.api, steps: job.api.steps.map(step => ({ ...step, name: 'Run tests' })) } }),
      failure: {
        class: causes[index < 9 ? 0 : index < 11 ? 1 : 2] ?? 'unknown',
        confidence: 'medium',
        rule: 'r',
        evidence: [],
      },
    }))
    const { title, summary } = renderCheckRun(run)
    expect(title).toContain('12 of 12 jobs failed · first: leg 0 at “Run tests”: tests failed')
    expect(headings(summary).map(line => line.replace(/\(https\S+\)/g, ''))).toEqual([
      '### ❌ [leg 0] failed at step [“Run tests”]',
      '### ❌ [leg 9] failed at step [“Run tests”]',
      '### ❌ [leg 11] failed at step [“Run tests”]',
      '### ❌ 9 more jobs failed: 2 causes',
      expect.stringContaining('### Where the '),
    ])
    expect(summary).toContain('| tests failed at “Run tests” | 8 | [leg 1](')
    expect(summary).toContain('| its runner was lost at “Run tests” | 1 | [leg 10](')
  })

  test('without quotes there are none', () => {
    expect(renderCheckRun(runOf({ scan: 'failure' })).summary).not.toContain('\n> ')
  })
})

describe('a quote', () => {
  const shown = (...texts: readonly string[]): readonly string[] =>
    renderCheckRun(runOf({ scan: 'failure' }), { quotes: new Map([['1', texts.map(text => aQuote(text))]]) })
      .summary.split('\n')
      .filter(line => line.startsWith('> '))
      .map(line => line.trim().slice('> <code>'.length, -'</code>'.length))

  test('is one of three, and cut', () => {
    const all = shown('a '.repeat(300), 'b', 'c', 'd')
    expect(all).toHaveLength(3)
    expect(all[0]).toBe(`${'a '.repeat(100)}…`)
  })

  test('is redacted before it is cut: no part of a credential is left', () => {
    const token = `ghp_${'A1b2C3d4E5'.repeat(4)}`.slice(0, 40)
    for (const before of [0, 100, 170, 190, 199]) {
      const [line = ''] = shown(`${'x '.repeat(before / 2)}${token} and more ${'y '.repeat(100)}`)
      expect(line).not.toContain(token.slice(0, 8))
    }
    const half = shown(`${'word '.repeat(36)}${'Zq9'.repeat(80)}`)
    expect(half[0]).not.toContain('Zq9')
  })

  test('stands in the report, and in no manifest', () => {
    const run = runOf({ scan: 'failure' })
    const quotes = new Map([['1', [aQuote('words of the step')]]])
    expect(renderRunReport(run, quotes)).toContain('words of the step')
    expect(JSON.stringify(run)).not.toContain('words of the step')
  })

  test.each([
    '[x](https://evil.example)',
    '@octo/team #12 GH-3 https://evil.example www.evil.example',
    '<img src=x onerror=alert(1)>',
    '</code></details><h1>x</h1>',
    '``` \n# H1',
    '\u001b[31mred\u202e',
  ])('%j is inert', text => {
    const line = shown(text)[0] ?? ''
    expect(line).not.toMatch(/[^\\]\]\(|@octo|#1|GH-3|https:\/\/|www\.e|<img|<\/|<h1|\u202e/)
    expect(line).not.toContain('\u001b')
  })
})

describe('a passed run', () => {
  const build = aTimelineJob('1', {
    name: 'build',
    slack: { ifInstantMs: 60_000, ifNotQueuedMs: 0 },
    intervals: [anInterval('queued', '10:00:00', '10:00:05'), anInterval('executing', '10:00:05', '10:02:05')],
  })
  const deploy = aTimelineJob('2', {
    name: 'deploy',
    labels: ['big'],
    slack: { ifInstantMs: 70_000, ifNotQueuedMs: 130_000 },
    needs: ['1'],
    intervals: [anInterval('queued', '10:02:05', '10:04:35'), anInterval('executing', '10:04:35', '10:05:00')],
  })
  const timeline: Timeline = aTimeline({
    start: at('10:00:00'),
    end: at('10:05:00'),
    jobs: [build, deploy],
    criticalPath: aPath([build, deploy]),
  })
  const run = runOf({ build: 'success', deploy: 'success' }, job => job, { timeline })

  test('its title has the time, the largest part of the critical path, and what that costs', () => {
    expect(renderCheckRun(run).title).toBe(
      '✅ Passed in 5 m · largest part: deploy waiting for a runner big, 2 m 30 s; without it 2 m 10 s less',
    )
    const fast = { ...timeline, jobs: [build], criticalPath: aPath([build]) }
    expect(renderCheckRun({ ...run, timeline: fast }).title).toBe(
      '✅ Passed in 2 m 5 s · largest part: build running, 2 m, mostly “build”; without it 1 m less',
    )
  })

  test('where the time went, the fastest win, compute time, most jobs at once, and the slowest steps', () => {
    const { summary } = renderCheckRun(run)
    expect(summary).toContain('**5 m from start to finish: 2 m 35 s waiting for a runner, 2 m 25 s running.**')
    expect(summary).toContain('**Fastest win:** a free runner <code>ubuntu-latest</code> for [deploy]')
    expect(summary).toContain('saves up to **2 m 10 s**.')
    expect(summary).toContain('Compute time of all jobs: 2 m 25 s; at most 1 job at once.')
    expect(summary).toContain('Slowest steps:\n\n- 1 m “build” of [build]')
  })

  test('promises no win without a number', () => {
    const bare = timeline.jobs.map(({ slack: _, ...job }) => job)
    expect(renderCheckRun({ ...run, timeline: { ...timeline, jobs: bare } }).summary).not.toContain('Fastest win')
  })

  test('what was tolerated, retried and warned of is told, and no job is said to have passed that did not', () => {
    const tolerant = runOf(
      { build: 'success', nightly: 'failure' },
      job => (job.name === 'nightly' ? { ...job, tolerated: true } : job),
      {
        timeline: {
          ...timeline,
          retries: [
            {
              name: 'build',
              failed: { attempt: 1, id: '9', step: 'make' },
              passed: { attempt: 2, id: '1' },
              differences: [],
              same: [],
            },
          ],
        },
        warnings: [{ code: 'still-running', subject: 'docs' }],
      },
    )
    const { title, summary } = renderCheckRun(tolerant)
    expect(title).toContain('✅ Passed in 5 m: 1 of 2 jobs succeeded, 1 failed and tolerated · ')
    expect(summary).toContain('| ⚠️ | 1 job failed and the workflow tolerates it: exit code 1 at “nightly” | [nightly]')
    expect(summary).toContain('| 🔁 | Failed in attempt 1 at “make” and passed in attempt 2 | build |')
    expect(summary).toContain('| ⚠️ | docs was still running when this was written. | this report |')
    expect(summary).not.toMatch(/[Nn]othing failed|All \d+ jobs passed/)
  })

  test('at most five findings, those that speak against the result first; the others are named', () => {
    const many = runOf({ a: 'success', b: 'success' }, job => job, {
      timeline,
      unmatchedArtifacts: [{ artifact: 'x', reason: 'forged-name' }],
      warnings: [{ code: 'other', subject: 'w' }],
      cacheFindings: {
        misses: [{ job: 'a', result: 'miss', why: 'scope', source: 'log', confidence: 'low' }],
        confirmed: [],
      },
      lineage: {
        artifacts: [],
        deployed: ['one', 'two', 'three'].map((environment, index) => ({
          ...{ environment, deploymentId: String(index), observed: true, artifacts: [] },
        })),
      },
    })
    const { summary } = renderCheckRun(many)
    const rows = summary.split('\n').filter(line => /^\| (⚠️|🐢|💾|🚀)/u.test(line))
    expect(rows).toHaveLength(5)
    expect(rows[0]).toContain('Manifests not taken: 1')
    expect(summary).toContain('2 more in the report: deployments.')
  })
})

describe('the picture', () => {
  const pictureOf = (manifest: RunManifest): readonly string[] =>
    renderCheckRun(manifest)
      .summary.split('\n')
      .filter(line => /^│[^0]/.test(line))

  test('has a glyph for each phase, marks the critical path and where a job failed', () => {
    const job = aTimelineJob('1', {
      name: 'unit',
      intervals: [
        anInterval('queued', '10:00:00', '10:00:11'),
        anInterval('waiting-for-policy', '10:00:11', '10:00:22'),
        anInterval('preparing', '10:00:22', '10:00:33'),
        anInterval('executing', '10:00:33', '10:00:44'),
      ],
    })
    const timeline = aTimeline({ start: at('10:00:00'), end: at('10:00:44'), jobs: [job], criticalPath: aPath([job]) })
    const [row] = pictureOf(runOf({ unit: 'failure' }, one => one, { timeline }))
    expect(row).toBe(`│${'░'.repeat(11)}${'·'.repeat(11)}${'▒'.repeat(11)}${'█'.repeat(10)}✗│     44 s ▶ unit`)
  })

  test('has at most twelve rows, by matrix beyond that, and what failed among them', () => {
    const names = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        index < 40 ? `test (${index})` : `lint ${index}`,
        index === 41 ? 'failure' : 'success',
      ]),
    )
    const rows = pictureOf(runOf(names))
    expect(rows).toHaveLength(12)
    expect(rows.filter(row => row.endsWith('test (…) ×40'))).toHaveLength(1)
    expect(rows.filter(row => row.includes('✗') && row.endsWith('lint 41'))).toHaveLength(1)
  })

  test('a name with underscores stays readable, and no name ends it', () => {
    const rows = pictureOf(runOf({ fast_dispatch: 'success', '</pre><b>': 'success' }))
    expect(rows[0]).toMatch(/fast_dispatch$/)
    expect(rows[1]).toMatch(/&lt;\/pre&gt;&lt;b&gt;$/)
  })
})

describe('a large run', () => {
  /** Jobs of a matrix of ten, a called workflow and single ones; every hundredth failed. */
  const multiplied = (count: number): RunManifest =>
    runOf(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          index % 3 === 0
            ? `test (${index}, ubuntu)`
            : index % 3 === 1
              ? `build / leg ${index}`
              : `unit ${index % 7} (${index})`,
          index % 100 === 5 ? 'failure' : 'success',
        ]),
      ),
    )
  const sizeOf = (run: RunManifest): number => {
    const { summary, text } = renderCheckRun(run)
    return bytes(summary) + bytes(text)
  }

  test.each([60, 300, 1_000])('of %i jobs is under 30 kB, says first what is left out, and cuts no failure', count => {
    const run = multiplied(count)
    const { summary, text, title } = renderCheckRun(run)
    expect(bytes(summary) + bytes(text)).toBeLessThan(30_000)
    expect(summary.split('\n')[0]).toContain(`the rows of most of the ${count} jobs`)
    const failed = Math.ceil((count - 5) / 100)
    if (failed > 1) expect(title).toContain(`${failed} of ${count} jobs failed`)
    expect(summary).not.toContain('Cut to the size')
    expect(headings(summary).filter(line => line.startsWith('### ❌ ['))).toHaveLength(Math.min(3, failed))
    expect(text).toMatch(new RegExp(`All ${count} jobs, by matrix or called workflow: 9 groups`))
    const [group] = text.split('\n').filter(line => line.startsWith('| test (…) |'))
    expect(
      group
        ?.split(' | ')
        .slice(1, 4)
        .map(cell => Number(cell.replaceAll('*', '')))
        .reduce((sum, many) => sum + many, 0),
    ).toBe(Math.ceil(count / 3))
  })

  test('costs at most 20 bytes for each job beyond forty', () => {
    const [small, large] = [sizeOf(multiplied(60)), sizeOf(multiplied(1_000))]
    expect((large - small) / 940).toBeLessThan(20)
  })

  test('names that are as long and strange as can be change neither size nor the failure', () => {
    const run = runOf(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [
          `${index} ${'@&\u202e['.repeat(100)}`,
          index < 20 ? 'failure' : 'success',
        ]),
      ),
    )
    const quotes = new Map(run.jobs.map(({ id = '' }) => [id, [1, 2, 3].map(() => aQuote('@&\u202e['.repeat(100)))]))
    const { summary, text } = renderCheckRun(run, { quotes })
    expect(bytes(summary) + bytes(text)).toBeLessThan(30_000)
    expect(headings(summary)[0]).toContain('❌')
    expect(summary).toContain('**Next:**')
    expect(summary.split('<details>')).toHaveLength(summary.split('</details>').length)
    expect(text.split('<details>')).toHaveLength(text.split('</details>').length)
  })
})

describe('annotations', () => {
  const disputed = { field: 'image.version', agreement: 'contradicted', values: [] } as const
  const run = runOf(
    { scan: 'failure', build: 'success' },
    job => (job.name === 'build' ? { ...job, agreement: 'contradicted', fields: [{ ...disputed, values: [] }] } : job),
    { warnings: [{ code: 'still-running', subject: 'docs' }] },
  )
  const withFile = {
    ...run,
    run: {
      ...run.run,
      workflowRef: { value: 'octo/app/.github/workflows/ci.yml@refs/heads/main', source: 'runner' as const },
    },
  }

  test('one for each failed job at its line, then contradictions and warnings', () => {
    const { annotations } = renderCheckRun(withFile, {
      lines: new Map([
        ['1', 12],
        ['2', 30],
      ]),
    })
    expect(annotations.map(one => [one.annotation_level, one.start_line, one.title, one.message])).toEqual([
      ['failure', 12, 'scan', 'failed at “scan”: exit code 1'],
      ['warning', 30, 'build', 'Sources differ in: image.version.'],
      ['warning', 1, 'pipeline-trace', 'docs was still running when this was written.'],
    ])
    for (const one of annotations) expect(one.path).toBe('.github/workflows/ci.yml')
  })

  test('at most fifty, and failures are the ones that stay', () => {
    const many = runOf(Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`leg ${index}`, 'failure'])))
    const { annotations } = renderCheckRun({ ...many, run: withFile.run, warnings: run.warnings })
    expect(annotations).toHaveLength(50)
    expect(annotations.every(one => one.annotation_level === 'failure')).toBe(true)
  })
})

test('owners and first responses are those of docs/failure-classes.md', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'failure-classes.md'), 'utf8')
  const rows = page
    .split('\n')
    .map(line => line.slice(2, -2).split(' | '))
    .filter(cells => cells.length === 4 && cells[0]?.startsWith('`') === true)
  const documented = Object.fromEntries(
    rows.map(([name = '', , owner, next]) => [name.replaceAll('`', ''), { owner, next }]),
  )
  expect(documented).toEqual(FAILURE_RESPONSES)
  expect(Object.keys(documented)).toEqual([...FAILURE_CLASSES])
})

test.each([
  [undefined, undefined, '–'],
  [0, 9_000, '0 s'],
  [400, 9_000, '0.4 s'],
  [960, 9_000, '1 s'],
  [20, 9_000, 'under 0.1 s'],
  [400, undefined, '400 ms'],
  [400, 900, '400 ms'],
  [2_400, 60_000, '2 s'],
  [60_000, 60_000, '1 m'],
  [370_000, 400_000, '6 m 10 s'],
  [3_600_000, 3_600_000, '1 h'],
  [7_500_000, 7_500_000, '2 h 5 m'],
])('%p ms of a run of %p are %s', (millis, whole, shown) => {
  expect(duration(millis, whole)).toBe(shown)
})
