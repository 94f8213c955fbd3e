import { defineRules } from '../failure-rule.ts'

const apt = defineRules('apt')
const brew = defineRules('homebrew')
const others = defineRules('system-packages')

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
      'e: the repository ',
      'e: some index files failed to download',
      'e: release file for ',
    ],
    /^e: (?<quote>failed to fetch|unable to locate package|unable to fetch some archives|version '.{1,100}' for '.{1,100}' was not found|package '.{1,100}' has no installation candidate|the repository '.{1,300}' (?:does not have a release file|is not signed|no longer has)|some index files failed to download|release file for .{1,300} is (?:not valid yet|expired))|hash sum mismatch$/,
    { quote: 'apt failed to fetch a package' },
  ),
  apt.end(
    'apt-lock',
    'resource',
    ['could not get lock', 'unable to acquire the dpkg'],
    /^e: (?<quote>could not get lock|unable to acquire the dpkg frontend lock)/,
  ),
  apt.end(
    'apt-conflict',
    'dependency',
    ['unable to correct problems', 'unmet dependencies'],
    /^e: (?<quote>unable to correct problems|unmet dependencies)/,
  ),
  apt.end(
    'dpkg',
    'command',
    ['e: sub-process ', 'dpkg: error processing'],
    /^(?:e: (?<quote>sub-process \S{1,100} returned an error code)|dpkg: error processing)/,
    {
      quote: 'dpkg could not install a package',
    },
  ),
  apt.success('apt-done', ['setting up '], /^setting up [\w.+:-]{1,100} \(.{1,100}\) \.\.\.$/),
  apt.retry('apt-retry', ['^ign:'], /^ign:\d{1,5} /),
  brew.end(
    'homebrew',
    'dependency',
    [
      'error: no available formula',
      'error: failed to download resource',
      'error: no formulae or casks found',
      'download failed on',
      ' is unavailable',
      ': failed to download resource',
    ],
    /^error: (?:[\w@+./-]{1,100}: )?(?<quote>no available formula|failed to download resource|no formulae or casks found|download failed on|cask '.{1,100}' is unavailable)/,
    { quote: 'Homebrew could not fetch a package' },
  ),
  brew.end(
    'homebrew-link',
    'command',
    ['the `brew link` step did not complete'],
    /^error: (?<quote>the `brew link` step did not complete successfully)/,
    { quote: 'the brew link step did not complete' },
  ),
  others.end(
    'apk',
    'dependency',
    ['unable to select packages', 'temporary error (try again later)', '(no such package)'],
    /^error: (?<quote>unable to select packages|fetching https?:.{1,300} temporary error \(try again later\))/,
    { quote: 'apk could not fetch packages' },
  ),
  others.end(
    'dnf',
    'dependency',
    [
      'failed to download metadata for repo',
      'unable to find a match',
      'cannot download repomd',
      'error downloading packages',
      'cannot find a valid baseurl',
      'no more mirrors to try',
      'error: nothing to do',
    ],
    /^error: (?<quote>failed to download metadata for repo|unable to find a match|cannot download repomd|error downloading packages|nothing to do)|^cannot find a valid baseurl for repo|no more mirrors to try/,
    { quote: 'dnf could not fetch a package' },
  ),
  // pacman lib/libalpm; vcpkg-tool src/vcpkg/base/downloads.cpp; conan-io/conan; NixOS/nix src/libstore.
  others.end(
    'pacman',
    'dependency',
    ['error: target not found', 'error: failed retrieving file', 'failed to synchronize all databases'],
    /^error: (?<quote>target not found|failed retrieving file|failed to synchronize all databases)/,
  ),
  others.end(
    'vcpkg',
    'dependency',
    ['failed to download from mirror set', 'error: failed to download '],
    /^(?:.{0,200}: )?error: (?<quote>failed to download from mirror set)/,
  ),
  others.end(
    'vcpkg-build',
    'command',
    ['failed with: build_failed'],
    /^error: building .{1,100} (?<quote>failed with: build_failed)/,
  ),
  others.end('conan', 'dependency', ['not resolved: '], /^error: package '.{1,150}' (?<quote>not resolved): /),
  others.end(
    'nix-fetch',
    'dependency',
    ["error: unable to download 'http", 'hash mismatch in fixed-output derivation'],
    /^error: (?<quote>unable to download|hash mismatch in fixed-output derivation)/,
  ),
  others.end(
    'nix-build',
    'command',
    ['error: builder for ', 'cannot build '],
    /^error: (?:builder for '.{1,200}' (?<quote>failed with exit code \d{1,3})|cannot build '.{1,200}')/,
    {
      quote: 'a builder of Nix failed',
    },
  ),
  others.end(
    'choco',
    'dependency',
    ['chocolatey installed 0/', 'the package was not found with the source(s) listed'],
    /^(?<quote>chocolatey installed 0\/)|the package was not found with the source\(s\) listed/,
    { quote: 'Chocolatey installed nothing' },
  ),
  // GNU coreutils src/digest.c.
  others.end(
    'checksum',
    'command',
    ['computed checksum'],
    /^(?:md5|sha\d{1,3}|b2)sum: warning: \d{1,6} computed checksums? (?<quote>did not match)$/,
    { quote: 'a file has another checksum' },
  ),
]
