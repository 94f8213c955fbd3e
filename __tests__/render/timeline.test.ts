import { describe, expect, test } from '@jest/globals'
import { assemble } from '../../src/render/text/section.ts'
import { renderRunTimelineJson } from '../../src/render/timeline/run-timeline-report.ts'
import { timelineAnswer } from '../../src/render/timeline/timeline-answer.ts'
import { timelineSections } from '../../src/render/timeline/timeline-sections.ts'
import { type RunTimeline, runTimeline, type Timeline } from '../../src/schema/run/run-timeline.ts'
import { aDocument, anInterval, aPath, aTimeline, aTimelineJob, at } from './a-timeline.ts'
import { accountOfTimeline } from './account-of-timeline.ts'
import { renderTimeline } from './render-timeline.ts'

const printJson = (document: RunTimeline): string =>
  renderRunTimelineJson(document, accountOfTimeline(document, new Map()))

const sectionOf = (timeline: Timeline, title: string): string =>
  timelineSections(timeline)
    .find(one => one.title === title)
    ?.blocks.join('') ?? ''

const rowsOf = (section: string): readonly string[] => section.split('\n').filter(line => line.startsWith('| '))

const deploy = aTimelineJob('2', {
  name: 'deploy',
  environment: 'production',
  labels: ['ubuntu-16-core'],
  intervals: [
    anInterval('waiting-for-policy', '10:02:00', '10:05:00', { owner: 'approver' }),
    anInterval('queued', '10:05:00', '10:11:10'),
    anInterval('executing', '10:11:10', '10:18:00'),
  ],
})
const build = aTimelineJob('1', { name: 'build' })

describe('the answer', () => {
  test('names what the critical path waited for, longest first', () => {
    const [sentence] = timelineAnswer(aTimeline({ criticalPath: aPath([build, deploy]) })).split('\n')
    expect(sentence).toBe(
      '**18 m, of which 8 m 40 s running, 6 m 10 s waiting for a runner <code>ubuntu-16-core</code>, ' +
        '3 m waiting for approval of <code>production</code>, 10 s waiting for a runner <code>ubuntu-latest</code>**',
    )
  })

  test('sums what is small, but names what nobody saw', () => {
    const job = aTimelineJob('1', {
      intervals: [
        anInterval('admitted', '10:00:00', '10:00:09'),
        anInterval('blocked', '10:00:09', '10:00:17'),
        anInterval('queued', '10:00:17', '10:00:24'),
        anInterval('assigned', '10:00:24', '10:00:30'),
        anInterval('preparing', '10:00:30', '10:00:35'),
        anInterval('executing', '10:00:35', '10:00:39'),
        anInterval('uploading', '10:00:39', '10:00:42'),
        anInterval('deploying', '10:00:42', '10:00:44'),
        anInterval('unobserved', '10:00:44', '10:00:45', { confidence: 'low' }),
      ],
    })
    const answer = timelineAnswer(aTimeline({ criticalPath: aPath([job], { edges: 'unknown' }) }))
    expect(answer).toContain('4 s running, 1 s not observed, 5 s other (ordered by time: edges unknown)**')
  })

  test.each([
    ['startup-failure', 'could not be started'],
    ['awaiting-approval', 'waits to be approved'],
    ['no-jobs', 'No job'],
  ] as const)('of a run without time, %s, says so', (runShape, said) => {
    expect(timelineAnswer(aTimeline({ runShape }))).toContain(said)
  })

  test.each<readonly [string, Partial<Timeline>, string]>([
    ['that ended before its run began', { start: at('12:00:00'), end: at('10:02:00') }, 'before the run began'],
    ['carried over', { jobs: [aTimelineJob('1', { shape: 'carried-over' })] }, 'carried over'],
    ['still running', { runShape: 'unfinished' }, 'no critical path yet'],
  ])('does not say of jobs %s that they have no time', (_, more, said) => {
    const answer = timelineAnswer(aTimeline({ jobs: [build], ...more }))
    expect(answer).toContain(said)
    expect(answer).not.toMatch(/No job has|\d+ (ms|s|m|h)\b/)
  })

  test('tells fetching and testing apart, on the path and over all jobs', () => {
    const activity = (name: 'test' | 'dependency-fetch', start: string, end: string) =>
      ({ activity: name, start: at(start), end: at(end), source: 'api', confidence: 'medium' }) as const
    const path = { ...build, activities: [activity('test', '10:00:10', '10:01:10')] }
    const other = aTimelineJob('3', { activities: [activity('test', '10:00:10', '10:00:40')] })
    const timeline = aTimeline({ jobs: [path, other], criticalPath: aPath([path]) })
    expect(timelineAnswer(timeline).split('\n')[2]).toBe(
      'Dependency fetch: none recognised in the steps. Tests: 1 m ~ on the critical path, 1 m 30 s ~ over all jobs.',
    )
    expect(timelineAnswer(aTimeline({ jobs: [build], criticalPath: aPath([build]) })).trim()).not.toContain('\n')
    expect(sectionOf(timeline, 'Jobs by hand-off')).toContain('of which tests')
    expect(sectionOf(timeline, 'Jobs by hand-off')).not.toContain('of which dependency fetch')
  })
})

