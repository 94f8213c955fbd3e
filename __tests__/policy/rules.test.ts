import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { evaluatePolicy } from '../../src/policy/evaluate-policy.ts'
import type { TargetConvergence } from '../../src/schema/converge/target-convergence.ts'
import type { Policy } from '../../src/schema/run/policy.ts'
import type { Lineage } from '../../src/schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aTarget } from '../converge/a-target.ts'
import { aTimelineJob } from '../render/a-timeline.ts'
import { aReportedJob, aRun, bare, COMMIT, evaluate, NOW } from './an-evaluated-run.ts'

type Case = readonly [title: string, policy: Omit<Policy, 'version'>, run: RunManifest, findings: readonly string[]]
const cases = (table: readonly Case[]): void => {
  test.each(table)('%s', (_, policy, run, findings) => {
    expect(evaluate(policy, run)).toEqual(findings)
  })
}

const build = aReportedJob('1', 'build')
const api = (conclusion: 'success' | 'failure' | 'skipped') => ({ conclusion, labels: [], steps: [] })

describe('where the run came from', () => {
  const run = (event: string, ref: string) => {
    const base = aRun([build])
    const fact = (value: string) => ({ value, source: 'runner' as const })
    return { ...base, run: { ...base.run, event: fact(event), ref: fact(ref) } }
  }
  const { event: _, ref: __, ...unknown } = aRun([build]).run
  const rule = { events: ['push', 'schedule'], 'source-refs': ['refs/heads/main', 'refs/tags/v*'] }
  cases([
    ['as asked', rule, run('push', 'refs/heads/main'), ['met event', 'met ref']],
    ['a tag', rule, run('push', 'refs/tags/v1'), ['met event', 'met ref']],
    ['a pull request', rule, run('pull_request', 'refs/pull/7/merge'), ['violated event', 'violated ref']],
    ['a ref that begins alike', rule, run('push', 'refs/heads/main2'), ['violated ref', 'met event']],
    ['nothing known', rule, aRun([build], { run: unknown }), ['undecided event', 'undecided ref']],
  ])

  const hosted = { 'hosted-runners': true } as const
  const inGroup = (runnerGroup: string) => ({ api: { ...api('success'), runnerGroup } })
  const placed = (environment: 'github-hosted' | 'self-hosted', more: Partial<ReportedJob>) =>
    aReportedJob('1', 'build', more, { runner: { environment: { value: environment, source: 'runner' } } })
  const confirmed: Partial<ReportedJob> = {
    fields: [{ field: 'runner.environment', agreement: 'confirmed', confirmedBy: 'certificate', values: [] }],
  }
  cases([
    ['by its group', hosted, aRun([placed('github-hosted', inGroup('GitHub Actions'))]), ['met runners']],
    ['by its certificate', hosted, aRun([placed('github-hosted', confirmed)]), ['met runners']],
    ['self-hosted', hosted, aRun([placed('self-hosted', inGroup('Default'))]), ['violated build']],
    ['by its own word', hosted, aRun([placed('github-hosted', inGroup('Default'))]), ['undecided build']],
    ['no job', hosted, aRun([]), ['undecided runners']],
  ])
})

