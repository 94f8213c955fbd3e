import { describe, expect, test } from '@jest/globals'
import { findUnpinned } from '../../../src/findings/rerun/unpinned.ts'
import { type WorkflowRequest, workflowFiles } from '../../../src/findings/rerun/workflow-files.ts'
import type { JobManifest, UsedAction } from '../../../src/schema/job/job-manifest.ts'
import type { ReportedJob } from '../../../src/schema/run/run-manifest.ts'
import { aManifest, SHA } from '../../report/a-manifest.ts'

const OTHER = 'b'.repeat(40)
const DIGEST = `sha256:${'d'.repeat(64)}`
const fact = <T>(value: T, source: 'runner' | 'api' = 'runner') => ({ value, source })

const aJob = (name: string, more: Partial<ReportedJob> = {}): ReportedJob => ({
  name,
  presence: 'recorded',
  signature: { mode: 'none', by: null, reason: '' },
  agreement: 'unconfirmed',
  fields: [],
  timing: { clamped: [] },
  ...more,
})

const using = (name: string, actions: readonly UsedAction[], more: Partial<JobManifest> = {}): ReportedJob =>
  aJob(name, { record: aManifest({ name, more: { actions: [...actions], ...more } }) })

const logged = (name: string, actions: readonly UsedAction[]): ReportedJob =>
  aJob(name, {
    presence: 'not-recorded',
    log: {
      runner: {},
      image: {},
      permissions: undefined,
      cacheMode: undefined,
      actions: [...actions],
      caches: [],
      buildCaches: [],
      artifacts: [],
      downloads: [],
      containers: [],
      pulls: [],
      pushes: [],
      tools: [],
      gaps: [],
    },
  })

const used = (uses: string, ref: string, more: Partial<UsedAction> = {}): UsedAction => ({
  uses,
  ref,
  sha: SHA,
  kind: 'action',
  source: 'log',
  ...more,
})

describe('what no full commit pins', () => {
  const own = { repository: 'octo/app', sha: SHA }

  test('each name once with its jobs, out of records and logs', () => {
    const { value: facts, gaps } = findUnpinned(
      [
        using('b', [used('actions/checkout', 'v5'), used('octo/tool', OTHER)]),
        logged('a', [used('actions/checkout', 'v5'), used('actions/checkout', 'main')]),
        logged('c', [used('octo/tool', 'abcdef1'), used('octo/sha256', 'e'.repeat(64))]),
      ],
      own,
    )
    expect(facts).toEqual([
      { uses: 'actions/checkout', ref: 'main', jobs: ['a'] },
      { uses: 'actions/checkout', ref: 'v5', jobs: ['a', 'b'] },
      { uses: 'octo/tool', ref: 'abcdef1', jobs: ['c'] },
    ])
    expect(gaps).toEqual([])
  })

  test('an immutable package is written with a version all the same', () => {
    const action = used('actions/checkout', 'v4', { kind: 'immutable-package', digest: DIGEST })
    expect(findUnpinned([using('a', [action])], own).value).toHaveLength(1)
  })

  test.each<[string, UsedAction, number]>([
    [
      'of the run itself',
      used('Octo/app/.github/workflows/x.yml', 'refs/heads/main', { kind: 'reusable-workflow' }),
      0,
    ],
    ['of another commit', used('octo/app/.github/workflows/x.yml', 'v1', { kind: 'reusable-workflow', sha: OTHER }), 1],
    ['of another repository', used('octo/app2/.github/workflows/x.yml', 'v1', { kind: 'reusable-workflow' }), 1],
    ['an action of the own repository', used('octo/app', 'main'), 1],
  ])('a workflow %s', (_, action, count) => {
    expect(findUnpinned([using('a', [action])], own).value).toHaveLength(count)
  })

  test('a called workflow that only REST names, unless its jobs do or it is of the run itself', () => {
    const path = 'octo/lib/.github/workflows/x.yml'
    const called = [
      { path: `${path}@v1`, sha: OTHER },
      { path: 'octo/app/.github/workflows/y.yml@refs/heads/main', sha: SHA },
      { path: `octo/lib/.github/workflows/z.yml@${OTHER}`, sha: OTHER },
      { path: 'no ref' },
    ]
    expect(findUnpinned([], own, called).value).toEqual([{ uses: path, ref: 'v1', jobs: [] }])
    const told = using('x', [used(path, 'refs/tags/v1', { kind: 'reusable-workflow', sha: OTHER })])
    expect(findUnpinned([told], own, called).value).toEqual([{ uses: path, ref: 'refs/tags/v1', jobs: ['x'] }])
  })

  test('a job that ran and tells nothing is a gap, one that never ran is none', () => {
    const ran = { api: { labels: [], steps: [], runnerName: 'r' } }
    const unread = using('unread', [], { gaps: [{ field: 'actions', reason: 'not-readable' }] })
    const jobs = [aJob('silent', { presence: 'not-recorded', ...ran }), aJob('off', { presence: 'skipped' }), unread]
    expect(findUnpinned(jobs, own).gaps).toEqual([
      {
        field: 'rerunConditions.unpinned',
        reason: 'not-found',
        detail: 'jobs that tell nothing of their actions: 2',
      },
    ])
    expect(findUnpinned([using('none', [])], own).gaps).toEqual([])
  })
})

