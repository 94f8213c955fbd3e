import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findHiddenFailures } from '../../../src/findings/failures/hidden-failures.ts'
import { readLog } from '../../../src/log/read-log.ts'
import { WELL_ENDED_READERS } from '../../../src/log/readers.ts'
import { bytesOf, head, script, setUp, timed } from '../../log/log-text.ts'

const find = async (lines: readonly string[]) =>
  findHiddenFailures(await readLog(bytesOf(timed(lines)), WELL_ENDED_READERS), []).map(
    ({ kind, step, failedAttempts, class: of, confidence }) => [kind, step, failedAttempts, of, confidence],
  )
const NICK = 'nick-fields/retry@v3'
const ofAction = (...lines: readonly string[]) => [
  ...setUp(NICK),
  ...head(NICK, ['  command: npm test']),
  ...lines,
  'Post job cleanup.',
]
const ofScript = (...lines: readonly string[]) => [...setUp(), ...script('./test.sh'), ...lines, 'Post job cleanup.']
const FAILED_TEST = ['not ok 3 - lock is released', '# tests 9', '# pass 8', '# fail 1']
const FAILED_FETCH = ['curl: (7) Failed to connect to registry.example port 443: Connection refused']

describe('fires', () => {
  test('for an action that repeats: the attempts that it counts, and the class of the hidden failure', async () => {
    const lines = [
      ...FAILED_TEST,
      '##[warning]Attempt 1 failed. Reason: Child_process exited with error code 1',
      '# pass 9',
      'Command completed after 2 attempt(s).',
    ]
    expect(await find(ofAction(...lines))).toEqual([['retried', `Run ${NICK}`, 1, 'test', 'high']])
  })
  test('where its step passed although the last attempt failed', async () => {
    const lines = [
      'Attempt 1 failed. Reason: Timeout of 1000ms hit',
      '##[warning]Final attempt failed. Timeout of 1000ms hit',
    ]
    expect(await find(ofAction(...lines))).toEqual([['retried', `Run ${NICK}`, 2, undefined, 'high']])
  })
  test.each([
    ['a loop that says that an attempt failed', 'Attempt 1 of 3 failed', 1],
    ['a loop that begins another', 'Attempt 2/3', 1],
    ['retry(1)', "retry: 'make' returned 2, backing off for 10 seconds and trying again...", 1],
  ])('for %s, after a tool named its own failure', async (_, line, count) => {
    expect(await find(ofScript(...FAILED_TEST, line, '# pass 9'))).toEqual([
      ['retried', 'Run ./test.sh', count, 'test', 'medium'],
    ])
  })
  test('for a script that failed and was allowed to', async () => {
    expect(
      await find([
        ...setUp(),
        ...script('npm test'),
        ...FAILED_TEST,
        '##[error]Process completed with exit code 1.',
        ...script('npm run lint'),
        'ok',
      ]),
    ).toEqual([['tolerated', 'Run npm test', undefined, 'test', 'high']])
  })
  test('for wretry.action, which is silent: a tool in it failed, and its step passed', async () => {
    const uses = 'Wandalen/wretry.action@v3'
    expect(
      await find([
        ...setUp(uses),
        ...head(uses, ['  command: npm test']),
        ...FAILED_TEST,
        '# pass 9',
        'Post job cleanup.',
      ]),
    ).toEqual([['retried', `Run ${uses}`, undefined, 'test', 'medium']])
  })
})

describe('is silent', () => {
  test.each([
    ['a command that completed after one attempt', ofAction('# pass 9', 'Command completed after 1 attempt(s).')],
    ['a loop that waits for a service', ofScript(...FAILED_FETCH, 'Attempt 1 of 3 failed', 'up')],
    ['a loop without a failure that a tool named', ofScript('not yet', 'Attempt 1 failed', 'Attempt 2 of 5', 'up')],
    [
      'pip, which repeats its download',
      ofScript(
        "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError'",
        'Successfully installed a-1',
      ),
    ],
    [
      'cargo, which repeats its download',
      ofScript('warning: spurious network error (3 tries remaining): [28] Timeout was reached', 'Finished dev'),
    ],
    [
      'yarn and pnpm, which repeat theirs',
      ofScript(
        ' WARN  GET https://registry.npmjs.org/a error (ECONNRESET). Will retry in 10 seconds. 2 retries left.',
        'Done',
      ),
    ],
    [
      'a title of a test with the word',
      ofScript('ok 1 - attempt 2 of the user to log in fails', 'ok 2 - retry 3 times', '# pass 2'),
    ],
    [
      'an exit code that a script prints and goes on',
      ofScript('##[error]Process completed with exit code 1.', 'only said'),
    ],
    ['a test summary without a retry', ofScript(...FAILED_TEST, 'expected, see above')],
  ])('for %s', async (_, lines) => {
    expect(await find(lines)).toEqual([])
  })
})

const CASES = resolve(import.meta.dirname, '..', '..', '..', '..', 'shared', 'cases')
const ofCases = existsSync(CASES) ? test : test.skip
ofCases.each([
  ['c-01-retry-wrapper-masks-flake', ['retried', 2, 'test']],
  ['22-green-job-with-swallowed-failure', ['tolerated', undefined, 'test']],
])('the log of a user: %s', async (name, expected) => {
  const log = await readFile(join(CASES, name, 'job.log'))
  const found = findHiddenFailures(await readLog([log], WELL_ENDED_READERS), [])
  expect(found.map(({ kind, failedAttempts, class: of }) => [kind, failedAttempts, of])).toEqual([expected])
})
