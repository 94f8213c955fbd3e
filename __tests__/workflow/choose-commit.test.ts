import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type CommitEvidence, rankCommits } from '../../src/workflow/choose-commit.ts'
import { parseCallReference, shaOfCalled } from '../../src/workflow/plan/call-reference.ts'
import { recordedFolder } from './recorded-root.ts'

const sha = (digit: string): string => digit.repeat(40)
const PATH = '.github/workflows/ci.yml'
const evidence: CommitEvidence = {
  repository: 'octo/app',
  path: `${PATH}@refs/heads/main`,
  event: 'push',
  headSha: sha('a'),
  workflowShas: [],
}
const own = (ref: string, at: string) => ({ path: `octo/app/.github/workflows/t.yml@${at}`, sha: at, ref })

const best = (evidence: Parameters<typeof rankCommits>[0]) => rankCommits(evidence)[0]

describe('the best commit', () => {
  const pull = own('refs/pull/7/merge', sha('d'))
  const cases: readonly (readonly [string, Partial<CommitEvidence>, string, string, boolean])[] = [
    [
      'what a job of the run says',
      { workflowShas: [sha('b')], certificateSha: sha('c') },
      sha('b'),
      'workflow-sha',
      false,
    ],
    ['jobs that agree', { workflowShas: [sha('b'), sha('b')] }, sha('b'), 'workflow-sha', false],
    ['jobs that do not agree', { workflowShas: [sha('b'), sha('c')] }, sha('a'), 'head-sha', true],
    ['what is no commit', { workflowShas: ['main', ''] }, sha('a'), 'head-sha', true],
    ['the certificate', { certificateSha: sha('c'), referenced: [pull] }, sha('c'), 'certificate', false],
    [
      'its own calls: the merge commit',
      { event: 'pull_request', referenced: [pull] },
      sha('d'),
      'referenced-workflows',
      false,
    ],
    [
      'calls at another ref',
      { referenced: [{ ...own('refs/heads/main', sha('d')), path: 'octo/app/.github/workflows/t.yml@main' }] },
      sha('a'),
      'head-sha',
      true,
    ],
    [
      'calls of others',
      { referenced: [{ ...pull, path: `octo/lib/.github/workflows/t.yml@${sha('d')}` }] },
      sha('a'),
      'head-sha',
      true,
    ],
    ['calls at two commits', { referenced: [pull, own('refs/pull/7/merge', sha('e'))] }, sha('a'), 'head-sha', true],
    [
      'the base branch',
      { event: 'pull_request_target', baseBranch: 'next', defaultBranch: 'main' },
      'next',
      'base-branch',
      true,
    ],
    [
      'the default branch',
      { event: 'workflow_run', baseBranch: 'next', defaultBranch: 'main' },
      'main',
      'base-branch',
      true,
    ],
    ['neither is known', { event: 'workflow_run' }, sha('a'), 'head-sha', true],
    ['the head', {}, sha('a'), 'head-sha', true],
  ]
  test.each(cases)('%s', (_, more, ref, by, inferred) => {
    const chosen = best({ ...evidence, ...more })
    expect(chosen).toMatchObject({ ref, choice: { path: PATH, by, inferred } })
    expect(chosen?.choice.sha).toBe(by === 'base-branch' ? undefined : ref)
  })

  test('a run without a file of its own', () => {
    expect(best({ ...evidence, path: 'dynamic/github-code-scanning/codeql' })).toBeUndefined()
    expect(best({ ...evidence, path: '.github/workflows/../../x.yml' })).toBeUndefined()
    expect(best({ ...evidence, path: undefined })).toBeUndefined()
    expect(best({ ...evidence, headSha: undefined })).toBeUndefined()
  })

  test('the others follow, each once', () => {
    const ranked = rankCommits({
      ...evidence,
      workflowShas: [sha('b')],
      certificateSha: sha('b'),
      event: 'pull_request_target',
      defaultBranch: 'main',
    })
    expect(ranked.map(({ ref }) => ref)).toEqual([sha('b'), 'main', sha('a')])
  })
})

test('references of a call', () => {
  expect(
    [
      './.github/workflows/x.yml',
      '$/.github/workflows/x.yaml',
      'octo/lib/.github/workflows/x.yml@v1',
      'octo/lib/.github/workflows/x.yml',
      './.github/workflows/../x.yml',
      './x.yml',
      '${{ inputs.x }}',
      '',
    ].map(parseCallReference),
  ).toEqual([
    { kind: 'own', path: '.github/workflows/x.yml' },
    { kind: 'own', path: '.github/workflows/x.yaml' },
    { kind: 'other', repository: 'octo/lib', path: '.github/workflows/x.yml', ref: 'v1' },
    ...Array.from({ length: 5 }, () => undefined),
  ])
})

test('the commit of a called file: its entry, or its only one', () => {
  const path = '.github/workflows/t.yml'
  const referenced = [
    { path: `octo/lib/${path}@v1`, sha: sha('1') },
    { path: `octo/lib/${path}@v2`, sha: sha('2') },
    { path: `octo/app/${path}@${sha('d')}`, sha: sha('d') },
  ]
  expect(shaOfCalled(referenced, { repository: 'Octo/Lib', path, ref: 'v2' })).toBe(sha('2'))
  expect(shaOfCalled(referenced, { repository: 'octo/lib', path, ref: 'v3' })).toBeUndefined()
  expect(shaOfCalled(referenced, { repository: 'octo/app', path, ref: sha('a') })).toBe(sha('d'))
  expect(shaOfCalled(referenced, { repository: 'octo/none', path, ref: 'v1' })).toBeUndefined()
})

const { root, describeRecorded } = recordedFolder('runs')

describeRecorded('recorded runs', () => {
  test('a pull request ran the file of its merge commit, not of its head', () => {
    const run = JSON.parse(readFileSync(join(root, 'tt-github-actions', '12083382635', 'workflow.json'), 'utf8'))
    const { path, event, head_sha: headSha, referenced_workflows: referenced } = run
    const chosen = best({
      repository: run.repository.full_name,
      path,
      event,
      headSha,
      workflowShas: [],
      referenced,
    })
    expect(headSha).toBe('8b9cd40e60ab3fdbfc3b92c7acc949e7cc4ad777')
    expect(chosen).toEqual({
      choice: {
        path: '.github/workflows/on-pr.yml',
        sha: 'd3673657ee25ec1ad2389de4c4127a26a61b9dd2',
        by: 'referenced-workflows',
        inferred: false,
      },
      ref: 'd3673657ee25ec1ad2389de4c4127a26a61b9dd2',
    })
  })
})