describe('workflow files', () => {
  const question = (more: Partial<WorkflowRequest> = {}): WorkflowRequest => ({
    run: {
      repository: fact('octo/app'),
      repositoryId: fact('1'),
      runId: fact('5'),
      attempt: fact(1),
      workflowRef: fact('octo/app/.github/workflows/ci.yml@refs/heads/main'),
      workflowSha: fact(SHA),
    },
    jobs: [],
    path: '.github/workflows/ci.yml',
    referenced: [],
    files: [],
    ...more,
  })
  const OWN = { path: 'octo/app/.github/workflows/ci.yml', sha: SHA, source: 'runner' }
  const CALLED = 'octo/lib/.github/workflows/test.yml'

  test('the own file first, called ones by REST, runner and log; each commit once', () => {
    const called = using('call / test', [used(CALLED, 'v1', { kind: 'reusable-workflow', sha: OTHER })])
    const log = logged('deep', [
      used('octo/deep/.github/workflows/d.yml', OTHER, { kind: 'reusable-workflow', sha: undefined }),
    ])
    const files = workflowFiles(
      question({
        jobs: [called, log],
        referenced: [
          { path: `${CALLED}@v1`, sha: OTHER },
          { path: `${CALLED}@v2`, sha: SHA },
        ],
      }),
    )
    expect(files).toEqual([
      OWN,
      { path: CALLED, sha: OTHER, source: 'api' },
      { path: CALLED, sha: SHA, source: 'api' },
      { path: 'octo/deep/.github/workflows/d.yml', sha: OTHER, source: 'log' },
    ])
  })

  test('a digest only of the bytes at that commit', () => {
    const files = [{ path: 'OCTO/app/.github/workflows/ci.yml', sha: SHA, digest: DIGEST }]
    expect(workflowFiles(question({ files }))).toEqual([{ ...OWN, digest: DIGEST }])
    expect(workflowFiles(question({ files: [{ ...files[0], path: OWN.path, sha: OTHER, digest: DIGEST }] }))).toEqual([
      OWN,
    ])
  })

  test('a file without a commit stands only where nobody knows one', () => {
    const referenced = [{ path: `${CALLED}@v1` }]
    expect(workflowFiles(question({ referenced }))[1]).toEqual({ path: CALLED, source: 'api' })
    const jobs = [using('call', [used(CALLED, 'v1', { kind: 'reusable-workflow', sha: OTHER })])]
    expect(workflowFiles(question({ referenced, jobs })).slice(1)).toEqual([
      { path: CALLED, sha: OTHER, source: 'log' },
    ])
  })

  test('of a followed run: the path as REST has it, the commit as a recorder saw it or the file was read at', () => {
    const { workflowRef: _, workflowSha: __, ...run } = question().run
    const path = '.github/workflows/ci.yml@refs/heads/main'
    const recorded = using('a', [], { run: { ...aManifest().run, workflowSha: fact(OTHER) } })
    expect(workflowFiles(question({ run, path, jobs: [recorded] }))).toEqual([{ ...OWN, sha: OTHER, source: 'api' }])
    const files = [{ path: OWN.path, sha: SHA, digest: DIGEST }]
    expect(workflowFiles(question({ run, path, files }))).toEqual([{ ...OWN, digest: DIGEST, source: 'api' }])
    expect(workflowFiles(question({ run, path: undefined }))).toEqual([])
  })
})
