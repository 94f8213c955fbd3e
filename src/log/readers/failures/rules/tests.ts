import { defineRules } from '../failure-rule.ts'

const test = defineRules('tests')

/**
 * Test runners that count their failures or name their end: pytest-dev/pytest src/_pytest/terminal.py, pytest-xdist, nose2,
 * CPython Lib/unittest/runner.py, jestjs/jest, vitest-dev/vitest, nodejs/node lib/internal/test_runner, mochajs/mocha,
 * microsoft/playwright packages/playwright/src/reporters/base.ts, cypress-io/cypress, google/googletest
 * googletest/src/gtest.cc, catchorg/Catch2, Kitware/CMake Source/CTest, bazelbuild/bazel, denoland/deno, dart-lang/test.
 */
export const TEST_RULES = [
  test.end(
    'pytest',
    'test',
    [' failed in ', ' failed, ', ' errors in ', ' error in ', ' error, ', ' errors, '],
    /^(?:={1,200} )?(?:short test summary info: )?(?<quote>[1-9]\d{0,6} (?:failed|errors?))(?:, \d{1,7} [a-z]{1,20}){0,10} in \d/,
  ),
  test.end('pytest-case', 'test', ['^failed '], /^failed [\w./-]{1,300}::/, { quote: 'FAILED, a case of pytest' }),
  test.end(
    'pytest-collection',
    'test',
    ['error collecting', 'errors during collection', 'error during collection', '^error '],
    /^(?:_{1,100} )?error collecting |^!{1,100} interrupted: (?<quote>\d{1,6} errors? during collection)|^error [\w./-]{1,300}\.py(?: - |$|::)/,
    { quote: 'pytest could not collect tests' },
  ),
  test.end('pytest-nothing', 'test', ['no tests ran in'], /^={1,200} (?<quote>no tests ran) in /),
  test.end(
    'xdist-crash',
    'test',
    ["worker 'gw", 'node down'],
    /worker 'gw\d{1,4}' (?<quote>crashed while running)|\[gw\d{1,4}\] (?:node down|.{0,40}crashed)/,
    { quote: 'a worker crashed while it ran a test' },
  ),
  test.end(
    'unittest',
    'test',
    ['failed (failures', 'failed (errors'],
    /^(?<quote>failed \((?:failures|errors)=\d{1,7})/,
  ),
  test.end('jest', 'test', ['^tests: ', '^test suites: '], /^(?<quote>(?:tests|test suites): {1,20}\d{1,7} failed)/),
  test.end('vitest', 'test', ['^tests ', '^test files '], /^(?<quote>(?:tests|test files) {1,20}\d{1,7} failed)/),
  test.end('node-test', 'test', ['^# fail ', '^ℹ fail '], /^(?:#|ℹ) (?<quote>fail [1-9]\d{0,6})$/),
  test.end('mocha', 'test', [' failing'], /^(?<quote>[1-9]\d{0,6} failing)$/),
  test.end(
    'playwright',
    'test',
    [' failed', 'not a part of any test', 'worker teardown timeout'],
    /^(?<quote>[1-9]\d{0,6} failed)$|^\d{1,6} errors? (?:was|were) not a part of any test|worker teardown timeout of \d{1,9}ms exceeded/,
    { quote: 'tests failed in Playwright' },
  ),
  test.end('cypress', 'test', [' failed ('], /^(?:✖|×) {1,4}\d{1,6} of \d{1,6} failed \(/, {
    quote: 'specs failed in Cypress',
  }),
  test.end('googletest', 'test', ['failed  ]', 'failed ]'], /^\[ {1,2}failed {1,2}\] (?<quote>[1-9]\d{0,6} tests?)/, {
    quote: 'FAILED tests of GoogleTest',
  }),
  test.end('googletest-case', 'test', ['failed  ]'], /^\[ {1,2}failed {1,2}\] \S/, {
    quote: 'a FAILED test of GoogleTest',
  }),
  test.end(
    'catch2',
    'test',
    ['test cases: ', 'assertions: '],
    /^(?:\[doctest\] )?test cases: {1,10}\d{1,7} \|.{0,60}\b(?<quote>[1-9]\d{0,6} failed)/,
  ),
  test.end(
    'ctest',
    'test',
    ['tests passed, ', 'the following tests failed'],
    /^(?<quote>\d{1,3}% tests passed, [1-9]\d{0,6} tests? failed out of \d{1,7})|^the following tests failed:/,
    { quote: 'tests failed in CTest' },
  ),
  test.end(
    'bazel-test',
    'test',
    ['fails locally', 'fail locally', 'fails remotely', 'fail remotely', ' failed in '],
    /\b(?<quote>\d{1,7} fails? (?:locally|remotely))\b/,
  ),
  test.end(
    'nose',
    'test',
    ['failed (errors=', 'failed (failures=', 'failed (skip='],
    /^(?<quote>failed \((?:skip=\d{1,6}, )?(?:errors|failures)=\d{1,6})/,
  ),
  test.end('deno-test', 'test', ['failed | '], /^(?<quote>failed) \| \d{1,7} passed.{0,60} \| [1-9]\d{0,6} failed/),
  test.end('dart-test', 'test', ['some tests failed'], /(?<quote>some tests failed)\.$/),
  test.end('karma', 'test', ['executed ', ' failed)'], /executed \d{1,7} of \d{1,7} \((?<quote>[1-9]\d{0,6} failed)\)/),
  test.end('tap', 'test', ['# failed ', 'not ok '], /^# (?<quote>failed \d{1,6} of \d{1,6} tests)/),
  test.end(
    'emulator',
    'time-out',
    ['timeout waiting for emulator to boot', 'emulator did not boot'],
    /(?<quote>timeout waiting for emulator to boot)/,
  ),
  // ava lib/reporters; jasmine-core; ExUnit.CLIFormatter; webdriverio/webdriverio; Boost.Test; meson mtest.py; Perl Test::Harness;
  // hspec and tasty; r-lib/testthat; robotframework; behave; LLVM lit; oven-sh/bun; dotnet and others in their own files.
  test.end('ava', 'test', [' failed'], /^(?<quote>[1-9]\d{0,5} tests? failed)$/),
  test.end(
    'specs',
    'test',
    [' failure'],
    /^(?:\d{1,6} doctests?, )?(?:\d{1,6} properties, )?\d{1,7} (?:tests|specs|test|spec), (?<quote>[1-9]\d{0,6} failures?)\b/,
  ),
  test.end(
    'webdriverio',
    'test',
    ['^spec files:'],
    /^spec files:\s{0,8}(?:\d{1,6} passed, )?(?<quote>[1-9]\d{0,5} failed), /,
  ),
  test.end(
    'boost-test',
    'test',
    ['detected in the test module', 'detected in test module'],
    /^\*\*\* (?<quote>[1-9]\d{0,5} failures? (?:is|are) detected) in /,
  ),
  test.end('meson-test', 'test', ['^fail: ', '^unexpected fail'], /^fail: {3,30}(?<quote>[1-9]\d{0,5})$/, {
    quote: 'Fail, of meson test',
  }),
  test.end(
    'prove',
    'test',
    ['^result: fail', ' test programs'],
    /^(?<quote>result: fail)$|^failed \d{1,5}\/\d{1,5} test programs/,
  ),
  test.end(
    'haskell-test',
    'test',
    [' tests failed (', 'test suite failure for package', ': fail'],
    /^(?<quote>[1-9]\d{0,5} out of \d{1,6} tests failed)|^test suite failure for package|^test suite [\w-]{1,100}: fail$/,
    { quote: 'tests failed in a Haskell suite' },
  ),
  test.end('julia-test', 'test', ['some tests did not pass'], /(?<quote>some tests did not pass): \d/),
  test.end('testthat', 'test', ['[ fail '], /^\[ (?<quote>fail [1-9]\d{0,5}) \| warn \d/),
  test.end('robot', 'test', [' tests, ', ' test, '], /^\d{1,6} tests?, \d{1,6} passed, (?<quote>[1-9]\d{0,5} failed)/),
  test.end(
    'behave',
    'test',
    [' passed, '],
    /^\d{1,6} (?:features?|scenarios?|steps?) passed, (?<quote>[1-9]\d{0,5} failed)/,
  ),
  test.end('lit', 'test', ['^failed tests ('], /^(?<quote>failed tests \(\d{1,6}\)):$/),
  test.end('bun-test', 'test', [' fail'], /^(?<quote>[1-9]\d{0,5} fail)$/),
  test.end('tap-case', 'test', ['not ok '], /^(?<quote>not ok \d{1,7})\b(?!.{0,400}# (?:todo|skip))/),
  test.end(
    'vitest-errors',
    'test',
    ['vitest caught '],
    /vitest caught (?<quote>\d{1,6} unhandled errors?) during the test run/,
  ),
  test.end(
    'jest-suite',
    'test',
    ['test suite failed to run'],
    /^● (?<quote>test suite failed to run)|^● .{1,200} › test suite failed to run/,
  ),
]
