import { describe, expect, test } from '@jest/globals'
import { environmentDecay, listOtherDifferences } from '../../../src/findings/rules/environment-decay.ts'
import { type FindingInput, THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import { listPastInputs, toHistoryPackages } from '../../../src/history/job-inputs.ts'
import type { HistoryJob, HistoryRun } from '../../../src/schema/history/history.ts'
import type { ResolvedPackage } from '../../../src/schema/job/resolved-package.ts'
import type { NamedInput } from '../../../src/schema/run/failure.ts'
import { finding } from '../../../src/schema/run/finding.ts'
import type { ReportedJob, RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { aReportedJob, aRun, bare, COMMIT } from '../../policy/an-evaluated-run.ts'

const OTHER = 'd'.repeat(40)
const NUMPY: NamedInput = { kind: 'package', name: 'pypi numpy', lines: [41, 44] }

const pypi = (versions: Readonly<Record<string, string>>): ResolvedPackage[] =>
  Object.entries(versions).map(([name, version]) => ({ ecosystem: 'pypi', name, version }))

type Ending = Partial<ReportedJob> & { readonly names?: readonly NamedInput[] }

/** A job that failed; `names` is what the error lines of its failed step name. */
const failed = (name: string, { names, ...more }: Ending = {}): ReportedJob => {
  const job = bare(aReportedJob(`1${name.length}`, name))
  return {
    ...job,
    api: { conclusion: 'failure', status: 'completed', labels: [], steps: [], url: 'https://github.com/o/r/job/1' },
    failure: {
      class: 'test',
      confidence: 'medium',
      rule: 'pytest',
      evidence: [],
      step: { number: 4, name: 'pytest' },
      names: names?.map(one => ({ ...one, lines: [...one.lines] })),
    },
    packages: pypi({ numpy: '2.0.0', idna: '3.7' }),
    ...more,
  }
}

const PASSED: HistoryJob = { key: 'test', conclusion: 'success', packages: ['pypi idna 3.7', 'pypi numpy 1.26.4'] }

const past = (job: Partial<HistoryJob> = {}, run: Partial<HistoryRun> = {}): HistoryRun => ({
  runId: '41',
  attempt: 1,
  branch: 'main',
  event: 'schedule',
  sha: COMMIT,
  conclusion: 'success',
  startedAt: '2026-02-28T10:00:00Z',
  jobs: [{ ...PASSED, ...job }],
  ...run,
})

const input = (
  jobs: readonly ReportedJob[],
  runs: readonly HistoryRun[],
  more: Partial<FindingInput> = {},
): FindingInput => {
  const manifest = aRun(jobs)
  const run: RunManifest['run'] = { ...manifest.run, sha: { value: COMMIT, source: 'runner' }, headSha: undefined }
  return { manifest: { ...manifest, run }, past: runs, thresholds: THRESHOLDS, ...more }
}

describe('a difference that the failed step names', () => {
  test('the same commit and one difference: high confidence', () => {
    const [found, ...others] = environmentDecay(input([failed('test', { names: [NUMPY] })], [past()]))
    expect(others).toEqual([])
    expect(finding.parse(found)).toMatchObject({
      rule: 'environment-decay',
      severity: 'high',
      confidence: 'high',
      subject: { kind: 'package', name: 'pypi numpy' },
      summary:
        '“test” failed; at the same commit it passed in run 41: pypi numpy 1.26.4 → 2.0.0, and 2 error lines of the failed step name it.',
      reason: 'the same commit; it is the one difference that is known between both runs',
      response: expect.stringContaining('Fix numpy to 1.26.4'),
      owner: 'author',
      evidence: [
        { what: 'error lines 41, 44 name pypi numpy', step: 'pytest', line: 41, job: 'test' },
        {
          what: expect.stringContaining('passed in run 41, attempt 1'),
          url: expect.stringContaining('/actions/runs/41/attempts/1'),
        },
      ],
    })
  })

  test('an earlier attempt of the run itself is compared first', () => {
    const job = failed('test', { names: [NUMPY] })
    const { runId } = aRun([job]).run
    const earlier = past({}, { runId: runId.value, attempt: 1 })
    const newer = past({ packages: ['pypi numpy 1.0.0'] })
    const [found, ...others] = environmentDecay(input([job], [newer], { earlierAttempts: [earlier] }))
    expect(others).toEqual([])
    expect(found?.summary).toContain('at the same commit it passed in attempt 1 of this run: pypi numpy 1.26.4 → 2.0.0')
    // An attempt in which the job failed too shows nothing.
    const red = past({ conclusion: 'failure' }, { runId: runId.value })
    expect(environmentDecay(input([job], [], { earlierAttempts: [red] }))).toEqual([])
  })

  test('more than one difference: medium confidence, and the others are lines', () => {
    const given = input(
      [failed('test', { names: [NUMPY] })],
      [past({ packages: ['pypi idna 3.6', 'pypi numpy 1.26.4'] })],
    )
    expect(environmentDecay(given)).toMatchObject([
      {
        severity: 'medium',
        confidence: 'medium',
        reason: 'the same commit; 2 differences are known between both runs, and a line names this one',
      },
    ])
    expect(listOtherDifferences(given)).toEqual(['pypi idna 3.6 → 3.7 (test)'])
  })

  test('several jobs are one finding', () => {
    const jobs = ['test (3.11)', 'test (3.12)', 'test (3.13)'].map(name =>
      failed(name, { key: 'test', names: [NUMPY] }),
    )
    const before = past({}, { jobs: jobs.map(({ name }) => ({ ...PASSED, name })) })
    expect(environmentDecay(input(jobs, [before]))).toMatchObject([
      {
        summary: expect.stringMatching(
          /^“test \(3\.11\)”, “test \(3\.12\)”, “test \(3\.13\)” failed; .* 6 error lines of the failed steps name it\.$/,
        ),
      },
    ])
  })

  const recorded = {
    actions: [{ uses: 'octo/tool', ref: 'v1', sha: COMMIT, kind: 'action' as const, source: 'log' as const }],
    containers: [
      { role: 'service' as const, image: 'postgres:17', digest: `sha256:${'2'.repeat(64)}`, source: 'log' as const },
    ],
    image: {
      name: { value: 'ubuntu24', source: 'runner' as const },
      version: { value: '20260420.1', source: 'runner' as const },
    },
    replay: {
      lockfiles: [],
      deployManifests: [],
      env: [{ name: 'FIXTURE_SET', value: 'users-v12', source: 'runner' as const }],
      tools: [{ name: 'node', version: '22.2.0', source: 'runner' as const }],
    },
  }
  test.each<readonly [NamedInput['kind'], string, string]>([
    ['action', 'octo/tool@v1', `action octo/tool@v1 ${'d'.repeat(12)} → ${'c'.repeat(12)}`],
    ['image', 'postgres:17', `image postgres:17 sha256:${'1'.repeat(12)} → sha256:${'2'.repeat(12)}`],
    ['runner-image', 'image', 'image ubuntu24 20260413.1 → 20260420.1'],
    ['variable', 'FIXTURE_SET', 'variable FIXTURE_SET users-v11 → users-v12'],
    ['tool', 'node', 'tool node 22.1.0 → 22.2.0'],
  ])('%s', (kind, name, difference) => {
    const { record } = aReportedJob('14', 'test', {}, recorded)
    const before = past(
      {
        image: 'ubuntu24 20260413.1',
        packages: ['env FIXTURE_SET users-v11', `image postgres:17 sha256:${'1'.repeat(12)}`, 'tool node 22.1.0'],
      },
      { actions: { 'octo/tool@v1': OTHER } },
    )
    const job = failed('test', { record, packages: undefined, names: [{ kind, name, lines: [3] }] })
    const [found, ...others] = environmentDecay(input([job], [before]))
    expect(others).toEqual([])
    expect(finding.parse(found)).toMatchObject({
      summary: expect.stringContaining(`: ${difference}, and 1 error line of the failed step names it.`),
      confidence: 'medium',
    })
    expect(listOtherDifferences(input([job], [before]))).toHaveLength(4)
  })
})

describe('silence', () => {
  const named = { names: [NUMPY] }
  test.each<readonly [string, FindingInput]>([
    ['no line names the difference', input([failed('test')], [past()])],
    ['a line names what did not move', input([failed('test', { names: [{ ...NUMPY, name: 'pypi idna' }] })], [past()])],
    ['no past', input([failed('test', named)], [])],
    ['a past of another commit', input([failed('test', named)], [past({}, { sha: OTHER })])],
    ['the job failed before too', input([failed('test', named)], [past({ conclusion: 'failure' })])],
    [
      'a newer success had the same version',
      input([failed('test', named)], [past({ packages: ['pypi numpy 2.0.0'] }), past()]),
    ],
    ['the past does not know the packages', input([failed('test', named)], [past({ packages: undefined })])],
    ['a package that was not there before', input([failed('test', named)], [past({ packages: ['pypi idna 3.7'] })])],
    ['another job of the past', input([failed('test', named)], [past({ key: 'lint' })])],
    [
      'a leg of a matrix among others',
      input([failed('test (1)', { key: 'test', ...named }), failed('test (2)', { key: 'test' })], [past()]),
    ],
    ['a job that is allowed to fail', input([failed('test', { tolerated: true, ...named })], [past()])],
    ['a job of another attempt', input([failed('test', { presence: 'carried-over', ...named })], [past()])],
    ['a job that passed', input([aReportedJob('1', 'test', { packages: pypi({ numpy: '2.0.0' }) })], [past()])],
  ])('%s', (_, given) => {
    expect(environmentDecay(given)).toEqual([])
  })

  test('a difference without a name is a line, and equal lines are one', () => {
    const given = input(
      [failed('test'), failed('lint-all', { key: 'lint' })],
      [past({}, { jobs: [PASSED, { ...PASSED, key: 'lint' }] })],
    )
    expect(listOtherDifferences(given)).toEqual(['pypi numpy 1.26.4 → 2.0.0 (test, lint-all)'])
  })
})

test('what a history keeps of a job is read back as it was', () => {
  const { record } = aReportedJob('1', 'test', {}, {})
  const job = { record, packages: pypi({ numpy: '2.0.0', 'a b': '1' }) }
  expect(toHistoryPackages({ packages: pypi({ numpy: '2.0.0' }) })).toEqual(['pypi numpy 2.0.0'])
  expect(toHistoryPackages(job).length).toBeGreaterThan(0)
  expect(
    listPastInputs(past(), { ...PASSED, packages: ['env A b c', 'mystery x 1', 'tool node 1', 'pypi numpy 2.0.0'] }),
  ).toEqual([
    { kind: 'variable', name: 'A', version: 'b c' },
    { kind: 'tool', name: 'node', version: '1' },
    { kind: 'package', name: 'pypi numpy', version: '2.0.0' },
  ])
})

test('a large run with a long past is compared in a moment of work', () => {
  const names = Array.from({ length: 300 }, (_, index) => `job ${index}`)
  const jobs = names.map(name => failed(name, { key: name, names: [NUMPY] }))
  const runs = Array.from({ length: 200 }, (_, index) =>
    past({}, { runId: String(index), jobs: names.slice(0, 20).map(key => ({ ...PASSED, key })) }),
  )
  expect(environmentDecay(input(jobs, runs))).toMatchObject([
    { summary: expect.stringContaining('and 17 more failed') },
  ])
})
