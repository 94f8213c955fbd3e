import { describe, expect, it } from '@jest/globals'
import * as z from 'zod/mini'
import { compareRuns } from '../../src/compare/compare-runs.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { type Comparison, comparison } from '../../src/schema/questions/comparison.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aRun, type JobSpec, toCompare } from './two-runs.ts'

const compare = (before: RunManifest, after: RunManifest): Comparison => {
  const result = compareRuns(toCompare(before), toCompare(after))
  expect(z.safeParse(comparison, JSON.parse(JSON.stringify(result))).success).toBe(true)
  return result
}
const ofJobs = (before: readonly JobSpec[], after: readonly JobSpec[]): Comparison =>
  compare(aRun('41', before), aRun('42', after))
const inputsOf = ({ inputs }: Comparison, kind: string) => inputs.find(one => one.kind === kind)
const reasonsOf = ({ notComparable }: Comparison) => notComparable.map(({ reason }) => reason)

const replay = (more: Partial<NonNullable<JobManifest['replay']>>): Partial<JobManifest> => ({
  replay: { lockfiles: [], env: [], deployManifests: [], tools: [], ...more },
})
const lockfile = (digit: string) => ({
  kind: 'npm' as const,
  path: 'package-lock.json',
  digest: `sha256:${digit.repeat(64)}`,
  sizeBytes: 10,
  source: 'runner' as const,
})

describe('which jobs are the same', () => {
  it('pairs by key and matrix, whatever the name', () => {
    const leg = (os: string, name: string): JobSpec => ({ key: 'test', matrix: { os }, name })
    const { jobs } = ofJobs([leg('a', 'one'), leg('b', 'two')], [leg('b', 'one'), leg('a', 'two')])
    expect(jobs).toEqual({ paired: 2, onlyBefore: 0, onlyAfter: 0 })
    const pairs = compareRuns(
      toCompare(aRun('41', [leg('a', 'one')])),
      toCompare(aRun('42', [{ ...leg('a', 'renamed'), conclusion: 'failure' }])),
    )
    expect(pairs.behaviour[0]?.job).toMatchObject({ key: 'test', matrix: { os: 'a' }, name: 'renamed' })
  })

  it('does not pair jobs of one name and two keys', () => {
    const compared = ofJobs([{ key: 'build', name: 'Build' }], [{ key: 'compile', name: 'Build' }])
    expect(compared.jobs).toEqual({ paired: 0, onlyBefore: 1, onlyAfter: 1 })
    expect(reasonsOf(compared).filter(one => one === 'job-in-one-run')).toHaveLength(2)
  })

  it('pairs by name where a key is unknown, and states the low confidence', () => {
    const compared = ofJobs([{ key: 'build', record: null }], [{ key: 'build', record: null }])
    expect(compared.jobs.paired).toBe(1)
    expect(reasonsOf(compared)).toContain('paired-by-name')
  })

  it('does not guess among jobs that share key, matrix and name', () => {
    const twins: readonly JobSpec[] = [{ key: 'call' }, { key: 'call' }]
    expect(ofJobs(twins, twins).jobs.paired).toBe(0)
  })
})

