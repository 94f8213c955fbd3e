import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { splitArguments } from '../../../lab/runner/split-arguments.ts'
import { run, step } from './harness.ts'

const hasPython = (): boolean => {
  try {
    execFileSync('python', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('shells', () => {
  ;(hasPython() ? test : test.skip)('python runs a script that ends in .py', async () => {
    const { lines, conclusion } = await run([
      step({ shell: 'python', run: 'import sys\nprint("python", sys.argv[0][-3:], sys.version_info[0])' }),
    ])
    expect(conclusion).toBe('success')
    expect(lines.some(line => /^shell: \/\S+\/python \{0\}$/.test(line))).toBe(true)
    expect(lines).toContain('python .py 3')
  })

  test('a command with its own arguments', async () => {
    const { lines, conclusion } = await run([step({ shell: 'bash -c "echo \\"got {0}\\" \'{0}\'"', run: 'never' })])
    expect(conclusion).toBe('success')
    expect(lines.some(line => /^got \/\S+ \/\S+$/.test(line))).toBe(true)
    expect(lines).not.toContain('never')
  })

  test('node reads the script where the format puts it', async () => {
    const { lines } = await run([step({ shell: 'node {0}', run: 'console.log("from", process.argv.length)' })])
    expect(lines).toContain('from 2')
  })

  test.each([
    ['no-such-shell {0}', 'no-such-shell: command not found'],
    [
      'env -i',
      "Invalid shell option. Shell must be a valid built-in (bash, sh, cmd, powershell, pwsh) or a format string containing '{0}'",
    ],
  ])('%s fails the step', async (shell, message) => {
    const { lines, conclusion } = await run([step({ shell, run: 'x' })])
    expect(conclusion).toBe('failure')
    expect(lines).toContain(`##[error]${message}`)
  })
})

test.each([
  ['a  b\tc', ['a', 'b', 'c']],
  ['-c "a b" \'d e\'', ['-c', 'a b', "'d", "e'"]],
  ['a\\"b \\x ""', ['a"b', '\\x', '']],
  ['', []],
])('%j is split as .NET splits it', (line, expected) => {
  expect(splitArguments(line)).toEqual(expected)
})
