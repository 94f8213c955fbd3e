import { describe, expect, test } from '@jest/globals'
import { inLab } from './lab-harness.ts'

const job = (text: string): string => `{ runs-on: ubuntu-latest, ${text} }`
const PASS = 'steps: [{ run: "true" }]'
const FAIL = 'steps: [{ run: "false" }]'

describe('needs and if', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, readonly string[]])[] = [
    ['a failure skips what needs it', { a: FAIL, b: `needs: a, ${PASS}` }, 'failure', ['a failure', 'b skipped']],
    [
      'always() and failure() run after a failure',
      {
        a: FAIL,
        b: `needs: a, if: always(), ${PASS}`,
        c: `needs: a, if: failure(), ${PASS}`,
        d: `needs: a, if: cancelled(), ${PASS}`,
      },
      'failure',
      ['a failure', 'b success', 'c success', 'd skipped'],
    ],
    [
      // actions/runner#491
      'a skipped ancestor skips, however far it is, unless the condition asks for no status',
      {
        a: `if: false, ${PASS}`,
        b: `needs: a, if: always(), ${PASS}`,
        c: `needs: b, ${PASS}`,
        d: `needs: b, if: "!failure() && !cancelled()", ${PASS}`,
        e: `needs: b, if: failure(), ${PASS}`,
      },
      'success',
      ['a skipped', 'b success', 'c skipped', 'd success', 'e skipped'],
    ],
    [
      'failure() asks for any ancestor',
      { a: FAIL, b: `needs: a, if: always(), ${PASS}`, c: `needs: b, if: failure(), ${PASS}` },
      'failure',
      ['a failure', 'b success', 'c success'],
    ],
    [
      'continue-on-error counts as success for what needs it',
      { a: `continue-on-error: true, ${FAIL}`, b: `needs: a, ${PASS}` },
      'success',
      ['a failure', 'b success'],
    ],
    [
      'results and outputs of needs',
      {
        a: 'outputs: { o: "${{ steps.s.outputs.o }}" }, steps: [{ id: s, run: "echo o=42 >> $GITHUB_OUTPUT" }]',
        b: `needs: a, if: needs.a.result == 'success' && needs.a.outputs.o == 42, ${PASS}`,
        c: `needs: a, if: needs.a.outputs.o == 41, ${PASS}`,
      },
      'success',
      ['a success', 'b success', 'c skipped'],
    ],
    ['only skipped jobs', { a: `if: false, ${PASS}` }, 'skipped', ['a skipped']],
    [
      'an expression that fails fails the job without a runner',
      { a: `strategy: { matrix: "\${{ fromJSON('[1]') }}" }, ${PASS}` },
      'failure',
      ['a failure'],
    ],
  ]
  test.each(cases)('%s', async (_, jobs, conclusion, ended) => {
    const lines = Object.entries(jobs).map(([key, text]) => `  ${key}: ${job(text)}`)
    await inLab(`on: push\njobs:\n${lines.join('\n')}\n`, (lab, outcome) => {
      expect(outcome.conclusion).toBe(conclusion)
      expect(lab.ended(outcome)).toEqual(ended)
      expect(lab.lab.services.violations).toEqual([])
    })
  })
})

test('a skipped job: name as written, no labels, no runner, no steps', async () => {
  const workflow = `on: push
jobs:
  a:
    name: on \${{ matrix.os }}
    if: false
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [ubuntu-latest] } }
    steps: [{ run: x }]
`
  await inLab(workflow, (lab, outcome) => {
    const skipped = lab.jobs(outcome).get('on ${{ matrix.os }}')
    expect(skipped).toMatchObject({ status: 'completed', conclusion: 'skipped', labels: [], runnerId: null, steps: [] })
    expect(skipped?.completedAt).not.toBeNull()
  })
})

