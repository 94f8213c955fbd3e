import { expect, test } from '@jest/globals'
import { serializedEdge } from '../../../src/findings/rules/serialized-edge.ts'
import type { JobManifest } from '../../../src/schema/job/job-manifest.ts'
import type { PlannedJob } from '../../../src/schema/observed/workflow-plan.ts'
import type { Lineage } from '../../../src/schema/run/run-evidence.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { anInput, aPlan, aPlannedJob, type JobInput } from './finding-input.ts'

const permissions = { value: { contents: 'read' }, source: 'log' } as const
const job = (times: JobInput['times'], more: Partial<JobManifest> = {}, timed: JobInput['timed'] = {}): JobInput => ({
  times,
  timed,
  reported: { record: aManifest({ more: { downloads: [], permissions, ...more } }) },
})
type Given = {
  readonly lint?: Partial<JobManifest>
  readonly later?: Partial<JobManifest>
  readonly from?: Partial<PlannedJob>
  readonly to?: Partial<PlannedJob>
  readonly timed?: JobInput['timed']
  readonly lineage?: Lineage
  readonly lintEnd?: string
  readonly edges?: 'known' | 'unknown'
}
const find = ({ lint, later, from, to, timed, lineage, lintEnd = '05:00', edges = 'known' }: Given = {}) => {
  const base = anInput({
    lint: job(['00:00', '00:00', lintEnd], lint),
    test: job([lintEnd, lintEnd, '15:00'], later, timed),
  })
  const { timeline } = base.manifest
  return serializedEdge({
    ...base,
    manifest: {
      ...base.manifest,
      lineage,
      timeline: timeline?.criticalPath && { ...timeline, criticalPath: { ...timeline.criticalPath, edges } },
    },
    plan: aPlan(aPlannedJob('lint', from), aPlannedJob('test', { needs: ['lint'], ...to })),
  })
}
const cache = { restoreKeys: [] as string[], key: 'npm-1', source: 'log' as const }
const fromLint: Lineage = {
  artifacts: [
    {
      ...{ name: 'app', flags: [], madeBy: { job: 'lint', jobId: '1', source: 'log', confidence: 'high' } },
      consumers: [{ job: 'test', jobId: '2', digest: 'same', source: 'log' }],
    },
  ],
  deployed: [],
}

test('an edge that nothing uses, with what it costs', () => {
  const [finding] = find()
  expect(finding).toMatchObject({ severity: 'medium', confidence: 'medium', subject: { kind: 'job', name: 'test' } })
  expect(finding?.summary).toBe(
    '“test” waits for “lint” and uses nothing of it; without this `needs` it could begin up to 5 m earlier, of the run’s 15 m (33 %).',
  )
})

test.each<[string, Given]>([
  ['an output in an expression', { to: { reads: ['lint'] } }],
  ['the whole context', { to: { reads: ['*'] } }],
  ['expressions that were not looked for', { to: { reads: undefined } }],
  ['an artifact', { lineage: fromLint, later: { downloads: [{ name: 'app', source: 'log' }] } }],
  ['a download that is not placed', { later: { downloads: [{ name: 'app', source: 'log' }] } }],
  ['downloads that are not known', { later: { downloads: undefined } }],
  [
    'a cache',
    {
      lint: { caches: [{ operation: 'save', result: 'saved', ...cache }] },
      later: { caches: [{ operation: 'restore', result: 'hit', ...cache }] },
    },
  ],
  [
    'a condition of its own',
    { to: { condition: { text: 'always()', tree: { kind: 'value', text: '' }, isImplicit: false } } },
  ],
  ['an environment', { to: { environment: { name: 'production', deployment: true } } }],
  ['a token that writes', { later: { permissions: { value: { contents: 'write' }, source: 'log' } } }],
  ['an image that was pushed', { lint: { pushes: [{ digest: `sha256:${'1'.repeat(64)}`, source: 'log' }] } }],
  [
    'a publishing step',
    { timed: { activities: [{ activity: 'publish', start: '', end: '', source: 'log', confidence: 'high' }] } },
  ],
  ['a cost under two minutes', { lintEnd: '01:30' }],
  ['edges that are not known', { edges: 'unknown' }],
  ['no such edge in the file', { to: { needs: [] } }],
])('%s: no finding', (_, given) => {
  expect(find(given)).toEqual([])
})
