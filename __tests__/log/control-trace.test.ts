import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { readControlTrace } from '../../src/log/queue/control-trace.ts'
import { propertyRuns } from '../property-runs.ts'

/** Lines `<seconds> <text>` of one minute; the seconds with all decimals that are to be written. */
const at = (...lines: readonly string[]): string =>
  lines.map(line => `2026-03-01T10:00:${line.padStart(10, '0').replace(' ', 'Z ')}\n`).join('')
const time = (seconds: string): string => `2026-03-01T10:00:${seconds}Z`

const LABELS = 'Requested labels: ubuntu-latest'
const DEFINED = 'Job defined at: octo/app/.github/workflows/ci.yml@refs/heads/main'
const WAITING = 'Waiting for a runner to pick up this job...'
const ONLINE = 'Job is waiting for a hosted runner to come online.'
const HOSTED = 'Job is about to start running on the hosted runner: GitHub Actions 1000000007'
const VERSION = "Current runner version: '2.336.0'"
const BUSY =
  'All GitHub-hosted runners with label [ubuntu-latest] are busy. For more information, see https://gh.io/job-concurrency-limits'

describe('the lines that GitHub wrote into a job’s log', () => {
  test('2021: a section that requests a runner', () => {
    const log = at(
      '01.0000001 ##[section]Starting: Request a runner to run this job',
      "01.2000001 Can't find any online and idle self-hosted runner in current repository that matches the required labels: 'ubuntu-latest'",
      "01.3000001 Found online and idle hosted runner in current repository's account/organization that matches the required labels: 'ubuntu-latest'",
      '01.4000001 ##[section]Finishing: Request a runner to run this job',
      "09.5000001 Current runner version: '2.277.1'",
      '20.0000001 Requested labels: printed by a script',
    )
    expect(readControlTrace(log)).toEqual({
      admittedAt: time('01.0000001'),
      queuedAt: time('01.0000001'),
      assignedAt: time('01.3000001'),
      runnerAt: time('09.5000001'),
      isHosted: true,
      saidBusy: false,
      resolutionMs: 0.0001,
    })
  })

  test('late 2021: a kind of machine is found before the job waits for one', () => {
    const log = at(
      "01.0000001 Found online and idle hosted runner in the current repository's organization account that matches the required labels: 'ubuntu-latest'",
      "01.1000001 Waiting for a Hosted runner in the 'organization' to pick this job...",
      `01.5000001 ${ONLINE}`,
      '04.0000001 Job is about to start running on the hosted runner: Hosted Agent (hosted)',
      `08.0000001 ${VERSION}`,
    )
    expect(readControlTrace(log)).toMatchObject({
      admittedAt: time('01.0000001'),
      queuedAt: time('01.1000001'),
      assignedAt: time('01.5000001'),
      runnerAt: time('08.0000001'),
      runnerName: 'Hosted Agent',
      isHosted: true,
    })
  })

  test.each([
    ["Waiting for a hosted runner in 'organization' to pick this job..."],
    ['Waiting for a self-hosted runner to pickup this job...'],
    [WAITING],
  ])('%s is the queue', line => {
    expect(readControlTrace(at(`01.0000001 ${LABELS}`, `02.0000001 ${line}`))?.queuedAt).toBe(time('02.0000001'))
  })

  test.each([
    ['hosted runner: GitHub Actions 2 (hosted)', 'GitHub Actions 2', true],
    ['hosted runner: GitHub Actions 1000000007', 'GitHub Actions 1000000007', true],
    ['runner: builder (repository)', 'builder', false],
    ['runner: big-8core_6bfad6 (organization)', 'big-8core_6bfad6', undefined],
    ['runner: builder (enterprise)', 'builder', undefined],
    ['runner: builder', 'builder', undefined],
    ['runner: a (b) c', 'a (b) c', undefined],
  ])('2022 to 2024: on the %s', (where, name, isHosted) => {
    const log = at(
      `01.0000001 ${LABELS}`,
      `01.0000002 ${DEFINED}`,
      `01.0000003 ${WAITING}`,
      `02.0000001 Job is about to start running on the ${where}`,
      `05.0000001 ${VERSION}`,
      '05.1000001 ##[group]Run echo',
    )
    const trace = readControlTrace(log)
    expect(trace).toMatchObject({
      admittedAt: time('01.0000001'),
      queuedAt: time('01.0000003'),
      assignedAt: time('02.0000001'),
      runnerAt: time('05.0000001'),
      runnerName: name,
      resolutionMs: 0.0001,
    })
    expect(trace?.isHosted).toBe(isHosted)
  })

  test('since 2024 it begins with the runner, who is all that is known', () => {
    const log = at(`05.0000001 ${VERSION}`, "05.0000002 Runner name: 'builder'", `06.0000001 ${WAITING}`)
    expect(readControlTrace(log)).toEqual({
      runnerAt: time('05.0000001'),
      runnerName: 'builder',
      saidBusy: false,
      resolutionMs: 0.0001,
    })
  })

  test('with step debugging the runner’s first line is no version yet', () => {
    const log = at(
      `01.0000001 ${WAITING}`,
      '05.0000001 ##[debug]Starting: build',
      '05.1000001 ##[debug]Starting: Set up job',
      `05.2000001 ${VERSION}`,
    )
    expect(readControlTrace(log)).toMatchObject({ queuedAt: time('01.0000001'), runnerAt: time('05.0000001') })
  })

  test('a wording that is not known does not hide the runner', () => {
    const log = at(`01.0000001 ${WAITING}`, '02.0000001 Something new of the server', `05.0000001 ${VERSION}`)
    expect(readControlTrace(log)).toMatchObject({ queuedAt: time('01.0000001'), runnerAt: time('05.0000001') })
  })

  test('what a script prints counts for nothing, in a whole log and in a part of one', () => {
    const printed = at(`20.0000001 ${WAITING}`, `21.0000001 ${HOSTED}`, `22.0000001 ${VERSION}`)
    expect(readControlTrace(at(`05.0000001 ${VERSION}`) + printed)).toMatchObject({ runnerAt: time('05.0000001') })
    expect(readControlTrace(at(`05.0000001 ${VERSION}`) + printed)?.runnerName).toBeUndefined()
    expect(readControlTrace(at('19.0000001 hello') + printed)).toBeUndefined()
  })

  test('a job that no runner took has GitHub’s lines alone', () => {
    expect(readControlTrace(at(`01.0000001 ${LABELS}`, `01.0000002 ${WAITING}`))).toMatchObject({
      queuedAt: time('01.0000002'),
      assignedAt: undefined,
      runnerAt: undefined,
    })
  })

  test('marks, carriage returns, colours and wrong bytes do not matter', () => {
    const plain = at(`01.0000001 ${WAITING}`, `02.0000001 ${HOSTED}`, `05.0000001 ${VERSION}`)
    const odd = `\uFEFF${plain.replaceAll('\n', '\r\n').replace('Waiting', '\u001b[36;1mWaiting\u001b[0m')}\uFFFD\u0000\n`
    expect(readControlTrace(odd)).toEqual(readControlTrace(plain))
  })
})

