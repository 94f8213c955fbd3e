import { expect, test } from '@jest/globals'
import { artifactAmbiguity } from '../../../src/findings/rules/artifact-ambiguity.ts'
import type { ArtifactLineage, DeployedArtifacts, ImageLineage, Lineage } from '../../../src/schema/run/run-evidence.ts'
import type { RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { anInput } from './finding-input.ts'

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const made = (attempt = 1) => ({ job: 'build', jobId: '1', attempt, source: 'results', confidence: 'high' }) as const
const use = (job: string, digest: 'same' | 'differs' | 'unknown' = 'same') =>
  ({ job, jobId: job === 'test' ? '2' : '3', digest, source: 'log' }) as const
const artifact = (id: string, digest: string, more: Partial<ArtifactLineage> = {}): ArtifactLineage => ({
  ...{ name: 'app', id, digest, madeBy: made(), consumers: [], flags: [] },
  ...more,
})
const deployed = (more: Partial<DeployedArtifacts['artifacts'][number]>): DeployedArtifacts => ({
  ...{ environment: 'production', deploymentId: '9', jobId: '3', job: 'deploy', observed: true },
  artifacts: [{ name: 'app', id: '10', digest: ONE, how: 'downloaded-in-job', ...more }],
})
const image = (digest: string, more: Partial<ImageLineage>): ImageLineage => ({
  digest,
  image: 'ghcr.io/octo/app:1',
  deployed: [],
  ...more,
})
const named = {
  environment: 'production',
  deploymentId: '9',
  job: 'deploy',
  how: 'named-by-deploy-manifest',
  source: 'runner',
} as const

const find = (lineage: Partial<Lineage>, run: Partial<RunManifest['run']> = {}) => {
  const input = anInput({ build: { times: ['00:00', '00:00', '01:00'] } })
  const { manifest } = input
  return artifactAmbiguity({
    ...input,
    manifest: { ...manifest, run: { ...manifest.run, ...run }, lineage: { artifacts: [], deployed: [], ...lineage } },
  })
}
const replaced = artifact('10', ONE, { flags: ['overwritten'], consumers: [use('test')] })

test('one name, two digests: the tests got one, production the other', () => {
  const [finding] = find({
    artifacts: [replaced, artifact('11', TWO, { consumers: [use('deploy')] })],
    deployed: [deployed({ id: '11', digest: TWO })],
  })
  expect(finding).toMatchObject({ severity: 'high', confidence: 'high', subject: { kind: 'artifact', name: 'app' } })
  expect(finding?.summary).toBe(
    'One name, 2 digests: of artifact “app”, “test” got sha256:111111111111; environment “production” got sha256:222222222222.',
  )
})

test('a consumer got other bytes than were made', () => {
  const [finding] = find({
    artifacts: [artifact('10', ONE, { flags: ['digest-differs'], consumers: [use('test', 'differs')] })],
  })
  expect(finding?.summary).toBe('“test” got other bytes of artifact “app” than “build” made (sha256:111111111111).')
})

test.each<[string, Parameters<typeof find>[0], string]>([
  [
    'was replaced',
    { artifacts: [{ ...replaced, consumers: [] }], deployed: [deployed({})] },
    'which another upload of the same name replaced',
  ],
  [
    'is of another run',
    { artifacts: [artifact('10', ONE, { runId: '4' })], deployed: [deployed({ runId: '4' })] },
    'which run 4 made, not this one',
  ],
])('an environment got an artifact that %s', (_, lineage, words) => {
  expect(find(lineage).map(({ summary }) => summary)).toEqual([expect.stringContaining(words)])
})

test('an artifact of another commit', () => {
  const sha = { value: 'a'.repeat(40), source: 'runner' } as const
  const [finding] = find(
    { artifacts: [artifact('10', ONE)], deployed: [deployed({ commit: 'b'.repeat(40) })] },
    { sha },
  )
  expect(finding?.summary).toContain('made of commit bbbbbbbbbbbb')
})

test('a file that is deployed names another digest than this run pushed under that name', () => {
  const pushed = image(ONE, { pushedBy: made() })
  const [finding] = find({ images: [pushed, image(TWO, { image: 'ghcr.io/octo/app', deployed: [named] })] })
  expect(finding).toMatchObject({ severity: 'high', confidence: 'medium', subject: { kind: 'environment' } })
  expect(finding?.summary).toContain('it pushed sha256:111111111111')
})

test.each<[string, Parameters<typeof find>[0], Partial<RunManifest['run']>?]>([
  [
    'one artifact for all',
    { artifacts: [artifact('10', ONE, { consumers: [use('test'), use('deploy')] })], deployed: [deployed({})] },
  ],
  [
    'one artifact in each attempt',
    {
      artifacts: [
        artifact('10', ONE, { consumers: [use('test')] }),
        artifact('11', TWO, { madeBy: made(2), consumers: [use('deploy')] }),
      ],
    },
  ],
  [
    'a replaced artifact that nobody used',
    { artifacts: [{ ...replaced, consumers: [] }, artifact('11', TWO, { consumers: [use('test')] })] },
  ],
  [
    'a run that follows another one and deploys what that made',
    { artifacts: [artifact('10', ONE, { runId: '4' })], deployed: [deployed({ runId: '4' })] },
    { event: { value: 'workflow_run', source: 'runner' } },
  ],
  [
    'the image of somebody else',
    { images: [image(ONE, { pushedBy: made() }), image(TWO, { image: 'redis:7', deployed: [named] })] },
  ],
  [
    'an image that was pulled to be used',
    { images: [image(ONE, { pushedBy: made() }), image(TWO, { deployed: [{ ...named, how: 'pulled-in-job' }] })] },
  ],
])('%s is no finding', (_, lineage, run = {}) => {
  expect(find(lineage, run)).toEqual([])
})
