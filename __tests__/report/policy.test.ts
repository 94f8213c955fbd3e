import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { sha256Hex } from '../../src/digest.ts'
import { readRunManifest } from '../../src/model/reading.ts'
import type { RunManifest } from '../../src/model/run-manifest.ts'
import { checkClaims } from '../../src/trust/claims.ts'
import { verifyBundle } from '../../src/trust/verify-bundle.ts'
import { type Reported, type ReportLab, type Settings, startReportLab } from './report-lab.ts'

// Each test is a process of its own.
jest.setTimeout(30_000)

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

const judged = (inputs: Readonly<Record<string, string>>, settings: Settings = {}): Promise<Reported> =>
  lab.report({ ...settings, inputs: { policy: PATH, ...inputs } })

const conclusion = (): string | null | undefined => [...lab.state.checkRuns.values()][0]?.conclusion

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
    const reported = await judged({ 'fail-on': failOn })
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
    expect((await judged({ 'fail-on': 'violated', strict: 'true' })).code).toBe(1)
    lab.state.artifacts.forEach((one, id) => {
      if (one.name.startsWith('pipeline-trace-run-')) lab.state.artifacts.delete(id)
    })
    expect((await judged({ strict: 'true' })).code).toBe(0)
  })

  test('what is violated stands at the top of the check run, escaped', async () => {
    files[`main:${PATH}`] = 'version: 1\nrequired-jobs: ["<img src=x>|@octo"]\n'
    lab.finish()
    await judged({})
    const summary = [...lab.state.checkRuns.values()][0]?.output.summary ?? ''
    expect(summary.indexOf('### Policy')).toBeGreaterThan(0)
    expect(summary.indexOf('### Policy')).toBeLessThan(summary.indexOf('### Jobs'))
    expect(summary).not.toMatch(/<img|@octo/)
  })

  test('the signed run manifest holds the result, and its certificate names the workflow that it says', async () => {
    files[`main:${PATH}`] = `version: 1
signature: { main: keyless }
signers: { report: [{ workflow: octo/app/.github/workflows/ci.yml, ref: refs/heads/main }] }
`
    lab.finish()
    const reported = await judged({ 'job-workflow-ref': `octo/app/${lab.run.path}@${lab.run.ref}` })
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

  test('a signing that fails is judged as it ended', async () => {
    files[`main:${PATH}`] = 'version: 1\nsignature: { main: any }\n'
    lab.finish()
    lab.services.inject({ path: /fulcio/, status: 503, body: '', times: 100 })
    const reported = await judged({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy?.verdict).toBe('violated')
    expect(conclusion()).toBe('failure')
  }, 60_000)
})

describe('who controls the file', () => {
  const pull = (base: string) => ({
    repository: { visibility: 'public' },
    pull_request: {
      head: { sha: 'c'.repeat(40), ref: 'topic', repo: { id: 999 } },
      base: { ref: base, repo: { id: 101 } },
    },
  })

  test('a pull request is judged by its base branch, whatever its head and its merge commit hold', async () => {
    await start({ event: 'pull_request', ref: 'refs/pull/7/merge', headSha: 'c'.repeat(40), headBranch: 'topic' })
    files[`release/1:${PATH}`] = STRICT
    for (const ref of ['topic', 'c'.repeat(40), lab.run.sha, 'refs/pull/7/merge', 'main'])
      files[`${ref}:${PATH}`] = MILD
    lab.finish()
    const manifest = manifestOf(await judged({}, { event: pull('release/1') }))
    expect(asked).toEqual(['release/1'])
    expect(manifest.policy).toMatchObject({ branch: 'release/1', verdict: 'violated' })
  })

  test.each([
    ['push', 'refs/heads/topic', {}],
    ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', { merge_group: { base_ref: 'refs/heads/main' } }],
    ['workflow_dispatch', 'refs/heads/topic', { ref: 'refs/heads/topic' }],
  ])('a run of %s on %s is judged by the default branch', async (event, ref, payload) => {
    await start({ event, ref, headBranch: ref.slice('refs/heads/'.length) })
    files[`${lab.run.sha}:${PATH}`] = MILD
    files[`${ref.slice('refs/heads/'.length)}:${PATH}`] = MILD
    lab.finish()
    const manifest = manifestOf(await judged({}, { event: payload }))
    expect(asked).toEqual(['main'])
    expect(manifest.policy).toMatchObject({ verdict: 'violated' })
    expect(manifest.policy).not.toHaveProperty('branch')
  })
})

describe('a policy that cannot be used', () => {
  beforeEach(() => start())

  test.each([
    ['is not there', undefined],
    ['has an unknown key', 'version: 1\nrequired-job: [build]\n'],
    ['is too large', `version: 1\nrequired-jobs: [build]\n#${'x'.repeat(70_000)}`],
  ])('one that %s: undecided, an error with the remedy, red by fail-on undecided', async (_, text) => {
    if (text === undefined) delete files[`main:${PATH}`]
    else files[`main:${PATH}`] = text
    lab.finish()
    const reported = await judged({ 'fail-on': 'undecided' })
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

  test('a refused API leaves it undecided, and never fails by fail-on violated', async () => {
    lab.finish()
    lab.services.inject({ path: /\/contents\/.*policy/, status: 403, body: '{"message":"no"}', times: 10 })
    const reported = await judged({ 'fail-on': 'violated' })
    expect(manifestOf(reported).policy?.verdict).toBe('undecided')
    expect(reported.log).toContain('contents: read')
    expect(conclusion()).toBe('neutral')
  })

  test.each(['../../etc/policy.yml', 'policy.json'])(
    'the path %s is no file of the repository: undecided',
    async path => {
      lab.finish()
      const reported = await judged({ policy: path, 'fail-on': 'undecided' })
      expect(manifestOf(reported).policy).toMatchObject({ path, verdict: 'undecided' })
      expect(conclusion()).toBe('failure')
      expect(asked).toEqual([])
    },
  )

  test('a misspelt fail-on keeps the gate shut and is named', async () => {
    lab.finish()
    const reported = await judged({ 'fail-on': 'violation' })
    expect(reported.log).toContain('fail-on')
    expect(conclusion()).toBe('failure')
  })

  test.each([
    ['no policy', { policy: '', 'fail-on': 'violated' }],
    ['own-job', { 'fail-on': 'violated', 'check-run': 'own-job' }],
    ['off', { 'fail-on': 'violated', 'check-run': 'off' }],
  ])('fail-on with %s gates nothing, and the log says so', async (_, inputs) => {
    lab.finish()
    const reported = await judged({ ...inputs, strict: 'true' })
    expect(reported.log).toMatch(/fail-on: (?:name|set)/)
    expect(reported.code).toBe(1)
  })
})
