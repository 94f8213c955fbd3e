import { describe, expect, test } from '@jest/globals'
import { deployedSection, lineageSection } from '../../src/render/sections/lineage-sections.ts'
import type { ImageLineage, Lineage } from '../../src/schema/run/run-evidence.ts'
import { aRunManifest } from './a-run.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const COMMIT = 'c'.repeat(40)
const pushedBy = { jobId: '1', job: 'build', attempt: 2, source: 'log', confidence: 'medium' } as const
const at = (how: ImageLineage['deployed'][number]['how'], deploymentId = '70', environment = 'production') => ({
  ...{ environment, deploymentId, job: 'deploy', how },
  source: 'runner' as const,
})
const deployment = (deploymentId = '70', environment = 'production'): Lineage['deployed'][number] => ({
  ...{ environment, deploymentId, job: 'deploy', observed: true },
  artifacts: [],
})
/** The cells of each row below the head. */
const rows = (section: typeof deployedSection, lineage: Lineage): readonly (readonly string[])[] =>
  section(aRunManifest(1, () => 'x', { lineage }))
    .blocks.slice(1)
    .map(row => row.trim().slice(2, -2).split(' | '))

describe('images that reached an environment', () => {
  test('stand with digest, pusher and commit in the row of their own deployment', () => {
    const images: ImageLineage[] = [
      { digest: DIGEST, image: 'octo/app', pushedBy, commit: COMMIT, deployed: [at('named-by-deploy-manifest')] },
      { digest: DIGEST, image: 'octo/db', deployed: [at('pulled-in-job', '71', 'staging')] },
    ]
    const deployed = [deployment(), deployment('71', 'staging'), deployment('72', 'empty')]
    const found = rows(deployedSection, { artifacts: [], images, deployed })
    expect(
      found.map(([environment, job, what, digest, by, commit]) => [environment, job, what, digest, by, commit]),
    ).toEqual([
      [
        'production',
        'deploy',
        expect.stringContaining('octo/app'),
        `<code>${DIGEST}</code>`,
        expect.stringMatching(/build.*2/),
        '<code>cccccccccccc</code>',
      ],
      [
        'staging',
        'deploy',
        expect.stringContaining('octo/db'),
        `<code>${DIGEST}</code>`,
        expect.not.stringContaining('build'),
        '–',
      ],
      ['empty', 'deploy', 'no artifact', '–', '–', '–'],
    ])
  })

  test('a report of an earlier version, which has none, is rendered', () => {
    expect(rows(deployedSection, { artifacts: [], deployed: [deployment()] })).toEqual([
      ['production', 'deploy', 'no artifact', '–', '–', '–'],
    ])
    expect(rows(lineageSection, { artifacts: [], deployed: [] })).toEqual([])
  })
})

test('images that were pushed, or have attestations, stand from producer to consumer', () => {
  const images: ImageLineage[] = [
    {
      digest: DIGEST,
      image: 'octo/app',
      pushedBy,
      deployed: [at('pushed-in-job'), at('pulled-in-job')],
      attestations: 1,
    },
    { digest: DIGEST, image: 'octo/held', deployed: [], attestations: 2 },
    { digest: DIGEST, image: 'octo/used', deployed: [at('pulled-in-job')], attestations: 0 },
  ]
  const found = rows(lineageSection, { artifacts: [], images, deployed: [] })
  expect(found.map(([, , taken, marks]) => [taken, marks])).toEqual([
    ['environment production', '1 attestation'],
    ['–', '2 attestations'],
  ])
})

test('hostile names stay text in their cell', () => {
  const NASTY = '@team <script>|`a`\u202e [x](javascript:1) ![](http://evil/x.png)\n# H1'
  const image: ImageLineage = {
    digest: DIGEST,
    image: NASTY,
    pushedBy: { ...pushedBy, job: NASTY },
    commit: COMMIT,
    deployed: [at('named-by-deploy-manifest', '70', NASTY)],
  }
  const lineage = { artifacts: [], images: [image], deployed: [{ ...deployment('70', NASTY), job: NASTY }] }
  for (const section of [deployedSection, lineageSection]) {
    const { blocks } = section(aRunManifest(1, () => 'x', { lineage }))
    const columns = blocks
      .join('')
      .trim()
      .split('\n')
      .map(line => line.replace(/\\\|/g, '').split('|').length)
    expect(new Set(columns).size).toBe(1)
    expect(blocks.join('')).not.toMatch(/<script|@team|[^\\]\]\(javascript|\]\(http:\/\/evil|\u202e|\n# /)
  }
})
