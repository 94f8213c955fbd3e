import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { sha256Hex } from '../../src/io/digest.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { checkClaims } from '../../src/verify/documents/claims.ts'
import { type Reported, type ReportLab, type Settings, startReportLab } from './report-lab.ts'

// Each test is a process of its own.
jest.setTimeout(120_000)

const PATH = '.github/pipeline-policy.yml'
const STRICT = 'version: 1\nrequired-jobs: [build, scan]\n'
const MILD = 'version: 1\nrequired-jobs: [build]\n'

/** What the repository holds, by branch and path; every branch or commit that was asked for is kept. */
let files: Record<string, string>
let asked: string[]
let lab: ReportLab

const start = async (more: Parameters<typeof startReportLab>[0] = {}): Promise<void> => {
  lab = await startReportLab(more, {
    contents: async (path, ref) => {
      if (path === PATH) asked.push(ref)
      const text = files[`${ref}:${path}`]
      return text === undefined ? undefined : strToU8(text)
    },
  })
}

beforeEach(() => {
  files = { [`main:${PATH}`]: STRICT }
  asked = []
})
afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}

const runReport = (inputs: Readonly<Record<string, string>>, settings: Settings = {}): Promise<Reported> =>
  lab.report({ ...settings, inputs: { policy: PATH, ...inputs } })

const checkRuns = () => [...lab.state.checkRuns.values()]
const conclusion = (): string | null | undefined => checkRuns().at(-1)?.conclusion

// Of a fork nothing could be posted.
const pull = (base: string) => ({
  repository: { visibility: 'public', default_branch: 'main' },
  pull_request: {
    head: { sha: 'c'.repeat(40), ref: 'topic', repo: { id: 101 } },
    base: { ref: base, repo: { id: 101 } },
  },
})

