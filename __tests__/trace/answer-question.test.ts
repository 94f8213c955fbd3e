import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { type TraceDocument, traceChain } from '../../src/schema/questions/trace-document.ts'
import { answerQuestion, type TraceAnswer } from '../../src/trace/answer-question.ts'
import { joinFacts } from '../../src/trace/facts.ts'
import { readQuestion, type TraceQuestion } from '../../src/trace/question.ts'
import { findSearchKeys } from '../../src/trace/search-keys.ts'
import { toTraceFacts } from '../../src/trace/to-facts.ts'
import { aRunManifest, commit, digest, type Run } from './a-run-manifest.ts'

const factsOf = (runs: readonly Run[]) => joinFacts(runs.map(run => toTraceFacts(aRunManifest(run), `run-${run.id}`)))

const ask = (words: string, runs: readonly Run[]): TraceAnswer => answerQuestion(factsOf(runs), question(words))

const question = (words: string): TraceQuestion => {
  const read = readQuestion(words)
  if (read === undefined) throw new Error(`no question: ${words}`)
  return read
}

/** The first chain as `kind name`. */
const chainOf = ({ chains, nodes }: TraceAnswer, index = 0): readonly string[] =>
  (chains[index]?.nodes ?? []).map(id => {
    const node = nodes.find(one => one.id === id)
    return `${node?.kind ?? ''} ${node?.name ?? ''}`
  })

const gapsOf = ({ chains }: TraceAnswer): readonly string[] => (chains[0]?.gaps ?? []).map(({ code }) => code)

const BUILD: Run = { id: '41', workflow: 'Build', makes: [7] }
const DEPLOY: Run = {
  ...{ id: '42', workflow: 'Deploy', event: 'workflow_run', triggeredBy: '41', uses: [7], deploysTo: 'staging' },
  approvedBy: ['mona'],
}
const SMOKE: Run = { id: '43', workflow: 'Smoke', event: 'workflow_run', triggeredBy: '42' }

describe('what was asked for', () => {
  test.each<[string, TraceQuestion | undefined]>([
    [`sha256:${'a'.repeat(64)}`, { kind: 'digest', value: 'a'.repeat(64) }],
    ['sha256:abcdef0', { kind: 'digest', value: 'abcdef0' }],
    [`ghcr.io/octo/app:1@sha256:${'a'.repeat(64)}`, { kind: 'digest', value: 'a'.repeat(64) }],
    ['1234567890', { kind: 'number', value: '1234567890' }],
    ['commit:1234567', { kind: 'commit', value: '1234567' }],
    ['abc1234', { kind: 'commit', value: 'abc1234' }],
    ['run:7', { kind: 'run', value: '7', repository: undefined }],
    ['deployment:7', { kind: 'deployment', value: '7' }],
    ['#7', { kind: 'pull-request', value: '7' }],
    ['production', { kind: 'environment', value: 'production' }],
    ['environment:abc1234', { kind: 'environment', value: 'abc1234' }],
    ['environment:a:b\n', { kind: 'environment', value: 'a:b\n' }],
    ['run:x', undefined],
    ['commit:xyz', undefined],
    ['', undefined],
  ])('%j', (words, read) => {
    expect(readQuestion(words)).toEqual(read)
  })
})

describe('a chain of three runs', () => {
  const runs = [SMOKE, DEPLOY, BUILD]

  test('leads from the commit over the approval to the environment and the run after', () => {
    const answer = ask('staging', runs)
    expect(chainOf(answer).filter(one => !one.startsWith('commit'))).toEqual(
      [
        'signer https://signer',
        'run Build',
        'job job of 41',
        'artifact app-7',
        'run Deploy',
        'job job of 42',
        'approval staging',
        'deployment 542',
        'environment staging',
        'run Smoke',
      ].toSorted((a, b) => chainOf(answer).indexOf(a) - chainOf(answer).indexOf(b)),
    )
    const at = (name: string): number => chainOf(answer).indexOf(name)
    expect(at('run Build')).toBeLessThan(at('job job of 41'))
    expect(at('job job of 41')).toBeLessThan(at('artifact app-7'))
    expect(at('artifact app-7')).toBeLessThan(at('job job of 42'))
    expect(at('approval staging')).toBeLessThan(at('deployment 542'))
    expect(at('deployment 542')).toBeLessThan(at('run Smoke'))
    expect(gapsOf(answer)).toEqual(['pull-request-unknown'])
  })

  test('each edge has its source, its confidence and its manifest', () => {
    const { edges } = ask('staging', runs)
    const made = edges.find(({ relation }) => relation === 'made')
    expect(made).toMatchObject({ to: digest(7), source: 'results', confidence: 'high', manifest: 'run-41' })
    expect(edges.find(({ relation }) => relation === 'followed-by')).toMatchObject({ manifest: 'run-43' })
  })

  test('is the same answer in whatever order the manifests are read', () => {
    const once = ask('staging', runs)
    const again = ask('staging', runs.toReversed())
    expect(again.chains).toEqual(once.chains)
  })

  test.each([
    digest(7),
    digest(7).slice(0, 20),
    `commit:${commit(1)}`,
    'run:41',
    'run:43',
    '42',
    '542',
    'deployment:542',
  ])('is found from %s', words => {
    const answer = ask(words, runs)
    expect(answer.answer).toBe('found')
    expect(answer.chains.map(({ deployment }) => deployment)).toEqual(['deployment:github.com/octo/app/542'])
  })

  test('names what was not searched', () => {
    expect(gapsOf(ask('staging', [DEPLOY]))).toEqual(
      expect.arrayContaining(['producer-not-searched', 'run-not-searched', 'nothing-observed-after']),
    )
    expect(gapsOf(ask('staging', [{ ...DEPLOY, triggeredBy: undefined, approvedBy: undefined }]))).toEqual(
      expect.arrayContaining(['trigger-unknown', 'no-approval-recorded']),
    )
  })

  test('the search goes on with the artifacts and runs of the answer, and ends', () => {
    const keys = findSearchKeys(factsOf([DEPLOY]), question('staging'))
    expect(keys.digests).toEqual([digest(7)])
    expect(keys.runIds.toSorted()).toEqual(['41', '42'])
    expect(findSearchKeys(factsOf(runs), question('run:99'))).toEqual({ digests: [], runIds: [] })
  })
})

