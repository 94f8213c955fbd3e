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

const jobContext = (container: object, services: object) => JSON.stringify({ status: 'success', container, services })
const ID = { id: 'c0ffee', network: 'github_network_1' }

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
const posted = async (lines: readonly (readonly [number, string])[], context: string) => {
  putOrdinaryJob(lab, [...lines, [4, '##[group]Run actions/checkout@v6'], [4, '##[endgroup]']], [CHECKOUT])
  const { containers, gaps } = manifestOf(await lab.start('post', { inputs: { 'job-context': context } }))
  return {
    containers,
    gaps: gaps.filter(({ field }) => field.startsWith('containers')).map(({ field, reason }) => `${field} ${reason}`),
  }
}

test('images of job and services by digest, and nothing left open', async () => {
  const lines = [...pull('redis service container', 'redis:7', DIGEST), ...pull('job container', 'node:22', DIGEST)]
  expect(await posted(lines, jobContext(ID, { redis: ID }))).toEqual({
    containers: [
      { role: 'service', name: 'redis', image: 'redis:7', digest: DIGEST, source: 'log' },
      { role: 'job', image: 'node:22', digest: DIGEST, source: 'log' },
    ],
    gaps: [],
  })
})

test('a service that the log does not name is a gap', async () => {
  const { gaps } = await posted(
    pull('redis service container', 'redis:7', DIGEST),
    jobContext({}, { redis: ID, db: ID }),
  )
  expect(gaps).toEqual(['containers not-found'])
})

test('an image without a digest is named, and counted', async () => {
  const { containers, gaps } = await posted(pull('job container', 'local/image', undefined), jobContext(ID, {}))
  expect(containers).toEqual([{ role: 'job', image: 'local/image', source: 'log' }])
  expect(gaps).toEqual(['containers.digest not-found'])
})

test.each([['{"status":"success"}'], [jobContext({ network: 'n' }, {})], ['{"container":7,"services":[]}']])(
  'a job without containers leaves none open: %s',
  async context => {
    expect(await posted([], context)).toEqual({ containers: [], gaps: [] })
  },
)
