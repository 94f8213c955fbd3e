import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aManifest } from '../report/a-manifest.ts'
import { ATTACKER, ATTACKER_ACTION } from './attacker.ts'
import { jobOf, type LabOutcome, readRunFolder, runLab } from './lab-run.ts'

/*
 * Manifests that are not their job's, each with everything that a hostile job of the run can do to have it believed; and
 * jobs that are recorded in unusual ways, of which none may be of low confidence.
 */

const REPORT = (needs: string, more = ''): string => `
    needs: [${needs}]
    if: always()
    permissions: { actions: read, contents: read, checks: write, id-token: write, deployments: read }
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ toJSON(needs) }}
      fulcio-url: \${{ vars.FULCIO_URL }}
      rekor-url: \${{ vars.REKOR_URL }}
      tsa-url: \${{ vars.TSA_URL }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
${more}`

const RECORD = '      - uses: OWNER/pipeline-trace@v1\n'
/** GitHub's list has whole seconds: steps of a composite action that share one with others are of nobody's for sure. */
const WAIT = '      - run: sleep 2.2\n'
const job = (key: string, steps: string, needs = ''): string => `
  ${key}:
    runs-on: ubuntu-latest
${needs === '' ? '' : `    needs: [${needs}]\n`}    steps:
${steps}`
/** A recorded job that tells others its id. */
const named = (key: string): string => `
  ${key}:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
${RECORD}      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"`

const attack = (script: string, env = ''): string =>
  `      - uses: actions/checkout@v4\n${RECORD}      - id: attack\n        uses: ./attacker\n${env}        with:\n          do: |\n${script
    .trim()
    .replaceAll(/^ */gm, '            ')}\n`

const repositoryWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'pipeline-trace-anchor-'))
  const all = {
    'attacker/action.yml': ATTACKER_ACTION,
    'attacker/index.js': ATTACKER,
    'template.json': JSON.stringify(aManifest()),
    ...files,
  }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return root
}

const runOn = async (files: Readonly<Record<string, string>>, ...options: readonly string[]): Promise<LabOutcome> =>
  runLab(['run', join(await repositoryWith(files), '.github/workflows/ci.yml'), '--offline', ...options])

const manifestOf = (outcome: LabOutcome | undefined, at = -1): RunManifest => {
  const found = outcome?.runs.at(at)?.manifest
  if (found === undefined) throw new Error(`no run manifest: ${outcome?.stderr}\n${outcome?.stdout}`)
  return found
}
const brief = ({ presence, agreement, anchor, absence }: ReportedJob) => ({
  presence,
  agreement,
  anchor: [anchor?.result, anchor?.reason],
  absence: absence?.reason,
})
const CONFIRMED = { presence: 'recorded', agreement: 'confirmed', anchor: ['confirmed', undefined], absence: undefined }

const POLICY = `
version: 1
required-jobs: [build, deploy]
no-contradictions: true
environments:
  production:
    produced-by: build
    artifact: app
`

/** A linter that uploads an artifact and a manifest of \`build\`, and whose output \`build\` prints among its variables. */
const PRODUCED = `
name: Produced
on: push
permissions: {}
jobs:
  lint:
    runs-on: ubuntu-latest
    outputs: { note: '\${{ steps.attack.outputs.note }}' }
    steps:
${attack(`
  const z = zip({ 'app.tgz': 'evil bytes' })
  const { artifact_id } = await upload('app', z)
  const artifacts = [{ name: 'app', id: String(artifact_id), digest: 'sha256:' + sha(z), source: 'results' }]
  const text = forge({ key: 'build', backend: jobB, more: { artifacts, clock: { uncertaintyMs: 1e15 } } })
  await upload(nameOf('k-' + jobB), zip({ 'job-manifest.json': text }))
  const now = () => new Date().toISOString().replace('Z', '0000Z')
  output('note', ['fine', lineOf(text, '1'), now() + ' Post job cleanup.', now() + ' ' + lineOf(text, '1')].join('\\\\n'))
