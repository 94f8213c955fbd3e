import { rulesOf } from '../failure-rule.ts'

const npm = rulesOf('npm')
const pnpm = rulesOf('pnpm')
const yarn = rulesOf('yarn')
const bun = rulesOf('bun')

/** npm/cli lib/utils/error-message.js; pnpm/pnpm packages/error and fetching; yarnpkg/berry packages/yarnpkg-core; oven-sh/bun. */
export const NODE_RULES = [
  npm.end(
    'npm',
    'dependency',
    ['npm err! code ', 'npm error code '],
    /^npm (?:err!|error) (?<said>code (?:e404|e429|e5\d\d|etarget|eresolve|eintegrity|eusage|enotfound|eai_again|econnreset|econnrefused|etimedout|err_socket_timeout|err_ssl|fetcherror|self_signed))/,
  ),
  npm.end(
    'npm-denied',
    'permission',
    ['npm err! code ', 'npm error code '],
    /^npm (?:err!|error) (?<said>code (?:e401|e403|eneedauth|eotp))\b/,
  ),
  npm.end(
    'npm-publish-conflict',
    'command',
    ['cannot publish over', 'you cannot publish'],
    /^npm (?:err!|error) .{0,200}(?<said>you cannot publish over the previously published versions|cannot publish over existing version)/,
  ),
  npm.wrapper(
    'npm-script',
    'command',
    [
      'npm err! lifecycle',
      'npm error lifecycle',
      'npm err! code elifecycle',
      'npm error command failed',
      'npm err! command failed',
      'npm error code 1',
      'npm err! code 1',
    ],
    /^npm (?:err!|error) (?:lifecycle script|code elifecycle|command failed|code \d{1,3}$)/,
    { quote: 'a script run by npm failed' },
  ),
  npm.success('npm-added', ['^added ', '^up to date'], /^(?:added \d{1,7} packages?(?:,| in )|up to date(?:,| in ))/),

  pnpm.end(
    'pnpm',
    'dependency',
    ['err_pnpm_'],
    /(?<said>err_pnpm_(?:fetch_(?:403|404|408|429|5\d\d)|meta_fetch_fail|no_matching_version|outdated_lockfile|tarball_integrity|no_package_manifest|fetching_bad|lockfile_config_mismatch))/,
  ),
  pnpm.end('pnpm-denied', 'permission', ['err_pnpm_fetch_401'], /(?<said>err_pnpm_fetch_401)/),
  pnpm.wrapper(
    'pnpm-script',
    'command',
    ['elifecycle', 'err_pnpm_recursive'],
    /^\s{0,4}(?:elifecycle|err_pnpm_recursive_(?:run_first_fail|exec_first_fail))\b/,
    { quote: 'a script run by pnpm failed' },
  ),
  pnpm.retry('pnpm-retry', ['will retry in'], /^ ?warn .{1,300} will retry in /),
  pnpm.success('pnpm-done', ['done in '], /^done in \d{1,6}(?:\.\d{1,3})?m?s(?: using pnpm)?/),

  yarn.end(
    'yarn',
    'dependency',
    [
      'yn0001',
      'yn0027',
      'yn0028',
      'yn0035',
      'yn0081',
      'yn0082',
      'error an unexpected error occurred',
      "couldn't find package",
      'error received invalid response',
      'integrity check failed',
    ],
    /^(?:➤ )?(?<said>yn00(?:27|28|35|81|82))\b|^error an unexpected error occurred: "https:|^error couldn't find package|^error .{0,200}integrity check failed/,
    { quote: 'yarn failed to fetch or resolve packages' },
  ),
  yarn.wrapper(
    'yarn-script',
    'command',
    ['error command failed with exit code', 'error command failed with signal'],
    /^error command failed with (?:exit code|signal) /,
    { quote: 'a script run by yarn failed' },
  ),
  yarn.end(
    'corepack',
    'dependency',
    ['error when performing the request', 'server answered with http'],
    /^(?:internal error: )?(?:error: )?(?<said>error when performing the request to https|server answered with http \d{3} when performing the request)/,
    { quote: 'corepack could not fetch a package manager' },
  ),

  bun.end(
    'bun',
    'dependency',
    ['error: get https', 'failedtoopensocket', 'failed to resolve'],
    /^error: get https?:\/\/\S{1,300} - (?<said>(?:408|429|5\d\d))|^error: (?:failedtoopensocket|connectionrefused|.{1,200} failed to resolve$)/,
    { quote: 'bun failed to fetch or resolve packages' },
  ),
]