describe('required-jobs', () => {
  const rule = { 'required-jobs': ['build'] }
  const unlisted = (run: RunManifest): RunManifest => ({ ...run, completeness: { ...run.completeness, by: 'job-key' } })
  const renamed = aReportedJob('2', 'Build it', { key: 'build' })
  cases([
    ['recorded and successful', rule, aRun([build]), ['met build']],
    [
      'every leg of a matrix',
      rule,
      aRun([aReportedJob('1', 'build (1)'), aReportedJob('2', 'build (2)')]),
      ['met build'],
    ],
    [
      'one leg failed',
      rule,
      aRun([aReportedJob('1', 'build (1)'), aReportedJob('2', 'build (2)', { api: api('failure') })]),
      ['violated build'],
    ],
    ['a pattern', { 'required-jobs': ['ci / *'] }, aRun([aReportedJob('1', 'ci / lint')]), ['met ci / *']],
    [
      'failed by GitHub, whatever needs says',
      rule,
      aRun([aReportedJob('1', 'build', { api: api('failure'), needsResult: 'success' })]),
      ['violated build'],
    ],
    ['no such job', rule, aRun([aReportedJob('1', 'lint')]), ['violated build']],
    ['a list that was refused', rule, unlisted(aRun([aReportedJob('1', 'lint')])), ['undecided build']],
    [
      'a list that was cut',
      rule,
      aRun([aReportedJob('1', 'lint')], { gaps: [{ field: 'jobs', reason: 'budget' }] }),
      ['undecided build'],
    ],
    ['no manifest', rule, aRun([bare({ ...build, presence: 'not-recorded' })]), ['violated build']],
    [
      'a manifest that could not be downloaded',
      rule,
      aRun([bare({ ...build, presence: 'not-recorded' })], { gaps: [{ field: 'artifacts', reason: 'service-error' }] }),
      ['undecided build'],
    ],
    ['skipped', rule, aRun([bare({ ...build, presence: 'skipped', api: api('skipped') })]), ['violated build']],
    ['two manifests', rule, aRun([bare({ ...build, presence: 'conflict' })]), ['violated build']],
    [
      'still running',
      rule,
      aRun([bare({ ...build, presence: 'in-progress', api: { labels: [], steps: [] } })]),
      ['undecided build'],
    ],
    ['carried over with its manifest', rule, aRun([{ ...build, presence: 'carried-over' }]), ['met build']],
    ['carried over without', rule, aRun([bare({ ...build, presence: 'carried-over' })]), ['undecided build']],
    ['a key that only the manifest states', rule, aRun([renamed]), ['undecided build']],
    [
      'a key that a witness confirms',
      rule,
      aRun([{ ...renamed, fields: [{ field: 'job.key', agreement: 'confirmed', values: [] }] }]),
      ['met build'],
    ],
    [
      'a job that claims the key of another is not that job',
      rule,
      aRun([bare({ ...build, presence: 'not-recorded' }), aReportedJob('3', 'test', { key: 'build' })]),
      ['violated build'],
    ],
  ])
})

describe('signers', () => {
  const SERVER = 'https://github.com'
  const ISSUER = 'https://token.actions.githubusercontent.com'
  const jobs = (...allowed: NonNullable<NonNullable<Policy['signers']>['jobs']>) => ({ signers: { jobs: allowed } })
  const ci = { workflow: 'octo/app/.github/workflows/ci.yml' }
  const signed = (path: string, issuer = ISSUER, mode: 'keyless' | 'key' = 'keyless'): ReportedJob => ({
    ...build,
    signature: {
      mode,
      by: 'job',
      reason: '',
      ...(mode === 'key' ? {} : { signer: { identity: `${SERVER}/${path}`, issuer } }),
    },
  })
  const at = (ref: string) => `octo/app/.github/workflows/ci.yml@${ref}`
  cases([
    ['an allowed workflow', jobs(ci), aRun([signed(at('refs/heads/main'))]), ['met jobs']],
    [
      'on an allowed ref',
      jobs({ ...ci, ref: 'refs/heads/release/*' }),
      aRun([signed(at('refs/heads/release/1'))]),
      ['met jobs'],
    ],
    ['a branch with an @', jobs(ci), aRun([signed(at('refs/heads/bot/@types/node'))]), ['met jobs']],
    ['another ref', jobs({ ...ci, ref: 'refs/heads/main' }), aRun([signed(at('refs/heads/x'))]), ['violated build']],
    [
      'another workflow',
      jobs(ci),
      aRun([signed('octo/app/.github/workflows/evil.yml@refs/heads/main')]),
      ['violated build'],
    ],
    ['another repository', jobs(ci), aRun([signed(`x/${at('refs/heads/main')}`)]), ['violated build']],
    [
      'a file named like a workflow and its ref',
      jobs(ci),
      aRun([signed(at('refs/heads/main.yml@refs/heads/evil'))]),
      ['violated build'],
    ],
    [
      'a branch named like a ref',
      jobs({ ...ci, ref: 'refs/heads/main' }),
      aRun([signed(at('refs/heads/x@refs/heads/main'))]),
      ['violated build'],
    ],
    [
      'another server',
      jobs(ci),
      aRun([
        {
          ...build,
          signature: {
            mode: 'keyless',
            by: 'job',
            reason: '',
            signer: { identity: `https://evil.example/${at('r')}`, issuer: ISSUER },
          },
        },
      ]),
      ['violated build'],
    ],
    ['another issuer', jobs(ci), aRun([signed(at('refs/heads/main'), 'https://token.example')]), ['violated build']],
    [
      'an issuer that is allowed',
      jobs({ ...ci, issuer: 'https://token.example' }),
      aRun([signed(at('r'), 'https://token.example')]),
      ['met jobs'],
    ],
    ['a key', jobs(ci), aRun([signed('', '', 'key')]), ['violated build']],
    ['only countersigned', jobs(ci), aRun([build]), ['violated build']],
    [
      'a certificate that the report does not tell of',
      jobs(ci),
      aRun([{ ...build, signature: { mode: 'keyless', by: 'job', reason: '' } }]),
      ['undecided build'],
    ],
    ['nothing recorded', jobs(ci), aRun([bare(build)]), ['undecided jobs']],
  ])

  const report = { signers: { report: [ci] } }
  const by = (jobWorkflowRef: string, role: 'report' | 'collector' = 'report') => ({
    reporter: { role, runId: '5', attempt: 1, jobWorkflowRef },
  })
  const unsigned = { signing: { mode: 'none', reason: 'service-unavailable' } } as const
  cases([
    ['report: an allowed workflow', report, aRun([build], by(at('refs/heads/main'))), ['met report']],
    ['report: a later run, by its own workflow', report, aRun([build], by(at('r'), 'collector')), ['met report']],
    ['report: another one', report, aRun([build], by('a/b/.github/workflows/x.yml@r')), ['violated report']],
    ['report: an old runner', report, aRun([build]), ['undecided report']],
    ['report: unsigned', report, aRun([build], { ...by(at('r')), ...unsigned }), ['violated report']],
  ])
})

