import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { fixtureAction, run, SHA, step } from './harness.ts'

const MEMORY = `
inputs:
  status: { default: '\${{ job.status }}' }
  id: { default: '\${{ job.check_run_id }}' }
  matrix: { default: '\${{ toJSON(matrix) }}' }
  hash: { default: "\${{ hashFiles('none') }}" }
  steps: {}
`
const REPORT =
  'console.log(`NAME ${process.env.INPUT_STATUS}/${process.env.INPUT_ID}/${process.env.INPUT_MATRIX}/${process.env.INPUT_STEPS}/${process.env.STATE_seen ?? "-"}`);' +
  "appendFileSync(process.env.GITHUB_STATE, `seen=${process.env.STATE_seen ?? ''}NAME\\n`)"
const memory = (stage: string): string => REPORT.replaceAll('NAME', stage)
const remember = fixtureAction(
  'octo/remember/v1',
  { pre: memory('pre'), main: memory('main'), post: memory('post') },
  MEMORY,
)

test('inputs and defaults are evaluated anew for each stage, state goes from stage to stage', async () => {
  const { lines, conclusion, steps } = await run(
    [
      step({ uses: 'octo/remember@v1', with: { steps: '${{ toJSON(steps) }}' } }),
      step({ id: 'made', run: 'echo "a=1" >> "$GITHUB_OUTPUT"' }),
      step({ run: 'exit 3' }),
      step({ run: 'echo never' }),
    ],
    { actions: remember },
  )
  const made = JSON.stringify({ made: { outputs: { a: '1' }, outcome: 'success', conclusion: 'success' } }, null, 2)
  const [postFirst = '', ...postRest] = made.split('\n')
  expect(lines).toContain('pre success/29549412945/null/{}/-')
  expect(lines).toContain('main success/29549412945/null/{}/pre')
  const post = lines.indexOf(`post failure/29549412945/null/${postFirst}`)
  expect(post).toBeGreaterThan(0)
  expect(lines.slice(post + 1, post + 1 + postRest.length)).toEqual([
    ...postRest.slice(0, -1),
    `${postRest.at(-1)}/premain`,
  ])
  expect(lines).toContain('##[error]Process completed with exit code 3.')
  expect(conclusion).toBe('failure')
  expect(steps.map(item => item.conclusion)).toEqual([
    'success',
    'success',
    'success',
    'success',
    'failure',
    'skipped',
    'success',
    'success',
  ])
})

test('post-if: success() keeps the post from running after a failure; always() steps run', async () => {
  const { lines } = await run(
    [step({ uses: 'octo/saver@v1' }), step({ run: 'false' }), step({ run: 'echo still', if: 'always()' })],
    {
      actions: {
        ...fixtureAction('octo/saver/v1', { main: '', post: '' }),
        'octo/saver/v1/action.yml': 'runs: {using: node24, main: main.mjs, post: post.mjs, post-if: success()}',
      },
    },
  )
  expect(lines).toContain('still')
  expect(lines).toContain('saver main ran')
  expect(lines).not.toContain('saver post ran')
})

test('an input default may use five contexts and hashFiles only', async () => {
  const { lines, conclusion } = await run([step({ uses: 'octo/bad@v1' })], {
    actions: fixtureAction('octo/bad/v1', {}, "inputs:\n  x: { default: '${{ steps.a.outputs.b }}' }\n"),
  })
  expect(conclusion).toBe('failure')
  expect(lines.find(line => line.startsWith("##[error]default of input 'x' of octo/bad@v1"))).toContain('steps')
})

test('continue-on-error: the outcome is a failure, the conclusion is not, the job goes on', async () => {
  const { lines, conclusion, outputs } = await run(
    [
      step({ id: 'weak', run: 'exit 1', continueOnError: '${{ matrix.weak }}' }),
      step({ run: 'echo "${{ steps.weak.outcome }} ${{ steps.weak.conclusion }}"' }),
    ],
    {
      plan: {
        outputs: { result: '${{ steps.weak.outcome }}', empty: '', secret: '${{ secrets.TOKEN }}' },
        contexts: {
          github: { repository: 'octo/app' },
          needs: {},
          inputs: {},
          vars: {},
          secrets: { TOKEN: 'swordfish-77' },
          matrix: { weak: true },
          strategy: {},
        },
      },
    },
  )
  expect(lines).toContain('failure success')
  expect(conclusion).toBe('success')
  expect(outputs).toEqual({ result: 'failure' })
  expect(lines).toContain("Set output 'result'")
  expect(lines).toContain("##[warning]Skip output 'secret' since it may contain secret.")
})