describe('what explains the difference of time', () => {
  const before: readonly JobSpec[] = [
    {
      key: 'build',
      steps: [
        { name: 'Run npm ci', seconds: 20 },
        { name: 'Run npm run build', seconds: 60 },
      ],
    },
    { key: 'test', queueSeconds: 3 },
  ]
  const after: readonly JobSpec[] = [
    {
      key: 'build',
      steps: [
        { name: 'Lint', seconds: 7 },
        { name: 'Run npm ci', seconds: 180 },
        { name: 'Run npm run build', seconds: 55 },
      ],
    },
    { key: 'test', queueSeconds: 40 },
  ]

  it('has parts that add up to the difference', () => {
    const { time } = ofJobs(before, after)
    const sum = (time?.parts ?? []).reduce((all, { differenceMs }) => all + differenceMs, 0)
    expect(sum + (time?.otherPartsMs ?? 0) + (time?.unexplainedMs ?? 0)).toBe(time?.differenceMs)
    expect(time?.differenceMs).toBe(199_000)
  })

  it('ranks the steps and states that changed most, and pairs a step whose number moved', () => {
    const { time } = ofJobs(before, after)
    expect(time?.parts[0]).toMatchObject({ step: 'Run npm ci', beforeMs: 20_000, afterMs: 180_000, path: 'both' })
    expect(time?.parts[1]).toMatchObject({ state: 'queued', job: { key: 'test' }, differenceMs: 37_000 })
    expect(time?.parts.map(({ step }) => step)).toContain('Lint')
  })

  it('ties a cache miss under a new key to the longer fetch, and names the one lockfile that changed', () => {
    const cache = (result: 'hit' | 'miss', digit: string): Partial<JobManifest> => ({
      ...replay({ lockfiles: [lockfile(digit)] }),
      caches: [{ operation: 'restore', key: `npm-${digit.repeat(64)}`, restoreKeys: [], result, source: 'log' }],
    })
    const { time } = ofJobs(
      [{ key: 'build', steps: [{ name: 'Run npm ci', seconds: 20 }], record: cache('hit', '1') }],
      [{ key: 'build', steps: [{ name: 'Run npm ci', seconds: 90 }], record: cache('miss', '2') }],
    )
    expect(time?.parts[0]?.causes).toEqual([
      expect.objectContaining({ kind: 'cache-miss', what: expect.stringContaining('package-lock.json changed') }),
    ])
  })

  it('ties nothing where the cache missed in both runs', () => {
    const record: Partial<JobManifest> = {
      caches: [{ operation: 'restore', key: `npm-${'1'.repeat(64)}`, restoreKeys: [], result: 'miss', source: 'log' }],
    }
    const { time } = ofJobs(
      [{ key: 'build', steps: [{ name: 'Run npm ci', seconds: 20 }], record }],
      [{ key: 'build', steps: [{ name: 'Run npm ci', seconds: 90 }], record }],
    )
    expect(time?.parts[0]?.causes).toEqual([])
  })
})

describe('what went in', () => {
  it('tells a tag that moved from another tag', () => {
    const uses = (ref: string, digit: string): Partial<JobManifest> => ({
      actions: [{ uses: 'octo/act', ref, sha: digit.repeat(40), kind: 'action', source: 'runner' }],
    })
    const moved = ofJobs([{ key: 'a', record: uses('v1', '1') }], [{ key: 'a', record: uses('v1', '2') }])
    expect(inputsOf(moved, 'action')?.differences).toEqual([
      expect.objectContaining({ name: 'octo/act@v1', before: '1'.repeat(40), after: '2'.repeat(40), jobCount: 1 }),
    ])
    const other = ofJobs([{ key: 'a', record: uses('v1', '1') }], [{ key: 'a', record: uses('v2', '2') }])
    expect(inputsOf(other, 'action')?.differences).toEqual([
      expect.objectContaining({ name: 'octo/act', before: 'v1', after: 'v2' }),
    ])
  })

  it('takes a missing value for a difference only where the list is whole', () => {
    const env = { name: 'SEED', value: '4', source: 'user' as const }
    const whole = ofJobs([{ key: 'a', record: replay({}) }], [{ key: 'a', record: replay({ env: [env] }) }])
    expect(inputsOf(whole, 'variable')?.differences).toEqual([expect.objectContaining({ name: 'SEED', after: '4' })])
    const gaps = [{ field: 'replay.env', reason: 'too-large' as const }]
    const cut = ofJobs([{ key: 'a', record: { ...replay({}), gaps } }], [{ key: 'a', record: replay({ env: [env] }) }])
    expect(inputsOf(cut, 'variable')).toMatchObject({ compared: 0, notCompared: 1, differences: [] })
  })

  it('joins the same difference of many jobs, and counts them all', () => {
    const jobs = (digit: string): readonly JobSpec[] =>
      Array.from({ length: 30 }, (_, index) => ({
        key: `job-${index}`,
        record: replay({ lockfiles: [lockfile(digit)] }),
      }))
    const [difference, ...more] = inputsOf(ofJobs(jobs('1'), jobs('2')), 'lockfile')?.differences ?? []
    expect(more).toEqual([])
    expect(difference?.jobCount).toBe(30)
    expect(difference?.jobs?.length).toBeLessThanOrEqual(20)
  })

  it('takes no key that holds the run for a changed one', () => {
    const record = (runId: string): Partial<JobManifest> => ({
      caches: [
        { operation: 'restore', key: `out-${runId}00000`, restoreKeys: [], result: 'miss', source: 'log' },
        { operation: 'restore', key: 'tool-1.2', restoreKeys: [], result: 'hit', source: 'log' },
      ],
    })
    const [before, after] = [
      aRun('4100000', [{ key: 'a', record: record('41') }]),
      aRun('4200000', [{ key: 'a', record: record('42') }]),
    ]
    expect(inputsOf(compare(before, after), 'cache-key')).toMatchObject({ compared: 1, differences: [] })
  })

  it('names GitHub’s page of the commits between', () => {
    const after = aRun('42', [{ key: 'a' }])
    const moved = { ...after, run: { ...after.run, headSha: { value: 'b'.repeat(40), source: 'api' as const } } }
    expect(inputsOf(compare(aRun('41', [{ key: 'a' }]), moved), 'commit')?.differences[0]?.url).toBe(
      `https://github.com/octo/app/compare/${'a'.repeat(40)}...${'b'.repeat(40)}`,
    )
  })
})

