import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { readWorkflowPlan } from '../../src/workflow/plan/read-plan.ts'
import { jobsOf, namesOf, planOf } from './plan-of.ts'

const SIZE = LIMITS.workflowFile - 1_000
const JOB = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: x }]\n'
const fill = (part: string, size = SIZE): string => part.repeat(Math.floor(size / part.length))

/** What hangs is ended by the test's own limit; each takes some hundred milliseconds to a few seconds of the YAML reader. */
const LIMIT_MS = 120_000

describe('large files', () => {
  const files: readonly (readonly [string, string])[] = [
    ['open lists', fill('[')],
    ['open mappings', fill('{a: ', SIZE / 4)],
    ['keys in each other', fill('a: ', SIZE / 4)],
    ['lists in each other', fill('- ', SIZE / 4)],
    ['keys beside each other', `on: push\n${Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join('\n')}`],
    ['comments', fill('#\n', SIZE / 4)],
    ['needs', `${JOB}    needs: [${fill('b,', SIZE / 2)}]`],
    ['a long expression', `${JOB}    if: ${fill('a.b&&')}a`],
    ['brackets in an expression', `${JOB}    if: ${fill('(', SIZE / 2)}${fill(')', SIZE / 2)}`],
    ['expressions in a name', `${JOB}    name: "${fill('${{ github.sha }}')}"`],
    ['anchors', `${JOB}x: [${Array.from({ length: 20_000 }, (_, at) => `&a${at} 1`).join()}, *a1]`],
    ['aliases', `x: &a 1\ny: [${fill('*a, ')}]`],
  ]
  test.each(files)(
    '%s',
    async (_, content) => {
      const { value: facts, gaps } = await planOf(content, {}, { github: { sha: 'x' } })
      expect(facts === undefined || facts.jobs.length > 0 || gaps.length > 0).toBe(true)
      expect(JSON.stringify(facts ?? null).length).toBeLessThan(LIMITS.workflowFile)
    },
    LIMIT_MS,
  )
})

describe('aliases', () => {
  test('are written out', async () => {
    const jobs = await jobsOf(
      'on: push\njobs:\n  a: &job { runs-on: x, strategy: { matrix: { v: &list [1, 2] } }, steps: [{ run: "ls *.c" }] }\n  b: *job\n  c: { needs: [a], runs-on: x, strategy: { matrix: { w: *list } }, steps: [{ run: x }] }',
    )
    expect(namesOf(jobs.get('b'))).toEqual(['b (1)', 'b (2)'])
    expect(namesOf(jobs.get('c'))).toEqual(['c (1)', 'c (2)'])
    expect(jobs.get('b')?.steps).toEqual([{ run: 'ls *.c', background: false }])
  })

  test('that multiply are not', async () => {
    const levels = Array.from({ length: 30 }, (_, at) => `l${at + 1}: &l${at + 1} [${fill(`*l${at}, `, 60)}]`)
    const { value: facts, gaps } = await planOf(`${JOB}l0: &l0 [x]\n${levels.join('\n')}`)
    expect([facts, gaps.map(({ reason }) => reason)]).toEqual([undefined, ['too-large']])
  })

  test('of themselves are not', async () => {
    const { value: facts, gaps } = await planOf(`${JOB}x: &x [*x]`)
    expect([facts, gaps.map(({ reason }) => reason)]).toEqual([undefined, ['malformed']])
  })
})

