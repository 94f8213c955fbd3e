import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { digestsToAsk, withAttestations } from '../../../src/findings/artifacts/attested-digests.ts'
import type { LineageInput, LineageJob } from '../../../src/findings/artifacts/known-artifacts.ts'
import { buildLineage } from '../../../src/findings/artifacts/lineage.ts'
import type { ImagePush } from '../../../src/schema/job/build-facts.ts'
import { lineage } from '../../../src/schema/run/run-evidence.ts'

const SHA = 'c'.repeat(40)
const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const [A, B] = [digest('a'), digest('b')]

const job = (id: string, name: string, more: Partial<LineageJob> = {}): LineageJob => ({
  ...{ ids: [id], name, attempt: 1, sha: SHA, artifacts: [], downloads: [] },
  ...more,
})
const push = (of: string, more: Partial<ImagePush> = {}): ImagePush => ({
  image: 'ghcr.io/octo/app:1',
  digest: of,
  source: 'log',
  ...more,
})
const pulled = (of: string | undefined, image = 'ghcr.io/octo/app:1') => ({
  ...{ role: 'job' as const, image, source: 'log' as const },
  ...(of === undefined ? {} : { digest: of }),
})
const file = (...images: readonly (readonly [image: string, digest: string])[]) => ({
  path: 'k8s/app.yaml',
  images: images.map(([image, of]) => ({ image, digest: of })),
  source: 'runner' as const,
})
const to = (environment: string, jobId?: string, id = '70') => ({
  ...{ id, environment },
  ...(jobId === undefined ? {} : { jobId }),
})
const ask = (more: Partial<LineageInput>) =>
  buildLineage({ runId: '5', sha: 'd'.repeat(40), jobs: [], listed: [], deployments: [], ...more })
const images = (more: Partial<LineageInput>) => ask(more).images

const build = job('1', 'build', { pushes: [push(A)] })
const pushedBy = { jobId: '1', job: 'build', attempt: 1, source: 'log', confidence: 'medium' }
const reached = (how: string, source = 'log', environment = 'production', deploymentId = '70') => ({
  ...{ environment, deploymentId, job: 'deploy', how, source },
})