describe('what they did', () => {
  it('names the result, and the input that an error line of the failed step names', () => {
    const tool = (version: string): Partial<JobManifest> =>
      replay({ tools: [{ name: 'node', version, source: 'runner' }] })
    const before = aRun('41', [{ key: 'test', record: tool('20.1.0') }])
    const after = aRun('42', [{ key: 'test', conclusion: 'failure', record: tool('22.2.0') }])
    const failure = {
      ...{ class: 'command' as const, confidence: 'high' as const, rule: 'exit-code', evidence: [] },
      names: [{ kind: 'tool' as const, name: 'node', lines: [12] }],
    }
    const named = { ...after, jobs: after.jobs.map(job => ({ ...job, failure })) }
    expect(compare(before, named).behaviour[0]).toMatchObject({
      kind: 'result',
      before: 'success',
      after: 'failure',
      causes: [{ kind: 'named-by-error', confidence: 'high' }],
    })
  })

  it('lists artifacts of another digest, without those of this project', () => {
    const artifact = (name: string, digit: string) => ({
      name,
      digest: `sha256:${digit.repeat(64)}`,
      source: 'api' as const,
    })
    const made = (digit: string) => [artifact('app', digit), artifact('pipeline-trace-job-1-1-1', digit)]
    const [before, after] = [
      aRun('41', [{ key: 'a' }], { artifacts: made('1') }),
      aRun('42', [{ key: 'a' }], { artifacts: made('2') }),
    ]
    expect(compare(before, after).behaviour.filter(({ kind }) => kind === 'artifact')).toEqual([
      expect.objectContaining({ name: 'app' }),
    ])
  })

  it('says nothing of a run compared with one of the same content', () => {
    const specs: readonly JobSpec[] = [{ key: 'a', record: replay({ lockfiles: [lockfile('1')] }) }, { key: 'b' }]
    const compared = ofJobs(specs, specs)
    expect(compared.behaviour).toEqual([])
    expect(compared.inputs.flatMap(({ differences }) => differences)).toEqual([])
    expect(compared.time?.differenceMs).toBe(0)
  })
})

describe('what is not comparable', () => {
  const run = aRun('41', [{ key: 'a' }])
  it.each([
    [
      'another repository',
      { run: { ...run.run, repository: { value: 'octo/other', source: 'api' as const } } },
      'other-repository',
    ],
    ['another schema', { schemaVersion: '1.7.0' }, 'other-schema'],
    ['another event', { run: { ...run.run, event: { value: 'schedule', source: 'api' as const } } }, 'other-event'],
    ['no time', { timeline: undefined }, 'no-times'],
    [
      'rows that were cut',
      { completeness: { ...run.completeness, notShown: { jobs: 5, ran: 5, recorded: 0 } } },
      'rows-cut',
    ],
  ])('states %s', (_, more, reason) => {
    const before = { ...run, run: { ...run.run, event: { value: 'push', source: 'api' as const } } }
    expect(reasonsOf(compare(before, { ...aRun('42', [{ key: 'a' }]), ...more }))).toContain(reason)
    expect(reasonsOf(compare(before, aRun('42', [{ key: 'a' }])))).not.toContain(reason)
  })

  it('states that both are the same run', () => {
    expect(reasonsOf(compare(run, run))).toContain('same-run')
  })

  it('states another workflow', () => {
    const of = (path: string) => ({
      value: `octo/app/.github/workflows/${path}@refs/heads/main`,
      source: 'api' as const,
    })
    const [before, after] = [aRun('41', [{ key: 'a' }]), aRun('42', [{ key: 'a' }])]
    const compared = compare(
      { ...before, run: { ...before.run, workflowRef: of('ci.yml') } },
      { ...after, run: { ...after.run, workflowRef: of('nightly.yml') } },
    )
    expect(reasonsOf(compared)).toContain('other-workflow')
  })
})
