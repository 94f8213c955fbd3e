import { rulesOf } from '../failure-rule.ts'

const bundler = rulesOf('bundler')
const ruby = rulesOf('ruby')
const composer = rulesOf('composer')
const php = rulesOf('php')

/** rubygems/rubygems bundler/lib; rspec/rspec-core, minitest; composer/composer src/Composer; sebastianbergmann/phpunit. */
export const RUBY_PHP_RULES = [
  bundler.end(
    'bundler',
    'dependency',
    [
      'could not fetch specs from',
      'could not find gem',
      'bundler::httperror',
      'could not find compatible versions',
      'gem::remotefetcher::fetcherror',
      'network error while fetching',
    ],
    /(?<said>could not fetch specs from|could not find gem|bundler::httperror|could not find compatible versions|gem::remotefetcher::fetcherror|network error while fetching)/,
  ),
  bundler.end(
    'gem-native',
    'command',
    ['failed to build gem native extension'],
    /(?<said>failed to build gem native extension)/,
  ),
  bundler.success('bundle-done', ['bundle complete!'], /^bundle complete!/),
  ruby.end('rspec', 'test', [' examples, ', ' example, '], /^(?<said>\d{1,7} examples?, [1-9]\d{0,6} failures?)/),
  ruby.end(
    'minitest',
    'test',
    [' runs, ', ' assertions, '],
    /^\d{1,7} runs, \d{1,8} assertions, (?<said>(?:[1-9]\d{0,6} failures|\d{1,7} failures, [1-9]\d{0,6} errors))/,
  ),
  ruby.end(
    'rubocop',
    'command',
    ['offenses detected', 'offense detected'],
    /^\d{1,7} files? inspected, (?<said>[1-9]\d{0,6} offenses?) detected/,
  ),
  composer.end(
    'composer',
    'dependency',
    ['your requirements could not be resolved', 'could not be downloaded', 'failed to download'],
    /^(?:.{0,300} )?(?<said>your requirements could not be resolved to an installable set|file could not be downloaded|could not be downloaded \(http\/\d)/,
  ),
  php.end(
    'phpunit',
    'test',
    ['^tests: '],
    /^(?<said>tests: \d{1,7}, assertions: \d{1,8}(?:, (?:errors|failures|warnings|skipped|incomplete|risky|deprecations|phpunit deprecations|notices): \d{1,7}){0,8}, (?:failures|errors): [1-9]\d{0,6})/,
  ),
  php.end(
    'phpunit-errors',
    'test',
    ['^tests: '],
    /^tests: \d{1,7}, assertions: \d{1,8}, (?<said>(?:errors|failures): [1-9]\d{0,6})/,
  ),
  php.end('phpstan', 'command', ['[error] found '], /^\[error\] (?<said>found \d{1,6} errors?)/),
]
