import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'
import { putOrdinaryJob } from './runner-files.ts'

const DIGEST = `sha256:${'d'.repeat(64)}`

let lab: RecorderLab
beforeEach(async () => {
  lab = await startRecorderLab()
})
afterEach(async () => {
  await lab.stop()
})

/** As the runner evaluates the inputs of a job with such containers. */
const started = (job: boolean, services: boolean) => ({
  'has-container': String(job),
  'has-services': String(services),
})

const pull = (group: string, image: string, digest: string | undefined): (readonly [number, string])[] => [
  [3, `##[group]Starting ${group}`],
  [3, `##[command]/usr/bin/docker pull ${image}`],
  ...(digest === undefined ? [] : [[3, `Digest: ${digest}`] as const]),
  [3, '##[endgroup]'],
]

const CHECKOUT = {
  name: 'Run actions/checkout@v6',
  type: 'node24',
  action: 'actions/checkout@v6',
  from: 4,
  to: 9,
} as const

/** A job whose log has these lines between Set up job and its first step. */
const posted = async (
  lines: readonly (readonly [number, string])[],
  inputs: Readonly<Record<string, string>>,
  message: object = {},
) => {
  putOrdinaryJob(lab, [...lines, [4, '##[group]Run actions/checkout@v6'], [4, '##[endgroup]']], [CHECKOUT], message)
  const { containers, gaps } = manifestOf(await lab.start('post', { inputs }))
  return {
    containers,
    gaps: gaps.filter(({ field }) => field.startsWith('containers')).map(({ field, reason }) => `${field} ${reason}`),
  }
}

test('images of job and services by digest, and nothing left open', async () => {
  const lines = [...pull('redis service container', 'redis:7', DIGEST), ...pull('job container', 'node:22', DIGEST)]
  expect(await posted(lines, started(true, true))).toEqual({
    containers: [
      { role: 'service', name: 'redis', image: 'redis:7', digest: DIGEST, source: 'log' },
      { role: 'job', image: 'node:22', digest: DIGEST, source: 'log' },
    ],
    gaps: [],
  })
})

test('services of which the log names none are a gap', async () => {
  expect((await posted([], started(false, true))).gaps).toEqual(['containers not-found'])
})

test('a service that the log does not name is a gap: the job message counts them', async () => {
  const services = { map: [{ key: 'redis' }, { key: 'db' }] }
  const lines = pull('redis service container', 'redis:7', DIGEST)
  const { gaps } = await posted(lines, started(false, true), { jobServiceContainers: { type: 2, ...services } })
  expect(gaps).toEqual(['containers not-found'])
})

test('an image without a digest is named, and counted', async () => {
  const { containers, gaps } = await posted(pull('job container', 'local/image', undefined), started(true, false))
  expect(containers).toEqual([{ role: 'job', image: 'local/image', source: 'log' }])
  expect(gaps).toEqual(['containers.digest not-found'])
})

test.each([[started(false, false)], [{}], [{ 'has-container': '{"id":7}', 'has-services': '[]' }]])(
  'a job without containers leaves none open: %j',
  async inputs => {
    expect(await posted([], inputs)).toEqual({ containers: [], gaps: [] })
  },
)
