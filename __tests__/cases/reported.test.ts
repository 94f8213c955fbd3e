import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readJobLog } from '../log/log-text.ts'
import { readFolder } from './run-folder.ts'

/*
 * Runs that people reported, where the folder with them is beside the checkout; what each must say stands here. The small
 * runs of the other files of this folder hold the same kinds without it.
 */
const cases = resolve('../shared/cases')
const isHere = existsSync(cases)

type Expected = {
  /** In the bold line. */
  readonly title?: string
  /** Anywhere in the report. */
  readonly says?: readonly string[]
  readonly never?: readonly string[]
  /** Of a job: what it goes back to. */
  readonly skips?: Readonly<Record<string, string>>
  readonly exitCode?: number
  readonly ending?: string
}

const RUNS: readonly (readonly [folder: string, expected: Expected])[] = [
  ['13-zero-jobs/startup', { title: 'GitHub could not start the workflow', says: ['gh-readonly-queue/'] }],
  ['13-zero-jobs/failure', { title: 'GitHub could not read the workflow file', ending: 'unread-workflow-file' }],
  [
    '15-skipped-matrix-unexpanded-name/folder',
    { skips: { precheck: '', finalize: 'precheck', 'Benchmark (${{ matrix.machine-type }})': 'precheck' } },
  ],
  ['24-queued-self-hosted-read-live/folder', { title: '3 h 21 m so far', says: ['nros-qemu'], exitCode: 3 }],
  ['24b-running-job-read-live/folder', { title: '2 h 36 m so far', exitCode: 3 }],
  [
    '29-cancelled-zero-jobs-superseded/folder',
    { title: 'ended after 11 m 30 s before it had a job, probably by a newer run', ending: 'superseded' },
  ],
  [
    'd-01-transitive-skip/folder',
    {
      skips: { 'Run the pypi-install workflow': 'Public API' },
      says: ['| Publish to PyPI | <code>success()</code> |'],
    },
  ],
  [
    'd-01b-transitive-skip-with-system-txt/folder',
    { skips: { 'Run the pypi-install workflow': 'Public API' }, says: ['<code>success()</code> | log |'] },
  ],
  ['d-02-pending-no-jobs/folder', { title: 'concurrency group deploy-production at position 1', exitCode: 3 }],
  ['d-02b-pending-holder-known/folder', { title: 'held by run 34001', exitCode: 3 }],
  ['d-03-waiting-18-days/folder', { title: 'approval of production by release-managers', says: ['18 d'], exitCode: 3 }],
  [
    'd-04-deadlock-absent-job/folder',
    {
      title: 'call-test-copilot-call-worker of the workflow file never appeared',
      says: ['a deadlock', 'gh-aw-'],
      ending: 'no-listed-job',
    },
  ],
  [
    'd-07-merge-group-orphaned/folder',
    { title: 'Can merge failed at “Run work”: 7 jobs that it needs were cancelled by a newer run' },
  ],
  ['d-09-deployment-false-refused/folder', { skips: { after: 'with-secrets' } }],
  [
    'd-10-billing/folder',
    { skips: { Build: 'Lint & Type Check', Test: 'Lint & Type Check' }, never: ['queued for ubuntu-latest'] },
  ],
  [
    'd-11-timeout-is-cancelled/folder',
    {
      title: 'nightly at “Run claude”',
      skips: { drain: 'nightly', notify: 'nightly' },
      says: ['<code>failure()</code>'],
    },
  ],
  [
    'd-12-gate-green-nothing-ran/folder',
    {
      skips: { tests: 'detect', docker: 'detect', nix: 'detect' },
      says: ['3 jobs skipped: detect was cancelled'],
    },
  ],
  ['d-14-called-last-skipped/folder', { skips: { notify: 'sub / build', 'sub / publish': 'sub / build' } }],
  [
    'd-17-one-leg-queued/folder',
    { title: 'cancelled by a person', skips: { 'Coverage Combine': 'Backend Tests (3.12, 8)' } },
  ],
  ['d-18-deadlock-annotated/folder', { title: 'build-image: a deadlock was detected for a concurrency group' }],
  [
    'd-20-workflow-run-deploy-skipped/folder',
    { skips: { deploy: '' }, says: ['nothing was deployed to production', 'workflow\\_run.conclusion'] },
  ],
  [
    'd-20b-workflow-run-all-skipped/folder',
    { title: 'no job of the run ran', says: ['Every job was skipped: nothing ran'], skips: { deploy: '' } },
  ],
  ['d-06-fork-action-required/folder', { title: 'the run waits for approval of a fork’s run' }],
  [
    'd-06b-same-repo-action-required/folder',
    { title: 'somebody with write access, who re-runs it', never: ['a fork’s run'] },
  ],
  [
    'd-13-env-no-reviewers-slow-runner/folder',
    { title: 'waiting for a runner', says: ['held by the rules of <code>production</code> | 3 s', '16 m 7 s'] },
  ],
  [
    'd-15-schedule-late/folder',
    { says: ['4 h 22 m after its schedule <code>17 9 \\* \\* \\*</code>, which was due at 2026-09-18T09:17:00Z'] },
  ],
  [
    'd-16-dependabot-no-secret/folder',
    {
      title: 'release-please failed',
      says: [
        'a permission or credential was missing',
        'a run of dependabot\\[bot\\] no Actions secrets',
        'skip the job',
      ],
    },
  ],
  [
    'd-19-custom-rule-waiting/folder',
    {
      title: 'deploy waits for the rule of app watchflow on production',
      says: ['wait timer of 30 minutes until 2026-11-15T10:30:04Z'],
      never: ['was deployed to'],
      exitCode: 3,
    },
  ],
  [
    'd-21-same-env-inactive/folder',
    { says: ['| production | deploy (us) | – | 7 s | 4 m 50 s |'], never: ['2 m 50 s | 4 m 50 s'] },
  ],
  [
    'd-27-cancelled-while-waiting/folder',
    {
      says: ['| production | deploy | 59 m 56 s ~ |', '| environment production | deploy | cancelled |'],
      never: ['goes on', 'was deployed to'],
    },
  ],
  ['d-28-nested-six-levels/folder', { says: ['▶ l1 / l2 / l3 / l4 / l5 / l6 / test'], never: ['is not known'] }],
  [
    'd-34-matrix-environments-pending/folder',
    {
      title: 'deploy (staging) waits for approval of dashboard-agent-staging by eng, for 1 h 59 m so far',
      says: [
        'deploy (prod) waits for approval of dashboard-agent-prod by sre or carol, for 1 h 59 m so far',
        '| environment dashboard-agent-prod | deploy (prod) | **pending** |',
      ],
      never: ['GitHub gives no time'],
      exitCode: 3,
    },
  ],
  ['20-rerun-inherits-jobs/folder', { title: 'Passed in 44 m', says: ['29 m 58 s waiting for a runner'] }],
  ['21-two-jobs-on-one-runner/folder', { says: ['on runner g6-25831 at the same time: trtllm-test, vllm-test'] }],
  ['25-matrix-256-legs/folder', { title: '3 of 257 jobs failed', says: ['254 of 257 jobs succeeded'] }],
  ['d-22-approvals-of-two-attempts/folder', { says: ['deploy (attempt 1)'], never: ['job 2201'] }],
  ['d-30-wait-timer-pending/folder', { title: 'the wait timer of 30 minutes on production', exitCode: 3 }],
  [
    'd-31-job-level-group-pending/folder',
    {
      title: 'prod waits for concurrency group lms-deploy-us at position 1, held by another run, for 54 m 58 s so far',
      says: ['since 2026-10-20T10:05:02Z'],
      never: ['GitHub gives no time', 'a free one saves'],
    },
  ],
  ['d-33-run-goes-on-listed-jobs-done/folder', { title: 'lms-deploy-us', says: ['5 m so far'], exitCode: 3 }],
]