describe('an image', () => {
  test('that one job pushed and the file of another named', () => {
    const deploy = job('2', 'deploy', { deployManifests: [file(['registry.example/app', A])] })
    expect(images({ jobs: [build, deploy], deployments: [to('production', '2')] })).toEqual([
      {
        digest: A,
        image: 'registry.example/app',
        pushedBy,
        commit: SHA,
        deployed: [reached('named-by-deploy-manifest', 'runner')],
      },
    ])
  })

  test('that the deploying job ran in, and one that it pushed itself', () => {
    const deploy = job('2', 'deploy', {
      pushes: [push(B, { image: undefined })],
      containers: [pulled(A, `ghcr.io/octo/app@${A}`), pulled(undefined, 'redis')],
    })
    expect(images({ jobs: [build, deploy], deployments: [to('production', '2')] })).toEqual([
      {
        digest: B,
        pushedBy: { ...pushedBy, jobId: '2', job: 'deploy' },
        commit: SHA,
        deployed: [reached('pushed-in-job')],
      },
      { digest: A, image: 'ghcr.io/octo/app', pushedBy, commit: SHA, deployed: [reached('pulled-in-job')] },
    ])
  })

  test('that a step of the deploying job pulled, where docker named its digest', () => {
    const pull = (image: string, digest?: string) => ({ image, ...(digest && { digest }), source: 'log' as const })
    const deploy = job('2', 'deploy', { pulls: [pull('ghcr.io/octo/app:1', A), pull('redis:7')] })
    expect(images({ jobs: [build, deploy], deployments: [to('production', '2')] })).toEqual([
      { digest: A, image: 'ghcr.io/octo/app:1', pushedBy, commit: SHA, deployed: [reached('pulled-in-job')] },
    ])
  })

  test('that no job of the run pushed has neither a pusher nor a commit', () => {
    const deploy = job('2', 'deploy', { deployManifests: [file(['octo/web', B])] })
    expect(images({ jobs: [build, deploy], deployments: [to('production', '2')] })).toEqual([
      { digest: B, image: 'octo/web', deployed: [reached('named-by-deploy-manifest', 'runner')] },
      { digest: A, image: 'ghcr.io/octo/app:1', pushedBy, commit: SHA, deployed: [] },
    ])
  })

  test('with one name and another digest is another image', () => {
    const deploy = job('2', 'deploy', { deployManifests: [file(['ghcr.io/octo/app:1', B])] })
    const found = images({ jobs: [build, deploy], deployments: [to('production', '2')] })
    expect(found?.map(one => [one.digest, one.pushedBy?.job, one.deployed.length])).toEqual([
      [B, undefined, 1],
      [A, 'build', 0],
    ])
  })

  test('under several tags and in several files is told once for each deployment', () => {
    const both = job('1', 'build', { pushes: [push(A, { image: undefined }), push(A), push(A, { image: 'octo/b' })] })
    const deploy = job('2', 'deploy', { deployManifests: [file(['x', A], ['y', A]), file(['x', A])] })
    const deployments = [to('staging', '2', '70'), to('production', '2', '71')]
    expect(images({ jobs: [both, deploy], deployments })).toMatchObject([
      { image: 'x', deployed: [{ environment: 'staging' }, { environment: 'production' }] },
    ])
    expect(images({ jobs: [both] })).toMatchObject([{ image: 'ghcr.io/octo/app:1', deployed: [] }])
  })

  test('that two jobs or two attempts pushed has an entry for each of them', () => {
    const jobs = [
      build,
      job('2', 'promote', { pushes: [push(A)], sha: undefined }),
      job('9', 'build', { attempt: 2, pushes: [push(A)] }),
    ]
    const found = images({ jobs, deployments: [to('production', '2')] })
    expect(found?.map(one => [one.pushedBy?.job, one.pushedBy?.attempt, one.commit, one.deployed.length])).toEqual([
      ['build', 1, SHA, 1],
      ['promote', 1, 'd'.repeat(40), 1],
      ['build', 2, SHA, 1],
    ])
  })

  test.each([
    ['a script', {}, 'medium'],
    ['an action', { action: 'docker/build-push-action@v6' }, 'high'],
    ['a reader that knew better', { action: 'octo/any@v1', confidence: 'low' as const }, 'low'],
  ])('printed as pushed by %s', (_, more, confidence) => {
    expect(images({ jobs: [job('1', 'build', { pushes: [push(A, more)] })] })).toMatchObject([
      { pushedBy: { source: 'log', confidence } },
    ])
  })

  test.each([
    ['nobody', to('production')],
    ['a job that nobody lists', to('production', '999')],
    ['a job that tells nothing', to('production', '3')],
  ])('is not deployed by %s', (_, deployment) => {
    const jobs = [build, job('3', 'bare', { downloads: undefined })]
    expect(images({ jobs, deployments: [deployment] })).toMatchObject([{ digest: A, deployed: [] }])
  })

  test('of a job that a re-run carried over: its deployment has the old id', () => {
    const deploy = job('2', 'deploy', { ids: ['12', '2'], deployManifests: [file(['app', A])] })
    expect(images({ jobs: [deploy], deployments: [to('production', '2')] })).toMatchObject([
      { deployed: [{ environment: 'production', job: 'deploy' }] },
    ])
  })
})

