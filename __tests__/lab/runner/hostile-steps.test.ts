import { describe, expect, test } from '@jest/globals'
import { run, step } from './harness.ts'

const ROOT = '"${RUNNER_TEMP%/_work/_temp}"'

/** What a step can do to its machine and to the lab that started it. */
describe('a hostile step cannot end the lab', () => {
  test.each<readonly [what: string, script: string, conclusion: string]>([
    ['moves _diag', `mv ${ROOT}/_diag ${ROOT}/away`, 'success'],
    ['deletes _diag', `rm -rf ${ROOT}/_diag`, 'success'],
    ['puts a folder in the place of the page', 'rm -f "$PAGES"/*; mkdir "$PAGES"/x', 'success'],
    ['deletes the folder of its command files', 'rm -rf "$(dirname "$GITHUB_ENV")"', 'failure'],
    ['puts a pipe in the place of $GITHUB_OUTPUT', 'rm "$GITHUB_OUTPUT"; mkfifo "$GITHUB_OUTPUT"', 'failure'],
    ['links $GITHUB_ENV to a device without end', 'ln -sf /dev/zero "$GITHUB_ENV"', 'failure'],
    ['makes $GITHUB_STATE a folder', 'rm "$GITHUB_STATE"; mkdir "$GITHUB_STATE"', 'failure'],
    ['makes $GITHUB_OUTPUT larger than any', 'truncate -s 10G "$GITHUB_OUTPUT"', 'failure'],
    ['deletes its temporary folder', 'rm -rf "$RUNNER_TEMP"', 'failure'],
    ['deletes its workspace', 'rm -rf "$GITHUB_WORKSPACE"', 'failure'],
    ['deletes its whole machine', `rm -rf ${ROOT}`, 'failure'],
    ['kills the process that started it', 'kill -9 $PPID; sleep 1', 'failure'],
    ['kills its own group', 'kill -9 0', 'failure'],
    ['prints a line without an end', 'head -c 40000000 /dev/zero | tr "\\0" x', 'success'],
    ['prints what is no text', 'head -c 100000 /dev/urandom', 'success'],
    ['leaves processes behind', '(while :; do sleep 1; done) & sleep 0.1', 'success'],
    ['stores a variable that no process can have', 'printf "A=x\\0y\\n" >> "$GITHUB_ENV"', 'failure'],
    ['names an output after a part of every object', 'echo "__proto__=x" >> "$GITHUB_OUTPUT"', 'success'],
  ])('that %s', async (_, script, expected) => {
    const { conclusion, text, steps } = await run([
      step({ name: 'hostile', run: script, env: { PAGES: '${{ runner.temp }}/../../_diag/pages' } }),
      step({ name: 'after', run: 'echo after', if: 'always()' }),
    ])
    expect(conclusion).toBe(expected)
    expect(steps.map(({ name }) => name)).toEqual(['Set up job', 'hostile', 'after', 'Complete job'])
    expect(steps.every(({ status }) => status === 'completed')).toBe(true)
    expect(text).toContain('Cleaning up orphan processes')
  })

  test('links that lead round and round, and an action file that is a pipe', async () => {
    const { conclusion, lines } = await run([
      step({ run: 'mkdir -p a/b; ln -s .. a/b/up; ln -s . a/self; ln -s a b; ln -s loop loop; echo x > a/b/f' }),
      step({ run: 'echo "hash ${{ hashFiles(\'**\') }}"' }),
      step({ run: 'mkdir act; mkfifo act/action.yml' }),
      step({ uses: './act' }),
    ])
    expect(lines.some(line => /^hash [0-9a-f]{64}$/.test(line))).toBe(true)
    expect(lines.some(line => line.startsWith('##[error]') && line.includes('is not a regular file'))).toBe(true)
    expect(conclusion).toBe('failure')
  })
})