describe('what fail-on makes of the check run', () => {
  beforeEach(() => start())

  test.each([
    ['met', MILD, 'never', 'success'],
    ['violated', STRICT, 'never', 'neutral'],
    ['violated', STRICT, 'violated', 'failure'],
    ['undecided', 'version: 1\nimage-max-age-days: 30\n', 'never', 'neutral'],
    ['undecided', 'version: 1\nimage-max-age-days: 30\n', 'violated', 'neutral'],
    ['undecided', 'version: 1\nimage-max-age-days: 30\n', 'undecided', 'failure'],
  ])('%s by %j with fail-on %s: %s, and the job stays green', async (verdict, text, failOn, expected) => {
    files[`main:${PATH}`] = text
    lab.finish()
    const reported = await runReport({ 'fail-on': failOn })
    expect(manifestOf(reported).policy).toMatchObject({
      path: PATH,
      digest: `sha256:${sha256Hex(strToU8(text))}`,
      verdict,
    })
    expect(conclusion()).toBe(expected)
    expect(reported.code).toBe(0)
    expect(reported.outputs).toMatch(new RegExp(`policy-verdict<<.*\\n${verdict}\\n`))
    expect(lab.services.violations).toEqual([])
  })

  test('without a policy nothing changes', async () => {
    lab.finish()
    const reported = await lab.report()
    expect(manifestOf(reported).policy).toBeUndefined()
    expect(reported.outputs).not.toContain('policy-verdict')
    expect(conclusion()).toBe('success')
    expect(asked).toEqual([])
  })

  test('with strict the job is red for a policy that fails, and only then', async () => {
    lab.finish()
    expect((await runReport({ 'fail-on': 'violated', strict: 'true' })).code).toBe(1)
    lab.state.artifacts.forEach((one, id) => {
      if (one.name.startsWith('pipeline-trace-run-')) lab.state.artifacts.delete(id)
    })
    expect((await runReport({ strict: 'true' })).code).toBe(0)
  })

  test('what is violated stands at the top of the check run, escaped', async () => {
    files[`main:${PATH}`] = 'version: 1\nrequired-jobs: ["<img src=x>|@octo"]\n'
    lab.finish()
    await runReport({})
    const output = [...lab.state.checkRuns.values()][0]?.output
    const [summary, text] = [output?.summary ?? '', output?.text ?? '']
    expect(summary).toContain('### Policy')
    expect(summary.split('### Policy')[0]).not.toMatch(/\n### (?:Also|Where)/)
    expect(text).toContain('### Jobs')
    expect(`${summary}${text}`).not.toMatch(/<img|@octo/)
  })

  test('the signed run manifest holds the result, and its certificate names the workflow that it says', async () => {
    files[`main:${PATH}`] = `version: 1
signature: { main: keyless }
signers: { report: [{ workflow: octo/app/.github/workflows/ci.yml, ref: refs/heads/main }] }
`
    lab.finish()
    const reported = await runReport({ 'job-workflow-ref': `octo/app/${lab.run.path}@${lab.run.ref}` })
    const manifest = manifestOf(reported)
    expect(manifest.policy?.rules.map(({ rule, result }) => [rule, result])).toEqual([
      ['signers', 'met'],
      ['signature', 'met'],
    ])
    const bundle = Buffer.from(reported.files['run-manifest.sigstore.json'] ?? []).toString()
    const verified = await verifyBundle(bundle, { roots: [lab.services.trustedRoot()], keys: [] })
    const claim =
      verified.identity && checkClaims(manifest, verified.identity).find(({ id }) => id === 'claim-job-workflow')
    expect(claim?.result).toBe('pass')
    const reporter = manifest.reporter && { ...manifest.reporter, jobWorkflowRef: 'octo/app/.github/workflows/x.yml@r' }
    const lie = { ...manifest, reporter }
    const caught =
      verified.identity && checkClaims(lie, verified.identity).find(({ id }) => id === 'claim-job-workflow')
    expect(caught?.result).toBe('fail')
  })

  test('a signing that fails is evaluated as it ended', async () => {
    files[`main:${PATH}`] = 'version: 1\nsignature: { main: any }\n'
    lab.finish()
    lab.services.inject({ path: /fulcio/, status: 503, body: '', times: 100 })
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy?.verdict).toBe('violated')
    expect(conclusion()).toBe('failure')
  }, 60_000)
})

