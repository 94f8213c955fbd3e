import { expect, test } from '@jest/globals'
import { fixtureAction, run, step } from './harness.ts'

const outer = `
inputs:
  who: { default: world }
outputs:
  greeting: { value: '\${{ steps.greet.outputs.text }}' }
runs:
  using: composite
  steps:
    - id: greet
      shell: bash
      env: { INNER: yes }
      run: |
        echo "text=hello \${{ inputs.who }} $INNER $OUTER $(basename "$GITHUB_ACTION_PATH")" >> "$GITHUB_OUTPUT"
    - uses: octo/inner@v1
    - uses: octo/other@v1
    - if: failure()
      shell: sh
      run: echo inner failure seen
    - uses: octo/inner@v1
      if: 'false'
`

test('inner pre and post run with those of the composite action, inner posts last first, outputs come out', async () => {
  const { lines, steps, outputs, conclusion } = await run(
    [
      step({ id: 'c', uses: 'octo/outer@v1', with: { who: 'lab' }, env: { OUTER: 'out' } }),
      step({ run: 'echo "got ${{ steps.c.outputs.greeting }} and ${{ toJSON(steps) }}" | tr -d "\\n"' }),
    ],
    {
      actions: {
        'octo/outer/v1/action.yml': outer,
        ...fixtureAction('octo/inner/v1', { pre: '', main: '', post: '' }),
        ...fixtureAction('octo/other/v1', { main: '', post: '' }),
      },
      plan: { outputs: { g: '${{ steps.c.outputs.greeting }}' } },
    },
  )
  expect(conclusion).toBe('success')
  expect(outputs).toEqual({ g: 'hello lab yes out v1' })
  expect(lines.find(line => line.startsWith('got hello'))).not.toContain('greet:')
  expect(lines.filter(line => / ran$/.test(line))).toEqual([
    'inner pre ran',
    'inner pre ran',
    'inner main ran',
    'other main ran',
    'inner post ran',
    'other post ran',
    'inner post ran',
  ])
  expect(steps.map(item => item.name)).toEqual([
    'Set up job',
    'Pre Run octo/outer@v1',
    'Run octo/outer@v1',
    expect.stringContaining('Run echo "got'),
    'Post Run octo/outer@v1',
    'Complete job',
  ])
  const downloads = lines.filter(line => line.startsWith('Download action') || line.startsWith('Getting'))
  expect(downloads.map(line => line.split("'")[1] ?? line)).toEqual([
    'Getting action download info',
    'octo/outer@v1',
    'Getting action download info',
    'octo/inner@v1',
    'octo/other@v1',
  ])
  expect(lines).not.toContain('inner failure seen')
})

test('a failing inner step skips those after it, but not failure() ones, and fails the action', async () => {
  const { lines, conclusion } = await run([step({ uses: 'octo/outer@v1' }), step({ run: 'echo never' })], {
    actions: {
      'octo/outer/v1/action.yml': outer.replace('echo "text', 'false; echo "text'),
      ...fixtureAction('octo/inner/v1', { pre: '', main: '', post: '' }),
      ...fixtureAction('octo/other/v1', { main: '', post: '' }),
    },
  })
  expect(conclusion).toBe('failure')
  expect(lines).toContain('inner failure seen')
  expect(lines.filter(line => / main ran$/.test(line))).toEqual([])
  expect(lines).not.toContain('never')
})

test('a local action has no pre, says so, and runs main and post out of the workspace', async () => {
  const write = [
    'mkdir -p mine',
    'printf "runs: {using: node24, pre: a.js, main: a.js, post: a.js}" > mine/action.yml',
    'printf "console.log(\\"mine \\" + process.env.GITHUB_ACTION_REPOSITORY + \\".\\")" > mine/a.js',
  ]
  const { lines, steps } = await run([step({ run: write.join('\n') }), step({ uses: './mine' })])
  expect(lines).toContain("##[warning]`pre` execution is not supported for local action from './mine'")
  expect(lines.filter(line => line === 'mine .')).toHaveLength(2)
  expect(steps.map(item => item.name)).toEqual([
    'Set up job',
    'Run mkdir -p mine',
    'Run ./mine',
    'Post Run ./mine',
    'Complete job',
  ])
})

test("$/ is the workflow's own repository at its commit", async () => {
  const asked: string[] = []
  await run([step({ uses: '$/report' })], {
    actions: fixtureAction('octo/x/v1', {}),
    resolve: uses => {
      asked.push(uses)
      return undefined
    },
  })
  expect(asked).toEqual(['octo/app/report@27d5ce7f107fe9357f9df03efb73ab90386fccae'])
})

test.each([
  ['docker action', [step({ uses: 'docker://alpine:3' })], 'feature docker action (docker://alpine:3)'],
  ['docker action by its file', [step({ uses: 'octo/d@v1' })], 'feature docker action (octo/d@v1)'],
  ['unknown runtime', [step({ uses: 'octo/r@v1' })], 'feature runs.using: ruby (octo/r@v1)'],
])('refused by name: %s', async (_, steps, message) => {
  const { lines, conclusion } = await run(steps, {
    actions: {
      'octo/d/v1/action.yml': 'runs: {using: docker, image: Dockerfile}',
      'octo/r/v1/action.yml': 'runs: {using: ruby, main: a.rb}',
    },
  })
  expect(conclusion).toBe('failure')
  expect(lines).toContain(`##[error]${message} is not supported by the lab`)
})

test('nothing runs when Set up job fails', async () => {
  const { lines, steps } = await run([step({ uses: 'octo/missing@v1' }), step({ run: 'echo never', if: 'always()' })])
  expect(lines).toContain("##[error]Can't find 'action.yml' or 'action.yaml' for action 'octo/missing@v1'.")
  expect(steps.map(item => [item.name, item.conclusion])).toEqual([
    ['Set up job', 'failure'],
    ['Complete job', 'success'],
  ])
})

test('a cancelled composite action stops its inner step, skips those after it and still runs inner posts', async () => {
  const controller = new AbortController()
  const { lines, conclusion, steps } = await run([step({ uses: 'octo/long@v1' }), step({ run: 'echo never' })], {
    actions: {
      'octo/long/v1/action.yml': [
        'runs:',
        '  using: composite',
        '  steps:',
        '    - uses: octo/inner@v1',
        '    - { run: exec sleep 30, shell: bash }',
        '    - { run: echo never, shell: bash }',
      ].join('\n'),
      ...fixtureAction('octo/inner/v1', { main: '', post: '' }),
    },
    cancelled: controller.signal,
    onSteps: list => {
      if (list.some(item => item.name === 'Run octo/long@v1' && item.status === 'in_progress'))
        setTimeout(() => controller.abort(), 700)
    },
  })
  expect(conclusion).toBe('cancelled')
  expect(steps.map(item => item.conclusion)).toEqual(['success', 'cancelled', 'skipped', 'success', 'success'])
  expect(lines.filter(line => line === '##[error]The operation was canceled.')).toHaveLength(1)
  expect(lines.filter(line => line === 'never')).toEqual([])
  expect(lines).toContain('inner post ran')
})