test('a step is stopped at its time limit', async () => {
  const { lines, conclusion } = await run([step({ run: 'exec sleep 30', name: 'Sleep', timeoutMinutes: 0.01 })])
  expect(conclusion).toBe('failure')
  expect(lines).toContain("##[error]The action 'Sleep' has timed out after 0.01 minutes.")
})

test('a cancelled job stops its step, skips the rest, runs always() steps and posts', async () => {
  const controller = new AbortController()
  const { lines, conclusion, steps } = await run(
    [
      step({ uses: 'octo/plain@v1' }),
      step({ run: 'echo started; exec sleep 30', name: 'Sleep' }),
      step({ run: 'echo never' }),
      step({ run: 'echo "status ${{ job.status }}"', if: 'always()' }),
    ],
    {
      actions: fixtureAction('octo/plain/v1', { main: '', post: 'console.log(process.env.GITHUB_JOB)' }),
      cancelled: controller.signal,
      onSteps: list => {
        if (list.some(item => item.name === 'Sleep' && item.status === 'in_progress'))
          setTimeout(() => controller.abort(), 300)
      },
    },
  )
  expect(conclusion).toBe('cancelled')
  expect(lines).toContain('##[error]The operation was canceled.')
  expect(lines).not.toContain('never')
  expect(lines).toContain('plain post ran')
  expect(steps.map(({ name, conclusion: result }) => [name, result])).toEqual([
    ['Set up job', 'success'],
    ['Run octo/plain@v1', 'success'],
    ['Sleep', 'cancelled'],
    ['Run echo never', 'skipped'],
    ['Run echo "status cancelled"', 'success'],
    ['Post Run octo/plain@v1', 'success'],
    ['Complete job', 'success'],
  ])
})

test('a step whose condition is always() is not stopped by a cancellation', async () => {
  const controller = new AbortController()
  const { lines, conclusion } = await run([step({ run: 'sleep 1; echo done', name: 'Keep', if: 'always()' })], {
    cancelled: controller.signal,
    onSteps: list => {
      if (list.some(item => item.name === 'Keep' && item.status === 'in_progress'))
        setTimeout(() => controller.abort(), 100)
    },
  })
  expect(conclusion).toBe('cancelled')
  expect(lines).toContain('done')
})

test('a job is cancelled at its own time limit', async () => {
  const { conclusion, lines } = await run([step({ run: 'exec sleep 30' }), step({ run: 'echo never' })], {
    plan: { timeoutMinutes: 0.01 },
  })
  expect(conclusion).toBe('cancelled')
  expect(lines).toContain('##[error]The operation was canceled.')
  expect(lines).not.toContain('never')
})

test('pre-if keeps a pre from running, and then a skipped step has no post', async () => {
  const { lines } = await run([step({ uses: 'octo/picky@v1', if: 'false' })], {
    actions: {
      ...fixtureAction('octo/picky/v1', { pre: '', main: '', post: '' }),
      'octo/picky/v1/action.yml':
        "runs: {using: node20, pre: pre.mjs, main: main.mjs, post: post.mjs, pre-if: runner.os == 'Windows'}",
    },
  })
  expect(lines.filter(line => line.startsWith('picky'))).toEqual([])
})

test('the inputs of our own action arrive without any `with:`', async () => {
  const names = [
    ...['JOB-ID', 'JOB-STATUS', 'TOKEN', 'TIME-BUDGET', 'STEPS', 'JOB-WORKFLOW-REF', 'JOB-WORKFLOW-SHA'],
    ...['JOB-INDEX', 'JOB-TOTAL', 'HAS-MATRIX', 'HAS-CONTAINER', 'HAS-SERVICES'],
  ]
  const print = `console.log(JSON.stringify(${JSON.stringify(names)}.map(name => process.env['INPUT_' + name])))`
  const action = 'octo/pipeline-trace/v1'
  const { lines } = await run([step({ uses: 'octo/pipeline-trace@v1' }), step({ run: 'false' })], {
    actions: {
      [`${action}/action.yml`]: readFileSync(join(import.meta.dirname, '../../../action.yml'), 'utf8'),
      [`${action}/dist/pre/index.js`]: print,
      [`${action}/dist/main/index.js`]: print,
      [`${action}/dist/post/index.js`]: print,
    },
  })
  const ref = 'octo/app/.github/workflows/ci.yml@refs/heads/main'
  const seen = (status: string): string =>
    JSON.stringify(['29549412945', status, '***', '20', '', ref, SHA, '', '', 'false', 'false', 'false'])
  expect(lines.filter(line => line.startsWith('["29549'))).toEqual([seen('success'), seen('success'), seen('failure')])
})
