import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { readLog } from '../../src/log/read-log.ts'
import { ALL_READERS, WELL_ENDED_READERS } from '../../src/log/readers.ts'

const at = (text: string): string => `2026-03-01T10:00:05.1234567Z ${text}`

const script = (lines: readonly string[]): Buffer =>
  Buffer.from(
    ["Current runner version: '2.336.0'", 'Complete job name: build', '##[group]Run ./a.sh', './a.sh', '##[endgroup]']
      .concat(lines)
      .map(line => `${at(line)}\n`)
      .join(''),
  )

const packagesIn = async (...lines: readonly string[]): Promise<readonly string[]> => {
  const { packages } = await readLog([script(lines)], WELL_ENDED_READERS)
  return packages.map(({ value: { ecosystem, name, version } }) => `${ecosystem} ${name} ${version}`)
}

const ESCAPE = '\u001b'

describe('lines that name a resolved package', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'pip',
      [
        'Installing collected packages: urllib3, ruamel.yaml',
        'Successfully installed ruamel.yaml-0.18.6 urllib3-2.0.7',
      ],
      ['pypi ruamel.yaml 0.18.6', 'pypi urllib3 2.0.7'],
    ],
    [
      'pip with one package',
      ['Installing collected packages: markupsafe', 'Successfully installed markupsafe-2.1.0'],
      ['pypi markupsafe 2.1.0'],
    ],
    [
      'pip with a local version',
      ['Successfully installed torch-2.5.0a0+gitc8ab2e8 numpy-1.26.4'],
      ['pypi torch 2.5.0a0+gitc8ab2e8', 'pypi numpy 1.26.4'],
    ],
    [
      'pip with what was there',
      [
        'Requirement already satisfied: packaging>=20.9 in /opt/venv/lib/python3.12/site-packages (24.1)',
        'Requirement already satisfied: six>=1.5 in /usr/lib/python3 (from python-dateutil->pandas) (1.16.0)',
      ],
      ['pypi packaging 24.1', 'pypi six 1.16.0'],
    ],
    [
      'pip inside BuildKit',
      [
        '#12 3.456 Installing collected packages: idna, requests',
        '#12 4.001 Successfully installed idna-3.7 requests-2.31.0',
      ],
      ['pypi idna 3.7', 'pypi requests 2.31.0'],
    ],
    [
      'uv',
      ['Installed 2 packages in 9ms', ' + idna==3.7', ' + requests==2.31.0'],
      ['pypi idna 3.7', 'pypi requests 2.31.0'],
    ],
    [
      'uv in colours',
      [` ${ESCAPE}[32m+${ESCAPE}[39m ${ESCAPE}[1mruff${ESCAPE}[0m${ESCAPE}[2m==0.4.1${ESCAPE}[0m`],
      ['pypi ruff 0.4.1'],
    ],
    ['uv inside BuildKit', ['#9 1.234  + ruff==0.4.1'], ['pypi ruff 0.4.1']],
    [
      'poetry',
      ['  - Installing idna (3.7)', '  • Updating attrs (23.1.0 -> 23.2.0)'],
      ['pypi idna 3.7', 'pypi attrs 23.2.0'],
    ],
    ['composer', ['  - Installing symfony/console (v6.3.0): Extracting archive'], ['composer symfony/console 6.3.0']],
    [
      'npm',
      ['npm warn deprecated inflight@1.0.6: This module is not supported', 'npm WARN deprecated @a/b@2.0.0: old'],
      ['npm inflight 1.0.6', 'npm @a/b 2.0.0'],
    ],
    [
      'npm ls',
      ['├─┬ express@4.18.2', '│ └── accepts@1.3.8', '└── left-pad@1.3.0 deduped'],
      ['npm express 4.18.2', 'npm accepts 1.3.8', 'npm left-pad 1.3.0'],
    ],
    ['yarn 1', ['├─ lodash@4.17.21'], ['npm lodash 4.17.21']],
    [
      'yarn',
      [
        '➤ YN0085: │ + left-pad@npm:1.3.0, @a/b@npm:2.0.0, and 17 more.',
        "➤ YN0013: │ ms@npm:2.1.3 can't be found in the cache and will be fetched from the remote registry",
      ],
      ['npm left-pad 1.3.0', 'npm @a/b 2.0.0', 'npm ms 2.1.3'],
    ],
    [
      'pnpm',
      [
        'dependencies:',
        '+ react 18.2.0 (19.0.0 is available)',
        '- vue 3.0.0',
        '',
        'devDependencies:',
        '+ @types/node 20.1.0',
      ],
      ['npm react 18.2.0', 'npm @types/node 20.1.0'],
    ],
    [
      'pnpm with deprecated packages',
      [
        ' WARN  2 deprecated subdependencies found: glob@7.2.3, @npmcli/move-file@2.0.1',
        ' WARN  deprecated eslint@8.57.1: old',
      ],
      ['npm glob 7.2.3', 'npm @npmcli/move-file 2.0.1', 'npm eslint 8.57.1'],
    ],
    ['dpkg', ['Setting up libssl3:amd64 (3.0.2-0ubuntu1.10) ...'], ['deb libssl3 3.0.2-0ubuntu1.10']],
    [
      'apk',
      ['#8 0.9 (1/5) Installing musl (1.2.4-r2)', '(2/5) Upgrading zlib (1.2-r0 -> 1.3-r1)'],
      ['apk musl 1.2.4-r2', 'apk zlib 1.3-r1'],
    ],
    [
      'cargo',
      [
        '   Compiling serde v1.0.193',
        '  Downloaded syn v2.0.39',
        '   Compiling tower v0.5.0 (https://github.com/tower-rs/tower?branch=master#1a2b3c4d)',
      ],
      ['cargo serde 1.0.193', 'cargo syn 2.0.39', 'cargo tower 0.5.0#1a2b3c4d'],
    ],
    [
      'go',
      ['go: downloading github.com/stretchr/testify v1.8.4', 'go: upgraded golang.org/x/net v0.1.0 => v0.2.0'],
      ['golang github.com/stretchr/testify 1.8.4', 'golang golang.org/x/net 0.2.0'],
    ],
    [
      'gem',
      [
        'Fetching rake-13.0.6.gem',
        'Successfully installed rake-13.0.6',
        'Fetching nokogiri-1.15.0-x86_64-linux.gem',
        'Successfully installed nokogiri-1.15.0-x86_64-linux',
      ],
      ['gem rake 13.0.6', 'gem nokogiri 1.15.0'],
    ],
    [
      'bundler',
      [
        'Fetching gem metadata from https://rubygems.org/.......',
        'Using rake 13.0.6',
        'Installing nokogiri 1.15.0 (x86_64-linux)',
      ],
      ['gem rake 13.0.6', 'gem nokogiri 1.15.0'],
    ],
    [
      'bundler with all gems there',
      ['Using rake 13.0.5 (was 13.0.6)', 'Bundle complete! 2 Gemfile dependencies'],
      ['gem rake 13.0.5'],
    ],
    [
      'Homebrew',
      ['==> Pouring jq--1.7.1.arm64_sonoma.bottle.1.tar.gz', '==> Pouring openssl@3--3.3.0.ventura.bottle.tar.gz'],
      ['brew jq 1.7.1', 'brew openssl@3 3.3.0'],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await packagesIn(...lines)).toEqual(expected)
  })
})

