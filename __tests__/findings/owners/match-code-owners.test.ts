import { describe, expect, test } from '@jest/globals'
import { matchCodeOwners } from '../../../src/findings/owners/match-code-owners.ts'

const CI = '.github/workflows/ci.yml'

describe('the code owners of a path', () => {
  // The patterns are those of docs.github.com "About code owners".
  test.each<[pattern: string, path: string, matches: boolean]>([
    ['*', CI, true],
    ['*.yml', CI, true],
    ['*.js', CI, false],
    ['/.github/', CI, true],
    ['.github/workflows/', CI, true],
    ['.github/workflows', CI, true],
    ['.github/workflows/*', CI, true],
    ['.github/*', CI, false],
    ['workflows/', CI, true],
    ['/workflows/', CI, false],
    ['ci.yml/', CI, false],
    ['/ci.yml', CI, false],
    ['**/workflows', CI, true],
    ['/**/ci.yml', CI, true],
    ['.github/**', CI, true],
    ['.github/**/ci.yml', CI, true],
    ['**/logs', CI, false],
    ['c?.yml', CI, true],
    ['.GitHub/', CI, false],
    ['*c*i*.y*l', CI, true],
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['/build/logs/', 'build/logs/a/b', true],
    ['apps/', 'x/apps/y', true],
  ])('%s and %s: %s', (pattern, path, matches) => {
    expect(matchCodeOwners(`${pattern} @octo/team`, path)).toEqual(matches ? ['@octo/team'] : [])
  })

  test('are those of the last pattern that matches, and none where it names none', () => {
    const text = '* @octo/all\n/.github/ @ci @octo/platform # who runs it\n# *.yml @nobody\n'
    expect(matchCodeOwners(text, CI)).toEqual(['@ci', '@octo/platform'])
    expect(matchCodeOwners(text, 'src/a.ts')).toEqual(['@octo/all'])
    expect(matchCodeOwners(`${text}*.yml\n`, CI)).toEqual([])
    expect(matchCodeOwners(text.replaceAll('\n', '\r\n'), CI)).toEqual(['@ci', '@octo/platform'])
  })

  test('are no addresses of e-mail, and no line that GitHub skips names any', () => {
    expect(matchCodeOwners('* docs@example.com @octo', CI)).toEqual(['@octo'])
    for (const line of ['!*.yml @evil', '*.[ty]ml @evil', '\\#a @evil', '* evil', '* <img/src=x>', '* @a|b'])
      expect(matchCodeOwners(`* @octo\n${line}`, CI)).toEqual(['@octo'])
  })

  test('of a hostile file are found in linear time', () => {
    const many = `${'*a'.repeat(900)} @evil\n`.repeat(500)
    const deep = `${'**/'.repeat(600)}x @evil\n`.repeat(500)
    const long = `${'*'.repeat(1_000_000)} @evil`
    const spaces = `*${' '.repeat(1_000_000)}@evil`
    const before = process.cpuUsage().user
    const path = `.github/workflows/${'a'.repeat(200)}.yml`
    expect(matchCodeOwners([many, deep, long, spaces, '*.yml @octo'].join('\n'), path)).toEqual(['@octo'])
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(20)
    expect(matchCodeOwners(`${'a @x\n'.repeat(20_000)}* @late`, CI)).toEqual([])
  })
})
