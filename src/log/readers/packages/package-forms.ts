import { LIMITS } from '../../../core/limits.ts'
import type { Ecosystem, ResolvedPackage } from '../../../schema/job/resolved-package.ts'

/** The line form of one package manager. A line that only looks like it has another meaning in other programs. */
export type PackageForm = {
  /** Beginnings of its lines, without the frame of a build. */
  readonly prefixes: readonly string[]
  /** Returns the packages that the line names; none for a line of another form. */
  readonly read: (text: string) => readonly ResolvedPackage[]
  /** The lines count only where the same step has a line of this program. */
  readonly only?: 'bundler' | 'pnpm'
}

/** Builds a form from one pattern with the groups `name` and `version`. */
const oneOf = (ecosystem: Ecosystem, prefixes: readonly string[], pattern: RegExp): PackageForm => ({
  prefixes,
  read: text => {
    const { name, version } = pattern.exec(text)?.groups ?? {}
    return name === undefined || version === undefined ? [] : [{ ecosystem, name, version }]
  },
})

/** Reads a list of items of one form; none if any item has another form. */
const readItems = (ecosystem: Ecosystem, items: readonly string[], pattern: RegExp): readonly ResolvedPackage[] => {
  const found = items.slice(0, LIMITS.packagesInLine).map(item => pattern.exec(item)?.groups ?? {})
  const named = found.flatMap(({ name, version }) =>
    name === undefined || version === undefined ? [] : [{ ecosystem, name, version }],
  )
  return named.length === found.length ? named : []
}

/** `requests-2.31.0`: `<name>-<version>`, and a version of PEP 440 has no hyphen. */
const PIP_ITEM = /^(?<name>[A-Za-z0-9][\w.-]{0,100})-(?<version>\d[\w.+!]{0,99})$/
/** `nokogiri-1.15.0-x86_64-linux`: `<name>-<version>[-<platform>]` (rubygems lib/rubygems/basic_specification.rb). */
const GEM_ITEM =
  /^(?<name>[A-Za-z][A-Za-z0-9_.]{0,60}(?:-[A-Za-z_][A-Za-z0-9_.]{0,60}){0,8})-(?<version>\d[\w.]{0,60})(?:-[a-z][\w-]{0,60})?$/

/** `Successfully installed …` of pip (pypa/pip src/pip/_internal/commands/install.py), which names all in one line. */
export const readPipInstalled = (text: string): readonly ResolvedPackage[] =>
  readItems('pypi', toItems(text, INSTALLED), PIP_ITEM)

/** The same words of `gem install` (rubygems lib/rubygems/installer.rb), which names one gem a line. */
export const readGemInstalled = (text: string): readonly ResolvedPackage[] =>
  readItems('gem', toItems(text, INSTALLED), GEM_ITEM)

export const INSTALLED = 'Successfully installed '
/** `gem install` writes it before it installs (rubygems lib/rubygems/remote_fetcher.rb). */
export const GEM_BEGINS = /^Fetching \S{1,200}\.gem$/
/** pip writes it before it installs (pypa/pip src/pip/_internal/req/__init__.py). */
export const PIP_BEGINS = 'Installing collected packages: '
/** bundler writes the first before it installs, and the second when it is done (rubygems bundler/lib/bundler). */
export const BUNDLER_LINES = ['Fetching gem metadata from ', 'Bundle complete! '] as const
/** The headings above the list of pnpm. */
export const PNPM_HEADING = /^(?:dev|optional|peer)?dependencies:$/i
export const PNPM_HEADINGS = [
  'dependencies:',
  'devDependencies:',
  'optionalDependencies:',
  'peerDependencies:',
] as const

const toItems = (text: string, prefix: string): readonly string[] => text.slice(prefix.length).trim().split(' ')

/** pypa/pip src/pip/_internal/operations/prepare.py: `Requirement already satisfied: numpy>=1 in /usr/lib (1.26.0)`. */
const satisfied: PackageForm = {
  prefixes: ['Requirement already satisfied: '],
  read: text => {
    const [, name] = /^Requirement already satisfied: ([A-Za-z0-9][\w.-]{0,100})/.exec(text) ?? []
    const [, version] = /\((\d[\w.+!]{0,99})\)$/.exec(text) ?? []
    return name === undefined || version === undefined ? [] : [{ ecosystem: 'pypi', name, version }]
  },
}

/** poetry (src/poetry/installation/executor.py) and composer (src/Composer/DependencyResolver/Operation) agree. */
const listed: PackageForm = {
  prefixes: ['  - ', '  • '],
  read: text => {
    const pattern =
      /^ {2}[-•] (?:Installing|Updating|Upgrading|Downgrading|Locking) ([\w.-]{1,100}(?:\/[\w.-]{1,100})?) \((?:\S{1,60} [-=]> )?v?(\d[\w.+!-]{0,99})\)/
    const [, name, version] = pattern.exec(text) ?? []
    if (name === undefined || version === undefined) return []
    return [{ ecosystem: name.includes('/') ? 'composer' : 'pypi', name, version }]
  },
}

/** pnpm/pnpm cli/default-reporter/src/reporterForClient/reportDeprecations.ts. */
const pnpmDeprecated: PackageForm = {
  prefixes: [' WARN ', 'WARN ', '[WARN] ', '\u2009WARN\u2009 '],
  read: text => {
    const [, list] = /^\W{0,3}WARN\W{1,4}\d{1,5} deprecated subdependencies found: (.{1,16000})$/.exec(text) ?? []
    if (list !== undefined)
      return readItems(
        'npm',
        list.split(', '),
        /^(?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100})@(?<version>\d{1,10}\.[\w.+-]{1,90})$/,
      )
    return ONE_DEPRECATED.read(text)
  },
}
const ONE_DEPRECATED = oneOf(
  'npm',
  [],
  /^\W{0,3}WARN\W{1,4}deprecated (?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100})@(?<version>\d{1,10}\.[\w.+-]{1,90})/,
)