describe('matrix', () => {
  test('from outputs of needs; strategy context; outputs of all legs together', async () => {
    const workflow = `on: push
jobs:
  list:
    runs-on: ubuntu-latest
    outputs: { v: '\${{ steps.s.outputs.v }}' }
    steps: [{ id: s, run: 'echo "v=[1,2]" >> $GITHUB_OUTPUT' }]
  each:
    needs: list
    runs-on: ubuntu-latest
    strategy: { matrix: { v: "\${{ fromJSON(needs.list.outputs.v) }}" } }
    outputs: { of1: "\${{ steps.s.outputs.of1 }}", of2: "\${{ steps.s.outputs.of2 }}" }
    steps: [{ id: s, run: 'echo "of\${{ matrix.v }}=\${{ strategy.job-index }}/\${{ strategy.job-total }}" >> $GITHUB_OUTPUT' }]
  check:
    needs: each
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ needs.each.outputs.of1 }} \${{ needs.each.outputs.of2 }}" = "0/2 1/2"' }]
`
    await inLab(workflow, (lab, outcome) => {
      expect(lab.ended(outcome)).toEqual(['check success', 'each (1) success', 'each (2) success', 'list success'])
    })
  })

  test('fail-fast cancels the others, with and without a runner', async () => {
    const workflow = `on: push
jobs:
  a:
    runs-on: lab-\${{ matrix.v }}
    strategy: { max-parallel: 2, matrix: { v: [1, 2, 3] } }
    steps: [{ run: 'if [ \${{ matrix.v }} = 1 ]; then sleep 0.3; exit 1; else exec sleep 30; fi' }]
`
    await inLab(workflow, (lab, outcome) => {
      expect(lab.ended(outcome)).toEqual(['a (1) failure', 'a (2) cancelled', 'a (3) cancelled'])
      expect(lab.jobs(outcome).get('a (3)')).toMatchObject({ runnerId: null, steps: [] })
      expect(lab.jobs(outcome).get('a (2)')?.runnerName).toBe('lab-2-1')
    })
  })
})

test('called workflows: names, inputs with their types, outputs, secrets, environment of its own', async () => {
  const workflow = `on: push
env: { OUTER: outer }
jobs:
  call:
    strategy: { matrix: { v: [x, y] } }
    uses: ./.github/workflows/called.yml
    with: { text: 'of \${{ matrix.v }}', flag: true }
    secrets: { token: '\${{ secrets.DEPLOY }}' }
  after:
    needs: call
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ needs.call.outputs.answer }}" = "of y 3 true"' }]
`
  const called = `on:
  workflow_call:
    inputs: { text: { type: string }, number: { type: number, default: 3 }, flag: { type: boolean } }
    secrets: { token: { required: true } }
    outputs: { answer: { value: '\${{ jobs.inner.outputs.o }}' } }
jobs:
  inner:
    name: inner job
    runs-on: ubuntu-latest
    if: inputs.flag
    outputs: { o: '\${{ steps.s.outputs.o }}' }
    steps:
      - id: s
        env: { TOKEN: '\${{ secrets.token }}' }
        run: |
          test "$TOKEN" = swordfish -a -z "$OUTER"
          echo "o=\${{ inputs.text }} \${{ inputs.number }} \${{ inputs.flag }}" >> "$GITHUB_OUTPUT"
`
  await inLab(
    workflow,
    (lab, outcome) => {
      expect(lab.ended(outcome)).toEqual([
        'after success',
        'call (x) / inner job success',
        'call (y) / inner job success',
      ])
      expect(outcome.run.referencedWorkflows).toEqual([
        {
          path: 'octo/pipeline/.github/workflows/called.yml@refs/heads/main',
          sha: outcome.run.sha,
          ref: 'refs/heads/main',
        },
      ])
    },
    { '.github/workflows/called.yml': called },
    { secrets: { DEPLOY: 'swordfish' } },
  )
})

test('a nested job that asks for too much: the run fails before any job', async () => {
  await inLab(
    'on: push\njobs:\n  fine: { runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n  call: { permissions: {}, uses: ./.github/workflows/called.yml }\n',
    (lab, outcome) => {
      expect(outcome.conclusion).toBe('startup_failure')
      expect(outcome.messages).toHaveLength(1)
      expect(lab.lab.state.jobs.size).toBe(0)
      expect(outcome.run.attempts[0]).toMatchObject({ status: 'completed', conclusion: 'startup_failure', jobIds: [] })
    },
    {
      '.github/workflows/called.yml':
        'on: workflow_call\njobs:\n  inner: { permissions: { id-token: write }, runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n',
    },
  )
})