`)}
  build:
    needs: lint
    runs-on: ubuntu-latest
    steps:
      - env: { NOTE: '\${{ needs.lint.outputs.note }}' }
        run: echo "the honest build, without a recorder"; echo "$NOTE"
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment: production
    steps:
${RECORD}
      - uses: actions/download-artifact@v4
        with: { name: app }
      - run: echo deployed
  report:
${REPORT('lint, build, deploy', '      policy: .github/policy.yml\n      fail-on: undecided\n')}
`

describe('a manifest in the name of a job that has no recorder', () => {
  let outcome: LabOutcome | undefined
  beforeAll(async () => {
    outcome = await runOn({ '.github/workflows/ci.yml': PRODUCED, '.github/policy.yml': POLICY })
  }, 600_000)

  it('is rejected though the job’s log holds its digest, and though it names no job id', () => {
    const manifest = manifestOf(outcome)
    const build = jobOf(manifest, 'build')
    expect(brief(build)).toEqual({
      presence: 'not-recorded',
      agreement: 'contradicted',
      anchor: ['rejected', 'no-recorder'],
      absence: 'no-recorder',
    })
    expect([build.record, build.manifest]).toEqual([undefined, undefined])
    expect(manifest.unmatchedArtifacts.map(({ reason }) => reason)).toEqual(['rejected'])
    expect(brief(jobOf(manifest, 'deploy'))).toEqual(CONFIRMED)
    expect(brief(jobOf(manifest, 'lint'))).toEqual(CONFIRMED)
  })

  it('tells nothing of who made what, and meets no policy', () => {
    const { lineage, policy } = manifestOf(outcome)
    const app = lineage?.artifacts.find(({ name }) => name === 'app')
    expect(app?.madeBy?.job).not.toBe('build')
    expect(policy?.verdict).toBe('violated')
    expect(policy?.rules.filter(({ rule, result }) => rule === 'environments' && result === 'met')).toEqual([])
  })
})

const UNUSUAL = `
name: Unusual
on: push
permissions: {}
jobs:
${job('renamed', `      - uses: OWNER/pipeline-trace@v1\n        name: Watch this\n      - run: echo work\n        name: Post the results\n`)}
${job('composite', `      - uses: actions/checkout@v4\n${WAIT}      - uses: ./set-up\n        name: Get ready\n${WAIT}      - run: echo work\n`)}
${job('twice', `${RECORD}      - run: echo x\n${RECORD}      - run: echo y\n`)}
${job('old', `      - uses: OWNER/pipeline-trace@v1\n        with: { job-id: '' }\n      - run: echo work\n`)}
${job('off', `      - uses: OWNER/pipeline-trace@v1\n        with: { upload: never }\n      - run: echo work\n`)}
${job('printed', `${RECORD}      - run: |\n          echo "##[group]Run OWNER/pipeline-trace@v1"\n          echo "Post job cleanup."\n          echo "pipeline-trace manifest sha256:$(printf '%064d' 0) job=\${{ job.check_run_id }} attempt=1"\n`)}
  report:
${REPORT('renamed, composite, twice, old, off, printed')}
`
const COMPOSITE = `
name: Set-up
runs:
  using: composite
  steps:
    - uses: OWNER/pipeline-trace@v1
    - run: echo set up
      shell: bash
`

describe('a job that is recorded in an unusual way', () => {
  let outcome: LabOutcome | undefined
  beforeAll(async () => {
    outcome = await runOn({ '.github/workflows/ci.yml': UNUSUAL, 'set-up/action.yml': COMPOSITE })
  }, 600_000)

  it.each([
    ['under a name of the user’s', 'renamed'],
    ['by a composite action', 'composite'],
    ['twice', 'twice'],
    ['beside a script that prints what a recorder prints', 'printed'],
  ])('%s: confirmed', (_, key) => {
    expect(brief(jobOf(manifestOf(outcome), key))).toEqual(CONFIRMED)
  })

  it('by a runner that gives no job id: recorded, and never more than unconfirmed', () => {
    expect(brief(jobOf(manifestOf(outcome), 'old'))).toEqual({
      presence: 'recorded',
      agreement: 'unconfirmed',
      anchor: ['unconfirmed', 'no-job-id'],
      absence: undefined,
    })
  })

  it('and accuses nobody', () => {
    const { unmatchedArtifacts, jobs } = manifestOf(outcome)
    expect(unmatchedArtifacts).toEqual([])
    expect(jobs.filter(({ agreement }) => agreement === 'contradicted')).toEqual([])
  })
})

