import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { readJobPage } from '../../src/runner/job-page.ts'
import { readRunnerConfig } from '../../src/runner/runner-config.ts'
import { readSetupInfo } from '../../src/runner/setup-info.ts'
import { readWorkerLog } from '../../src/runner/worker-log/worker-log.ts'
import { BACKEND_JOB, fixtureAction, run, SHA, step } from '../lab/runner/harness.ts'
import { withFiles } from './files.ts'

const CACHE_LINES = `
console.log('Cache hit for: npm-1')
console.log('Cache restored from key: npm-1')
`
const FORGED = [
  'Post job cleanup.',
  'Cache saved with key: evil',
  '##[group]Run octo/plain@v1',
  '##[endgroup]',
  'Cache hit for: evil',
]

test('the files of a job of the lab give the steps that REST shows, with exact times, and no forged cache', async () =>
  withFiles({}, async folder => {
    const actions = {
      ...fixtureAction('octo/plain/v1', {
        pre: '',
        main: CACHE_LINES,
        post: "console.log('Cache saved with key: npm-2')",
      }),
      'octo/comp/v1/action.yml':
        'name: comp\nruns:\n  using: composite\n  steps:\n    - run: echo inner\n      shell: bash\n    - uses: octo/plain@v1\n',
    }
    const ran = await run(
      [
        step({ uses: 'octo/plain@v1', name: 'Plain', id: 'plain' }),
        step({ run: FORGED.map(line => `echo '${line}'`).join('\n'), name: 'Attacker' }),
        step({ run: 'echo no', if: 'false' }),
        step({ uses: 'octo/comp@v1' }),
      ],
      {
        actions,
        look: root => cpSync(root, folder, { recursive: true, filter: path => !/externals|_work|home/.test(path) }),
      },
    )
    expect(ran.conclusion).toBe('success')
    // The page is gone when the job is over: the log that REST serves is the same text.
    mkdirSync(`${folder}/_diag/pages`, { recursive: true })
    writeFileSync(`${folder}/_diag/pages/11111111-1111-4111-8111-111111111111_${BACKEND_JOB}_1.log`, ran.log)

    const worker = await readWorkerLog(folder, BACKEND_JOB)
    expect(worker.gaps).toEqual([])
    const shown = ran.steps.map(({ name, conclusion }) => [name, conclusion])
    expect(worker.value.steps.map(({ name, outcome }) => [name, outcome])).toEqual(shown)
    const numbered = worker.value.steps.filter(({ number }) => number !== undefined)
    expect(numbered.map(({ name, number }) => [name, number])).toEqual(
      ran.steps.filter(({ number }) => number <= 7).map(({ name, number }) => [name, number]),
    )
    expect(worker.value.steps.filter(({ id }) => id === 'plain').map(({ stage }) => stage)).toEqual([
      'pre',
      'main',
      'post',
    ])
    expect(worker.value.displayName?.value).toBe('build (a)')
    expect(worker.value.permissions?.value).toEqual({ contents: 'read', metadata: 'read', 'pull-requests': 'write' })

    const page = await readJobPage(folder, BACKEND_JOB, { steps: worker.value.steps })
    expect(page.value.actions.map(({ uses, sha }) => [uses, sha])).toEqual([
      ['octo/plain', SHA],
      ['octo/comp', SHA],
    ])
    expect(page.value.caches.map(({ operation, result, key, action }) => [operation, result, key, action])).toEqual([
      ['restore', 'hit', 'npm-1', 'octo/plain@v1'],
      ['restore', 'hit', 'npm-1', 'octo/plain@v1'],
      ['save', 'saved', 'npm-2', undefined],
      ['save', 'saved', 'npm-2', undefined],
    ])
    expect((await readRunnerConfig(folder)).value.group?.value).toBe('GitHub Actions')
    const image = (await readSetupInfo(folder)).value
    expect(image).toMatchObject({ imageName: page.value.imageName && { value: page.value.imageName.value } })
    expect(image.imageVersion?.value).toBe('20260413.86.1')
  }))

test('a page that was rolled away, a page that is absent', async () =>
  withFiles(
    { [`_diag/pages/t_${BACKEND_JOB}_2.log`]: "2026-08-06T18:23:45.0000000Z Current runner version: '9.9.9'\n" },
    async folder => {
      const rolled = await readJobPage(folder, BACKEND_JOB)
      expect(rolled.value).not.toHaveProperty('runnerVersion')
      expect(rolled.gaps).toContainEqual(expect.objectContaining({ field: 'log', reason: 'not-provided' }))
      expect((await readJobPage(folder, SHA)).gaps).toMatchObject([{ field: 'log', reason: 'not-found' }])
    },
  ))