describe('who controls the file', () => {
  test('the base of a pull request adds to the default branch, whatever its head and its merge commit hold', async () => {
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    files[`main:${PATH}`] = MILD
    files[`release/1:${PATH}`] = STRICT
    for (const ref of ['topic', 'c'.repeat(40), lab.run.sha, 'refs/pull/7/merge'])
      files[`${ref}:${PATH}`] = 'version: 1\nimage-max-age-days: 3650\n'
    lab.finish()
    const manifest = manifestOf(await runReport({}, { event: pull('release/1') }))
    expect(asked).toEqual(['main', 'release/1'])
    const digest = (text: string) => `sha256:${sha256Hex(strToU8(text))}`
    expect(manifest.policy).toMatchObject({
      verdict: 'violated',
      evaluatedBranch: 'release/1',
      files: [
        { digest: digest(MILD), verdict: 'met' },
        { branch: 'release/1', digest: digest(STRICT), verdict: 'violated' },
      ],
    })
    expect(manifest.policy?.rules[0]).toMatchObject({ subject: 'scan', branch: 'release/1' })
  })

  test.each([
    ['has a milder file', MILD],
    ['has a file that asks nothing of it', 'version: 1\nsignature: { nowhere: any }\n'],
    ['has no file', undefined],
    ['has a file that is none', 'version: 2\n'],
  ])('a base that %s takes nothing from the default branch', async (_, text) => {
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    if (text !== undefined) files[`lax:${PATH}`] = text
    lab.finish()
    const manifest = manifestOf(await runReport({ 'fail-on': 'violated' }, { event: pull('lax') }))
    expect(manifest.policy?.verdict).toBe('violated')
    expect(manifest.policy?.files?.[0]).toMatchObject({ verdict: 'violated' })
    expect(conclusion()).toBe('failure')
  })

  test('retargeted to another base, the same head gets another check', async () => {
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    files[`main:${PATH}`] = 'version: 1\nrules:\n  - branches: [main]\n    required-jobs: [build, scan]\n'
    lab.finish()
    for (const base of ['main', 'lax']) {
      await runReport({ 'fail-on': 'violated' }, { event: pull(base) })
      lab.state.artifacts.forEach((one, id) => {
        if (one.name.startsWith('pipeline-trace-run-')) lab.state.artifacts.delete(id)
      })
    }
    expect(checkRuns().map(({ name, headSha, conclusion: end }) => [name, headSha, end])).toEqual([
      ['pipeline-trace / CI (policy main)', 'c'.repeat(40), 'failure'],
      ['pipeline-trace / CI (policy lax)', 'c'.repeat(40), 'success'],
    ])
    expect(new Set(checkRuns().map(({ externalId }) => externalId)).size).toBe(2)
  })

  test('a report without the policy leaves the check of one with it alone', async () => {
    await start()
    lab.finish()
    await runReport({ 'fail-on': 'violated' })
    await lab.report()
    expect(checkRuns().map(({ name, conclusion: end }) => [name, end])).toEqual([
      ['pipeline-trace / CI (policy main)', 'failure'],
      ['pipeline-trace / CI', 'success'],
    ])
  })

  test('a changed file makes a check of its own', async () => {
    await start()
    lab.finish()
    await runReport({})
    files[`main:${PATH}`] = MILD
    await runReport({})
    expect(new Set(checkRuns().map(({ externalId }) => externalId)).size).toBe(2)
    await runReport({})
    expect(checkRuns()).toHaveLength(2)
  })

  test.each([
    ['push', 'refs/heads/topic', {}, 'topic', ['main']],
    [
      'merge_group',
      'refs/heads/gh-readonly-queue/main/pr-7',
      { merge_group: { base_ref: 'refs/heads/main' } },
      'main',
      ['main', 'main'],
    ],
    ['workflow_dispatch', 'refs/heads/topic', { ref: 'refs/heads/topic' }, 'topic', ['main']],
    ['push', 'refs/tags/v1', { repository: { default_branch: 'main' } }, undefined, ['main']],
  ])('a run of %s on %s is evaluated by the default branch', async (event, ref, payload, branch, places) => {
    await start({ event, ref, headBranch: ref.slice('refs/heads/'.length) })
    files[`${lab.run.sha}:${PATH}`] = MILD
    files[`${ref.slice('refs/heads/'.length)}:${PATH}`] = MILD
    lab.finish()
    const manifest = manifestOf(await runReport({}, { event: payload }))
    expect(asked).toEqual(places)
    expect(manifest.policy).toMatchObject({ verdict: 'violated', files: [{ verdict: 'violated' }] })
    expect(manifest.policy?.evaluatedBranch).toBe(branch)
    expect(checkRuns().map(({ name }) => name)).toEqual([`pipeline-trace / CI (policy ${branch ?? 'main'})`])
  })

  test('a branch that the runner names counts more than an event file', async () => {
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    lab.finish()
    await runReport({}, { event: pull('lax'), environment: { GITHUB_BASE_REF: 'main' } })
    expect(checkRuns().map(({ name }) => name)).toEqual(['pipeline-trace / CI (policy main)'])
  })
})