const SIBLINGS = `
name: Siblings
on: push
permissions: {}
jobs:
${named('victim')}
${named('erased')}
${job('norec', '      - run: echo no recorder\n')}
  attacker:
    needs: [victim, erased, norec]
    runs-on: ubuntu-latest
    steps:
${attack(
  `
  const all = await list()
  console.log(JSON.stringify(all.map(one => one.name)))
  if (e.GITHUB_RUN_ATTEMPT === '1') {
    await upload(nameOf('k-' + jobB), zip({ 'job-manifest.json': forge({ key: 'norec', backend: jobB }) }))
    await remove(all.find(one => one.name === nameOf(e.ERASED)))
    throw new Error('once more')
  }
  await upload(nameOf(e.VICTIM, 1), zip({ 'job-manifest.json': forge({ key: 'victim', id: e.VICTIM, attempt: 1 }) }))
`,
  "        env: { VICTIM: '${{ needs.victim.outputs.id }}', ERASED: '${{ needs.erased.outputs.id }}' }\n",
)}
  report:
${REPORT('victim, erased, norec, attacker')}
`

describe('what a sibling does to the manifests of others', () => {
  let outcome: LabOutcome | undefined
  beforeAll(async () => {
    outcome = await runOn({ '.github/workflows/ci.yml': SIBLINGS }, '--rerun-failed')
  }, 600_000)

  it('deleted: uploaded and gone, never by choice', () => {
    const manifest = manifestOf(outcome, 0)
    expect(jobOf(manifest, 'erased')).toMatchObject({
      presence: 'not-recorded',
      agreement: 'unconfirmed',
      absence: { reason: 'gone' },
    })
    expect(brief(jobOf(manifest, 'victim'))).toEqual(CONFIRMED)
    expect(JSON.stringify(manifest)).not.toContain('by choice')
  })

  it('in the name of a job without a recorder, no job id given: rejected', () => {
    expect(brief(jobOf(manifestOf(outcome, 0), 'norec'))).toMatchObject({
      presence: 'not-recorded',
      anchor: ['rejected', 'no-recorder'],
    })
  })

  it('uploaded in a later attempt for an earlier one: shown, and changes nothing', () => {
    const manifest = manifestOf(outcome, 1)
    const honest = jobOf(manifestOf(outcome, 0), 'victim')
    const carried = jobOf(manifest, 'victim')
    expect(carried).toMatchObject({ presence: 'carried-over', manifest: { digest: honest.manifest?.digest } })
    expect(carried.agreement).not.toBe('contradicted')
    expect(manifest.unmatchedArtifacts.map(({ reason }) => reason)).toContain('rejected')
  })
})

const TWO = `
name: Two
on: push
permissions: {}
jobs:
${job('build', `${RECORD}      - run: echo build\n`)}
  report-early:
${REPORT('build')}
${job('deploy', `${RECORD}      - run: echo deploy\n`, 'report-early')}
  report:
${REPORT('build, deploy, report-early')}
`

describe('two reports of one attempt', () => {
  it('stand side by side, and the second reads the first', async () => {
    const outcome = await runOn({ '.github/workflows/ci.yml': TWO })
    const first = manifestOf(outcome)
    expect(brief(jobOf(first, 'build'))).toEqual(CONFIRMED)
    const { manifest: second } = await readRunFolder(`${outcome.runs[0]?.folder ?? ''}-2`)
    expect(brief(jobOf(second, 'build'))).toEqual(CONFIRMED)
    expect(brief(jobOf(second, 'deploy'))).toEqual(CONFIRMED)
    expect(jobOf(second, 'build').manifest?.digest).toBe(jobOf(first, 'build').manifest?.digest)
    expect(second.warnings).toContainEqual({
      code: 'second-report',
      subject: `pipeline-trace-run-${second.run.runId.value}-1`,
    })
    expect(await readFile(join(outcome.out, 'job-summary.md'), 'utf8')).toContain(
      'made by a report of this attempt before',
    )
  }, 600_000)
})
