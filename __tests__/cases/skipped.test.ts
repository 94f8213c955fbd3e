import { describe, expect, test } from '@jest/globals'
import { calledFile, type ReadRun, readSmallRun, type SmallJob, type SmallRun } from './run-folder.ts'

const skipOf = ({ document }: ReadRun, name: string) => document.jobs.find(job => job.name === name)?.skip

const job = (id: number, name: string, end: string): SmallJob => ({ id, name, end })
const file = (...jobs: readonly string[]): string => ['on: push', 'jobs:', ...jobs.map(one => `  ${one}`)].join('\n')
const runs = (key: string, more = ''): string => `${key}: {runs-on: ubuntu-latest, steps: [{run: x}]${more}}`

type Kind = readonly [
  what: string,
  run: SmallRun,
  skipped: string,
  expected: Readonly<Record<string, unknown>> | undefined,
]

const FAILED = { conclusion: 'failure' }

const KINDS: readonly Kind[] = [
  [
    'its own need failed',
    {
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a')),
    },
    'b',
    { by: 'need', root: { id: '1', name: 'a', conclusion: 'failure' }, through: [], isImplicit: true },
  ],
  [
    'a job far above failed, and one between ran in spite of it',
    {
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'success'), job(3, 'c', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a, if: always()'), runs('c', ', needs: b')),
    },
    'c',
    { by: 'need', root: { id: '1', name: 'a', conclusion: 'failure' }, through: ['2'] },
  ],
  [
    'a chain of skipped jobs goes back to the one that failed',
    {
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped'), job(3, 'c', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a'), runs('c', ', needs: b')),
    },
    'c',
    { by: 'need', root: { id: '1', name: 'a', conclusion: 'failure' }, through: ['2'] },
  ],
  [
    'a chain of skipped jobs goes back to the one whose own condition did not hold',
    {
      jobs: [job(1, 'a', 'skipped'), job(2, 'b', 'skipped'), job(3, 'c', 'skipped')],
      workflow: file(
        runs('a', ", if: github.event_name == 'schedule'"),
        runs('b', ', needs: a'),
        runs('c', ', needs: b'),
      ),
    },
    'c',
    { by: 'need', root: { id: '1', name: 'a', conclusion: 'skipped' }, through: ['2'] },
  ],
  [
    'its need was cancelled',
    {
      run: { conclusion: 'cancelled' },
      jobs: [job(1, 'a', 'cancelled'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ", needs: a, if: needs.a.outputs.x == 'y'")),
    },
    'b',
    { by: 'need', root: { id: '1', name: 'a', conclusion: 'cancelled' }, condition: "needs.a.outputs.x == 'y'" },
  ],
  [
    'failure() does not hold for a need that was cancelled',
    {
      run: { conclusion: 'cancelled' },
      jobs: [job(1, 'a', 'cancelled'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a, if: failure()')),
    },
    'b',
    { by: 'condition', root: { id: '1', name: 'a', conclusion: 'cancelled' }, condition: 'failure()' },
  ],
  [
    'failure() does not hold where nothing failed',
    {
      jobs: [job(1, 'a', 'success'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a, if: failure()')),
    },
    'b',
    { by: 'condition', condition: 'failure()', root: undefined },
  ],
  [
    'the part of a condition that did not hold, by what is known of the run',
    {
      jobs: [job(1, 'a', 'success'), job(2, 'b', 'skipped')],
      workflow: file(
        runs('a'),
        runs('b', ", needs: a, if: \"always() && needs.a.result == 'success' && github.event_name == 'pull_request'\""),
      ),
    },
    'b',
    { by: 'condition', part: "github.event_name == 'pull_request'", root: undefined },
  ],
  [
    'the one part that nobody knows is the one that did not hold',
    {
      jobs: [job(1, 'a', 'success'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ", needs: a, if: \"github.event_name == 'push' && vars.DEPLOY == 'yes'\"")),
    },
    'b',
    { by: 'condition', part: "vars.DEPLOY == 'yes'", root: undefined },
  ],
  [
    'of two parts that nobody knows none is named',
    {
      jobs: [job(1, 'b', 'skipped')],
      workflow: file(runs('b', ", if: \"vars.A == 'yes' && vars.B == 'yes'\"")),
    },
    'b',
    { by: 'condition', condition: "vars.A == 'yes' && vars.B == 'yes'", part: undefined },
  ],
  [
    'the result of a need that the condition asks for',
    {
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ", needs: a, if: always() && needs.a.result == 'success'")),
    },
    'b',
    { by: 'condition', part: "needs.a.result == 'success'", root: { id: '1', name: 'a', conclusion: 'failure' } },
  ],
  [
    'one leg of a matrix',
    {
      run: FAILED,
      jobs: [job(1, 'a (1)', 'success'), job(2, 'a (2)', 'failure'), job(3, 'b', 'skipped')],
      workflow: file(
        'a: {runs-on: ubuntu-latest, strategy: {matrix: {n: [1, 2]}}, steps: [{run: x}]}',
        runs('b', ', needs: a'),
      ),
    },
    'b',
    { by: 'need', root: { id: '2', name: 'a (2)', conclusion: 'failure' } },
  ],
  [
    'a job inside a called workflow',
    {
      run: FAILED,
      jobs: [job(1, 'sub / build', 'failure'), job(2, 'sub / publish', 'skipped'), job(3, 'notify', 'skipped')],
      workflow: file(
        'sub: {uses: ./.github/workflows/sub.yml}',
        runs('notify', ", needs: sub, if: needs.sub.result == 'failure'"),
      ),
      files: {
        [calledFile('sub.yml')]: `on: workflow_call\njobs:\n  ${runs('build')}\n  ${runs('publish', ', needs: build')}`,
      },
    },
    'notify',
    {
      by: 'need',
      root: { id: '1', name: 'sub / build', conclusion: 'failure' },
      condition: "needs.sub.result == 'failure'",
    },
  ],
  [
    'a failure that the run tolerates skips nothing',
    {
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(
        runs('a', ', continue-on-error: true'),
        runs('b', ", needs: a, if: github.event_name == 'schedule'"),
      ),
    },
    'b',
    { by: 'condition', condition: "github.event_name == 'schedule'", root: undefined },
  ],
  [
    'without the workflow file nobody tells',
    { jobs: [job(1, 'a', 'success'), job(2, 'b', 'skipped')] },
    'b',
    undefined,
  ],
  [
    'a condition that holds by all that is known is no reason',
    { jobs: [job(1, 'b', 'skipped')], workflow: file(runs('b', ", if: github.event_name == 'push'")) },
    'b',
    undefined,
  ],
  [
    'what GitHub wrote of its decision stands above the file',
    {
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a')),
      archive: {
        '0_a.txt': '2026-09-01T10:00:06.0000000Z Current runner version: 2.330.0\n',
        'b/system.txt':
          '2026-09-01T10:01:00.0010000Z Evaluating b.if\n2026-09-01T10:01:00.0020000Z Evaluating: success()\n2026-09-01T10:01:00.0030000Z Result: false\n',
      },
    },
    'b',
    {
      by: 'need',
      source: 'log',
      confidence: 'high',
      condition: 'success()',
      root: { id: '1', name: 'a', conclusion: 'failure' },
    },
  ],
]

describe('why a job was skipped', () => {
  test.each(KINDS)('%s', async (_what, run, skipped, expected) => {
    const found = skipOf(await readSmallRun(run), skipped)
    if (expected === undefined) expect(found).toBeUndefined()
    else
      for (const [field, value] of Object.entries(expected))
        expect([field, found?.[field as keyof typeof found]]).toEqual([field, value])
  })

  test('the first screen, the table and the list of held-up jobs say it', async () => {
    const { markdown } = await readSmallRun({
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ', needs: a')),
    })
    expect(markdown).toContain(
      '**Held up:** [b](https://github.com/octo/app/actions/runs/7/job/2) was skipped because of it.',
    )
    expect(markdown).toContain('⏭️ skipped: a failed |')
    expect(markdown).toMatch(/### Why jobs were skipped\n\n\| Job \| Because .*\n.*\n\| b \| a: failure; /)
    expect(markdown).not.toContain('nothing that was read tells why')
  })

  test('a job that its own condition kept from running is held up by no source', async () => {
    const { markdown } = await readSmallRun({
      run: FAILED,
      jobs: [job(1, 'a', 'failure'), job(2, 'b', 'skipped')],
      workflow: file(runs('a'), runs('b', ", needs: a, if: always() && github.event_name == 'schedule'")),
    })
    expect(markdown).not.toContain('Held up')
    expect(markdown).toContain("its condition <code>github.event\\_name == 'schedule'</code> did not hold")
  })

  test('a run of which every job was skipped says so, and nothing of what could not be read', async () => {
    const { title, markdown, document } = await readSmallRun({
      run: { conclusion: 'skipped' },
      jobs: [job(1, 'deploy', 'skipped')],
      workflow: file(runs('deploy', ", environment: production, if: github.event_name == 'schedule'")),
    })
    expect(title).toBe('⏭️ Skipped: no job of the run ran')
    expect(document.summary?.verdict).toBe('skipped')
    expect(markdown).toContain('Every job was skipped: nothing ran')
    expect(markdown).toContain('nothing was deployed to production')
    expect(markdown).not.toContain('could be read\n')
  })

  test('a hostile condition stays text', async () => {
    const { markdown } = await readSmallRun({
      jobs: [job(1, 'b', 'skipped')],
      workflow: file(runs('b', ', if: "vars.X == \'</code>| <img src=x> @octocat\'"')),
    })
    expect(markdown).not.toContain('<img')
    expect(markdown).not.toContain('@octocat')
    expect(markdown).toContain('&lt;/code&gt;\\|')
  })
})
