import { defineRules } from '../failure-rule.ts'

const npm = defineRules('npm')
const pnpm = defineRules('pnpm')
const yarn = defineRules('yarn')
const bun = defineRules('bun')
const node = defineRules('node')

/** npm/cli lib/utils/error-message.js; pnpm/pnpm packages/error and fetching; yarnpkg/berry packages/yarnpkg-core; oven-sh/bun. */
export const NODE_RULES = [
  // npm's `npm error 404 Not Found - PUT https://…` names the request (npm-registry-fetch lib/errors.js).
  npm.end(
    'npm-publish-denied',
    'permission',
    ['npm err! 4', 'npm error 4'],
    /^npm (?:err!|error) (?!.{0,400}publish over)(?<quote>40[134]) .{0,200} - put https?:/,
    {
      isRequest: true,
      quote: 'npm was not allowed to publish',
    },
  ),
  npm.end(
    'npm-disk',
    'resource',
    ['npm err! code enospc', 'npm error code enospc'],
    /^npm (?:err!|error) (?<quote>code enospc)\b/,
  ),
  npm.end(
    'npm',
    'dependency',
    ['npm err! code ', 'npm error code '],
    /^npm (?:err!|error) (?<quote>code (?:e404|e429|e5\d\d|etarget|eresolve|eintegrity|eusage|enotfound|eai_again|econnreset|econnrefused|etimedout|eidletimeout|econnaborted|eproto|err_socket_timeout|err_ssl|err_invalid_auth|fetcherror|self_signed|unable_to_get_issuer_cert|unable_to_verify_leaf|cert_has_expired|depth_zero_self_signed|enoversions|err_socket_closed))/,
  ),
  npm.end(
    'npm-denied',
    'permission',
    ['npm err! code ', 'npm error code '],
    /^npm (?:err!|error) (?<quote>code (?:e401|e403|eneedauth|eotp))\b/,
  ),
  npm.end(
    'npm-publish-conflict',
    'command',
    ['cannot publish over', 'you cannot publish'],
    /^npm (?:err!|error) .{0,200}(?<quote>you cannot publish over the previously published versions|cannot publish over existing version)/,
    { isRequest: true },
  ),
  npm.end(
    'npm-command',
    'command',
    [
      'missing script:',
      'exit handler never called',
      'code epublishconflict',
      'code ejsonparse',
      'code ebadplatform',
      'code ebadengine',
      'code enoent',
    ],
    /^npm (?:err!|error) (?<quote>missing script:|exit handler never called|code (?:epublishconflict|ejsonparse|ebadplatform|ebadengine|enoent))/,
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
    /^(?:\[?error\]? )?\s{0,3}(?<quote>err_pnpm_(?:fetch_(?:403|404|408|429|5\d\d)|meta_fetch_fail|no_matching_version\w{0,30}|no_mature_matching_version|outdated_lockfile|frozen_lockfile_with_outdated_lockfile|no_lockfile|lockfile_breaking_change|broken_lockfile|tarball_integrity|tarball_fetch|bad_tarball_size|fetching_bad|lockfile_config_mismatch|peer_dep_issues|packument_fetch\w{0,20}|unexpected_store))\b/,
  ),
  pnpm.end(
    'pnpm-denied',
    'permission',
    ['err_pnpm_fetch_401'],
    /^\s{0,3}(?<quote>err_pnpm_(?:fetch_401|registry_unauthorized))/,
  ),
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
      "couldn't find any versions for",
      'your lockfile needs to be updated',
      'error https:',
      'error error: https:',
      'yn0018',
      'yn0080',
      'error received invalid response',
      'integrity check failed',
    ],
    /^(?:➤ )?(?<quote>yn00(?:18|27|28|35|80|81|82))\b|^(?:➤ )?yn0001: .{0,20}(?:requesterror|httperror|timeouterror|readerror)|^error (?:an unexpected error occurred: "https:|couldn't find (?:package|any versions for)|your lockfile needs to be updated|(?:error: )?https?:.{1,300}: |.{0,200}integrity check failed)/,
    { quote: 'yarn failed to fetch or resolve packages' },
  ),
  yarn.retry(
    'yarn-retry',
    ['trouble with your network connection'],
    /^info there appears to be trouble with your network connection\. retrying/,
  ),
  yarn.success('yarn-done', ['done in ', 'done with warnings'], /^(?:✨ {1,2}done in \d|➤ yn0000: . done )/),
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
    /^(?:internal error: )?(?:error: )?(?<quote>error when performing the request to https|server answered with http \d{3} when performing the request)/,
    { quote: 'corepack could not fetch a package manager' },
  ),

  bun.end(
    'bun',
    'dependency',
    [
      'error: get https',
      'failedtoopensocket',
      'connectionrefused',
      'connectionclosed',
      'failed to resolve',
      'error: no version matching',
      'lockfile had changes, but lockfile is frozen',
      'error: package "',
    ],
    /^error: get https?:\/\/\S{1,300} - (?<quote>(?:40[348]|429|5\d\d))|^error: (?:(?:failedtoopensocket|connectionrefused|connectionclosed)\b|.{1,200} failed to resolve$|no version matching |lockfile had changes, but lockfile is frozen|package ".{1,200}" not found )/,
    { quote: 'bun failed to fetch or resolve packages' },
  ),
  bun.wrapper(
    'bun-script',
    'command',
    ['" exited with code '],
    /^error: script ".{1,100}" (?<quote>exited with code \d{1,3})/,
  ),
  // nodejs/node lib/internal/modules; electron/get, cypress-io/cypress cli/lib/tasks, microsoft/playwright server/registry.
  node.end(
    'node-module',
    'command',
    ['cannot find module', 'cannot find package'],
    /^(?:error: |\w{0,20}error \[err_module_not_found\]: )(?<quote>cannot find (?:module|package)) '/,
  ),
  node.end(
    'browser-download',
    'dependency',
    ['failed to download ', 'could not be downloaded', 'download failure, code='],
    /^(?:error: )?(?<quote>failed to download (?:chromium|chrome for testing|chrome|firefox|webkit|ffmpeg)\b|the cypress app could not be downloaded|download failure, code=\d{1,3})/,
  ),
  // microsoft/playwright packages/playwright-core/src/server/registry/index.ts; cypress-io/cypress cli/lib/errors.ts.
  node.end(
    'browser-not-installed',
    'command',
    ["executable doesn't exist at ", 'but the cypress binary is missing'],
    /^(?:error: )?(?:browsertype\.\w{1,40}: )?executable doesn't exist at |^the cypress npm package is installed, but the cypress binary is missing/,
    { quote: 'the browser of the tests is not installed' },
  ),
  node.cause('node-gyp', 'command', ['gyp err! '], /^gyp err! (?<quote>build error|configure error|not ok)/),
]
