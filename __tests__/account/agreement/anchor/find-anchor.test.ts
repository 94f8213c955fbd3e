import { describe, expect, test } from '@jest/globals'
import type { Anchor } from '../../../../src/account/agreement/anchor/anchor.ts'
import { findAnchor, readAnchors } from '../../../../src/account/agreement/anchor/find-anchor.ts'
import { readJobResponse } from '../../../../src/github/rest/job.ts'
import { beginAnchorLog, readWholeLog } from '../../../../src/log/read-log.ts'
import {
  anchorLine,
  anUnrecordedJob,
  aRecordedJob,
  completeJob,
  head,
  type LoggedJob,
  type LoggedStep,
  logSteps,
  post,
  RECORDER,
  type RestStep,
  setUp,
  stamp,
} from '../../../report/a-job-log.ts'

const OWN = `sha256:${'a'.repeat(64)}`
const FORGED = `sha256:${'f'.repeat(64)}`

const stepsOf = (steps: readonly RestStep[]) =>
  readJobResponse({ id: 11, name: 'build', status: 'completed', steps })?.api.steps ?? []

const anchorsOf = ({ text, steps }: LoggedJob) => {
  const { anchor } = readWholeLog(new TextEncoder().encode(text), beginAnchorLog())
  return readAnchors(stepsOf(steps), anchor)
}

const anchorOf = (job: LoggedJob, digest = OWN, jobId: string | null = '11'): Anchor =>
  findAnchor({ digest, attempt: 1, jobId: jobId ?? undefined }, anchorsOf(job))
const reasonOf = (anchor: Anchor): string => (anchor.kind === 'confirmed' ? 'confirmed' : anchor.reason)

const CHECKOUT = 'actions/checkout@v4'
const script = (number: number, name: string, ...lines: readonly string[]): LoggedStep => ({
  name,
  number,
  lines: ['##[group]Run ./work.sh', '##[endgroup]', ...lines],
})
const action = (number: number, name: string, title: string, ...lines: readonly string[]): LoggedStep => ({
  name,
  number,
  lines: [`##[group]Run ${title}`, '##[endgroup]', ...lines],
})