describe('the sections', () => {
  test('neighbours of the same job and state are one row of the path', () => {
    const job = aTimelineJob('1', {
      intervals: [
        anInterval('executing', '10:00:00', '10:01:00', { owner: 'author' }),
        anInterval('executing', '10:01:00', '10:01:30', { owner: 'author', detail: 'post-steps' }),
      ],
    })
    const rows = rowsOf(sectionOf(aTimeline({ jobs: [job], criticalPath: aPath([job]) }), 'Critical path'))
    expect(rows.slice(2)).toEqual(['| job 1 | running | 1 m 30 s | api | author |'])
  })

  test.each([
    ['~', { confidence: 'medium' }, '10 s ~'],
    ['?', { confidence: 'low' }, '10 s ?'],
    ['✂', { clamped: true }, '10 s ✂'],
    ['…', { open: true }, '10 s …'],
    ['~', { confidence: 'medium', clamped: true, open: true }, '10 s ~✂…'],
  ] as const)('%s marks a stretch, in both tables and in the legend', (mark, more, shown) => {
    const job = aTimelineJob('1', { intervals: [anInterval('queued', '10:00:00', '10:00:10', more)] })
    const timeline = aTimeline({ jobs: [job], criticalPath: aPath([job]) })
    expect(sectionOf(timeline, '')).toContain(`${mark} `)
    expect(rowsOf(sectionOf(timeline, 'Critical path')).at(-1)).toContain(`| ${shown} |`)
    expect(rowsOf(sectionOf(timeline, 'Jobs by hand-off')).at(-1)).toContain(`| ${shown} |`)
  })

  test('a mark holds for every part of its interval on the path, and the sources are told', () => {
    const job = aTimelineJob('1', {
      intervals: [
        anInterval('queued', '10:00:00', '10:00:20', { clamped: true, source: 'log' }),
        anInterval('executing', '10:00:20', '10:01:00', { clamped: true, source: 'runner' }),
        anInterval('executing', '10:01:00', '10:01:50'),
        anInterval('unobserved', '10:01:50', '10:02:00', { confidence: 'low' }),
      ],
    })
    const whole = aPath([job]).segments
    const segment = (index: number, end: string) => ({ ...whole[index], end: at(end) }) as (typeof whole)[number]
    // The queue is cut short by the next job; both executing intervals are joined, fractions of a second kept.
    const segments = [segment(0, '10:00:15.250'), segment(1, '10:01:50'), segment(3, '10:02:00')]
    const rows = rowsOf(
      sectionOf(aTimeline({ jobs: [job], criticalPath: aPath([job], { segments }) }), 'Critical path'),
    )
    expect(rows.slice(2)).toEqual([
      '| job 1 | waiting for a runner <code>ubuntu-latest</code> | 15 s ✂ | log | – |',
      '| job 1 | running | 1 m 30 s ✂ | api, runner | – |',
      '| job 1 | not observed | 10 s ? | – | – |',
    ])
  })

  test('a timeline without marks has no legend', () => {
    expect(sectionOf(aTimeline({ jobs: [build], criticalPath: aPath([build]) }), '')).toBe('')
  })

  test('only the states that occur are columns, and slack where it is known', () => {
    const head = (timeline: Timeline) => rowsOf(sectionOf(timeline, 'Jobs by hand-off'))[0]
    expect(head(aTimeline({ jobs: [build] }))).toBe('| Job | Result | Waiting for a runner | Running |')
    const withSlack = { ...build, slack: { ifInstantMs: 5_000, ifNotQueuedMs: 1_000 } }
    const jobs = [withSlack, aTimelineJob('9')]
    expect(head(aTimeline({ jobs }))).toBe(
      '| Job | Result | Waiting for a runner | Running | Saves if instant | Saves if not queued |',
    )
    expect(rowsOf(sectionOf(aTimeline({ jobs }), 'Jobs by hand-off')).slice(2)).toEqual([
      '| build | success | 10 s | 1 m 50 s | 5 s | 1 s |',
      '| job 9 | success | 10 s | 1 m 50 s | – | – |',
    ])
  })

  test('jobs of the critical path come first', () => {
    const long = aTimelineJob('3', { intervals: [anInterval('executing', '10:00:00', '11:00:00')] })
    const rows = rowsOf(sectionOf(aTimeline({ jobs: [long, build], criticalPath: aPath([build]) }), 'Jobs by hand-off'))
    expect(rows.slice(2).map(row => row.split(' | ')[0])).toEqual(['| **build**', '| job 3'])
  })

  test('retries are told with what differed', () => {
    const retry = { failed: { attempt: 1, id: '1', step: 'make' }, passed: { attempt: 2, id: '2' } }
    const section = sectionOf(
      aTimeline({
        retries: [
          {
            ...retry,
            name: 'a',
            differences: [{ field: 'runner', before: 'r1', after: 'r2', source: 'api' }],
            same: ['labels'],
          },
          { ...retry, name: 'b', differences: [], same: ['labels', 'image'] },
          { ...retry, name: 'c', differences: [], same: [] },
        ],
      }),
      'Attempts and retries',
    )
    expect(section).toContain('runner <code>r1</code> → <code>r2</code>')
    expect(section).toContain('nothing that was looked at differs (labels, image)')
    expect(section).toContain('nothing of the two could be compared')
  })

  test('one attempt without a retry is no section', () => {
    const attempt: Timeline['attempts'][number] = { attempt: 1, kind: 'first', jobs: [] }
    expect(sectionOf(aTimeline({ attempts: [attempt] }), 'Attempts and retries')).toBe('')
    const reversed = { ...attempt, startedAt: at('12:00:00'), endedAt: at('10:00:00') }
    const [first] = rowsOf(sectionOf(aTimeline({ attempts: [reversed, reversed] }), 'Attempts and retries')).slice(2)
    expect(first).not.toMatch(/\| -?\d+ (ms|s|m|h)/)
    const again = { attempt: 2, kind: 're-run', jobs: [{ id: '1', name: 'a', carriedOver: true }] }
    const rows = rowsOf(sectionOf(aTimeline({ attempts: [attempt, again] as never }), 'Attempts and retries'))
    expect(rows.at(-1)).toBe('| 2 | re-run | – | – | – | – | 1 | 1 |')
  })

  const wait: Timeline['protection'][number] = {
    kind: 'environment',
    environment: 'production',
    jobId: '2',
    state: 'passed',
    rules: [{ kind: 'wait-timer', minutes: 5 }],
    by: ['mona'],
    reviewers: [{ kind: 'team', name: 'ops' }],
    timeKnown: true,
    waitedMs: 180_000,
    owner: 'approver',
    source: 'api',
    confidence: 'high',
  }
  test('a wait without a time is not one of no time, and pending ones come first', () => {
    const { waitedMs: _, ...untimed } = wait
    const pending: Timeline['protection'][number] = { ...untimed, state: 'pending', start: at('10:00:00') }
    const rows = rowsOf(
      sectionOf(
        aTimeline({ jobs: [deploy], protection: [wait, { ...untimed, timeKnown: false }, pending] }),
        'Waits on protection rules',
      ),
    )
    expect(rows.slice(2)).toEqual([
      '| environment production | deploy | **pending** | wait timer of 5 minutes | mona | since 2026-03-01T10:00:00Z | team ops | approver |',
      '| environment production | deploy | passed | wait timer of 5 minutes | mona | 3 m | team ops | approver |',
      '| environment production | deploy | passed | wait timer of 5 minutes | mona | GitHub gives no time | team ops | approver |',
    ])
  })

  test('convergence that nobody told is said to be not observed', () => {
    const deployment = { id: '7', environment: 'production', jobId: '2' }
    const stretch = { source: 'api', confidence: 'high' } as const
    const rows = rowsOf(
      sectionOf(
        aTimeline({
          jobs: [deploy],
          deployments: [
            {
              ...deployment,
              intervals: [{ ...stretch, state: 'deploying', start: at('10:00:00'), end: at('10:01:00') }],
              convergence: 'not-observed',
            },
            {
              ...deployment,
              intervals: [{ ...stretch, state: 'converging', start: at('10:01:00'), end: at('10:03:00'), by: 'argo' }],
              convergence: 'observed',
            },
            {
              ...deployment,
              intervals: [{ ...stretch, state: 'waiting', start: at('10:01:00') }],
              convergence: 'not-observed',
            },
          ],
        }),
        'Deployments',
      ),
    )
    expect(rows.slice(2)).toEqual([
      '| production | deploy | – | – | 1 m | convergence not observed |',
      '| production | deploy | – | – | – | 2 m, says argo |',
      '| production | deploy | goes on … | – | – | convergence not observed |',
    ])
  })

  test('notes name the jobs they hold for, one line per kind', () => {
    const skipped = ['3', '4'].map(id => aTimelineJob(id, { shape: 'skipped', conclusion: 'skipped', intervals: [] }))
    const cut = aTimelineJob('5', {
      intervals: [anInterval('queued', '10:00:00', '10:00:10', { clamped: true, detail: 'created-after-started' })],
      notes: ['created-after-started', 'a-word-of-later'],
    })
    const lines = sectionOf(aTimeline({ jobs: [...skipped, cut] }), 'Notes').split('\n')
    expect(lines).toContain('- skipped, and nothing that was read tells why: job 3, job 4')
    expect(lines.filter(line => line.endsWith('job 5'))).toHaveLength(2)
    expect(lines.some(line => line.includes('a-word-of-later'))).toBe(true)
  })
})

