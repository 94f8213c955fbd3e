import { expect, test } from '@jest/globals'
import { listSought } from '../../../src/findings/artifacts/sought-artifacts.ts'
import { artifactAmbiguity } from '../../../src/findings/rules/artifact-ambiguity.ts'
import { readLog } from '../../../src/log/read-log.ts'
import { ALL_READERS } from '../../../src/log/readers.ts'
import type { ArtifactLineage } from '../../../src/schema/run/run-evidence.ts'
import { setUp, timed } from '../../log/log-text.ts'
import { anInput } from '../rules/finding-input.ts'

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const by = (job: string, jobId: string) => ({ job, jobId, attempt: 1, source: 'results', confidence: 'high' }) as const
const artifact = (id: string, digest: string, more: Partial<ArtifactLineage>): ArtifactLineage => ({
  ...{ name: 'app', id, digest, consumers: [], flags: [] },
  ...more,
})

/** Jobs 1 `build`, 2 `sign`, 3 `deploy`, which begins at `begins` and needs the given jobs. */
const find = (artifacts: readonly ArtifactLineage[], begins: string, needs: readonly string[]) => {
  const { manifest, ...input } = anInput({
    build: { times: ['00:00', '00:00', '01:00'] },
    sign: { times: ['00:00', '00:00', '02:00'] },
    deploy: { times: [begins, begins, '05:00'], timed: { needs: [...needs] } },
  })
  const lineage = { artifacts: [...artifacts], deployed: [] }
  return artifactAmbiguity({ ...input, manifest: { ...manifest, lineage } })
}

const deleted = artifact('10', ONE, {
  madeBy: by('build', '1'),
  deletedBy: { job: 'sign', jobId: '2', source: 'log' },
  soughtBy: [{ job: 'deploy', jobId: '3' }],
  flags: ['deleted'],
})

test('an artifact that another job deleted before its consumer asked for it', () => {
  const [finding] = find([deleted], '03:00', ['1'])
  expect(finding).toMatchObject({ severity: 'high', confidence: 'high', subject: { kind: 'artifact', name: 'app' } })
  expect(finding?.summary).toBe('“deploy” did not find artifact “app”: “build” uploaded it, and “sign” deleted it.')
  expect(finding?.evidence).toHaveLength(3)
})

test.each<[string, Partial<ArtifactLineage>, string]>([
  ['that nobody asked for', { soughtBy: undefined }, '03:00'],
  ['that a job asked for while it was still being made', {}, '00:30'],
  ['whose deletion no log has', { deletedBy: undefined, flags: [] }, '03:00'],
])('a deleted artifact %s is no finding', (_, more, begins) => {
  expect(find([{ ...deleted, ...more }], begins, ['1'])).toEqual([])
})

const replaced = artifact('10', ONE, { madeBy: by('build', '1'), flags: ['overwritten'] })
const replacing = artifact('11', TWO, {
  madeBy: by('sign', '2'),
  consumers: [{ job: 'deploy', jobId: '3', digest: 'same', source: 'log' }],
})

test('a consumer got what a job made that it does not wait for', () => {
  const [finding] = find([replaced, replacing], '03:00', ['1'])
  expect(finding).toMatchObject({ severity: 'high', confidence: 'medium' })
  expect(finding?.summary).toBe(
    '“deploy” got artifact “app” of “sign”, which replaced that of “build”; only for the latter it waits.',
  )
})

test.each<[string, readonly string[]]>([
  ['waits for the job that replaced it', ['1', '2']],
  ['waits for neither', []],
])('a consumer of a replaced artifact that %s is no finding', (_, needs) => {
  expect(find([replaced, replacing], '03:00', needs)).toEqual([])
})

/** The log of a job whose one step is actions/download-artifact with the given inputs. */
const download = async (inputs: readonly string[], fault = 'Artifact not found for name: app') =>
  readLog(
    [
      new TextEncoder().encode(
        timed([
          ...setUp('actions/download-artifact@v4'),
          '##[group]Run actions/download-artifact@v4',
          ...(inputs.length === 0 ? [] : ['with:', ...inputs.map(input => `  ${input}`)]),
          '##[endgroup]',
          `##[error]Unable to download artifact(s): ${fault}`,
        ]).join('\n'),
      ),
    ],
    ALL_READERS,
  )

test.each<[readonly string[], string | undefined, readonly string[]]>([
  [['name: app'], undefined, ['app']],
  [[], undefined, []],
  [['name: app', 'github-token: ***'], undefined, []],
  [['name: app'], 'read ECONNRESET', []],
])('a download with %j that fails with %s sought %j', async (inputs, fault, expected) => {
  expect(listSought(await download(inputs, fault))).toEqual(expected)
})