describe('lines that only look like it', () => {
  test.each([
    ['another sentence', 'Successfully installed uv version 0.5.1'],
    ['one package of nobody', 'Successfully installed release-1.2'],
    ['a set-up', 'Setting up the database (1.2) ...now'],
    ['a trace of a shell', '+ sleep 5.0'],
    ['a line of a diff', '+requests==2.31.0'],
    ['a list of changes', '  - Installing the agent (again)'],
    ['the own crate of a workspace', '   Compiling app v0.1.0 (/home/runner/work/app/app)'],
    ['a script of a package', '> app@1.0.0 test'],
    ['a published package', '+ app@1.0.0'],
    ['bundler without a line of its own', 'Using node 18.20.0'],
    ['pnpm without its heading', '+ react 18.2.0'],
    ['a warning', 'npm warn deprecated: use the other command'],
    ['a count', 'added 57 packages, and audited 58 packages in 3s'],
    ['a test', '├── passes at user@1'],
    ['a requirement', 'Collecting requests>=2.31.0'],
  ])('%s', async (_, line) => {
    expect(await packagesIn(line)).toEqual([])
  })

  test('the header of a step', async () => {
    const header = ['##[group]Run pip', 'Setting up libssl3 (3.0.2) ...', '##[endgroup]']
    expect(await packagesIn(...header)).toEqual([])
  })
})

describe('many packages', () => {
  test('each version is kept once, up to the limit, and the gap is stated', async () => {
    const lines = Array.from({ length: LIMITS.packages + 10 }, (_, index) => `Setting up lib${index} (1.${index}) ...`)
    const reading = await readLog([script([...lines, ...lines])], ALL_READERS)
    expect(reading.packages).toHaveLength(LIMITS.packages)
    expect(reading.gaps).toContainEqual(expect.objectContaining({ field: 'packages', reason: 'too-large' }))
  })

  test('a hostile line takes linear time', async () => {
    const lines = [
      'Successfully installed ',
      'Using a ',
      '  - Installing ',
      '├── ',
      '==> Pouring a--1',
      ' WARN  1 deprecated subdependencies found: ',
    ].map(beginning => beginning + '1.-a@('.repeat(2_500))
    expect(await packagesIn(...lines)).toEqual([])
  })
})
