import { describe, expect, test } from '@jest/globals'
import { fixtureAction, plan, run, step } from './harness.ts'

/** The kernel takes 131,072 bytes for `NAME=value` with the zero at its end; NAME is `BIG` or `INPUT_BIG`. */
const LONGEST = 131_072 - 'BIG='.length - 1

/** An action with an input whose default is a whole context. */
const context = fixtureAction(
  'octo/context/v1',
  { main: 'console.log("main")', post: 'console.log("post")' },
  "inputs: { big: { default: '${{ toJSON(matrix) }}' } }\n",
)

describe('a variable over 128 KiB', () => {
  test('the longest still reaches the step', async () => {
    const { conclusion, lines } = await run([
      step({ run: 'echo "length $(printf %s "$BIG" | wc -c)"', env: { BIG: 'x'.repeat(LONGEST) } }),
    ])
    expect([conclusion, lines]).toEqual(['success', expect.arrayContaining([`length ${LONGEST}`])])
  })

  test('one more byte fails the step as the runner does, and later steps are skipped', async () => {
    const { conclusion, lines, steps } = await run([
      step({ name: 'big', run: 'echo never', env: { BIG: 'x'.repeat(LONGEST + 1) } }),
      step({ name: 'after', run: 'echo after' }),
      step({ name: 'always', if: 'always()', run: 'echo always' }),
    ])
    expect(conclusion).toBe('failure')
    expect(lines.filter(line => line.startsWith('##[error]'))).toEqual([
      expect.stringMatching(/^##\[error\]An error occurred trying to start process '.+\. Argument list too long$/),
    ])
    expect(steps.filter(({ name }) => ['big', 'after', 'always'].includes(name)).map(one => one.conclusion)).toEqual([
      'failure',
      'skipped',
      'success',
    ])
  })

  test.each([
    [100_000, 'success', ['main', 'post']],
    [200_000, 'failure', []],
  ])('a context of %i characters as the default of an input: %s', async (size, expected, printed) => {
    const contexts = { ...plan([]).contexts, matrix: { big: 'x'.repeat(size) } }
    const { conclusion, lines } = await run([step({ uses: 'octo/context@v1' })], {
      actions: context,
      plan: { contexts },
    })
    expect([conclusion, lines.filter(line => line === 'main' || line === 'post')]).toEqual([expected, printed])
  })
})
