import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { folderOf } from './runner/harness.ts'
import { inLab } from './scheduler/lab-harness.ts'

/** What the real checkout does at its core, without its 1.4 MB. */
const ACTION = `runs:
  using: composite
  steps:
    - shell: bash
      run: |
        git init --quiet .
        auth="AUTHORIZATION: basic $(printf 'x-access-token:%s' "\${{ inputs.token }}" | base64 -w0)"
        git -c "http.extraheader=$auth" fetch --quiet --depth=1 "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "$GITHUB_SHA"
        git checkout --quiet FETCH_HEAD
inputs: { token: { default: '\${{ github.token }}' } }
`
const actions = folderOf({ 'actions/checkout@v9/action.yml': ACTION })
afterAll(actions.dispose)

const workflow = (more = ''): string => `on: [push, pull_request]
permissions: { contents: read }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - { uses: actions/checkout@v9${more} }
      - run: test "$(cat hello.txt)" = hello && test "$(git rev-parse HEAD)" = "$GITHUB_SHA" && test ! -e ignored.txt
`
const FILES = { 'hello.txt': 'hello\n', 'ignored.txt': 'x', '.gitignore': 'ignored.txt\n' }

test.each(['public', 'private'] as const)(
  'a checkout out of --actions fetches the folder as a %s repository',
  visibility =>
    inLab(
      workflow(),
      async (lab, outcome) => {
        expect(lab.ended(outcome)).toEqual(['a success'])
        const pull = await lab.run({ event: 'pull_request' })
        expect(lab.ended(pull)).toEqual(['a success'])
        expect(pull.run.sha).not.toBe(pull.run.headSha)
        // The same files are the same commits; others are others.
        expect((await lab.run()).run.sha).toBe(outcome.run.sha)
        mkdirSync(join(lab.workspace, 'more'))
        writeFileSync(join(lab.workspace, 'more', 'f'), 'x')
        const changed = await lab.run()
        expect([changed.run.sha === outcome.run.sha, lab.ended(changed)]).toEqual([false, ['a success']])
        expect(lab.lab.services.violations).toEqual([])
      },
      FILES,
      { actions: actions.path, visibility },
    ),
)

test('a token that is none fetches nothing', () =>
  inLab(
    workflow(', with: { token: ghs_none }'),
    (lab, outcome) => expect(lab.ended(outcome)).toEqual(['a failure']),
    FILES,
    { actions: actions.path, visibility: 'private' },
  ))

test('a push is not answered', () =>
  inLab(
    workflow(),
    async lab => {
      const url = `${lab.lab.services.apiUrl.replace(/\/api$/, '')}/octo/pipeline/git-receive-pack`
      expect((await fetch(url, { method: 'POST' })).status).toBe(404)
    },
    FILES,
    { actions: actions.path },
  ))