describe('a policy that cannot be used', () => {
  beforeEach(() => start())

  test.each([
    ['is not there', undefined],
    ['has an unknown key', 'version: 1\nrequired-job: [build]\n'],
    ['is too large', `version: 1\nrequired-jobs: [build]\n#${'x'.repeat(70_000)}`],
  ])('one that %s: undecided, an error with the remedy, red by every fail-on', async (_, text) => {
    if (text === undefined) delete files[`main:${PATH}`]
    else files[`main:${PATH}`] = text
    lab.finish()
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy).toMatchObject({
      path: PATH,
      verdict: 'undecided',
      rules: [{ rule: 'policy-file', result: 'undecided', subject: PATH }],
    })
    expect(reported.log).toContain('nput policy')
    expect(reported.log).toContain(PATH)
    expect(conclusion()).toBe('failure')
    expect(reported.code).toBe(0)
  })

  test('a refused API is a red check run that says so, with the cause', async () => {
    lab.finish()
    lab.services.inject({ path: /\/contents\/.*policy/, status: 403, body: '{"message":"no"}', times: 10 })
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy?.verdict).toBe('undecided')
    expect(reported.log).toContain('contents: read')
    expect(conclusion()).toBe('failure')
    expect(checkRuns()[0]?.output.summary).toContain('could not be read: HTTP 403')
    expect(reported.code).toBe(0)
  })

  test('without fail-on a file that cannot be used fails nothing', async () => {
    delete files[`main:${PATH}`]
    lab.finish()
    expect((await runReport({})).code).toBe(0)
    expect(conclusion()).toBe('neutral')
  })

  test('a service that is down for a moment is asked again, and the policy holds', async () => {
    lab.finish()
    // Each of our tries is two of the client's.
    lab.services.inject({ path: /\/contents\/.*policy/, status: 502, body: 'x', times: 3 })
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy).toMatchObject({ verdict: 'violated', files: [{ verdict: 'violated' }] })
  })

  test('a service that stays down is a red check run with its cause, after a few tries', async () => {
    lab.finish()
    const fault = { path: /\/contents\/.*policy/, status: 502, body: 'x', times: 1_000 }
    lab.services.inject(fault)
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(conclusion()).toBe('failure')
    expect(checkRuns()[0]?.output.summary).toMatch(/could not be read: HTTP 502 from [\d.:]+, asked [2-3] times/)
    expect(reported.log).toContain('Run the report job again')
    expect(reported.code).toBe(0)
  }, 60_000)

  test.each(['../../etc/policy.yml', 'policy.json'])(
    'the path %s is no file of the repository: undecided',
    async path => {
      lab.finish()
      const reported = await runReport({ policy: path, 'fail-on': 'undecided' })
      expect(manifestOf(reported).policy).toMatchObject({ path, verdict: 'undecided' })
      expect(conclusion()).toBe('failure')
      expect(asked).toEqual([])
    },
  )

  test('a misspelt fail-on keeps the gate shut and is named', async () => {
    lab.finish()
    const reported = await runReport({ 'fail-on': 'violation' })
    expect(reported.log).toContain('fail-on')
    expect(conclusion()).toBe('failure')
  })

  test.each([
    ['no policy', { policy: '', 'fail-on': 'violated' }],
    ['own-job', { 'fail-on': 'violated', 'check-run': 'own-job' }],
    ['off', { 'fail-on': 'violated', 'check-run': 'off' }],
  ])('fail-on with %s is a wrong input, and the log says so', async (_, inputs) => {
    lab.finish()
    const reported = await runReport({ ...inputs, strict: 'true' })
    expect(reported.log).toMatch(/fail-on: (?:name|set)/)
    expect(reported.code).toBe(1)
  })

  test('fail-on without a policy is a red check run: nothing was evaluated', async () => {
    lab.finish()
    const reported = await lab.report({ inputs: { 'fail-on': 'violated' } })
    expect(conclusion()).toBe('failure')
    expect(checkRuns()[0]?.output.summary).toContain('input policy names no file')
    expect(reported.code).toBe(0)
  })
})

