import { expect, test } from '@jest/globals'
import { renderRunReport } from '../../src/render/run-report.ts'
import type { Replay } from '../../src/schema/job/replay.ts'
import type { RerunConditions } from '../../src/schema/run/rerun-conditions.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aRunManifest } from './a-run.ts'

const SHA = 'a'.repeat(40)
const DIGEST = `sha256:${'d'.repeat(64)}`
const SHOWN = `sha256:${'d'.repeat(12)}`
const NASTY = '</details><script>x</script> @team | `a` [x](http://evil)\n# H1 \u202e'
const state = { digest: DIGEST, ruleCount: 2, readAt: '2026-03-01T10:00:00Z', source: 'api' } as const

const rerunConditionsOf = (name: string, more: Partial<RerunConditions> = {}): RerunConditions => ({
  environments: [{ environment: name, ...state }],
  rulesets: { branch: name, ...state },
  workflows: [{ path: name, sha: SHA, digest: DIGEST, source: 'runner' }],
  unpinned: [{ uses: name, ref: name.slice(0, 512), jobs: [name] }],
  ...more,
})

const replayOf = (name: string, more: Partial<Replay> = {}): Replay => ({
  lockfiles: [{ kind: 'npm', path: name, digest: DIGEST, sizeBytes: 2, source: 'runner' }],
  env: [{ name: 'MODE', value: name, source: 'runner' }],
  deployManifests: [{ path: name, source: 'user' }],
  tools: [{ name, version: name, source: 'log' }],
  variablesSet: { value: [name], source: 'runner' },
  workflowFileDigest: { value: DIGEST, source: 'runner' },
  ...more,
})

const aRun = (name: string, rerunConditions: RerunConditions | undefined, replay: Replay): RunManifest => {
  const manifest = aRunManifest(2, () => 'test', rerunConditions === undefined ? {} : { rerunConditions })
  return {
    ...manifest,
    policy: { path: name, digest: DIGEST, verdict: 'met', rules: [] },
    jobs: manifest.jobs.map(({ record, ...job }) =>
      record === undefined
        ? job
        : {
            ...job,
            record: {
              ...record,
              replay,
              image: { name: { value: name, source: 'runner' }, version: { value: '20260301.1', source: 'runner' } },
              containers: [{ role: 'service', name, image: name, digest: DIGEST, source: 'log' }],
            },
          },
    ),
  }
}

const sectionOf = (manifest: RunManifest): string =>
  renderRunReport(manifest).split('### To repeat this run')[1]?.split('\n### ')[0] ?? ''

test('every thing that a repetition needs stands there', () => {
  const section = sectionOf(aRun('thing', rerunConditionsOf('thing'), replayOf('thing')))
  for (const line of [
    `| thing | <code>${SHA}</code> | <code>${SHOWN}</code> |`,
    '| <code>thing@\u200bthing</code> | thing |',
    `| branch thing | 2 | <code>${SHOWN}</code> | 2026-03-01T10:00:00Z |`,
    `| environment thing | 2 | <code>${SHOWN}</code> | 2026-03-01T10:00:00Z |`,
    `| policy thing | – | <code>${SHOWN}</code> | – |`,
    '- Image: thing 20260301.1',
    `- Containers: service thing <code>thing</code> <code>${SHOWN}</code>`,
    '- Tools: thing thing',
    `- Workflow file in the workspace: <code>${SHOWN}</code>`,
    `- Lockfiles: thing (npm, <code>${SHOWN}</code>)`,
    '- Variables set by steps: <code>thing</code>',
    '- Recorded variables: <code>MODE=thing</code>',
    '- Deployment manifests: thing (not read)',
  ])
    expect(section.split('\n')).toContain(line)
  expect(section.match(/<details>/g)).toHaveLength(3)
  expect(section.match(/<\/details>/g)).toHaveLength(3)
})

test('hostile names stay text', () => {
  const name = NASTY.slice(0, 200)
  const section = sectionOf(aRun(name, rerunConditionsOf(name), replayOf(name)))
  expect(section).not.toMatch(/<script|@team|\u202e|[^\\]\]\(http:\/\/evil/)
  expect(section.match(/<\/details>/g)).toHaveLength(3)
  expect(section.split('\n').filter(line => line.startsWith('# '))).toEqual([])
})

test('long lists are cut, and say so; the whole stays under the limit', () => {
  const many = <T>(count: number, item: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => item(i))
  const long = 'n'.repeat(250)
  const manifest = aRun(
    'job',
    rerunConditionsOf('s', {
      unpinned: many(500, index => ({ uses: `octo/${index}${long}`, ref: 'v1', jobs: many(20, () => long) })),
    }),
    replayOf('r', { variablesSet: { value: many(200, index => `N${index}`), source: 'runner' } }),
  )
  const section = sectionOf(manifest)
  expect(section).toContain('And 450 rows more')
  expect(section).toContain('and 160 more')
  expect(Buffer.byteLength(renderRunReport(manifest))).toBeLessThanOrEqual(1_048_576)
})

test('pinned is said only where no job is silent', () => {
  const pinned = rerunConditionsOf('s', { unpinned: [] })
  const SENTENCE = 'Every action and called workflow seen is pinned'
  const manifest = aRun('job', pinned, replayOf('r'))
  expect(sectionOf(manifest)).toContain(SENTENCE)
  const silent = { ...manifest, gaps: [{ field: 'rerunConditions.unpinned', reason: 'not-found' as const }] }
  expect(sectionOf(silent)).not.toContain(SENTENCE)
})

test('a manifest of before: the jobs alone, and no section where nothing was kept', () => {
  const { jobs, ...manifest } = aRun('job', undefined, replayOf('r'))
  expect(sectionOf({ ...manifest, jobs }).match(/<details>/g)).toHaveLength(2)
  const bare = jobs.map(({ record: _, ...job }) => job)
  expect(renderRunReport({ ...manifest, jobs: bare })).not.toContain('To repeat this run')
})
