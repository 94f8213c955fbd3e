import { rulesOf } from '../failure-rule.ts'

const apt = rulesOf('apt')
const brew = rulesOf('homebrew')
const others = rulesOf('system-packages')

/** Debian apt apt-pkg; Homebrew/brew; alpine apk-tools; dnf; chocolatey/choco. */
export const SYSTEM_PACKAGE_RULES = [
  apt.end(
    'apt',
    'dependency',
    [
      'e: failed to fetch',
      'e: unable to locate package',
      'e: unable to fetch some archives',
      'hash sum mismatch',
      "e: version '",
      'e: package ',
    ],
    /^e: (?<said>failed to fetch|unable to locate package|unable to fetch some archives|version '.{1,100}' for '.{1,100}' was not found|package '.{1,100}' has no installation candidate)|hash sum mismatch$/,
    { quote: 'apt failed to fetch a package' },
  ),
  apt.end(
    'apt-lock',
    'resource',
    ['could not get lock', 'unable to acquire the dpkg'],
    /^e: (?<said>could not get lock|unable to acquire the dpkg frontend lock)/,
  ),
  apt.end(
    'apt-conflict',
    'dependency',
    ['unable to correct problems', 'unmet dependencies'],
    /^e: (?<said>unable to correct problems|unmet dependencies)/,
  ),
  apt.retry('apt-retry', ['^ign:'], /^ign:\d{1,5} /),
  brew.end(
    'homebrew',
    'dependency',
    [
      'error: no available formula',
      'error: failed to download resource',
      'error: no formulae or casks found',
      'brew link',
      'download failed on',
    ],
    /^error: (?<said>no available formula|failed to download resource|no formulae or casks found|download failed on)/,
  ),
  brew.end(
    'homebrew-link',
    'command',
    ['the `brew link` step did not complete'],
    /^error: (?<said>the `brew link` step did not complete successfully)/,
    { quote: 'the brew link step did not complete' },
  ),
  others.end(
    'apk',
    'dependency',
    ['unable to select packages', 'temporary error (try again later)'],
    /^(?:error|warning): (?<said>unable to select packages|fetching https?:.{1,300} temporary error \(try again later\))/,
    { quote: 'apk could not fetch packages' },
  ),
  others.end(
    'dnf',
    'dependency',
    ['failed to download metadata for repo', 'unable to find a match', 'cannot download repomd'],
    /^error: (?<said>failed to download metadata for repo|unable to find a match|cannot download repomd)/,
  ),
  others.end(
    'choco',
    'dependency',
    ['chocolatey installed 0/', 'unable to resolve dependency'],
    /(?<said>chocolatey installed 0\/)/,
    { quote: 'Chocolatey installed nothing' },
  ),
]
