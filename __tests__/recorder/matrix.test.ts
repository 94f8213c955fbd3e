import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, type Settings, startRecorderLab } from './recorder-lab.ts'
import { CACHE_MISS, contextData, putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab
beforeEach(async () => {
  lab = await startRecorderLab()
})
afterEach(async () => {
  await lab.stop()
})

const WORKFLOW =
  'on: push\njobs:\n  build:\n    runs-on: ${{ matrix.cfg.os }}\n' +
  '    strategy: { matrix: { cfg: [{ os: linux }, { os: windows }], n: [1] } }\n    steps: [{ run: a }]\n'
const LEG = { 'has-matrix': 'true', 'job-index': '1', 'job-total': '2' }

/** What was recorded of the leg, and what is said to be missing of it. */
const posted = async (settings: Settings) => {
  const { job, runner, gaps } = manifestOf(await lab.start('post', settings))
  const missing = gaps.filter(({ field }) => field.startsWith('job.matrix'))
  return { matrix: job.matrix, labels: runner.labels?.value, gaps: missing.map(one => `${one.field} ${one.reason}`) }
}

const inContainer = (): Settings => ({
  inContainer: true,
  environment: { GITHUB_WORKSPACE: `${lab.root}/_work/app/app` },
})
const putWorkflow = (text: string): void => lab.put('_work/app/app/.github/workflows/ci.yml', text)

test('out of the job message, whatever is large beside it', async () => {
  const large = 'x'.repeat(1_048_576)
  const event = { head_commit: { message: large }, inputs: { text: large }, repository: { visibility: 'public' } }
  putOrdinaryJob(
    lab,
    CACHE_MISS,
    undefined,
    contextData({ github: { event }, needs: { a: { outputs: { large } } }, matrix: { os: 'linux', large } }),
  )
  lab.put('event.json', JSON.stringify(event))
  const settings = { inputs: LEG, environment: { GITHUB_EVENT_PATH: `${lab.root}/event.json` } }
  const { matrix, gaps } = await posted(settings)
  expect(matrix).toEqual({ value: { os: 'linux', large: 'x'.repeat(256) }, source: 'runner' })
  expect(gaps).toEqual(['job.matrix.values too-large'])
  const manifest = manifestOf(await lab.start('post', settings))
  expect([manifest.steps.length, manifest.job.name?.value, manifest.run.visibility?.value]).toEqual([
    3,
    'build (a)',
    'public',
  ])
})

test('in a job container: the leg at its place in the workflow file, and the labels of that leg', async () => {
  putWorkflow(WORKFLOW)
  expect(await posted({ ...inContainer(), inputs: { ...LEG, api: 'never' } })).toEqual({
    matrix: { value: { n: 1 }, source: 'workflow-file', confidence: 'medium' },
    labels: ['windows'],
    gaps: ['job.matrix.nested not-applicable'],
  })
})

test.each<[string, string, string[]]>([
  ['no workflow file', '', ['job.matrix not-provided']],
  ['one with another number of legs', WORKFLOW.replace('[1]', '[1, 2]'), ['job.matrix not-found']],
  [
    'a matrix that only the run knew',
    WORKFLOW.replace('[1]', '${{ fromJSON(needs.a.outputs.n) }}'),
    ['job.matrix not-provided'],
  ],
])('in a job container, %s: a gap, and no label is guessed', async (_, text, gaps) => {
  putWorkflow(text)
  expect(await posted({ ...inContainer(), inputs: { ...LEG, api: 'never' } })).toEqual({
    matrix: undefined,
    labels: undefined,
    gaps,
  })
})

test('a job without a matrix leaves none open', async () => {
  expect((await posted({ ...inContainer(), inputs: { 'has-matrix': 'false' } })).gaps).toEqual([])
})

test('record-matrix: false leaves it out, whoever tells it', async () => {
  putOrdinaryJob(lab, CACHE_MISS, undefined, contextData({ matrix: { os: 'linux' } }))
  putWorkflow(WORKFLOW)
  for (const where of [{}, inContainer()]) {
    const { matrix, gaps } = await posted({ ...where, inputs: { ...LEG, 'record-matrix': 'false' } })
    expect([matrix, gaps]).toEqual([undefined, ['job.matrix not-requested']])
  }
})
