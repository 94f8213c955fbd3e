import { describe, expect, test } from '@jest/globals'
import { parseKeyValueFile } from '../../../lab/runner/key-value-file.ts'
import { fixtureAction, run, step } from './harness.ts'

describe('command files', () => {
  test.each([
    ['a=1\n', [['a', '1']]],
    ['a=1', [['a', '1']]],
    [
      'a=b=c\n\nd=',
      [
        ['a', 'b=c'],
        ['d', ''],
      ],
    ],
    [
      'm<<EOF\nx=1\n\ny<<z\nEOF\nn=2\n',
      [
        ['m', 'x=1\n\ny<<z'],
        ['n', '2'],
      ],
    ],
    ['m<<EOF\nEOF', [['m', '']]],
    ['a=x<<y\n', [['a', 'x<<y']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(parseKeyValueFile(text)).toEqual(expected)
  })
  test.each(['novalue', 'm<<EOF\nx\n', '<<EOF\nEOF\n', 'm<<\nx\n'])('%j is refused', text => {
    expect(() => parseKeyValueFile(text)).toThrow('Invalid')
  })

  test('env, path, output and summary reach later steps and the job', async () => {
    const { lines, summaries, conclusion, outputs } = await run(
      [
        step({
          id: 'one',
          run: [
            'echo "COLOUR=red" >> "$GITHUB_ENV"',
            'printf "TEXT<<E\\nline 1\\nline 2\\nE\\n" >> "$GITHUB_ENV"',
            'echo "$GITHUB_WORKSPACE/tools" >> "$GITHUB_PATH"',
            'echo "n=7" >> "$GITHUB_OUTPUT"',
            'echo "# Hello swordfish-77" >> "$GITHUB_STEP_SUMMARY"',
            'mkdir tools; printf "#!/bin/sh\\necho from the tool\\n" > tools/ourtool; chmod +x tools/ourtool',
          ].join('\n'),
        }),
        step({
          run: 'echo "$COLOUR $LOCAL $TEXT ${{ steps.one.outputs.n }} ${{ env.COLOUR }}"; ourtool',
          env: { LOCAL: '${{ env.COLOUR }}ish' },
        }),
      ],
      { plan: { outputs: { colour: '${{ env.COLOUR }}' } } },
    )
    expect(conclusion).toBe('success')
    expect(lines).toContain('red redish line 1')
    expect(lines).toContain('line 2 7 red')
    expect(lines).toContain('from the tool')
    expect(summaries).toEqual(['# Hello ***\n'])
    expect(outputs).toEqual({ colour: 'red' })
  })

  test('NODE_OPTIONS, a broken file and a summary over 1 MiB are errors', async () => {
    const { lines, summaries, conclusion } = await run([
      step({ run: 'echo "NODE_OPTIONS=--x" >> "$GITHUB_ENV"', name: 'options' }),
      step({ run: 'head -c 1048577 /dev/zero | tr "\\0" a >> "$GITHUB_STEP_SUMMARY"' }),
      step({ run: 'echo broken >> "$GITHUB_OUTPUT"' }),
    ])
    expect(lines).toContain("##[error]Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
    expect(lines.find(line => line.startsWith('##[error]$GITHUB_STEP_SUMMARY upload aborted'))).toContain('1024k')
    expect(summaries).toEqual([])
    expect(lines).toContain("##[error]Unable to process file command 'output' successfully.")
    expect(conclusion).toBe('failure')
  })

  test('declared artifacts are listed to the steps after, and a conflict fails the step', async () => {
    const digest = 'a'.repeat(64)
    const { lines, conclusion } = await run([
      step({
        run: `printf hello > app.bin; printf "# note\\napp.bin\\noci://ghcr.io/octo/app@sha256:${digest}\\n" >> "$GITHUB_ARTIFACTS"`,
      }),
      step({ run: 'cat "$GITHUB_ARTIFACTS_LIST"; echo; printf other > app.bin; echo app.bin >> "$GITHUB_ARTIFACTS"' }),
    ])
    expect(lines).toContain('Captured 2 artifact subject(s) from this step (job total: 2).')
    const list = lines.find(line => line.startsWith('{"version":1'))
    expect(JSON.parse(list ?? '')).toEqual({
      version: 1,
      subjects: [
        {
          name: 'app.bin',
          digest: 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
          kind: 'file',
        },
        { name: 'ghcr.io/octo/app', digest: `sha256:${digest}`, kind: 'oci' },
      ],
    })
    expect(lines.find(line => line.includes("Conflicting digest for artifact 'app.bin'"))).toBeDefined()
    expect(conclusion).toBe('failure')
  })
})

describe('workflow commands', () => {
  test('become log commands, secrets are masked, stop-commands stops them', async () => {
    const { lines, text, conclusion } = await run([
      step({
        run: [
          'echo "::group::A group"',
          'echo "::endgroup::"',
          'echo "::warning file=a,line=1::careful%0Anext"',
          'echo "::notice::note"',
          'echo "::debug::hidden"',
          'echo "::add-mask::hunter2-secret"',
          'echo "password hunter2-secret and swordfish-77 and $(printf swordfish-77 | base64)"',
          'echo "::stop-commands::pause123"',
          'echo "::error::not a command now"',
          'echo "::pause123::"',
          'echo "::error::a real one"',
        ].join('\n'),
      }),
    ])
    expect(conclusion).toBe('success')
    expect(lines).toContain('##[group]A group')
    expect(lines.slice(lines.indexOf('##[warning]careful'))[1]).toBe('next')
    expect(lines).toContain('##[notice]note')
    expect(lines).not.toContain('hidden')
    expect(lines).toContain('password *** and *** and ***')
    expect(lines).toContain('::error::not a command now')
    expect(lines).toContain('##[error]a real one')
    expect(text.slice(text.indexOf('##[endgroup]\n', text.indexOf('shell: ')))).not.toContain('hunter2-secret')
    expect(text).not.toContain('swordfish-77 and $(')
  })

  test('set-output and save-state work and warn; their names and values are unescaped', async () => {
    const { lines, conclusion } = await run(
      [
        step({ id: 'one', run: 'echo "::set-output name=n%2Cm,other=x::7%250A%0Anext"' }),
        step({ run: 'echo "${{ steps.one.outputs[\'n,m\'] }}"' }),
        step({ uses: 'octo/state@v1' }),
      ],
      {
        actions: fixtureAction('octo/state/v1', {
          main: "console.log('::save-state name=kept::from main')",
          post: "console.log('post sees ' + process.env.STATE_kept)",
        }),
      },
    )
    expect(conclusion).toBe('success')
    expect(lines.slice(lines.lastIndexOf('7%0A'))[1]).toBe('next')
    expect(lines).toContain('post sees from main')
    for (const name of ['set-output', 'save-state'])
      expect(lines).toContain(
        `##[warning]The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`,
      )
  })

  test('set-env and add-path work where the workflow allows them', async () => {
    const env = { ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true' }
    const { lines } = await run([
      step({ run: 'echo "::set-env name=COLOUR::red"; echo "::add-path::/no/such/tools"', env }),
      step({ run: 'echo "$COLOUR ${PATH%%:*}"' }),
    ])
    expect(lines).toContain('red /no/such/tools')
  })

  test.each(['set-output a=b', 'save-state', 'set-env name=a', 'add-path'])('::%s:: fails the step', async command => {
    const { lines, conclusion } = await run([step({ run: `echo "::${command}::b"` })])
    expect(conclusion).toBe('failure')
    expect(lines).toContain(`##[error]Unable to process command '::${command}::b' successfully.`)
  })

  test('step debugging shows debug lines', async () => {
    const github = { repository: 'octo/app' }
    const contexts = {
      ...{ github, needs: {}, inputs: {}, vars: { ACTIONS_STEP_DEBUG: 'true' }, secrets: {} },
      ...{ matrix: null, strategy: {} },
    }
    const { lines } = await run([step({ run: 'echo "::debug::shown $RUNNER_DEBUG"' })], { plan: { contexts } })
    expect(lines).toContain('##[debug]shown 1')
  })
})

describe('environment', () => {
  const dump =
    "console.log('ENV ' + JSON.stringify({ ...process.env, argv0: process.argv0, execPath: process.execPath, cwd: process.cwd() }))"
  const envOf = (lines: readonly string[]): Record<string, string> =>
    JSON.parse((lines.find(line => line.startsWith('ENV ')) ?? 'ENV {}').slice(4))

  test('of a JavaScript action', async () => {
    process.env['LAB_SHOULD_NOT_LEAK'] = 'x'
    const { lines, root } = await run(
      [step({ id: 'me', uses: 'octo/env@v1', with: { 'a b': '1' }, env: { GITHUB_SHA: 'forged', MINE: 'kept' } })],
      { actions: fixtureAction('octo/env/v1', { main: dump }, 'inputs:\n  a b: {}\n') },
    )
    const env = envOf(lines)
    expect(env).toMatchObject({
      GITHUB_ACTION: 'me',
      GITHUB_ACTION_REPOSITORY: 'octo/env',
      GITHUB_ACTION_REF: 'v1',
      GITHUB_JOB: 'build',
      GITHUB_RUN_ID: '10662355710',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SHA: '27d5ce7f107fe9357f9df03efb73ab90386fccae',
      GITHUB_WORKSPACE: `${root}/_work/app/app`,
      GITHUB_SERVER_URL: 'http://github.localhost:1',
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      RUNNER_NAME: 'lab-1',
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: `${root}/_work/_temp`,
      RUNNER_WORKSPACE: `${root}/_work/app`,
      ACTIONS_RUNTIME_TOKEN: '***',
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ImageOS: 'ubuntu24',
      ImageVersion: '20260413.86.1',
      INPUT_A_B: '1',
      MINE: 'kept',
      HOME: `${root}/home`,
      execPath: `${root}/externals/node24/bin/node`,
      argv0: `${root}/externals/node24/bin/node`,
      cwd: `${root}/_work/app/app`,
    })
    for (const name of [
      'LAB_SHOULD_NOT_LEAK',
      'ACTIONS_ID_TOKEN_REQUEST_URL',
      'GITHUB_TOKEN',
      'GITHUB_EVENT',
      'NODE_OPTIONS',
    ])
      expect(env).not.toHaveProperty(name)
  })

  test('of a script: no runtime token; the id token where permitted; the event file', async () => {
    const { lines } = await run([step({ run: `node -e "${dump.replaceAll('"', '\\"')}"; cat "$GITHUB_EVENT_PATH"` })], {
      services: { idTokenRequest: { url: 'http://127.0.0.1:1/oidc?x=1', token: 'idtoken-secret' } },
    })
    const env = envOf(lines)
    expect(env).toMatchObject({
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/oidc?x=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '***',
      GITHUB_ACTION: '__run',
    })
    for (const name of ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL', 'ACTIONS_RUNTIME_URL', 'ACTIONS_CACHE_URL'])
      expect(env).not.toHaveProperty(name)
    expect(lines.join('\n')).toContain('"head_commit"')
  })
})