/** The job with one field of its manifest standing otherwise than confirmed. */
const by = (job: ReportedJob, field: string, agreement: 'unconfirmed' | 'contradicted'): ReportedJob => ({
  ...job,
  fields: [{ field, agreement, confirmedBy: 'self', values: [] }],
})

describe('pinned-actions', () => {
  const logged = (version: string | undefined): ReportedJob => ({
    ...bare(aReportedJob('2', 'lint', { presence: 'not-recorded' })),
    log: {
      runner: version === undefined ? {} : { version: { value: version, source: 'log' } },
      image: {},
      ...{ actions: [], caches: [], buildCaches: [], artifacts: [], downloads: [] },
      ...{ containers: [], pulls: [], pushes: [], tools: [], gaps: [] },
    },
  })
  const using = (uses: string, ref: string): ReportedJob =>
    aReportedJob('1', 'build', {}, { actions: [{ uses, ref, kind: 'action', source: 'log' }] })
  cases([
    ['a full commit', { 'pinned-actions': true }, aRun([using('octo/a', COMMIT)]), ['met actions']],
    ['a tag', { 'pinned-actions': true }, aRun([using('octo/a', 'v1')]), ['violated octo/a@v1']],
    [
      'a full commit that only the job itself names',
      { 'pinned-actions': true },
      aRun([by(using('octo/a', COMMIT), 'actions', 'unconfirmed')]),
      ['undecided build'],
    ],
    [
      'a tag that only the job itself names',
      { 'pinned-actions': true },
      aRun([by(using('octo/a', 'v1'), 'actions', 'unconfirmed')]),
      ['violated octo/a@v1', 'undecided build'],
    ],
    [
      'a manifest that leaves out what the log names',
      { 'pinned-actions': true },
      aRun([by(using('octo/a', COMMIT), 'actions', 'contradicted')]),
      ['violated build'],
    ],
    [
      'a short commit',
      { 'pinned-actions': true },
      aRun([using('octo/a', COMMIT.slice(0, 12))]),
      [`violated octo/a@${COMMIT.slice(0, 12)}`],
    ],
    [
      'an exception',
      { 'pinned-actions': { except: ['actions/*'] } },
      aRun([using('actions/cache/restore', 'v4')]),
      ['met actions'],
    ],
    [
      'an exception for one ref',
      { 'pinned-actions': { except: ['octo/a@v1'] } },
      aRun([using('octo/a', 'v2')]),
      ['violated octo/a@v2'],
    ],
    [
      'an exception is no prefix',
      { 'pinned-actions': { except: ['actions'] } },
      aRun([using('actions/cache', 'v4')]),
      ['violated actions/cache@v4'],
    ],
    [
      'nothing learned of a job',
      { 'pinned-actions': true },
      aRun([aReportedJob('1', 'build', {}, { actions: [] })]),
      ['undecided build'],
    ],
    [
      'a job without manifest and log',
      { 'pinned-actions': true },
      aRun([build, bare(aReportedJob('2', 'lint'))]),
      ['undecided lint'],
    ],
    ['a log with its set-up and no action', { 'pinned-actions': true }, aRun([logged('2.330.0')]), ['met actions']],
    ['a log without its beginning', { 'pinned-actions': true }, aRun([logged(undefined)]), ['undecided lint']],
    [
      'what the workflow file names',
      { 'pinned-actions': true },
      aRun([build], {
        rerunConditions: { environments: [], workflows: [], unpinned: [{ uses: 'octo/b', ref: 'main', jobs: ['x'] }] },
      }),
      ['violated octo/b@main'],
    ],
  ])
})