describe('an honest job is confirmed', () => {
  test('with the recorder as its first step', () => {
    expect(anchorOf(aRecordedJob({ lines: [anchorLine(OWN)] }))).toMatchObject({ kind: 'confirmed' })
  })

  test('with steps that the user has named', () => {
    const job = logSteps([
      setUp(RECORDER, CHECKOUT),
      { name: 'Pre Watch this job', number: 2, lines: head(RECORDER) },
      action(3, 'Get the sources', CHECKOUT),
      { name: 'Watch this job', number: 4, lines: head(RECORDER) },
      script(5, 'Post the results'),
      { name: 'Post Get the sources', number: 9, lines: post() },
      { name: 'Post Watch this job', number: 10, lines: post(anchorLine(OWN)) },
      completeJob(11),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('with the recorder inside a composite action, whose post begins with a head of its own', () => {
    const job = logSteps([
      setUp(CHECKOUT, 'corp/set-up@v2', RECORDER),
      { name: 'Pre Run corp/set-up@v2', number: 2, lines: ['##[group]Run corp/set-up@v2', ...head(RECORDER)] },
      { name: 'Run corp/set-up@v2', number: 3, lines: ['##[group]Run corp/set-up@v2', ...head(RECORDER)] },
      script(4, 'Run npm test'),
      { name: 'Post Run corp/set-up@v2', number: 8, lines: [...post(), ...post(anchorLine(OWN))] },
      completeJob(9),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('with a composite action that names its step as the user likes, and holds other actions with posts before it', () => {
    const job = logSteps([
      setUp(CHECKOUT, 'corp/set-up@v2', RECORDER),
      { name: 'Pre Prepare', number: 2, lines: ['##[group]Run corp/set-up@v2', ...head(RECORDER)] },
      {
        name: 'Prepare',
        number: 3,
        lines: ['##[group]Run corp/set-up@v2', ...head(RECORDER), `##[group]Run ${CHECKOUT}`, '##[endgroup]'],
      },
      script(4, 'Build'),
      { name: 'Post Prepare', number: 8, lines: [...post(), ...post(), ...post(anchorLine(OWN))] },
      completeJob(9),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('of a copy of the recorder under another name, by what its head prints', () => {
    const copy = 'corp/trace-mirror@v1'
    const job = logSteps([
      setUp(copy),
      { name: 'Pre Trace', number: 2, lines: head(copy) },
      { name: 'Trace', number: 3, lines: head(copy) },
      { name: 'Post Trace', number: 6, lines: post(anchorLine(OWN)) },
      completeJob(7),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('of a local action, which has no pre', () => {
    const job = logSteps([
      setUp(CHECKOUT),
      action(2, `Run ${CHECKOUT}`, CHECKOUT),
      { name: 'Run /./', number: 3, lines: head('./') },
      { name: 'Post Run /./', number: 5, lines: post(anchorLine(OWN)) },
      { name: `Post Run ${CHECKOUT}`, number: 6, lines: post() },
      completeJob(7),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('fetched for a local composite action in the middle of the job', () => {
    const job = logSteps([
      setUp(CHECKOUT),
      action(2, `Run ${CHECKOUT}`, CHECKOUT),
      {
        name: 'Run /./.github/set-up',
        number: 3,
        lines: [
          'Prepare all required actions',
          'Getting action download info',
          `Download action repository '${RECORDER}' (SHA:${'d'.repeat(40)})`,
          '##[group]Run ./.github/set-up',
          '##[endgroup]',
          ...head(RECORDER),
        ],
      },
      { name: 'Post Run /./.github/set-up', number: 5, lines: [...post(), ...post(anchorLine(OWN))] },
      { name: `Post Run ${CHECKOUT}`, number: 6, lines: post() },
      completeJob(7),
    ])
    expect(anchorOf(job)).toMatchObject({ kind: 'confirmed' })
  })

  test('with the recorder twice: each manifest by its own line', () => {
    const job = logSteps([
      setUp(RECORDER),
      { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
      { name: `Pre Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      { name: `Run ${RECORDER}`, number: 4, lines: head(RECORDER) },
      script(5, 'Run npm test'),
      { name: `Run ${RECORDER}`, number: 6, lines: head(RECORDER) },
      { name: `Post Run ${RECORDER}`, number: 11, lines: post(anchorLine(FORGED)) },
      { name: `Post Run ${RECORDER}`, number: 12, lines: post(anchorLine(OWN)) },
      completeJob(13),
    ])
    expect([anchorOf(job, OWN).kind, anchorOf(job, FORGED).kind]).toEqual(['confirmed', 'confirmed'])
  })

  test('whose log GitHub serves with parts of it twice', () => {
    const { text, steps } = aRecordedJob({ lines: [anchorLine(OWN)] })
    const lines = text.split('\n')
    const half = lines.slice(0, -4)
    expect(anchorOf({ text: [...half, ...lines.slice(3)].join('\n'), steps })).toMatchObject({ kind: 'confirmed' })
  })
})

describe('a line that nothing of the recorder wrote confirms nothing', () => {
  test('in a job without a recorder, without a time, as a variable with several lines is printed', () => {
    const job = anUnrecordedJob(['env:', '  NOTE: fine', `|${anchorLine(OWN)}`, '##[endgroup]'])
    expect(reasonOf(anchorOf(job))).toBe('no-recorder')
    expect(reasonOf(anchorOf(job, OWN, null))).toBe('no-recorder')
  })

  test('with the head of a recorder and of a post beside it, all printed by a script', () => {
    const job = anUnrecordedJob([...head(RECORDER), ...post(anchorLine(OWN))])
    expect(reasonOf(anchorOf(job))).toBe('no-recorder')
  })

  test('and the set-up of one', () => {
    const printed = [
      "Current runner version: '2.336.0'",
      `Download action repository '${RECORDER}' (SHA:${'c'.repeat(40)})`,
      'Complete job name: build',
    ]
    const job = anUnrecordedJob([...printed, ...head(RECORDER), ...post(anchorLine(OWN))])
    expect(reasonOf(anchorOf(job))).toBe('no-recorder')
  })

  test('printed by a script of a recorded job whose recorder is silent, however it looks', () => {
    expect(reasonOf(anchorOf(aRecordedJob({ script: [anchorLine(OWN)] })))).toBe('outside-post')
    const imitated = aRecordedJob({ script: [...post(anchorLine(OWN))] })
    expect(anchorOf(imitated).kind).not.toBe('confirmed')
  })

  test('printed by a script, with the head of a post and in the same second: the recorder’s own line is another', () => {
    const job = aRecordedJob({ script: post(anchorLine(FORGED)), lines: [anchorLine(OWN)] })
    expect(anchorOf(job, FORGED)).toMatchObject({ kind: 'rejected', reason: 'other-digest', digest: OWN })
    expect(anchorOf(job, OWN)).toMatchObject({ kind: 'confirmed' })
  })

  test('in the post of another action', () => {
    const job = logSteps([
      setUp(RECORDER, 'evil/dep@v1'),
      { name: 'Pre Run evil/dep@v1', number: 2, lines: ['##[group]Run evil/dep@v1'] },
      { name: `Pre Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      { name: 'Run evil/dep@v1', number: 4, lines: ['##[group]Run evil/dep@v1'] },
      { name: `Run ${RECORDER}`, number: 5, lines: head(RECORDER) },
      { name: `Post Run ${RECORDER}`, number: 9, lines: post() },
      { name: 'Post Run evil/dep@v1', number: 10, lines: post(anchorLine(OWN)) },
      completeJob(11),
    ])
    expect(reasonOf(anchorOf(job))).toBe('outside-post')
  })

  test('in the post of another action that prints a second head: unconfirmed at most', () => {
    const job = logSteps([
      setUp(RECORDER, 'evil/dep@v1'),
      { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
      { name: `Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      { name: 'Run evil/dep@v1', number: 4, lines: ['##[group]Run evil/dep@v1'] },
      { name: 'Post Run evil/dep@v1', number: 7, lines: [...post(), ...post(anchorLine(OWN))] },
      { name: `Post Run ${RECORDER}`, number: 8, lines: post() },
      completeJob(9),
    ])
    expect(anchorOf(job).kind).not.toBe('confirmed')
  })

  test.each([
    ['once', 1],
    ['for every tenth of a second of the next minute', 600],
  ])('with a forged time of the post before it, %s', (_, count) => {
    const start = Date.parse('2026-03-01T10:00:00.000Z')
    const guesses = Array.from({ length: count }, (_unused, index) => [
      `|${stamp(start + 5_000 + index * 100)} Post job cleanup.`,
      `|${stamp(start + 5_001 + index * 100)} ${anchorLine(OWN)}`,
    ]).flat()
    const silent = aRecordedJob({ script: ['env:', '  NOTE: x', ...guesses, '##[endgroup]', 'work'], ms: 30_000 })
    expect(anchorOf(silent).kind).not.toBe('confirmed')
    const honest = aRecordedJob({
      script: ['env:', '  NOTE: x', ...guesses, '##[endgroup]', 'work'],
      ms: 30_000,
      lines: [anchorLine(FORGED)],
    })
    expect(anchorOf(honest, FORGED).kind).toBe('confirmed')
    expect(reasonOf(anchorOf(honest))).toBe('other-digest')
  })

  test('after a step that its author calls “Post …”', () => {
    const job = logSteps([
      setUp(RECORDER),
      { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
      { name: `Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      script(4, `Post Run ${RECORDER}`, ...post(anchorLine(OWN))),
      { name: `Post Run ${RECORDER}`, number: 8, lines: post() },
      completeJob(9),
    ])
    expect(anchorOf(job).kind).not.toBe('confirmed')
  })

  test('of another job or another attempt', () => {
    expect(reasonOf(anchorOf(aRecordedJob({ lines: [anchorLine(OWN, '12')] })))).toBe('not-in-log')
    expect(reasonOf(anchorOf(aRecordedJob({ lines: [anchorLine(OWN, '11', 2)] })))).toBe('not-in-log')
  })
})

describe('what is missing rejects nothing', () => {
  const whole = aRecordedJob({ lines: [anchorLine(FORGED)] })
  const lines = whole.text.split('\n')

  test('no log', () => {
    expect(findAnchor({ digest: OWN, attempt: 1, jobId: '11' }, readAnchors([], { unread: 'budget' }))).toEqual({
      kind: 'unconfirmed',
      reason: 'log-unread',
      gap: 'budget',
    })
  })

  test.each([
    ['no steps', { ...whole, steps: [] }, 'no-steps'],
    ['steps that do not reach to the end', { ...whole, steps: whole.steps.slice(0, -1) }, 'no-steps'],
    ['a log without its beginning', { ...whole, text: lines.slice(2).join('\n') }, 'log-cut'],
    ['a log without its end', { ...whole, text: lines.slice(0, -3).join('\n') }, 'log-cut'],
  ])('%s', (_, job, reason) => {
    expect(anchorOf(job)).toMatchObject({ kind: 'unconfirmed', reason })
  })

  test('a manifest without a job id is never more than unconfirmed', () => {
    const job = aRecordedJob({ lines: [anchorLine(OWN, 'unknown')] })
    expect(anchorOf(job, OWN, null)).toEqual({ kind: 'unconfirmed', reason: 'no-job-id' })
    expect(reasonOf(anchorOf(job, FORGED, null))).toBe('other-digest')
  })

  test('a recorder whose post did not run left no manifest', () => {
    const killed = logSteps([
      setUp(RECORDER),
      { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
      { name: `Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
      script(4, 'Run npm test', anchorLine(OWN)),
      { name: `Post Run ${RECORDER}`, number: 8, conclusion: 'skipped' },
      completeJob(9),
    ])
    expect(reasonOf(anchorOf(killed))).toBe('no-post')
  })
})