const title = `runs that people reported${isHere ? '' : ' (not here)'}`

;(isHere ? describe : describe.skip)(title, () => {
  test.each(RUNS)('%s', async (folder, expected) => {
    const read = await readFolder(join(cases, folder))
    if (expected.title !== undefined) expect(read.title).toContain(expected.title)
    for (const words of expected.says ?? []) expect(read.markdown).toContain(words)
    for (const words of expected.never ?? []) expect(read.markdown).not.toContain(words)
    const roots = Object.keys(expected.skips ?? {}).map(name => {
      const skip = read.document.jobs.find(job => job.name === name)?.skip
      return [name, skip === undefined ? undefined : (skip.root?.name ?? '')]
    })
    expect(Object.fromEntries(roots)).toEqual(expected.skips ?? {})
    if (expected.exitCode !== undefined) expect(read.exitCode).toBe(expected.exitCode)
    if (expected.ending !== undefined) expect(read.document.ending?.kind).toBe(expected.ending)
  })
})

const LOGS: readonly (readonly [file: string, operations: readonly (readonly string[])[]])[] = [
  [
    '03-setup-go-twice-tar-file-exists/job.log',
    [
      ['restore', 'hit'],
      ['restore', 'miss', 'error'],
      ['save', 'not-saved', 'exact-hit'],
      ['save', 'not-saved', 'exact-hit'],
    ],
  ],
  [
    '30-reserve-refused-more-details/job.log',
    [
      ['restore', 'miss', 'error'],
      ['save', 'not-saved', 'error'],
      ['save', 'not-saved', 'error'],
    ],
  ],
  [
    '31-upload-failed-yet-saved/job.log',
    [
      ['restore', 'miss'],
      ['save', 'not-saved', 'error'],
    ],
  ],
]

;(isHere ? describe : describe.skip)(`caches of logs that people reported${isHere ? '' : ' (not here)'}`, () => {
  test.each(LOGS)('%s', async (file, expected) => {
    const { caches } = (await readJobLog([readFileSync(join(cases, file))])).value
    expect(
      caches.map(({ operation, result, reason }) => [operation, result, ...(reason === undefined ? [] : [reason])]),
    ).toEqual(expected)
  })
})