describe('image-max-age-days', () => {
  const on = (value: string, confidence: 'high' | 'low' = 'high'): ReportedJob =>
    aReportedJob('1', 'build', {}, { image: { version: { value, source: 'log', confidence } } })
  const rule = { 'image-max-age-days': 30 }
  cases([
    ['young', rule, aRun([on('20260220.4.1')]), ['met images']],
    ['on the last day', rule, aRun([on('20260130.1')]), ['met images']],
    [
      'young by its own word',
      rule,
      aRun([by(on('20260220.4.1'), 'image.version', 'unconfirmed')]),
      ['undecided build'],
    ],
    ['old by its own word', rule, aRun([by(on('20250101.4.1'), 'image.version', 'unconfirmed')]), ['violated build']],
    ['another by the log', rule, aRun([by(on('20260220.4.1'), 'image.version', 'contradicted')]), ['undecided build']],
    ['a day later', rule, aRun([on('20260129.1')]), ['violated build']],
    ['of the future', rule, aRun([on('20270101.1')]), ['undecided build']],
    ['no date', rule, aRun([on('latest')]), ['undecided build']],
    ['no such day', rule, aRun([on('20261341.1')]), ['undecided build']],
    ['told by a variable that the job can set', rule, aRun([on('20260220.4.1', 'low')]), ['undecided build']],
    ['old by such a variable', rule, aRun([on('20250101.4.1', 'low')]), ['violated build']],
    ['no image', rule, aRun([aReportedJob('1', 'build', {}, { image: {} })]), ['undecided build']],
  ])
})

describe('no-contradictions', () => {
  const rule = { 'no-contradictions': true as const }
  cases([
    ['confirmed', rule, aRun([build]), ['met jobs']],
    ['unconfirmed', rule, aRun([{ ...build, agreement: 'unconfirmed' }]), ['undecided build']],
    ['contradicted', rule, aRun([{ ...build, agreement: 'contradicted' }]), ['violated build']],
    [
      'a refused forgery',
      rule,
      aRun([build], { unmatchedArtifacts: [{ artifact: 'x', reason: 'forged-name' }] }),
      ['violated x'],
    ],
    [
      'a unmatchedArtifact that lies about nothing',
      rule,
      aRun([build], { unmatchedArtifacts: [{ artifact: 'x', reason: 'too-large' }] }),
      ['met jobs'],
    ],
    ['nothing recorded', rule, aRun([bare(build)]), ['undecided jobs']],
  ])
})

describe('signature', () => {
  const on = (ref: string | undefined, mode: 'keyless' | 'key' | 'none'): RunManifest => {
    const run = aRun([build], { signing: { mode, reason: 'automatic' } })
    const { ref: _, ...rest } = run.run
    return { ...run, run: ref === undefined ? rest : { ...rest, ref: { value: ref, source: 'runner' } } }
  }
  const rule = { signature: { main: 'keyless', 'release/*': 'any' } } as const
  cases([
    ['as asked', rule, on('refs/heads/main', 'keyless'), ['met main']],
    ['with a key', rule, on('refs/heads/main', 'key'), ['violated main']],
    ['any', rule, on('refs/heads/release/1', 'key'), ['met release/1']],
    ['none is not any', rule, on('refs/heads/release/1', 'none'), ['violated release/1']],
    ['a branch that is not named', rule, on('refs/heads/x', 'none'), ['met x']],
    ['a tag', rule, on('refs/tags/main', 'none'), ['met refs/tags/main']],
    ['no ref', rule, on(undefined, 'keyless'), ['undecided branch']],
    [
      'signed by a later run',
      rule,
      { ...on('refs/heads/main', 'keyless'), reporter: { role: 'collector', runId: '6', attempt: 1 } },
      ['undecided main'],
    ],
    [
      'two patterns',
      { signature: { '*': 'any', main: 'keyless' } },
      on('refs/heads/main', 'key'),
      ['violated main', 'met main'],
    ],
  ])
})

