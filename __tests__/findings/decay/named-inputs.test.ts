import { describe, expect, test } from '@jest/globals'
import { findNamedInputs } from '../../../src/findings/decay/named-inputs.ts'
import type { JobInput } from '../../../src/history/job-inputs.ts'

const SHA = 'a'.repeat(40)

const input = (kind: JobInput['kind'], name: string, version: string): JobInput => ({ kind, name, version })

const INPUTS: readonly JobInput[] = [
  input('package', 'pypi MarkupSafe', '2.1.0'),
  input('package', 'pypi numpy', '2.0.0'),
  input('package', 'pypi typing_extensions', '4.12.0'),
  input('package', 'pypi click', '8.1.8'),
  input('package', 'npm left-pad', '1.3.1'),
  input('package', 'npm @types/node', '20.1.0'),
  input('package', 'cargo time', '0.3.34'),
  input('package', 'cargo cc', '1.0.90'),
  input('package', 'golang github.com/a/b', '1.2.3'),
  input('package', 'gem rake', '13.0.6'),
  input('tool', 'python', '3.8.10'),
  input('tool', 'node', '18.0.0'),
  input('tool', 'npm', '10.9.0'),
  input('image', 'postgres:17', 'sha256:0123456789ab'),
  input('action', 'octo/tool@v1', SHA),
  input('runner-image', 'image', 'ubuntu24 20260413.86.1'),
  input('variable', 'FIXTURE_SET', 'users-v12'),
]

const namesIn = (text: string): readonly string[] =>
  findNamedInputs([{ line: 7, text }], INPUTS).map(({ name }) => name)

describe('an error line that names an input', () => {
  test.each<readonly [string, readonly string[]]>([
    ["ImportError: cannot import name 'soft_unicode' from 'markupsafe' (/opt/x/__init__.py)", ['pypi MarkupSafe']],
    ["AttributeError: module 'numpy' has no attribute 'float'", ['pypi numpy']],
    ["E   ModuleNotFoundError: No module named 'numpy.core.umath'", ['pypi numpy']],
    ["ImportError: cannot import name 'TypeIs' from 'typing-extensions'", ['pypi typing_extensions']],
    ['error: package a requires numpy<2, but you have numpy 2.0.0 which is incompatible.', ['pypi numpy']],
    ["Error: Cannot find module 'left-pad/lib/x'", ['npm left-pad']],
    ['Error [ERR_REQUIRE_ESM]: require() of /app/node_modules/left-pad/index.js not supported', ['npm left-pad']],
    ['npm error path /home/runner/work/app/app/node_modules/left-pad', ['npm left-pad']],
    ['npm error peer x@"2" from left-pad@1.3.1', ['npm left-pad']],
    ['##[error]node_modules/@types/node/index.d.ts(20,1): error TS2300', ['npm @types/node']],
    ['error: could not compile `time` (lib) due to 1 previous error', ['cargo time']],
    ['error[E0432]: unresolved import `time::format`', ['cargo time']],
    ['error: package `time v0.3.34` cannot be built because it requires rustc 1.80', ['cargo time']],
    ['panic: /go/pkg/mod/github.com/a/b@v1.2.3/x.go:12: bad', ['golang github.com/a/b']],
    ['Error: /usr/lib/ruby/gems/rake-13.0.6/lib/rake.rb: undefined method', ['gem rake']],
    ["ERROR: Package 'x' requires a different Python: 3.8.10 not in '>=3.9'", ['python']],
    ['error x@1.0.0: The engine "node" is incompatible with this module. Got "18.0.0"', ['node']],
    ['Error: this needs Node.js 20, not node.js v18.0.0', ['node']],
    ['Error response from daemon: manifest for postgres:17 not found', ['postgres:17']],
    ['##[error]Unable to resolve action octo/tool, repository not found', ['octo/tool@v1']],
    ['Error: at /home/runner/work/_actions/octo/tool/v1/dist/index.js:3', ['octo/tool@v1']],
    ['Error: image version 20260413.86.1 has no such compiler', ['image']],
    ['Error: FIXTURE_SET has no user 7', ['FIXTURE_SET']],
    ['Error: fixture users-v12 has no user 7', ['FIXTURE_SET']],
  ])('%s', (text, expected) => {
    expect(namesIn(text)).toEqual(expected)
  })
})

describe('an error line that names none', () => {
  test.each([
    "KeyError: 'click'",
    'AssertionError: expected "click" to equal "time"',
    'error: linking with `cc` failed: exit status: 1',
    'error: linker `cc` not found',
    'npm error Lifecycle script `test` failed with error:',
    '##[error]Process completed with exit code 1.',
    "##[error]The process '/opt/hostedtoolcache/node/18.0.0/x64/bin/npm' failed with exit code 1",
    'Error: time is out of range',
    'error: the numpy build took 12.0.0 seconds',
    'Error: left-padding 1.3.1',
    'Error: @types/node 18.0.0',
    'Error: numpy 2.0.0.dev1 is missing',
    'Error: my-postgres:17 refused',
    'Error: postgres:17.1 refused',
    'Error: other-octo/tool is down',
    'Error: MY_FIXTURE_SET is empty',
  ])('%s', text => {
    expect(namesIn(text)).toEqual([])
  })
})

test('only names that were known before leave, each with at most three lines', () => {
  const lines = Array.from({ length: 9 }, (_, index) => ({
    line: index + 1,
    text: "module 'numpy' of secret-project-x",
  }))
  expect(findNamedInputs(lines, INPUTS)).toEqual([{ kind: 'package', name: 'pypi numpy', lines: [1, 2, 3] }])
})

test('a hostile line takes linear time', () => {
  const text = "module '".repeat(20_000)
  expect(
    findNamedInputs(
      [
        { line: 1, text },
        { line: 2, text: '2.0.0'.repeat(20_000) },
      ],
      INPUTS,
    ),
  ).toEqual([])
})
