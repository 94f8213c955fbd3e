import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { dispatch } from '../../lab/cli/dispatch.ts'
import { folderOf } from './runner/harness.ts'

/*
 * GitHub's own actions, unmodified, where a folder with them is at hand: LAB_REAL_ACTIONS names it, or it is beside the
 * checkout. It holds `actions/<name>@<major version>/` with action.yml and dist/, as --actions takes it.
 */
const actions = resolve(process.env['LAB_REAL_ACTIONS'] || '../shared/actions')
const present = existsSync(join(actions, 'actions')) ? readdirSync(join(actions, 'actions')) : []
const versions = (name: string): readonly string[] =>
  present
    .filter(folder => folder.startsWith(`${name}@`))
    .map(folder => folder.slice(name.length + 1))
    .toSorted()

const job = (key: string, needs: readonly string[], ...steps: readonly string[]): string =>
  [`  ${key}:`, '    runs-on: ubuntu-latest', `    needs: [${needs.join(', ')}]`, '    steps:']
    .concat(steps.map(step => `      - ${step}`))
    .join('\n')

const uses = (action: string, inputs: string, more = ''): string =>
  `{ uses: actions/${action}, ${more}with: { ${inputs} } }`
const checks = (script: string): string => `run: ${JSON.stringify(script)}`

const checkout = (version: string): readonly string[] => [
  job(
    'checkout',
    [],
    `uses: actions/checkout@${version}`,
    checks('test "$(cat hello.txt)" = hello && test "$(git rev-parse HEAD)" = "$GITHUB_SHA"'),
    uses(`checkout@${version}`, 'path: deep, fetch-depth: 0, filter: "blob:none", persist-credentials: false'),
    checks('cd deep && test "$(cat hello.txt)" = hello && test "$(git log --oneline | wc -l)" -ge 2'),
  ),
]

const cache = (version: string): readonly string[] => [
  job(
    'fill',
    [],
    checks(`mkdir -p stuff && echo ${version} > stuff/f`),
    uses(`cache@${version}`, 'path: stuff, key: k, restore-keys: other-'),
  ),
  job(
    'use',
    ['fill'],
    uses(`cache@${version}`, 'path: stuff, key: k', 'id: hit, '),
    checks(`test "$(cat stuff/f)" = ${version} && test "\${{ steps.hit.outputs.cache-hit }}" = true`),
    uses(`cache/restore@${version}`, 'path: stuff, key: longer, restore-keys: k', 'id: near, '),
    checks('test "${{ steps.near.outputs.cache-matched-key }}" = k'),
    uses(`cache/save@${version}`, 'path: stuff, key: saved'),
    uses(`cache@${version}`, 'path: stuff, key: saved, lookup-only: true, fail-on-cache-miss: true'),
  ),
]

const upload = (version: string): readonly string[] => [
  job(
    'upload',
    [],
    checks('mkdir -p a/b && echo one > a/f && echo deep > a/b/g'),
    uses(`upload-artifact@${version}`, 'name: first, path: a, retention-days: 1', 'id: up, '),
    checks('test -n "${{ steps.up.outputs.artifact-id }}" && test -n "${{ steps.up.outputs.artifact-digest }}"'),
    uses(`upload-artifact@${version}`, 'name: first, path: a, overwrite: true'),
    uses(`upload-artifact@${version}`, 'name: second, path: a/f, compression-level: 0'),
  ),
  job(
    'merge',
    ['upload'],
    uses(`upload-artifact/merge@${version}`, 'name: merged, pattern: "*", separate-directories: true'),
  ),
]

/** The oldest upload and the newest one must be readable by every download. */
const download =
  (uploads: readonly string[]) =>
  (version: string): readonly string[] => [
    job(
      'upload',
      [],
      checks('mkdir -p a/b && echo one > a/f && echo deep > a/b/g'),
      ...uploads.map(one => uses(`upload-artifact@${one}`, `name: "from-${one}", path: a`)),
    ),
    job(
      'download',
      ['upload'],
      uses(`download-artifact@${version}`, `name: "from-${uploads[0]}", path: one`),
      checks('test "$(cat one/f)" = one && test "$(cat one/b/g)" = deep'),
      uses(`download-artifact@${version}`, 'pattern: "from-*", path: all'),
      ...uploads.map(one => checks(`test "$(cat all/from-${one}/f)" = one`)),
      uses(`download-artifact@${version}`, 'pattern: "from-*", path: flat, merge-multiple: true'),
      checks('test -f flat/f'),
      uses(
        `download-artifact@${version}`,
        `name: "from-${uploads[0]}", path: token, github-token: "\${{ github.token }}", run-id: "\${{ github.run_id }}"`,
      ),
      checks('test "$(cat token/f)" = one'),
    ),
  ]

const setupNode = (version: string): readonly string[] => {
  const setUp = [
    `uses: actions/checkout@${versions('checkout').at(-1) ?? 'v4'}`,
    uses(`setup-node@${version}`, 'cache: npm', 'id: node, '),
  ]
  return [
    job('fill', [], ...setUp, checks('mkdir -p ~/.npm/_cacache && echo x > ~/.npm/_cacache/x && node --version')),
    job(
      'use',
      ['fill'],
      ...setUp,
      checks('test -f ~/.npm/_cacache/x && test "${{ steps.node.outputs.cache-hit }}" = true'),
    ),
  ]
}

const folders: (() => void)[] = []
afterAll(() => {
  for (const dispose of folders) dispose()
})

const runJobs = async (jobs: readonly string[], args: readonly string[] = []) => {
  const workflow = `on: [push, pull_request]\npermissions: { contents: read, actions: read }\njobs:\n${jobs.join('\n')}\n`
  const folder = folderOf({
    '.github/workflows/ci.yml': workflow,
    'hello.txt': 'hello\n',
    'package.json': '{"name":"x","version":"1.0.0"}',
    'package-lock.json': '{"name":"x","version":"1.0.0","lockfileVersion":3,"packages":{}}',
  })
  folders.push(folder.dispose)
  const said: string[] = []
  const file = join(folder.path, '.github/workflows/ci.yml')
  const terminal = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) }
  const exit = await dispatch(['run', file, '--offline', '--actions', actions, ...args], terminal)
  return { exit, said: said.join('') }
}

const KINDS: readonly (readonly [string, (version: string) => readonly string[]])[] = [
  ['checkout', checkout],
  ['cache', cache],
  ['upload-artifact', upload],
  ['download-artifact', download(versions('upload-artifact'))],
  ['setup-node', setupNode],
]
const ALL = KINDS.flatMap(([name, jobs]) => versions(name).map(version => [name, version, jobs] as const))

;(ALL.length > 0 ? describe : describe.skip)(`GitHub’s own actions${ALL.length > 0 ? '' : ' (not here)'}`, () => {
  test.each(ALL.length > 0 ? ALL : [['none', '', checkout] as const])('%s@%s', async (_, version, jobs) => {
    const { exit, said } = await runJobs(jobs(version))
    expect(said).not.toContain('stand-in')
    expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' })
  })

  test('checkout of a pull request gets the merge commit', async () => {
    for (const version of versions('checkout')) {
      const { exit, said } = await runJobs(checkout(version), ['--event', 'pull_request'])
      expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' })
    }
  })
})