describe('environments', () => {
  const digest = `sha256:${'1'.repeat(64)}`
  const deploy = aReportedJob('2', 'deploy')
  const by = (jobId: string, job: string) => ({ jobId, job, source: 'results' as const, confidence: 'high' as const })
  type Made = NonNullable<Lineage['artifacts'][number]['madeBy']>
  const lineage = (
    madeBy: Made | undefined,
    more: Partial<Lineage['artifacts'][number]> = {},
    name = 'app',
  ): Lineage => ({
    artifacts: [
      { name, id: '9', digest, consumers: [], flags: [], ...(madeBy === undefined ? {} : { madeBy }), ...more },
    ],
    deployed: [
      {
        ...{ environment: 'production', deploymentId: '5', jobId: '2', job: 'deploy', observed: true },
        artifacts: [
          {
            ...{ name, id: '9', digest, how: 'downloaded-in-job' as const },
            ...(madeBy === undefined ? {} : { madeBy }),
            ...(more.runId === undefined ? {} : { runId: more.runId }),
          },
        ],
      },
    ],
  })
  const rule = (more: object = {}) => ({ environments: { production: { 'produced-by': 'build', ...more } } })
  const run = (
    one: Lineage | undefined,
    jobs: readonly ReportedJob[] = [build, deploy],
    more: Partial<RunManifest> = {},
  ) => aRun(jobs, { ...(one === undefined ? {} : { lineage: one }), ...more })
  const blind = lineage(by('1', 'build'))
  cases([
    ['made by the job', rule(), run(lineage(by('1', 'build'))), ['met production']],
    ['made by another job', rule(), run(lineage(by('2', 'deploy'))), ['violated app in production']],
    ['made by another run', rule(), run(lineage(undefined, { runId: '77' })), ['violated app in production']],
    ['made by nobody known', rule(), run(lineage(undefined)), ['undecided app in production']],
    [
      'digests differ',
      rule(),
      run(lineage(by('1', 'build'), { flags: ['digest-differs'] })),
      ['violated app in production'],
    ],
    [
      'a manifest that nothing ties to its job',
      rule(),
      run(lineage(by('1', 'build')), [{ ...build, agreement: 'unconfirmed' }, deploy]),
      ['undecided app in production'],
    ],
    [
      'a job that claims the key of the producer',
      rule(),
      run(lineage(by('3', 'test')), [build, deploy, aReportedJob('3', 'test', { key: 'build' })]),
      ['undecided app in production'],
    ],
    ['not reached', rule(), run(undefined), ['met production']],
    [
      'deployments unread',
      rule(),
      run(undefined, [build], { gaps: [{ field: 'deployments', reason: 'permission-denied' }] }),
      ['undecided production'],
    ],
    [
      'nothing seen to reach it',
      rule(),
      run({
        artifacts: [],
        deployed: [{ environment: 'production', deploymentId: '5', observed: true, artifacts: [] }],
      }),
      ['undecided production'],
    ],
    [
      'the deploying job left no account',
      rule(),
      run({ ...blind, deployed: blind.deployed.map(one => ({ ...one, observed: false })) }),
      ['undecided production'],
    ],
    [
      'its job was skipped',
      rule(),
      run(lineage(by('2', 'deploy')), [build, bare({ ...deploy, presence: 'skipped' })]),
      ['met production'],
    ],
    ['artifacts of the name', rule({ artifact: 'app*' }), run(lineage(by('1', 'build'))), ['met production']],
    ['none of the name', rule({ artifact: 'web' }), run(lineage(by('1', 'build'))), ['undecided production']],
    [
      'attested',
      rule({ 'has-attestation': true }),
      run(lineage(by('1', 'build'), { attestations: 1 })),
      ['met production'],
    ],
    [
      'not attested',
      rule({ 'has-attestation': true }),
      run(lineage(by('1', 'build'), { attestations: 0 })),
      ['violated app in production'],
    ],
    [
      'attestations not asked',
      rule({ 'has-attestation': true }),
      run(lineage(by('1', 'build'))),
      ['undecided app in production'],
    ],
    [
      'an image of another job',
      rule(),
      run(
        {
          artifacts: [],
          deployed: [],
          images: [
            {
              digest,
              image: 'ghcr.io/octo/app',
              pushedBy: by('2', 'deploy'),
              deployed: [{ environment: 'production', deploymentId: '5', how: 'pulled-in-job', source: 'log' }],
            },
          ],
        },
        [build, deploy],
      ),
      ['violated ghcr.io/octo/app in production'],
    ],
    [
      'by pattern',
      { environments: { 'prod*': { 'produced-by': 'build' } } },
      run(lineage(by('2', 'deploy'))),
      ['violated app in production'],
    ],
  ])
})

