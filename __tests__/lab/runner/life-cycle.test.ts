import { expect, test } from '@jest/globals'
import { fixtureAction, run, step } from './harness.ts'

test('pre in workflow order, posts from the last registered to the first, those with a pre last of all', async () => {
  const { lines, steps, conclusion } = await run(
    [
      step({ uses: 'octo/plain@v1' }),
      step({ uses: 'octo/first@v1' }),
      step({ run: 'echo hello', name: 'Say hello' }),
      step({ uses: 'octo/second@v1', if: 'false' }),
      step({ uses: 'octo/nopost@v1' }),
      step({ uses: 'octo/last@v1' }),
    ],
    {
      actions: {
        ...fixtureAction('octo/plain/v1', { main: '', post: '' }),
        ...fixtureAction('octo/first/v1', { pre: '', main: '', post: '' }),
        ...fixtureAction('octo/second/v1', { pre: '', main: '', post: '' }),
        ...fixtureAction('octo/nopost/v1', { main: '' }),
        ...fixtureAction('octo/last/v1', { main: '', post: '' }),
      },
    },
  )
  expect(conclusion).toBe('success')
  expect(lines.filter(line => / ran$/.test(line))).toEqual([
    'first pre ran',
    'second pre ran',
    'plain main ran',
    'first main ran',
    'nopost main ran',
    'last main ran',
    'last post ran',
    'plain post ran',
    'second post ran',
    'first post ran',
  ])
  expect(steps.map(({ number, name, conclusion: result }) => [number, name, result])).toEqual([
    [1, 'Set up job', 'success'],
    [2, 'Pre Run octo/first@v1', 'success'],
    [3, 'Pre Run octo/second@v1', 'success'],
    [4, 'Run octo/plain@v1', 'success'],
    [5, 'Run octo/first@v1', 'success'],
    [6, 'Say hello', 'success'],
    [7, 'Run octo/second@v1', 'skipped'],
    [8, 'Run octo/nopost@v1', 'success'],
    [9, 'Run octo/last@v1', 'success'],
    [15, 'Post Run octo/last@v1', 'success'],
    [16, 'Post Run octo/plain@v1', 'success'],
    [17, 'Post Run octo/second@v1', 'success'],
    [18, 'Post Run octo/first@v1', 'success'],
    [19, 'Complete job', 'success'],
  ])
})