const NASTY =
  '@team <script>alert(1)</script> | `a` | [x](javascript:1) \n# H1\n| --- |\u202e ![](http://evil/x.png) ::'

/** Every place that holds text of a run holds the hostile one. */
const hostile = (): RunTimeline => {
  const job = aTimelineJob('1', {
    name: NASTY,
    environment: NASTY,
    labels: [NASTY],
    notes: [NASTY.slice(0, 60)],
    intervals: [
      anInterval('waiting-for-policy', '10:00:00', '10:00:05', { detail: NASTY.slice(0, 60), owner: 'approver' }),
      anInterval('queued', '10:00:05', '10:00:10'),
    ],
  })
  return aDocument({
    run: { ...aDocument().run, workflow: NASTY, repository: NASTY, url: `https://github.com/${NASTY}` },
    complete: false,
    gaps: [{ field: NASTY, reason: 'not-found', detail: NASTY }],
    workflowFile: { path: NASTY, by: 'head-sha', inferred: true },
    jobs: [job],
    pseudoJobs: [{ id: '4', name: NASTY }],
    criticalPath: aPath([job]),
    attempts: [1, 2].map(attempt => ({
      attempt,
      kind: 're-run' as const,
      triggeredBy: NASTY,
      conclusion: NASTY.slice(0, 40),
      jobs: [],
    })),
    retries: [
      {
        name: NASTY,
        failed: { attempt: 1, id: '1', step: NASTY },
        passed: { attempt: 2, id: '2' },
        differences: [{ field: 'runner', before: NASTY, after: NASTY, source: 'api' }],
        same: [],
      },
    ],
    protection: [
      {
        kind: 'environment',
        environment: NASTY,
        jobId: '1',
        state: 'passed',
        rules: [{ kind: 'custom-rule', app: NASTY }],
        by: [NASTY],
        reviewers: [{ kind: 'user', name: NASTY }],
        timeKnown: false,
        owner: 'approver',
        source: 'api',
        confidence: 'high',
      },
    ],
    deployments: [
      {
        id: '7',
        environment: NASTY,
        intervals: [{ state: 'converging', start: at('10:00:00'), by: NASTY, source: 'api', confidence: 'high' }],
        convergence: 'observed',
      },
    ],
  })
}

