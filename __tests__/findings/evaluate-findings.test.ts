import { expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { evaluateFindings } from '../../src/findings/evaluate-findings.ts'
import { RULES } from '../../src/findings/finding-rules.ts'
import { FINDING_RULES, runFindings } from '../../src/schema/run/finding.ts'
import { anInput, type JobInput } from './rules/finding-input.ts'

const BASELINE = { from: 'none', runs: 0 } as const
const waits = (name: string, labels: string): Readonly<Record<string, JobInput>> => ({
  [`${name} 1`]: { times: ['00:00', '00:00', '10:00'], timed: { labels: [labels], isHosted: false, runner: labels } },
  [`${name} 2`]: { times: ['00:00', '10:00', '20:00'], timed: { labels: [labels], isHosted: false, runner: labels } },
})

test('every rule has a name of the list', () => {
  for (const name of Object.keys(RULES)) expect(FINDING_RULES).toContain(name)
})

test('a healthy run has no finding', () => {
  const input = anInput({ a: { times: ['00:00', '00:02', '01:00'] }, b: { times: ['01:00', '01:05', '02:00'] } })
  expect(evaluateFindings({ ...input, baseline: BASELINE })).toEqual({
    ...{ baseline: BASELINE, found: [], otherDifferences: [], ignored: [] },
  })
})

test('findings are ranked, cut to fifty, and what is ignored is named', () => {
  const pools = Array.from({ length: 60 }, (_, index) => waits(`job ${index}`, `label-${index}`))
  const input = anInput(Object.assign({}, ...pools))
  const all = evaluateFindings({ ...input, baseline: BASELINE })
  expect(all.found).toHaveLength(50)
  expect(all.found.map(({ severity }) => severity)).toEqual(all.found.map(({ severity }) => severity).toSorted())
  const ignore = [{ rule: 'runner-starvation' as const, subject: 'label-7' }]
  expect(evaluateFindings({ ...input, baseline: BASELINE, ignore }).ignored).toEqual([
    { rule: 'runner-starvation', subject: 'label-7', until: undefined },
  ])
})

test('texts fit the schema, whatever the names, and no credential is cut in half', () => {
  const token = `ghp_${'A1b2C3d4E5'.repeat(4)}`.slice(0, 40)
  for (const name of [`${'x'.repeat(900)}`, `${'y '.repeat(20)}${token}`, '|<img src=x>'.repeat(50)]) {
    const { found, ...rest } = evaluateFindings({ ...anInput(waits(name, 'gpu')), baseline: BASELINE })
    expect(found).toHaveLength(1)
    expect(z.safeParse(runFindings, { found, ...rest }).error).toBeUndefined()
  }
})

test('code owners stand with what the author of the workflow can change, and with nothing else', () => {
  const use = { job: 'job 2', jobId: '2', digest: 'differs', source: 'log' } as const
  const artifact = { name: 'app', consumers: [use], flags: ['digest-differs' as const] }
  const input = anInput(waits('job', 'gpu'), { run: { lineage: { artifacts: [artifact], deployed: [] } } })
  const { found } = evaluateFindings({ ...input, baseline: BASELINE, codeOwners: ['@octo/ci'] })
  expect(new Set(found.map(({ owner }) => owner === 'author')).size).toBe(2)
  for (const { owner, owners, ownersFrom } of found)
    expect([owner, owners, ownersFrom]).toEqual(
      owner === 'author' ? ['author', ['@octo/ci'], 'codeowners'] : [owner, undefined, undefined],
    )
})