describe('the verdict', () => {
  test('is the worst of all rules, violations first', () => {
    const policy = {
      version: 1,
      'required-jobs': ['build', 'x'],
      'image-max-age-days': 30,
      'pinned-actions': true,
    } as const
    const run = aRun([aReportedJob('1', 'build', {}, { image: {} })])
    const { verdict, rules } = evaluatePolicy({ ...policy, 'required-jobs': ['build', 'x'] }, run, {
      now: NOW,
      ownJobId: '',
      ownJobKey: '',
    })
    expect(verdict).toBe('violated')
    expect(rules.map(({ result }) => result)).toEqual(['violated', 'undecided', 'met', 'met'])
  })

  test('leaves the report job out', () => {
    const own = bare(aReportedJob('7', 'report', { presence: 'in-progress' }))
    expect(evaluate({ 'pinned-actions': true }, aRun([build, own]), '7')).toEqual(['met actions'])
    expect(evaluate({ 'pinned-actions': true }, aRun([build, own]))).toEqual(['undecided report'])
  })

  test('counts what is over the cap', () => {
    const actions = Array.from({ length: LIMITS.policyFindings }, (_, index) => ({
      ...{ uses: `octo/a${index}`, ref: 'v1', kind: 'action' as const, source: 'log' as const },
    }))
    const run = aRun([aReportedJob('1', 'build', {}, { actions })])
    const policy = { version: 1, 'pinned-actions': true, 'required-jobs': ['x'] } as const
    const result = evaluatePolicy({ ...policy, 'required-jobs': ['x'] }, run, { now: NOW, ownJobId: '', ownJobKey: '' })
    expect(result.rules).toHaveLength(LIMITS.policyFindings)
    expect(result).toMatchObject({ verdict: 'violated', notListed: 1 })
  })
})

describe('failure modes that a run must not show', () => {
  const withFindings = (confidence: 'high' | 'low', rule: 'cache-drift' | 'image-drift' = 'cache-drift') =>
    aRun([build], {
      findings: {
        baseline: { from: 'none', runs: 0 },
        found: [
          {
            rule,
            severity: 'medium',
            subject: { kind: 'cache', name: 'npm' },
            summary: 'Hit 2 of 10 times',
            evidence: [],
            confidence,
            reason: '10 runs',
            response: 'Take the commit out of the key',
            owner: 'author',
          },
        ],
        otherDifferences: [],
        ignored: [],
      },
    })
  const policy: Omit<Policy, 'version'> = { 'no-finding': ['cache-drift'] }
  cases([
    ['found', policy, withFindings('high'), ['violated cache-drift']],
    ['found with low confidence', policy, withFindings('low'), ['undecided cache-drift']],
    ['another one', policy, withFindings('high', 'image-drift'), ['met cache-drift']],
    ['not looked for', policy, aRun([build]), ['undecided cache-drift']],
  ])
})

describe('deployment targets that must stay healthy', () => {
  const deploy = (targets: readonly TargetConvergence[] | undefined, more: Partial<ReportedJob> = {}) => {
    const job = aReportedJob('2', 'deploy', more, { convergence: targets && [...targets] })
    const run = aRun([build, job])
    const timed = aTimelineJob('2', { name: 'deploy', environment: 'production' })
    return { ...run, timeline: run.timeline && { ...run.timeline, jobs: [timed] } }
  }
  const policy: Omit<Policy, 'version'> = { 'require-convergence': ['prod*'] }
  const healthy = aTarget({ verdict: 'stayed-healthy' })
  cases([
    ['stayed healthy', policy, deploy([healthy]), ['met argocd/shop in production']],
    [
      'one of two degraded',
      policy,
      deploy([healthy, aTarget()]),
      ['violated argocd/shop in production', 'met argocd/shop in production'],
    ],
    ['never applied', policy, deploy([aTarget({ verdict: 'never-applied' })]), ['violated argocd/shop in production']],
    [
      'healthy, not for the soak time',
      policy,
      deploy([aTarget({ verdict: 'healthy' })]),
      ['undecided argocd/shop in production'],
    ],
    [
      'a manifest that no log confirms',
      policy,
      deploy([healthy], { agreement: 'unconfirmed' }),
      ['undecided argocd/shop in production'],
    ],
    ['no record', policy, deploy(undefined), ['undecided production']],
    [
      'an environment that the run did not reach',
      { 'require-convergence': ['staging'] },
      deploy([healthy]),
      ['met staging'],
    ],
  ])
})