describe('expressions', () => {
  const jobNamed = (name: string): string => `${JOB}    name: "\${{ ${name} }}"`
  const doubled = (times: number): string =>
    Array.from({ length: times }).reduce<string>(inner => `format('{0}{0}{0}{0}', ${inner})`, 'github.sha')

  test.each([
    ['format in format', doubled(12)],
    ['a computed format', 'format(github.sha, format(github.sha, github.sha))'],
    ['a long result', "format('{0}', github.sha)"],
    ['many results in one name', fill('github.sha }} ${{ ', 4_000)],
  ])('%s stays open', async (_, name) => {
    const github = { sha: fill('{0}', 15_000 * 3) }
    const jobs = await jobsOf(jobNamed(name), {}, { github })
    expect(JSON.stringify(namesOf(jobs.get('a')))).toContain('null')
  })

  /** Jobs of 200 legs, each with a text that every expression of the leg is given. */
  const called = (jobs: number): string => {
    const values = Array.from({ length: 200 }, (_, at) => at).join()
    const job = `{ name: "\${{ toJSON(matrix) }}", strategy: { matrix: { v: [${values}], t: [${'t'.repeat(4_000)}] } }, runs-on: x, steps: [{ run: x }] }`
    return `on: workflow_call\njobs:\n${Array.from({ length: jobs }, (_, at) => `  j${at}: ${job}`).join('\n')}\n`
  }
  const planIn = (callers: number, jobs: number) =>
    planOf(
      `on: push\njobs: { a: { strategy: { matrix: { c: [${Array.from({ length: callers }, (_, at) => at).join()}] } }, uses: ./.github/workflows/c.yml } }`,
      { '.github/workflows/c.yml': called(jobs) },
    )

  test('many legs in many callers end with the budget', async () => {
    const { value: facts, gaps } = await planIn(5, 40)
    expect(facts?.jobs).toHaveLength(41)
    expect(facts?.jobs[1]?.instances).toHaveLength(1_000)
    expect(facts?.jobs.reduce((sum, job) => sum + (job.instances?.length ?? 0), 0)).toBeLessThanOrEqual(5_000)
    expect(gaps.map(({ field, reason }) => [field, reason])).toContainEqual(['workflow.expressions', 'budget'])
  })

  test('more than a thousand legs of one job are not counted', async () => {
    const { value: facts, gaps } = await planIn(6, 1)
    expect(facts?.jobs.map(({ instances }) => instances?.length)).toEqual([6, undefined])
    expect(gaps.map(({ field, reason }) => [field, reason])).toEqual([['workflow.jobs.a/j0.instances', 'too-large']])
  })
})

describe('calls', () => {
  test('a file that calls itself many times in many files ends with the caps', async () => {
    // Each file calls all later ones: paths grow as powers of two.
    const file = (at: number): string =>
      `on: workflow_call\njobs:\n${Array.from({ length: 60 - at }, (_, next) => `  j${next}: { uses: ./.github/workflows/${at + next + 1}.yml }`).join('\n')}\n  end: { runs-on: x, steps: [{ run: x }] }\n`
    const asked = new Set<string>()
    const { value: facts, gaps } = await readWorkflowPlan(
      { repository: 'octo/app', path: '.github/workflows/0.yml', ref: 'main', content: file(0) },
      async ({ path }) => {
        asked.add(path)
        return { kind: 'text', content: file(Number(path.match(/\d+/)?.[0])) }
      },
      { github: {} },
    )
    expect(asked.size).toBe(50)
    expect(facts?.jobs.length).toBe(2_000)
    expect(gaps.filter(({ field }) => field === 'workflow.jobs')).toHaveLength(1)
    expect(gaps.length).toBeLessThanOrEqual(LIMITS.gaps)
  })

  test('a reader that fails is a gap', async () => {
    const { value: facts, gaps } = await readWorkflowPlan(
      {
        repository: 'octo/app',
        path: 'x.yml',
        ref: undefined,
        content: 'on: push\njobs: { a: { uses: ./.github/workflows/b.yml } }',
      },
      async () => {
        throw new Error('no network')
      },
      { github: {} },
    )
    expect(facts?.jobs[0]?.kind).toBe('unread-call')
    expect(gaps.map(({ reason }) => reason)).toEqual(['service-error'])
  })
})

test('words that are properties of every object', async () => {
  const steps = 'runs-on: x, steps: [{ run: x }]'
  const jobs = await jobsOf(
    `on: push\njobs:\n  constructor: { needs: [toString], ${steps} }\n  toString: { name: "\${{ github.constructor }}", ${steps} }`,
  )
  expect(jobs.get('constructor')?.needs).toEqual(['toString'])
  expect(namesOf(jobs.get('toString'))).toEqual([[null]])
  // The parser itself stumbles over them in a matrix.
  for (const key of ['constructor', '__proto__']) {
    const { value: facts, gaps } = await planOf(
      `on: push\njobs: { a: { strategy: { matrix: { ${key}: [1] } }, ${steps} } }`,
    )
    expect([facts, gaps.map(({ reason }) => reason)]).toEqual([undefined, ['malformed']])
  }
})
