import { defineRules } from '../failure-rule.ts'

const cargo = defineRules('cargo')
const nextest = defineRules('nextest')

/** rust-lang/cargo src/cargo/util/network, src/cargo/core/compiler; rust-lang/rust compiler/rustc_errors; nextest-rs/nextest. */
export const RUST_RULES = [
  cargo.end('cargo-compile', 'command', ['could not compile `'], /^error: (?<quote>could not compile `)/, {
    quote: 'could not compile',
  }),
  cargo.cause('rustc', 'command', ['error[e'], /^error\[(?<quote>e\d{4})\]: /),
  cargo.end(
    'cargo',
    'dependency',
    [
      'error: failed to download',
      'error: failed to get `',
      'error: failed to select a version',
      'error: failed to fetch',
      'failed to query replaced source',
      'failed to download from `',
      'failed to load source for dependency',
      'error: no matching package',
      'error: could not download file from',
      'error: could not download nonexistent',
    ],
    /^error: (?<quote>failed to (?:download (?:`|from `)|get `|select a version|fetch `|query replaced source|load source for dependency)|no matching package|could not download (?:file from|nonexistent))|^(?:caused by: )?failed to download from `/,
    { quote: 'cargo failed to download or select a version' },
  ),
  cargo.end(
    'cargo-lock',
    'dependency',
    ['the lock file'],
    /^error: (?:the lock file .{1,300} needs to be updated but --(?:locked|frozen) was passed|cannot update the lock file .{1,300} because --(?:locked|frozen) was passed)/,
    { quote: 'the lock file needs to be updated' },
  ),
  cargo.end(
    'cargo-publish',
    'command',
    ['already exists on crates.io index', 'failed to publish to registry'],
    /^error: (?:crate .{1,200} (?<quote>already exists on crates\.io index)|failed to publish to registry)/,
    { quote: 'cargo could not publish' },
  ),
  cargo.end(
    'cargo-build',
    'command',
    ['failed to run custom build command', 'error: failed to compile `', 'error: linking with `'],
    /^error: (?<quote>failed to run custom build command|failed to compile(?= `)|linking with(?= `))/,
    {
      quote: 'cargo could not build',
    },
  ),
  cargo.end(
    'cargo-audit',
    'command',
    ['vulnerability found', 'vulnerabilities found', 'advisories failed'],
    /^error: (?<quote>\d{1,5} vulnerabilit(?:y|ies) found)|^advisories failed/,
    {
      quote: 'vulnerabilities found',
    },
  ),
  cargo.end('clippy', 'command', ['due to ', 'aborting due to'], /^error: aborting due to \d{1,6} previous errors?/, {
    quote: 'the compiler or clippy found errors',
  }),
  cargo.end('cargo-fmt', 'command', ['diff in '], /^diff in \/?[^ ]{1,300}(?: at line |:)\d{1,7}/, {
    quote: 'rustfmt found a difference',
  }),
  cargo.end(
    'cargo-test',
    'test',
    ['test result: failed'],
    /^(?<quote>test result: failed\. \d{1,7} passed; \d{1,7} failed)/,
  ),
  cargo.wrapper(
    'cargo-test-target',
    'test',
    ['error: test failed', 'target failed', 'targets failed'],
    /^error: (?:test failed, to rerun pass|\d{1,4} targets? failed)/,
    { quote: 'a test target failed' },
  ),
  cargo.retry(
    'cargo-spurious',
    ['spurious network error'],
    /^warning: spurious network error \(\d{1,3} tr(?:y|ies) remaining\)/,
  ),
  cargo.success(
    'cargo-done',
    ['finished `', 'finished dev', 'finished release', 'finished test'],
    /^finished (?:`|dev|release|test)/,
  ),
  nextest.end(
    'nextest',
    'test',
    ['summary ['],
    /^summary \[.{1,30}\] .{0,200}\b(?<quote>[1-9]\d{0,6} (?:failed|timed out))/,
  ),
  nextest.wrapper('nextest-run', 'test', ['error: test run failed'], /^error: (?<quote>test run failed)/),
]