/** yarnpkg/berry packages/yarnpkg-core/sources/Project.ts, MessageName.ts: at most a few are listed, then `and 17 more`. */
const berry: PackageForm = {
  prefixes: ['➤ YN0085: ', '➤ YN0013: '],
  read: text => {
    const [, list = ''] = /^➤ YN00(?:85|13): (?:│ )?(?:\+ )?(.{1,16000})$/.exec(text) ?? []
    const items = list
      .split(', ')
      .map(
        item =>
          /^(?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100})@npm:(?<version>\d{1,10}\.[\w.+-]{1,90})/.exec(item)
            ?.groups ?? {},
      )
    return items.flatMap(({ name, version }) =>
      name === undefined || version === undefined ? [] : [{ ecosystem: 'npm' as const, name, version }],
    )
  },
}

/** cargo's own crate has its folder behind it, and is no dependency; one from a repository has its address and commit. */
const cargo: PackageForm = {
  // rust-lang/cargo src/cargo/core/shell.rs aligns the first word to the right of twelve columns.
  prefixes: ['   Compiling ', '    Checking ', '  Downloaded ', '       Fresh ', '      Adding ', '    Updating '],
  read: text => {
    const pattern =
      /^ {2,7}(?:Compiling|Checking|Downloaded|Fresh|Adding|Updating) ([\w-]{1,100}) (?:v[\w.+-]{1,99} -> )?v(\d[\w.+-]{0,99})(?: \((?:https?:[^()#\s]{1,500}#([0-9a-f]{7,40})|registry `[^`]{1,100}`|latest: [^()]{1,60})\))?$/
    const [, name, version, commit] = pattern.exec(text) ?? []
    if (name === undefined || version === undefined) return []
    return [{ ecosystem: 'cargo', name, version: commit === undefined ? version : `${version}#${commit}` }]
  },
}

/** The forms, each from the source of its tool. What a manager prints only on request is not read. */
export const PACKAGE_FORMS: readonly PackageForm[] = [
  satisfied,
  // astral-sh/uv crates/uv/src/commands/pip/loggers.rs.
  oneOf(
    'pypi',
    [' + ', '+ '],
    /^ ?\+ (?<name>[A-Za-z0-9][\w.-]{0,100})==(?<version>\d[\w.+!]{0,99})(?: \(from [^()]{1,500}\))?$/,
  ),
  listed,
  // npm/cli workspaces/arborist/lib/arborist/reify.js.
  oneOf(
    'npm',
    ['npm warn deprecated '],
    /^npm warn deprecated (?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100})@(?<version>\d{1,10}\.[\w.+-]{1,90}):/i,
  ),
  // npm/cli lib/commands/ls.js, yarnpkg/yarn src/reporters/console/helpers/tree-helper.js.
  oneOf(
    'npm',
    ['├─', '└─', '│ '],
    /^[│ ]{0,60}[├└]─[─┬]{0,2} (?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100})@(?<version>\d{1,10}\.[\w.+-]{1,90})(?: |$)/,
  ),
  // pnpm/pnpm cli/default-reporter/src/reporterForClient/reportSummary.ts.
  {
    ...oneOf(
      'npm',
      ['+ '],
      /^\+ (?<name>@[\w.~-]{1,100}\/[\w.~-]{1,100}|[\w.~-]{1,100}) (?<version>\d{1,10}\.[\w.+-]{1,90})(?: |$)/,
    ),
    only: 'pnpm',
  },
  pnpmDeprecated,
  berry,
  // dpkg src/main/configure.c.
  oneOf(
    'deb',
    ['Setting up '],
    /^Setting up (?<name>[a-z0-9][a-z0-9.+-]{0,100})(?::[a-z0-9-]{1,20})? \((?<version>\d[\w.+~:-]{0,99})\) \.\.\.$/,
  ),
  // alpinelinux/apk-tools src/commit.c.
  oneOf(
    'apk',
    ['('],
    /^\(\d{1,5}\/\d{1,5}\) (?:Installing|Upgrading|Downgrading) (?<name>[\w.+-]{1,100}) \((?:\S{1,60} -> )?(?<version>\d[\w.+-]{0,60})\)$/,
  ),
  cargo,
  // golang/go src/cmd/go/internal/modfetch/fetch.go, modload/init.go.
  oneOf(
    'golang',
    ['go: downloading ', 'go: added ', 'go: upgraded '],
    /^go: (?:downloading|added|upgraded) (?<name>[\w.~/-]{3,200}) (?:v[\w.+-]{1,99} => )?v(?<version>\d[\w.+-]{0,99})$/,
  ),
  // rubygems bundler/lib/bundler/source.rb, source/rubygems.rb.
  {
    ...oneOf(
      'gem',
      ['Installing ', 'Using '],
      /^(?:Installing|Using) (?<name>[A-Za-z0-9][\w.-]{0,100}) (?<version>\d[\w.]{0,60})(?: \([^()]{1,60}\)){0,2}(?: with native extensions)?$/,
    ),
    only: 'bundler',
  },
  // Homebrew/brew Library/Homebrew/formula_installer.rb; the name of a bottle: Library/Homebrew/bottle.rb.
  oneOf(
    'brew',
    ['==> Pouring '],
    /^==> Pouring (?<name>[\w@+-]{1,100})--(?<version>\d[\w+-]{0,30}(?:\.\d[\w+-]{0,30}){0,6})\.[a-z][a-z0-9_]{2,30}\.bottle(?:\.\d{1,3})?\.tar\.gz$/,
  ),
]