describe('the picture', () => {
  const rowsIn = (document: RunTimeline): readonly string[] =>
    renderTimeline(document)
      .split('\n')
      .filter(line => /^│[^0]/.test(line))
  const run = { start: at('10:00:00'), end: at('10:00:44') }
  const cells = (...parts: readonly (readonly [string, number])[]) =>
    parts.map(([letter, count]) => letter.repeat(count)).join('')

  test('shows each phase where it was, a second to a cell', () => {
    const job = aTimelineJob('1', {
      intervals: [
        anInterval('queued', '10:00:04', '10:00:14'),
        anInterval('preparing', '10:00:14', '10:00:19'),
        anInterval('executing', '10:00:19', '10:00:39'),
        anInterval('unobserved', '10:00:39', '10:00:44'),
      ],
    })
    expect(rowsIn(aDocument({ ...run, jobs: [job] }))).toEqual([
      `│${cells([' ', 4], ['░', 10], ['▒', 5], ['█', 20], ['?', 5])}│     40 s   job 1`,
    ])
  })

  test('a short job has a cell, one before the attempt no row, an open one reaches to its reading', () => {
    const jobs = [
      aTimelineJob('1', { intervals: [anInterval('executing', '10:00:43.900', '10:00:44')] }),
      aTimelineJob('2', { shape: 'carried-over', intervals: [anInterval('executing', '09:00:00', '09:30:00')] }),
    ]
    expect(rowsIn(aDocument({ ...run, jobs }))).toEqual([`│${cells([' ', 43], ['█', 1])}│   100 ms   job 1`])
    const open = aTimelineJob('3', { intervals: [anInterval('queued', '10:00:00', '10:02:00', { open: true })] })
    expect(rowsIn(aDocument({ start: run.start, jobs: [open] }))).toEqual([`│${cells(['░', 44])}│      2 m   job 3`])
  })

  test('is not drawn on an axis that runs backwards', () => {
    expect(rowsIn(aDocument({ start: at('12:00:00'), end: run.start, jobs: [build] }))).toEqual([])
  })

  test('no name ends it', () => {
    const jobs = [aTimelineJob('1', { name: '\n</pre>\n# H1 <b>' }), aTimelineJob('2', { name: '``` ```' })]
    const markdown = renderTimeline(aDocument({ ...run, jobs }))
    expect(markdown.match(/<\/?pre>/g)).toEqual(['<pre>', '</pre>'])
    expect(markdown.split('\n').filter(line => line.startsWith('# '))).toHaveLength(1)
  })
})

