import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import type { Outcome } from '../../lab/scheduler/run-attempt.ts'
import { runProgram } from '../cli/run-cli.ts'
import type { ForwardProxyServer } from '../io/forward-proxy.ts'
import { aLab, type TestLab } from '../lab/scheduler/lab-harness.ts'
import { accessLab } from './ask-lab.ts'

/*
 * The report of the action and that of the command line are one account: of the same run, line by line. What differs stands
 * in lists, each with its reason.
 */

const WORKFLOW = `
name: Two jobs
on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: OWNER/pipeline-trace@v1
      - run: echo built > built.txt
      - uses: actions/upload-artifact@v4
        with: { name: built, path: built.txt }
  test:
    needs: build
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - uses: OWNER/pipeline-trace@v1
      - uses: actions/download-artifact@v4
        with: { name: built }
      - run: exit 3
  bare:
    runs-on: ubuntu-latest
    steps:
      - run: echo bare
  report:
    needs: [build, test, bare]
    if: always()
    runs-on: ubuntu-latest
    permissions: { actions: read, contents: read, checks: write, deployments: read }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with: { needs: '\${{ toJSON(needs.*.result) }}', signing: none, keep-job-manifests: true }
`

/** The collector: the action in a workflow that follows the run, which is over by then. */
const AFTER = `
name: Report
on: { workflow_run: { workflows: [Two jobs], types: [completed] } }
permissions: {}
jobs:
  collect:
    runs-on: ubuntu-latest
    permissions: { actions: read, contents: read, checks: write, deployments: read }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with:
          run-id: \${{ github.event.workflow_run.id }}
          run-attempt: \${{ github.event.workflow_run.run_attempt }}
          signing: none
`
const AFTER_PATH = '.github/workflows/after.yml'
const CLI = 'dist/cli/index.js'