describe('GitHub’s own file since 2025', () => {
  const log = at(`08.1234567 ${VERSION}`)

  test('its lines stand in no order, and called workflows have more than one', () => {
    const system = at(
      `02.7580000 ${LABELS}`,
      '02.7580000 Job defined at: octo/app/.github/workflows/called.yml@refs/heads/main',
      '02.7580000 Reusable workflow chain:',
      '02.7580000 octo/app/.github/workflows/ci.yml@refs/heads/main (0123456789abcdef0123456789abcdef01234567)',
      '02.7580000 -> octo/app/.github/workflows/called.yml@refs/heads/main (0123456789abcdef0123456789abcdef01234567)',
      `02.7590000 ${WAITING}`,
      `02.7770000 ${BUSY}`,
      '02.7540000 Evaluating notify.if',
      '02.7540000 Evaluating: always()',
      '02.7540000 Result: true',
      '02.7540000 Evaluating notify.send.if',
      "02.7540000 Evaluating: (success() && (github.ref == 'refs/heads/main'))",
      "02.7540000 Expanded: (true && ('refs/heads/main' == 'refs/heads/main'))",
      '02.7540000 Result: true',
      `06.7520000 ${HOSTED}`,
      `06.7510000 ${ONLINE}`,
    )
    expect(readControlTrace(log, system)).toEqual({
      admittedAt: time('02.7540000'),
      queuedAt: time('02.7590000'),
      assignedAt: time('06.7510000'),
      runnerAt: time('08.1234567'),
      runnerName: 'GitHub Actions 1000000007',
      condition: { text: "(success() && (github.ref == 'refs/heads/main'))", result: true },
      isHosted: true,
      saidBusy: true,
      resolutionMs: 1,
    })
  })

  const wait = (...starts: readonly string[]): string =>
    at(`01.0000000 ${LABELS}`, '01.0010000 Evaluating build.if', ...starts)

  test('a machine that never spoke is no assignment when the job waits again', () => {
    const system = wait(`01.0020000 ${WAITING}`, `01.0050000 ${HOSTED}`, `30.0000000 ${WAITING}`)
    const trace = readControlTrace(undefined, system)
    expect(trace).toMatchObject({ queuedAt: time('01.0020000'), assignedAt: undefined, runnerAt: undefined })
    expect(trace?.runnerName).toBeUndefined()
  })

  test('of several machines the last one before the runner spoke counts', () => {
    const system = wait(
      `01.0020000 ${WAITING}`,
      '01.0050000 Job is about to start running on the runner: first',
      `03.0000000 ${WAITING}`,
      '05.0000000 Job is about to start running on the runner: second',
      `06.0000000 ${WAITING}`,
      '09.0000000 Job is about to start running on the runner: third',
    )
    expect(readControlTrace(log, system)).toMatchObject({ assignedAt: time('05.0000000'), runnerName: 'second' })
    expect(readControlTrace(undefined, system)).toMatchObject({ assignedAt: time('09.0000000'), runnerName: 'third' })
  })

  test('a runner whose clock is behind was assigned all the same', () => {
    const system = wait(`01.0020000 ${WAITING}`, '09.0000000 Job is about to start running on the runner: late')
    expect(readControlTrace(log, system)).toMatchObject({
      assignedAt: time('09.0000000'),
      runnerAt: time('08.1234567'),
    })
  })

  test('a machine that was there before the first waiting line was there since the labels were requested', () => {
    const system = wait(`01.0050000 ${HOSTED}`, `01.0060000 ${WAITING}`)
    expect(readControlTrace(log, system)).toMatchObject({
      queuedAt: time('01.0000000'),
      assignedAt: time('01.0050000'),
    })
  })

  test('a value with line breaks cannot speak for GitHub', () => {
    const forged = '2020-01-01T00:00:00.0000000Z Waiting for a runner to pick up this job...'
    const system = at(
      '01.0000000 Evaluating build.if',
      "01.0000000 Evaluating: contains(github.event.head_commit.message, 'x')",
    ).concat(
      `2026-03-01T10:00:01.0000000Z Expanded: contains('it''s\n${forged}\n${forged} ''\n', 'x')\n`,
      at('01.0000000 Result: true', `01.0020000 ${WAITING}`),
    )
    expect(readControlTrace(undefined, system)).toMatchObject({
      admittedAt: time('01.0000000'),
      queuedAt: time('01.0020000'),
    })
  })

  test('nothing is nothing', () => {
    expect(readControlTrace(undefined)).toBeUndefined()
    expect(readControlTrace('')).toBeUndefined()
    expect(readControlTrace(undefined, 'no line with a time\n')).toBeUndefined()
  })
})

