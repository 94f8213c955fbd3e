import { beforeNumber, defineRules } from '../failure-rule.ts'

const c = defineRules('c-compiler')
const make = defineRules('make')
const typescript = defineRules('typescript')
const linter = defineRules('linter')
const shell = defineRules('shell')

/** Compilers, linters and the programs that run them, by their documented forms of a diagnostic. */
export const COMPILER_RULES = [
  c.end(
    'compiler-killed',
    'resource',
    [
      'killed signal terminated program',
      'internal compiler error: killed',
      ': signal: killed',
      'error lnk1102',
      'error c1060',
      'unable to execute command: killed',
      'terminated with signal 9',
      'terminated by signal 9',
      'signal: 9, sigkill',
      '(signal: 9',
    ],
    /(?<quote>fatal error: killed signal terminated program|internal compiler error: killed|fatal error (?:lnk1102|c1060)|: signal: killed$|error: unable to execute command: killed|terminated (?:with|by) signal 9|signal: 9, sigkill)/,
    { quote: 'the compiler or linker was killed (signal 9)' },
  ),
  c.cause(
    'c-compile',
    'command',
    [': error: ', ': fatal error: '],
    /^(?![\w./\\-]{1,300}\.pyi?:)(?:[\w./\\+@ ()-]{1,300}):\d{1,7}:(?:\d{1,5}:)? (?<quote>(?:fatal )?error): /,
    { quote: 'the compiler found errors' },
  ),
  c.cause(
    'msvc',
    'command',
    [': error c', ': fatal error c', ': fatal error lnk', ': error lnk'],
    /: (?:fatal )?error (?<quote>(?:c|lnk)\d{4}): /,
  ),
  c.cause(
    'linker',
    'command',
    ['undefined reference to', 'ld returned', 'undefined symbol', 'cannot find -l', 'linker command failed'],
    /(?<quote>undefined reference to|ld returned \d{1,3} exit status|linker command failed|ld: symbol\(s\) not found)|ld: cannot find -l/,
    { quote: 'the linker found no symbol or library' },
  ),
  make.end(
    'make-killed',
    'resource',
    ['error 137'],
    /^(?:g?make|mingw32-make)(?:\[\d{1,3}\])?: \*\*\* \[.{1,300}\] (?<quote>error 137)$/,
    {
      quote: 'killed (137)',
    },
  ),
  // bazelbuild/bazel src/main/cpp/blaze.cc: the server is gone.
  make.end(
    'bazel-server',
    'resource',
    ['server terminated abruptly'],
    /^server terminated abruptly \(error code: \d{1,3}/,
    { quote: 'the server of Bazel terminated abruptly' },
  ),
  make.wrapper(
    'make',
    'command',
    ['make: *** ', ']: *** [', 'make['],
    /^(?:g?make|mingw32-make)(?:\[\d{1,3}\])?: \*\*\* (?:\[.{1,300}\] )?(?<quote>error \d{1,3})/,
  ),
  make.end(
    'make-terminated',
    'runner-lost',
    ['*** [', 'terminated'],
    /^(?:g?make|mingw32-make)(?:\[\d{1,3}\])?: \*\*\* (?:\[.{1,300}\] )?(?<quote>terminated)/,
  ),
  make.wrapper('ninja', 'command', ['ninja: build stopped'], /^ninja: build stopped: (?<quote>subcommand failed)/),
  make.end('cmake', 'command', ['cmake error'], /^cmake error(?: at .{1,300}:\d{1,6})? ?(?:\(.{1,60}\))?:/, {
    quote: 'CMake reported an error',
  }),
  make.end(
    'bazel',
    'command',
    ['build did not complete successfully'],
    /^(?:info|failed|error): (?:.{0,60})?(?<quote>build did not complete successfully)/,
  ),
  typescript.end(
    'typescript',
    'command',
    ['error ts'],
    /(?:\(\d{1,7},\d{1,5}\)|:\d{1,7}:\d{1,5})(?::| -) (?<quote>error ts\d{3,5}): |^(?:error ts\d{3,5}: )/,
    { quote: 'the TypeScript compiler found errors' },
  ),
  linter.end(
    'eslint',
    'command',
    [' problems (', ' problem ('],
    /^✖ (?<quote>\d{1,6} problems?) \((?:[1-9]\d{0,5} errors?|\d{1,6} errors?, )/,
  ),
  linter.end('prettier', 'command', ['code style issues'], /(?<quote>code style issues (?:found|fixed))/),
  linter.end('ruff', 'command', ['^found '], /^(?<quote>found [1-9]\d{0,5} errors?)(?:\.| \(\d)/),
  linter.end('black', 'command', ['would be reformatted'], /^(?<quote>\d{1,6} files? would be reformatted)/),
  linter.end(
    'flake8-finding',
    'command',
    beforeNumber('.py:'),
    /^[\w./\\-]{1,300}\.pyi?:\d{1,7}:\d{1,5}: (?<quote>[a-z]{1,4}\d{3,4})\b/,
  ),
  linter.end(
    'mypy',
    'command',
    [': error: ', 'errors in '],
    /^[\w./\\-]{1,300}\.pyi?:\d{1,7}: error: |^(?<quote>found \d{1,6} errors? in \d{1,6} files?)/,
    { quote: 'mypy found errors' },
  ),
  linter.end('pylint', 'command', ['your code has been rated at'], /^(?<quote>your code has been rated at)/),
  linter.end('shellcheck', 'command', ['^in '], /^in \S{1,300} line \d{1,7}:$/, {
    quote: 'shellcheck found something',
  }),
  linter.end('pre-commit', 'command', ['- hook id: '], /^- (?<quote>hook id): /, { quote: 'a pre-commit hook failed' }),
  linter.end(
    'biome',
    'command',
    ['^found ', 'some errors were emitted'],
    /^found (?<quote>[1-9]\d{0,5} errors?)\.$|some errors were emitted while/,
    { quote: 'biome found errors' },
  ),
  linter.end(
    'sphinx',
    'command',
    ['build finished with problems', 'sphinx error', 'warning, treated as error'],
    /^(?<quote>build finished with problems|sphinx error|warning, treated as error):?/,
  ),
  linter.end(
    'coverage',
    'command',
    ['coverage threshold', 'required test coverage', 'does not meet global threshold', 'does not meet threshold'],
    /(?<quote>coverage threshold for .{1,40} \([\d.]{1,8}%\) not met)|required test coverage of \d|^error: coverage for (?:lines|branches|functions|statements) \([\d.]{1,8}%\) does not meet/,
    { quote: 'test coverage is below its threshold' },
  ),
  shell.end(
    'command-not-found',
    'command',
    ['command not found', 'not recognized as'],
    /^(?:.{0,200}: line \d{1,6}: )?(?:\S{1,100}: )?(?<quote>command not found)|is not recognized as (?:an internal or external command|a name of a cmdlet)/,
    { quote: 'command not found' },
  ),
  shell.end(
    'file-not-found',
    'command',
    ['no such file or directory', 'cannot find the path'],
    /^(?:.{0,200}: line \d{1,6}: |(?:cat|cd|cp|mv|ls|rm|chmod|tar|bash|sh|python3?|node): )(?:.{1,200}: )?(?<quote>no such file or directory)/,
  ),
  shell.cause(
    'denied',
    'permission',
    ['permission denied', 'eacces'],
    /^(?:.{0,200}: line \d{1,6}: )?(?:\S{1,200}: )?(?<quote>permission denied)$|\beacces: permission denied/,
    { quote: 'permission denied' },
  ),
]