describe('which deployment counts', () => {
  const deploy = (id: string, at: string, state: Run['state'], uses: number): Run => ({
    ...{ id, at, state: state ?? 'success', uses: [uses], deploysTo: 'Production', approvedBy: ['mona'] },
  })

  test('the newest that reached the environment, then newer ones that did not; names are compared without case', () => {
    const answer = ask('environment:production', [
      deploy('1', '2026-03-01T10:00:00Z', 'success', 1),
      deploy('2', '2026-03-02T10:00:00Z', 'success', 2),
      deploy('3', '2026-03-03T10:00:00Z', 'failure', 3),
      deploy('4', '2026-03-04T10:00:00Z', 'rejected', 4),
      deploy('5', '2026-03-05T10:00:00Z', 'waiting', 5),
    ])
    const state = ({ deployment }: TraceDocument['chains'][number]) =>
      answer.nodes.find(({ id }) => id === deployment)?.state
    expect(answer.chains.map(state)).toEqual(['reached', 'waiting', 'rejected', 'failed'])
    expect(chainOf(answer)).toContain('artifact app-2')
  })

  test('a deployment that failed did not reach the environment', () => {
    const { edges } = ask('production', [deploy('3', '2026-03-03T10:00:00Z', 'failure', 3)])
    expect(edges.map(({ relation }) => relation)).toContain('targeted')
    expect(edges.map(({ relation }) => relation)).not.toContain('reached')
  })

  test('environments of two repositories are two', () => {
    const answer = ask('staging', [DEPLOY, { ...DEPLOY, id: '52', triggeredBy: '51', repository: 'octo/other' }])
    expect(answer.subjects).toHaveLength(2)
    expect(answer.chains).toHaveLength(2)
  })
})

describe('bad input', () => {
  test('a circle of workflow_run ends', () => {
    const circle = [
      { ...DEPLOY, triggeredBy: '43' },
      { ...SMOKE, triggeredBy: '42' },
    ]
    const answer = ask('staging', circle)
    expect(answer.chains).toHaveLength(1)
    expect(new Set(chainOf(answer)).size).toBe(chainOf(answer).length)
    expect(ask('run:42', [{ ...DEPLOY, triggeredBy: '42' }]).answer).toBe('found')
  })

  test('a circle of artifacts ends', () => {
    const answer = ask(digest(1), [
      { id: '1', makes: [1], uses: [2] },
      { id: '2', makes: [2], uses: [1], deploysTo: 'staging' },
    ])
    expect(answer.chains).toHaveLength(1)
  })

  test('a shortened digest that fits two artifacts is not guessed', () => {
    const answer = ask('sha256:0000001', [{ id: '1', makes: [0x10, 0x11] }])
    expect(answer).toMatchObject({ answer: 'ambiguous', chains: [] })
    expect(answer.subjects).toHaveLength(2)
  })

  test('thousands of artifacts of one job: the answer is cut to what a document holds', () => {
    const runs = [{ id: '1', makes: Array.from({ length: 4_000 }, (_, index) => index + 1) }, { id: '2' }]
    const [chain] = ask('run:1', runs).chains
    expect(z.safeParse(traceChain, chain).success).toBe(true)
  })

  test('what no manifest names is not found', () => {
    expect(ask('nowhere', [BUILD])).toEqual({ answer: 'not-found', subjects: [], chains: [], nodes: [], edges: [] })
  })

  test('names that are members of every object are names', () => {
    const answer = ask('environment:__proto__', [{ ...DEPLOY, deploysTo: '__proto__' }])
    expect(answer.answer).toBe('found')
  })
})
