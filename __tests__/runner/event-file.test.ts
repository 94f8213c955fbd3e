import { execFileSync } from 'node:child_process'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { findOccurrence, findTriggeringRun, readEventFile } from '../../src/runner/event-file.ts'
import { withFiles } from './files.ts'

const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
const read = (event: unknown) =>
  withFiles({ 'event.json': typeof event === 'string' ? event : JSON.stringify(event) }, folder =>
    readEventFile(join(folder, 'event.json')),
  )
const pull = (head: unknown, base: unknown = { ref: 'main', repo: { id: 1 } }) => ({
  repository: { visibility: 'public', private: false },
  pull_request: { head, base },
})
const visibility = { visibility: 'public' }

test.each<[string, unknown, object]>([
  [
    'push',
    { repository: { visibility: 'internal', private: true }, ref: 'refs/heads/main' },
    { visibility: 'internal' },
  ],
  ['an old server, public', { repository: { private: false } }, visibility],
  // Internal or private: not known.
  ['an old server, not public', { repository: { private: true } }, {}],
  [
    'pull request',
    pull({ sha: SHA, ref: 'feature', repo: { id: 1 } }),
    { ...visibility, headSha: SHA, headRef: 'feature', baseRef: 'main', fork: false },
  ],
  [
    'pull request of a fork',
    pull({ sha: SHA, ref: 'feature', repo: { id: 2 } }),
    { ...visibility, headSha: SHA, headRef: 'feature', baseRef: 'main', fork: true },
  ],
  [
    'pull request of a deleted fork',
    pull({ sha: SHA, ref: 'feature', repo: null }),
    { ...visibility, headSha: SHA, headRef: 'feature', baseRef: 'main', fork: true },
  ],
  ['workflow_run', { workflow_run: { head_sha: SHA }, repository: visibility }, { ...visibility, headSha: SHA }],
  [
    'workflow_run with its run',
    { workflow_run: { head_sha: SHA, id: 41, run_attempt: 2, name: 'Build' }, repository: visibility },
    { ...visibility, headSha: SHA, followedRun: { runId: '41', attempt: 2, workflow: 'Build' } },
  ],
  [
    'workflow_run of an odd id',
    { workflow_run: { head_sha: SHA, id: '41', name: 'Build' }, repository: visibility },
    { ...visibility, headSha: SHA },
  ],
  ['workflow_dispatch', { inputs: { os: 'x' }, repository: visibility }, { ...visibility, inputs: { os: 'x' } }],
  ['workflow_dispatch without inputs', { inputs: null, repository: visibility }, visibility],
  ['null for a pull request', { pull_request: null, repository: visibility }, visibility],
  [
    'an endless ref',
    pull({ sha: SHA, ref: 'x'.repeat(1_025), repo: { id: 1 } }),
    { ...visibility, headSha: SHA, baseRef: 'main', fork: false },
  ],
  ['an odd visibility', { repository: { visibility: 'secret', private: false } }, visibility],
  ['__proto__', '{"__proto__":{"repository":{"visibility":"public"}}}', {}],
])('%s', async (_, event, facts) => {
  expect(await read(event)).toEqual({ value: facts, gaps: [] })
})

test.each([
  ['no JSON', '{"repository":'],
  ['no object', '[]'],
  ['nothing', ''],
])('%s is a gap', async (_, text) => {
  expect(await read(text)).toMatchObject({ value: {}, gaps: [{ reason: 'malformed' }] })
})

test.each<[string, unknown, object, string]>([
  ['repository', { repository: 'octo/app', workflow_run: { head_sha: SHA } }, { headSha: SHA }, 'run.visibility'],
  ['head', pull({ sha: 'main', ref: 'x', repo: { id: 2 } }), visibility, 'run.headSha'],
  ['followed run', { workflow_run: { head_sha: 7 }, repository: visibility }, visibility, 'run.headSha'],
])('an odd %s is a gap beside what else was read', async (_, event, facts, field) => {
  expect(await read(event)).toEqual({ value: facts, gaps: [{ field, source: 'runner', reason: 'malformed' }] })
})

test.each([
  ['workflow_run', { runId: '41' }],
  ['deployment_status', undefined],
  [undefined, undefined],
])('the run of the member began a run of event %s alone', (event, run) => {
  expect(findTriggeringRun(event, { followedRun: { runId: '41' } })).toEqual(run)
})

test('an absent, a huge or a blocking file is a gap', () =>
  withFiles({ huge: '' }, async folder => {
    truncateSync(join(folder, 'huge'), 27 * 1_048_576)
    const reasons = async (path: string | undefined) => (await readEventFile(path)).gaps.map(gap => gap.reason)
    expect(await reasons(undefined)).toEqual(['not-provided'])
    expect(await reasons('')).toEqual(['not-provided'])
    expect(await reasons(join(folder, 'absent'))).toEqual(['not-found'])
    expect(await reasons(folder)).toEqual(['not-readable'])
    expect(await reasons(join(folder, 'huge'))).toEqual(['too-large'])
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(await reasons(join(folder, 'pipe'))).toEqual(['not-readable'])
  }))

test.each<[string, unknown, object | undefined]>([
  [
    'a push: the last push of the repository, in seconds',
    { before: SHA, repository: { pushed_at: 1_772_359_200 }, head_commit: { timestamp: '2020-01-01T00:00:00Z' } },
    { at: '2026-03-01T10:00:00.000Z', by: 'pushed-at', confidence: 'high' },
  ],
  [
    'a push without it: the clock of the committer',
    { before: SHA, head_commit: { timestamp: '2026-03-01T12:00:00+02:00' } },
    { at: '2026-03-01T10:00:00Z', by: 'commit', confidence: 'low' },
  ],
  [
    'a pull request',
    { pull_request: { head: { sha: SHA }, base: {}, updated_at: '2026-03-01T10:00:00Z' } },
    { at: '2026-03-01T10:00:00Z', by: 'updated-at' },
  ],
  [
    'a run that followed another',
    { workflow_run: { head_sha: SHA, updated_at: '2026-03-01T10:00:00Z' } },
    { at: '2026-03-01T10:00:00Z', by: 'completed' },
  ],
  [
    'a merge queue: the commit that GitHub made',
    { merge_group: { base_ref: 'refs/heads/main', head_commit: { timestamp: '2026-03-01T10:00:00Z' } } },
    { at: '2026-03-01T10:00:00Z', by: 'merge-group' },
  ],
  ['a run by hand', { inputs: {}, repository: { pushed_at: '2026-03-01T10:00:00Z' } }, undefined],
  [
    'a time that is none',
    { before: SHA, repository: { pushed_at: 9e15 }, head_commit: { timestamp: 'soon' } },
    undefined,
  ],
])('when it happened: %s', async (_, event, expected) => {
  const { occurred } = (await read(event)).value
  if (expected === undefined) expect(occurred).toBeUndefined()
  else expect(occurred).toMatchObject({ source: 'runner', ...expected })
})

test('the end of a followed run is the time of a workflow_run alone', async () => {
  const event = (await read({ workflow_run: { head_sha: SHA, updated_at: '2026-03-01T10:00:00Z' } })).value
  expect(findOccurrence('workflow_run', event)).toMatchObject({ by: 'completed' })
  expect(findOccurrence('deployment_status', event)).toBeUndefined()
})
