import { defineRules } from '../failure-rule.ts'

const bundler = defineRules('bundler')
const ruby = defineRules('ruby')
const composer = defineRules('composer')
const php = defineRules('php')

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
      'bundler::gemnotfound',
      'in locally installed gems',
      'could not find a valid gem',
      'could not reach host ',
      'install in deployment mode after changing',
      'your bundle is locked to',
    ],
    /^(?:.{0,60}error: {1,2}|\[!\] )?(?<quote>could not fetch specs from|could not find gem|bundler::httperror|bundler::gemnotfound|bundler could not find compatible versions|could not find compatible versions|gem::remotefetcher::fetcherror|network error while fetching|could not find a valid gem|could not reach host|you are trying to install in deployment mode after changing|your bundle is locked to)|^could not find \S{1,100}(?:, \S{1,100}){0,20} in (?:any of the sources|locally installed gems)/,
    { quote: 'the gems could not be fetched or resolved' },
  ),
  bundler.end(
    'gem-native',
    'command',
    ['failed to build gem native extension'],
    /(?<quote>failed to build gem native extension)/,
  ),
  bundler.retry(
    'bundler-retry',
    ['retrying fetcher due to error', 'retrying download gem'],
    /^retrying (?:fetcher|download gem).{0,200} due to error \(\d/,
  ),
  bundler.end(
    'gem-push',
    'command',
    ['repushing of gem versions is not allowed'],
    /(?<quote>repushing of gem versions is not allowed)/,
  ),
  bundler.success('bundle-done', ['bundle complete!'], /^bundle complete!/),
  ruby.end(
    'rspec',
    'test',
    [' examples, ', ' example, '],
    /^(?<quote>\d{1,7} examples?, (?:[1-9]\d{0,6} failures?|0 failures, [1-9]\d{0,6} errors?))/,
  ),
  ruby.end(
    'minitest',
    'test',
    [' assertions, '],
    /^\d{1,7} (?:runs|tests), \d{1,8} assertions, (?<quote>(?:[1-9]\d{0,6} failures|\d{1,7} failures, [1-9]\d{0,6} errors))/,
  ),
  ruby.end('cucumber', 'test', [' scenarios (', ' scenario ('], /^\d{1,6} scenarios? \((?<quote>[1-9]\d{0,5} failed)/),
  ruby.end(
    'rubocop',
    'command',
    ['offenses detected', 'offense detected'],
    /^\d{1,7} files? inspected, (?<quote>[1-9]\d{0,6} offenses?) detected/,
  ),
  composer.end(
    'composer',
    'dependency',
    [
      'your requirements could not be resolved',
      'could not be downloaded',
      'while downloading https',
      'your lock file does not contain',
      'is not present in the lock file',
    ],
    /^your requirements could not be resolved to an installable set|^the ".{1,300}" file could not be downloaded|^(?:\[composer\\.{1,60}\] )?curl error \d{1,3} while downloading https|^your lock file does not contain a compatible set|^- required (?:\(in require-dev\) )?package ".{1,150}" is not present in the lock file/,
    { quote: 'Composer could not fetch or resolve packages' },
  ),
  composer.end(
    'composer-denied',
    'permission',
    ['could not authenticate against'],
    /^(?<quote>could not authenticate against)/,
  ),
  php.end(
    'phpcs',
    'command',
    ['errors affecting', 'error affecting'],
    /^found (?<quote>[1-9]\d{0,5} errors?) .{0,60}affecting \d/,
  ),
  php.end(
    'phpunit',
    'test',
    ['^tests: '],
    /^(?<quote>tests: \d{1,7}, assertions: \d{1,8}(?:, (?:errors|failures|warnings|skipped|incomplete|risky|deprecations|phpunit deprecations|notices): \d{1,7}){0,8}, (?:failures|errors): [1-9]\d{0,6})/,
  ),
  php.end('phpstan', 'command', ['[error] found '], /^\[error\] (?<quote>found \d{1,6} errors?)/),
]