describe('attestations', () => {
  const artifact = (name: string, of: string, sizeBytes: number) => ({
    ...{ name, id: String(sizeBytes), sizeBytes, digest: of, backendJobId: '' },
  })
  const letters = (digests: readonly string[]) => digests.map(one => one.slice(7, 8)).join('')

  test('are asked for what was deployed first, by turns, then for the rest by size', () => {
    const deploy = job('2', 'deploy', {
      downloads: [{ name: 'one', id: '1', source: 'log' }],
      deployManifests: [file(['web', digest('2')], ['api', digest('3')])],
      containers: [pulled(digest('4'), 'node:24')],
    })
    const question = {
      jobs: [job('1', 'build', { pushes: [push(digest('5'))] }), deploy],
      listed: [artifact('big', digest('6'), 900), artifact('one', digest('1'), 1), artifact('mid', digest('7'), 90)],
      deployments: [to('production', '2')],
    }
    expect(letters(digestsToAsk(ask(question)))).toBe('21356')
    const few = { ...question, listed: [artifact('one', digest('1'), 1)] }
    // The image that the job ran in comes last.
    expect(letters(digestsToAsk(ask(few)))).toBe('21354')
  })

  test('five digests at most, each once; without images the deployed artifacts, then the biggest', () => {
    const listed = [...'123456'].map((letter, index) => artifact(letter, digest(letter), 100 - index))
    const deploy = job('2', 'deploy', { downloads: [{ name: '6', id: '95', source: 'log' }] })
    const { images: _, ...old } = ask({ jobs: [deploy], listed, deployments: [to('production', '2')] })
    expect(letters(digestsToAsk(old))).toBe('61234')
    const same = job('1', 'build', { pushes: [push(A), push(A)], artifacts: [{ name: 'a', digest: A, source: 'log' }] })
    expect(digestsToAsk(ask({ jobs: [same] }))).toEqual([A])
  })

  test('are counted on each entry of the digest, and on no other', () => {
    const jobs = [build, job('2', 'promote', { pushes: [push(A), push(B)] })]
    const found = withAttestations(ask({ jobs }), new Map([[A, 2]]))
    expect(found.images?.map(one => [one.digest, one.attestations])).toEqual([
      [A, 2],
      [A, 2],
      [B, undefined],
    ])
  })
})

test('whatever logs and files claim: it fits the schema, and a pusher is a job that claims the push', () => {
  const anyDigest = fc.constantFrom(A, B, digest('e'))
  const image = fc.constantFrom('app', '<b>|`@x`', 'x'.repeat(1_024))
  const anyJob = fc.record({
    attempt: fc.integer({ min: 1, max: 3 }),
    pushes: fc.array(fc.record({ digest: anyDigest, image, source: fc.constant('log' as const) }), { maxLength: 3 }),
    containers: fc.array(
      anyDigest.map(one => pulled(one)),
      { maxLength: 3 },
    ),
    deployManifests: fc.array(
      anyDigest.map(one => file(['app', one])),
      { maxLength: 3 },
    ),
  })
  fc.assert(
    fc.property(fc.array(anyJob, { maxLength: 4 }), told => {
      const jobs = told.map((one, index) => job(`${100 + index}`, `job-${index}`, one))
      const found = ask({ jobs, deployments: jobs.map((_, index) => to('e', `${100 + index}`, `${index}`)) })
      expect(lineage.parse(found)).toEqual(found)
      for (const { digest: of, pushedBy: by } of found.images ?? []) {
        const pushers = jobs.filter(({ pushes }) => pushes?.some(one => one.digest === of)).map(({ name }) => name)
        if (by === undefined) expect(pushers).toEqual([])
        else expect(pushers).toContain(by.job)
      }
    }),
  )
})

test('many images: those that were deployed are kept', () => {
  const hex = (index: number) => `sha256:${index.toString(16).padStart(64, '0')}`
  const pushes = Array.from({ length: 600 }, (_, index) => push(hex(index)))
  const deploy = job('2', 'deploy', { deployManifests: [file(['app', hex(599)])] })
  const found = images({ jobs: [job('1', 'build', { pushes }), deploy], deployments: [to('production', '2')] })
  expect(found).toHaveLength(500)
  expect(found?.[0]).toMatchObject({ digest: hex(599), pushedBy: { job: 'build' } })
})