/** Words of such files in any order, with times that may not exist. */
const anyLine = fc
  .tuple(
    fc.constantFrom('', '\uFEFF', '2026-03-01T10:00:05.0000001Z ', '2026-13-99T99:99:99.1Z ', '2026-03-01T10:00:01Z '),
    fc.constantFrom(
      LABELS,
      DEFINED,
      WAITING,
      ONLINE,
      HOSTED,
      VERSION,
      BUSY,
      "Expanded: 'a",
      'Evaluating: ',
      "'",
      '-> ',
    ),
    fc.string(),
  )
  .map(parts => parts.join(''))
const anyText = fc.oneof(
  fc.string(),
  fc.array(anyLine, { maxLength: 40 }).map(lines => lines.join('\n')),
)

test('any text is read: queued is not before admitted, nor assigned before queued', () => {
  fc.assert(
    fc.property(anyText, fc.option(anyText, { nil: undefined }), (log, system) => {
      const trace = readControlTrace(log, system)
      const { admittedAt, queuedAt, assignedAt } = trace ?? {}
      const millis = [admittedAt, queuedAt, assignedAt].flatMap(one => (one === undefined ? [] : [Date.parse(one)]))
      expect(millis).toEqual(millis.toSorted((a, b) => a - b))
    }),
    { numRuns: propertyRuns(500) },
  )
})
