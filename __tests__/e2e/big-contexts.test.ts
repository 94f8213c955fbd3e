import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { jobOf, type LabOutcome, runLab } from './lab-run.ts'

/*
 * A megabyte in every context that can be made large: no input of the recorder or the report may hold one, since an input
 * becomes an environment variable, and over 128 KiB the runner cannot start Node.
 */

const MEGABYTE = 1_048_576
const put = (name: string): string =>
  `node -e "require('fs').appendFileSync(process.env.GITHUB_OUTPUT, '${name}=' + 'x'.repeat(${MEGABYTE}) + '\\n')"`
const RECORD = '      - uses: OWNER/pipeline-trace@v1\n'
const report = (permissions: string, given: string): string => `  report:
    needs: [plan, leg, variable, close]
    if: always()
    permissions: ${permissions}
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ ${given} }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
`

const LEGS = `[{ n: 1, big: 'x'.repeat(${MEGABYTE}), nested: { big: 'x'.repeat(${MEGABYTE}) } }, { n: 2, big: '' }]`
const env = (name: string, length: number): string =>
  `node -e "require('fs').appendFileSync(process.env.GITHUB_ENV, '${name}=' + 'x'.repeat(${length}) + '\\n')"`

/** `recorder` is empty for the twin that has none. The job `variable` is red by itself: no step can start after its first. */
const workflow = (recorder: string, reporting: string): string => `
name: Large
on: push
permissions: {}
jobs:
  plan:
    name: Plan of it all
    runs-on: ubuntu-latest
    outputs: { legs: '\${{ steps.legs.outputs.legs }}', large: '\${{ steps.large.outputs.large }}' }
    steps:
${recorder}      - id: large
        run: ${put('large')}
      - id: legs
        run: |
          node -e "require('fs').appendFileSync(process.env.GITHUB_OUTPUT, 'legs=' + JSON.stringify(${LEGS}) + '\\n')"
  leg:
    needs: plan
    runs-on: ubuntu-latest
    strategy: { matrix: { include: '\${{ fromJSON(needs.plan.outputs.legs) }}' } }
    outputs: { large: '\${{ steps.large.outputs.large }}' }
    steps:
${recorder}      - id: large
        run: ${put('large')}
      - run: echo "the work of leg \${{ matrix.n }}"
  variable:
    runs-on: ubuntu-latest
    steps:
${recorder}      - run: ${env('LARGE', MEGABYTE)}
      - run: echo never
  close:
    runs-on: ubuntu-latest
    steps:
${recorder}      - run: ${env('CLOSE', 131_000)}
      - run: echo "a variable that is just short enough"
${reporting}`

const runIn = async (text: string, visibility: 'public' | 'private' = 'public'): Promise<LabOutcome> => {
  const project = await mkdtemp(join(tmpdir(), 'large-'))
  const file = join(project, '.github/workflows/large.yml')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return runLab(['run', file, '--visibility', visibility])
}

/** How each job ended, as the lab's progress has it. */
const endsOf = ({ stderr }: LabOutcome): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...stderr.matchAll(/#1\.1 {2}(.{1,120}): (success|failure|skipped|cancelled)$/gm)].map(
      ([, name = '', end = '']) => [name.slice(0, 12), end],
    ),
  )

const ENDS = {
  'Plan of it a': 'success',
  'leg (1, xxxx': 'success',
  'leg (2)': 'success',
  variable: 'failure',
  close: 'success',
}

const manifestOf = ({ runs, stdout, stderr }: LabOutcome): RunManifest => {
  const [run] = runs
  if (run === undefined) throw new Error(`no run manifest\n${stdout}${stderr}`)
  return run.manifest
}

describe('a megabyte in every context of jobs with a recorder, and results alone for the report', () => {
  let ours: LabOutcome
  let manifest: RunManifest
  beforeAll(async () => {
    ours = await runIn(
      workflow(RECORD, report('{ actions: read, contents: read, checks: write }', 'toJSON(needs.*.result)')),
    )
    manifest = manifestOf(ours)
  }, 600_000)

  it('every job ends as it does without us, and so does the report', () => {
    expect(endsOf(ours)).toEqual({ ...ENDS, 'report / rep': 'success' })
  })

  it('every job that could start a last step is recorded and confirmed, with its leg of the matrix', () => {
    const recorded = manifest.jobs.filter(({ presence }) => presence === 'recorded')
    expect(recorded.map(({ agreement }) => agreement)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
    const legs = recorded.filter(({ key }) => key === 'leg').map(({ record }) => record)
    expect(legs.map(record => record?.job.matrix)).toEqual(
      expect.arrayContaining([
        { value: { n: 1, big: 'x'.repeat(256) }, source: 'runner' },
        { value: { n: 2, big: '' }, source: 'runner' },
      ]),
    )
    const gaps = legs.map(record =>
      (record?.gaps ?? []).map(({ field }) => field).filter(field => field.startsWith('job.')),
    )
    expect(gaps).toEqual(expect.arrayContaining([['job.matrix.values', 'job.matrix.nested'], []]))
  })

  it('a job in which no process could start any more is named as not recorded', () => {
    expect(jobOf(manifest, 'variable')).toMatchObject({ presence: 'not-recorded', api: { conclusion: 'failure' } })
    expect(manifest.result).toBe('failure')
  })

  it('the jobs of `needs` are known by the workflow file, whatever their names', () => {
    expect(manifest.completeness.notWaitedFor).toEqual([])
    expect(jobOf(manifest, 'Plan of it all')).toMatchObject({ key: 'plan', waitedFor: true })
  })

  it('what is printed and uploaded stays small', async () => {
    expect((await readFile(join(manifestFolder(ours), 'run-manifest.json'))).byteLength).toBeLessThan(MEGABYTE)
  })
})

const manifestFolder = ({ runs }: LabOutcome): string => runs[0]?.folder ?? ''

describe('the same without a recorder, and the whole `needs` context for the report', () => {
  let twin: LabOutcome
  beforeAll(async () => {
    twin = await runIn(workflow('', report('{}', 'toJSON(needs)')), 'private')
  }, 600_000)

  it('the jobs end like this by themselves; report.yml hands on no output', () => {
    expect(endsOf(twin)).toEqual({ ...ENDS, 'report / rep': 'success' })
  })

  it('without the file and the list of jobs whose result is whose is not known, and nothing passed', () => {
    const { result, completeness, jobs } = manifestOf(twin)
    expect([result, completeness.complete, completeness.known]).toEqual(['failure', false, 4])
    expect(jobs.filter(({ presence }) => presence !== 'in-progress')).toEqual([])
  })
})