let lab: TestLab
let proxy: ForwardProxyServer
let folder: string
let runArguments: readonly string[]
let environment: Readonly<Record<string, string>>
let byAction: string
let byCollector: string
let byCommand: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-same-'))
  lab = await aLab(WORKFLOW, { [AFTER_PATH]: AFTER }, { useGit: false, environments: [{ name: 'staging' }] })
  const outcome = await lab.run()
  byAction = reportOf(outcome)
  const followed = await lab.scheduler.follow({ file: join(lab.workspace, AFTER_PATH), path: AFTER_PATH }, outcome)
  if (followed.kind === 'refused') throw new Error(followed.messages.join('\n'))
  byCollector = reportOf(followed.outcome)
  const access = await accessLab(lab, outcome.run)
  ;({ environment, proxy } = access)
  runArguments = [access.repository, String(outcome.run.id)]
  byCommand = await print('report', ...runArguments)
}, 600_000)
afterAll(async () => {
  await proxy.stop()
  await lab.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** What the report job of a run left in its artifact. */
const reportOf = ({ run }: Outcome): string => {
  const { artifacts, blobs } = lab.lab.state
  const artifact = [...artifacts.values()].find(
    ({ name, runId }) => runId === run.id && name.startsWith('pipeline-trace-run-'),
  )
  const zip = blobs.get(artifact?.blobId ?? '')?.bytes
  const report = zip === undefined ? undefined : unzipSync(zip)['report.md']
  if (report === undefined) throw new Error(`run ${run.id} left no report`)
  return strFromU8(report)
}

const print = async (...args: readonly string[]): Promise<string> => {
  const { stdout, stderr, code } = await runProgram(CLI, args, environment)
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
  return stdout
}

type Differences = readonly (readonly [line: RegExp, reason: string])[]

/** Lines that the signature, the time of reading and the requests of a reader are in. */
const OF_THE_READER: Differences = [
  [/^This report is unsigned/, 'the action signs, or says why not, after report.md is made'],
  [/^Written .* API requests used\./, 'time and budget are those of the reader'],
  [/^Compared with /, 'the command line has no cache to read the past from'],
  [/^\| (?:branch|environment) .* \| .*Z \|$/, 'rules are as they were when they were read'],
  [/^$/, 'a line that is left out leaves an empty one'],
]

const without = (text: string, differences: Differences): readonly string[] =>
  text.split('\n').filter(line => !differences.some(([pattern]) => pattern.test(line)))

test('the collector and the command line say the same of a run that is over', () => {
  expect(without(byCommand, OF_THE_READER)).toEqual(without(byCollector, OF_THE_READER))
})

/** What the action's own run cannot know: it goes on, so that it has no log archive, and the report's job has no end. */
const OF_THE_OWN_RUN: Differences = [
  ...OF_THE_READER,
  [/\breport\b/, 'the own job: its recorder is the report itself, and it is in no count'],
  [/^\d of \d jobs (?:succeeded|recorded)/, 'counts without the own job'],
  [/^\| 🐢 /, 'how long a job waited for a runner comes out of the log archive'],
  [/^Commit <code>/, 'the ref is known to a job of the run alone'],
  [/^\| (?:<code>checks|(?:<code>)?OWNER\/pipeline-trace@|github \|)/, 'what the own job used and may do'],
  [/^\| built \| (?:build|–) \| 140 B/, 'who uploaded an artifact the results service tells the jobs of the run alone'],
]

/** Sections whose times come out of the log archive, where there is one. */
const TIMED: readonly string[] = [
  'Where the',
  'Jobs',
  'Time',
  'Critical path',
  'Jobs by hand-off',
  'Notes',
  'Evidence for the fields',
  'Steps',
]

/** What is folded under the name of the own job. */
const OWN_DETAILS = /<details><summary>report<\/summary>[\s\S]*?<\/details>\n/g

const sectionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .replace(OWN_DETAILS, '')
      .split(/^(?=### )/m)
      .map(section => {
        const [title = ''] = section.split('\n', 1)
        return [title.replace(/^### /, '').replace(/^Where the .*/, 'Where the'), section]
      }),
  )

describe('the report of the own run and that of the command line', () => {
  test('have the same sections in the same order', () => {
    expect([...sectionsOf(byCommand).keys()]).toEqual([...sectionsOf(byAction).keys()])
  })

  test('say the same in all of them that no log archive decides', () => {
    const others = sectionsOf(byCommand)
    for (const [title, section] of sectionsOf(byAction))
      if (!TIMED.includes(title))
        expect([title, without(others.get(title) ?? '', OF_THE_OWN_RUN)]).toEqual([
          title,
          without(section, OF_THE_OWN_RUN),
        ])
  })

  test('have the same jobs with the same results, records and signatures', () => {
    const rowsOf = (text: string): readonly string[] =>
      without(sectionsOf(text).get('Jobs') ?? '', OF_THE_OWN_RUN).map(row =>
        row.replaceAll(/ (?:–|\d+(?:\.\d)? (?:ms|s|m)(?: \d+ s)?) (?=\|)/g, ' … '),
      )
    expect(rowsOf(byCommand).length).toBeGreaterThan(3)
    expect(rowsOf(byCommand)).toEqual(rowsOf(byAction))
  })
})

test('a fetched folder says what the command line said online', async () => {
  const fetched = join(folder, 'fetched')
  await print('fetch', ...runArguments, '-o', fetched)
  const offline = await print('report', '--offline', fetched)
  expect(without(offline, OF_THE_READER)).toEqual(without(byCommand, OF_THE_READER))
  const [online, later] = await Promise.all([
    print('report', ...runArguments, '--format', 'json'),
    print('report', '--offline', fetched, '--format', 'json'),
  ])
  expect(JSON.parse(later)).toEqual(JSON.parse(online))
})

test('an unpacked run artifact is shown as it is, and says how to check it', async () => {
  const { artifacts, blobs } = lab.lab.state
  const artifact = [...artifacts.values()].find(({ name }) => name.startsWith('pipeline-trace-run-'))
  const unpacked = join(folder, 'artifact')
  await mkdir(unpacked)
  const files = unzipSync(blobs.get(artifact?.blobId ?? '')?.bytes ?? new Uint8Array())
  await writeFile(join(unpacked, 'run-manifest.json'), files['run-manifest.json'] ?? '')
  const shown = await print('report', '--offline', unpacked)
  // The words that failed steps wrote are kept nowhere.
  const quoted: Differences = [
    ...OF_THE_READER,
    [/^> |failed at step \[/, 'the words of a step, and the line that they stand in'],
    [/^Shown from run-manifest/, 'whose account it is'],
  ]
  expect(without(shown, quoted)).toEqual(without(byAction, quoted))
  expect(shown).toContain(`pipeline-trace verify ${unpacked}`)
  await writeFile(join(unpacked, 'run-manifest.json'), '{"kind":"run-manifest"')
  const { code, stderr } = await runProgram(CLI, ['report', '--offline', unpacked], environment)
  expect({ code, said: stderr.includes('run-manifest.json cannot be read') }).toEqual({ code: 2, said: true })
})

test('the command line compares with the reports of earlier runs, online and from a fetched folder', async () => {
  const [first, ...others] = runArguments
  const { run } = await lab.run()
  const later = [first ?? '', String(run.id)]
  const online: Reported = JSON.parse(await print('report', ...later, '--format', 'json'))
  expect(online.findings.baseline).toMatchObject({ from: 'artifacts', runs: 1 })
  expect(online.findings.baseline.reason).toContain('the kept history can be read by a job alone')
  expect(online.findings.baseline.reason).toContain('1 of 1 reports are unsigned')
  expect(online.findings.failures).toMatchObject({ runId: others[0], alsoFailed: 1, newlyFailed: 0 })
  const fetched = join(folder, 'later')
  await print('fetch', ...later, '-o', fetched)
  expect(JSON.parse(await print('report', '--offline', fetched, '--format', 'json'))).toEqual(online)
  // A folder that was fetched without the past says so, and has the rest.
  await rm(join(fetched, 'past'), { recursive: true })
  const without: Reported = JSON.parse(await print('report', '--offline', fetched, '--format', 'json'))
  expect(without.findings.baseline).toMatchObject({ from: 'none', runs: 0 })
  expect(without.findings.baseline.reason).toContain('earlier runs cannot be listed (not in the folder)')
}, 300_000)

type Reported = {
  readonly findings: {
    readonly baseline: { readonly from: string; readonly runs: number; readonly reason: string }
    readonly failures?: { readonly runId: string; readonly alsoFailed: number; readonly newlyFailed: number }
  }
}