describe('rules in the configuration file', () => {
  const CONFIGURATION = '.github/pipeline-trace.yml'
  const section = (rules: string): string => `version: 1\npolicy: { ${rules} }\n`
  const runWithout = (inputs: Readonly<Record<string, string>>, settings: Settings = {}): Promise<Reported> =>
    lab.report({ ...settings, inputs })

  test('apply without input policy', async () => {
    files = { [`main:${CONFIGURATION}`]: section('required-jobs: [build, scan]') }
    await start()
    lab.finish()
    const { policy } = manifestOf(await runWithout({ 'fail-on': 'violated' }))
    expect(policy).toMatchObject({ path: CONFIGURATION, verdict: 'violated' })
    expect(conclusion()).toBe('failure')
  })

  test('give way to the file that input policy names', async () => {
    files = { [`main:${CONFIGURATION}`]: section('required-jobs: [build, scan]'), [`main:${PATH}`]: MILD }
    await start()
    lab.finish()
    const { policy } = manifestOf(await runReport({ 'fail-on': 'violated' }))
    expect(policy).toMatchObject({ path: PATH, verdict: 'met' })
  })

  test('of a base add to those of the default branch', async () => {
    files = {
      [`main:${CONFIGURATION}`]: section('required-jobs: [build]'),
      [`lax:${CONFIGURATION}`]: section('required-jobs: [scan]'),
    }
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    lab.finish()
    const { policy } = manifestOf(await runWithout({ 'fail-on': 'violated' }, { event: pull('lax') }))
    expect(policy?.rules.map(({ subject, result }) => [subject, result])).toEqual([
      ['scan', 'violated'],
      ['build', 'met'],
    ])
  })

  test('of the head of a pull request count for nothing', async () => {
    files = {
      [`main:${CONFIGURATION}`]: section('required-jobs: [build, scan]'),
      [`topic:${CONFIGURATION}`]: 'version: 1\n',
      [`${'c'.repeat(40)}:${CONFIGURATION}`]: 'version: 1\n',
    }
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    lab.finish()
    const { policy } = manifestOf(await runWithout({ 'fail-on': 'violated' }, { event: pull('lax') }))
    expect(policy).toMatchObject({ verdict: 'violated' })
  })

  test.each([
    ['is wrong', section('requird-jobs: [build]'), 'requird-jobs'],
    ['has no rules', 'version: 1\n', 'no rules'],
  ])('a gate whose file %s stays shut', async (_, text, word) => {
    files = { [`main:${CONFIGURATION}`]: text }
    await start()
    lab.finish()
    const { policy } = manifestOf(await runWithout({ 'fail-on': 'violated' }))
    expect(policy).toMatchObject({ verdict: 'undecided', rules: [{ rule: 'policy-file' }] })
    expect(policy?.rules[0]?.reason).toContain(word)
    expect(conclusion()).toBe('failure')
  })

  test('a wrong file beside input policy is a line in the log and changes nothing else', async () => {
    files = { [`main:${CONFIGURATION}`]: 'version: 1\nfindngs: {}\n', [`main:${PATH}`]: MILD }
    await start()
    lab.finish()
    const reported = await runReport({ 'fail-on': 'violated' })
    expect(reported.log).toContain('findngs')
    expect(conclusion()).toBe('success')
  })
})

describe('rules for some branches', () => {
  const FILE = `version: 1
required-jobs: [build]
rules:
  - branches: [main, release/*]
    required-jobs: [scan]
`
  test.each([
    ['refs/heads/main', 'violated'],
    ['refs/heads/release/2/x', 'violated'],
    ['refs/heads/topic', 'met'],
    ['refs/heads/main-not', 'met'],
  ])('%s: %s', async (ref, verdict) => {
    await start({ ref, headBranch: ref.slice('refs/heads/'.length) })
    files[`main:${PATH}`] = FILE
    lab.finish()
    expect(manifestOf(await runReport({})).policy?.verdict).toBe(verdict)
  })

  test('a run whose branch is not known is held against the rules of all', async () => {
    await start({ ref: 'refs/tags/v1', headBranch: 'v1' })
    files[`main:${PATH}`] = FILE
    lab.finish()
    expect(manifestOf(await runReport({})).policy?.verdict).toBe('violated')
  })
})