describe('a hostile run', () => {
  test('stays text in Markdown', () => {
    const markdown = renderTimeline(hostile())
    expect(markdown).not.toMatch(/<script|@team|[^\\]\]\(javascript|\]\(http:\/\/evil|\u202e/)
    expect(markdown.split('\n').filter(line => line.startsWith('# '))).toHaveLength(1)
    for (const table of markdown.split('\n\n').filter(block => block.startsWith('| '))) {
      const columns = table
        .trimEnd()
        .split('\n')
        .map(line => line.replace(/\\\|/g, '').split('|').length)
      expect(new Set(columns).size).toBe(1)
    }
  })

  test('is the same value in JSON, without a character that a terminal obeys', () => {
    const json = printJson(hostile())
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(json.endsWith('}\n')).toBe(true)
    const { summary, jobs, ...rest } = JSON.parse(json)
    expect({ ...rest, jobs: jobs.map(({ durationMs: _, ...job }: RunTimeline['jobs'][number]) => job) }).toEqual(
      hostile(),
    )
    expect(summary).toMatchObject({ verdict: 'incomplete', counts: { jobs: 1 }, criticalPath: ['1'] })
    expect(jobs.map(({ durationMs }: RunTimeline['jobs'][number]) => durationMs)).toEqual([10_000])
  })
})

describe('the document', () => {
  test('has the keys of the schema, in its order', () => {
    const { kind, run, ...rest } = hostile()
    const keys = Object.keys(JSON.parse(printJson({ ...rest, run, kind })))
    expect(keys).toEqual(Object.keys(runTimeline.shape).filter(key => keys.includes(key)))
    expect(keys.slice(0, 4)).toEqual(['kind', 'schemaVersion', 'tool', 'run'])
  })

  test('a thousand jobs are whole in a file, and fit a check run', () => {
    const jobs = Array.from({ length: 1_000 }, (_, index) => aTimelineJob(String(index + 1)))
    const document = aDocument({ jobs, criticalPath: aPath(jobs.slice(0, 1)) })
    expect(rowsOf(renderTimeline(document)).filter(row => /^\| (\*\*)?job \d+/.test(row)).length).toBe(
      1_002, // two hand-offs of the one job on the path
    )
    const checkRun = assemble(timelineSections(document), 30_000)
    expect(Buffer.byteLength(checkRun)).toBeLessThanOrEqual(30_000)
    expect(checkRun).toMatch(/\d+ of 1000 rows of “Jobs by hand-off”/)
  })
})
