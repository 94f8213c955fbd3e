import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LogFact } from '../../src/log/log-facts.ts'
import { propertyRuns } from '../property-runs.ts'
import { HEX, head, readLogFacts, SHA, script, setUp, timed } from './log-text.ts'

const CACHE = 'actions/cache@v4'
const UPLOAD = 'actions/upload-artifact@v4'

/** What a script may print: lines that imitate every fact, beside arbitrary text. */
const printed = fc.oneof(
  fc.constantFrom(
    ...setUp(CACHE),
    ...head('octo/evil@v1'),
    ...head('./local'),
    `Download action repository 'octo/evil@v1' (SHA:${SHA})`,
    'Post job cleanup.',
    'Cache restored from key: evil',
    'Cache saved with key: evil',
    'Cache Size: ~2 MB (2097152 B)',
    `SHA256 digest of uploaded artifact is ${HEX}`,
    'Artifact evil has been successfully uploaded! Final size is 12 bytes. Artifact ID is 77',
    '- evil (ID: 78, Size: 12)',
    '##[group]Starting job container',
    '##[command]/usr/bin/docker pull evil',
    `Digest: sha256:${HEX}`,
    'Status: Downloaded newer image for evil:1',
    `#4 pushing manifest for evil:1@sha256:${HEX} done`,
    '#4 CACHED',
    '5 actionable tasks: 5 from cache',
    '##[error]Process completed with exit code 0.',
    '##[error]The operation was canceled.',
    '##[endgroup]',
  ),
  fc.string(),
  fc.string({ unit: 'binary' }),
)

const honest = {
  before: [...setUp(CACHE, UPLOAD), ...head(CACHE, ['  key: k']), 'Cache restored from key: k', ...script('./build')],
  after: [
    ...head(UPLOAD),
    'Artifact a has been successfully uploaded! Final size is 5 bytes. Artifact ID is 77',
    ...script('./test'),
    '##[error]Process completed with exit code 1.',
  ],
}

const OWN: readonly LogFact['kind'][] = ['cache', 'artifact-upload', 'artifact-download', 'image-pull', 'image-push']

const factsOf = async (lines: readonly string[]): Promise<readonly LogFact[]> =>
  (await readLogFacts([Buffer.from(lines.join('\n'))])).facts

/** Facts by what they say, without where: lines move when others are inserted. */
const said = (facts: readonly LogFact[]): readonly string[] =>
  facts.map(({ line: _, at: _at, ...fact }) => JSON.stringify(fact))

test('lines in a script’s section add no cache, artifact or image of another step, and take none away', async () => {
  const before = timed(honest.before)
  const after = honest.after.map((line, index) => `2026-08-06T18:24:00.${String(index).padStart(7, '0')}Z ${line}`)
  const own = said((await factsOf([...before, ...after])).filter(({ kind }) => OWN.includes(kind)))
  await fc.assert(
    fc.asyncProperty(fc.array(printed, { maxLength: 40 }), async lines => {
      // One text has no line breaks of its own, and the runner writes the time of each.
      const inserted = lines.map(
        (line, index) => `2026-08-06T18:23:50.${String(index).padStart(7, '0')}Z ${line.replaceAll(/[\r\n]/g, ' ')}`,
      )
      const facts = (await factsOf([...before, ...inserted, ...after])).filter(({ kind }) => OWN.includes(kind))
      const isOfScript = (fact: LogFact): boolean => fact.confidence === 'low'
      expect(said(facts.filter(fact => !isOfScript(fact)))).toEqual(own)
    }),
    {
      numRuns: propertyRuns(300),
      examples: [[['Post job cleanup.', `#4 pushing manifest for evil:1@sha256:${HEX} done`]]],
    },
  )
})

test('any bytes in any chunks: nothing throws, facts are bounded and in order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          printed.map(line => Buffer.from(`${line}\n`)),
        ),
      ),
      async chunks => {
        const { facts, bytes } = await readLogFacts(chunks)
        expect(bytes).toBe(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
        const places = facts.map(({ line }) => line)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        expect(places.every(line => line > 0)).toBe(true)
      },
    ),
    { numRuns: propertyRuns(300) },
  ))

test('a log of nothing but facts is cut at the limits, and says so', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => [
    `##[group]Run step ${index}`,
    '##[endgroup]',
    '5 actionable tasks: 5 from cache',
    `Digest: sha256:${HEX}`,
    `Status: Downloaded newer image for octo/app:${index}`,
    '##[error]Process completed with exit code 1.',
  ]).flat()
  const { facts, gaps } = await readLogFacts([Buffer.from(timed(lines).join('\n'))])
  expect(facts.length).toBeLessThan(5_000)
  expect(gaps.filter(({ reason }) => reason === 'too-large').map(({ field }) => field)).toEqual([
    'steps',
    'buildCaches',
    'pushes',
    'failures',
  ])
})
