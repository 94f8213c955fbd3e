import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { makeZip } from '../../../lab/hostile/make-zip.ts'
import { LIMITS } from '../../../src/core/limits.ts'
import { readRunLogArchive } from '../../../src/log/archive/run-log-archive.ts'
import { propertyRuns } from '../../property-runs.ts'

const time = (second: number): string => `2026-03-01T10:${String(second).padStart(2, '0')}:00`
/** A job's log: from one minute to another, with its name at the end of Set up job where one is given. */
const log = (from: number, to: number, name?: string): Uint8Array =>
  strToU8(
    [
      `\uFEFF${time(from)}.0000001Z Current runner version: '2.336.0'`,
      ...(name === undefined ? [] : [`${time(from)}.0000002Z Complete job name: ${name}`]),
      `${time(from)}.0000003Z ##[group]Run echo`,
      `${time(to)}.0000001Z Cleaning up orphan processes`,
      '',
    ].join('\n'),
  )
const system = (from: number, to: number, runner: string): Uint8Array =>
  strToU8(
    `${time(from)}.0000000Z Waiting for a runner to pick up this job...\n` +
      `${time(to)}.0000000Z Job is about to start running on the hosted runner: ${runner}\n`,
  )
const job = (id: string, name: string, minute?: number, runnerName?: string) => ({
  id,
  name,
  ...(minute === undefined ? {} : { startedAt: `${time(minute)}Z` }),
  ...(runnerName === undefined ? {} : { runnerName }),
})
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('utf8')
const fields = (learned: { gaps: readonly { field: string }[] }): readonly string[] =>
  learned.gaps.map(gap => gap.field)

describe('a run log archive', () => {
  test('gives each job its log and its trace', () => {
    const { value: facts, gaps } = readRunLogArchive(
      zipSync({
        '0_build.txt': log(5, 6),
        'build/system.txt': system(1, 4, 'GitHub Actions 1'),
        'build/1_Set up job.txt': log(5, 5),
        '1_call _ test (a, b).txt': log(15, 16),
        'call _ test (a, b)/system.txt': system(10, 12, 'GitHub Actions 2'),
        'never/system.txt': strToU8(`${time(20)}.0000000Z Waiting for a runner to pick up this job...\n`),
      }),
      [job('1', 'build', 5), job('2', 'call / test (a, b)', 15), job('3', 'never', 20)],
    )
    expect(gaps).toEqual([])
    expect(facts.traces.get('1')).toEqual({
      admittedAt: `${time(1)}.0000000Z`,
      queuedAt: `${time(1)}.0000000Z`,
      assignedAt: `${time(4)}.0000000Z`,
      runnerAt: `${time(5)}.0000001Z`,
      runnerName: 'GitHub Actions 1',
      isHosted: true,
      saidBusy: false,
      resolutionMs: 1,
    })
    expect(facts.traces.get('2')?.runnerName).toBe('GitHub Actions 2')
    expect(facts.traces.get('3')).toMatchObject({ queuedAt: `${time(20)}.0000000Z`, runnerAt: undefined })
    expect(text(facts.findLog('1'))).toBe(text(log(5, 6)))
    expect(facts.findLog('3')).toBeUndefined()
    expect(facts.findLog('4')).toBeUndefined()
  })

  test('that has the steps alone gives the log in their order', () => {
    const { value: facts } = readRunLogArchive(
      zipSync({ 'a/10_Post.txt': strToU8('last\n'), 'a/1_Set up job.txt': log(5, 5), 'a/2_Run.txt': strToU8('run\n') }),
      [job('1', 'a')],
    )
    expect(text(facts.findLog('1'))).toBe(`${text(log(5, 5))}run\nlast\n`)
    expect(facts.traces.get('1')).toMatchObject({ runnerAt: `${time(5)}.0000001Z` })
  })

  test('of an older service has the admission in a file of its own', () => {
    const prepare = strToU8(`${time(1)}.0000001Z ##[section]Starting: Prepare job build\n`)
    const { value: facts, gaps } = readRunLogArchive(
      zipSync({ '1_build.txt': log(5, 6), '1_build (1).txt': prepare }),
      [job('1', 'build', 5)],
    )
    expect(gaps).toEqual([])
    expect(facts.traces.get('1')).toMatchObject({ admittedAt: `${time(1)}.0000001Z`, runnerAt: `${time(5)}.0000001Z` })
  })

  test('with things that are no log of a job is read all the same', () => {
    const { value: facts, gaps } = readRunLogArchive(
      zipSync({
        'build/': new Uint8Array(),
        '__MACOSX/build/._1_x.txt': strToU8('x'),
        'build/.DS_Store': strToU8('x'),
        '../1_build.txt': strToU8('x'),
        'build/../../system.txt': strToU8('x'),
        'notes.txt': strToU8('x'),
        '0_build.txt': log(5, 6),
      }),
      [job('1', 'build')],
    )
    expect(gaps).toEqual([])
    expect(text(facts.findLog('1'))).toBe(text(log(5, 6)))
  })
})

describe('a name in the archive', () => {
  const LONG = `${'x'.repeat(89)}😅 tail`
  test.each([
    ['the newer spelling', 'a / b: c', 'a _ b: c'],
    ['the older spelling', 'a / b: c', 'a  b c'],
    ['a cut in the midst of a character', LONG, `${'x'.repeat(89)}\uFFFD`],
    ['other characters replaced', 'a / b: "c" <d>?', 'a _ b_ _c_ _d__'],
    [
      'a cut that nobody described',
      'test_windows (Arm64, Release) / component_test',
      'test_windows (Arm64, Release)  com',
    ],
    ['nothing but symbols', '🚀 / 🚀', '🚀 _ 🚀'],
  ])('%s is the job’s', (_, name, stem) => {
    const { value: facts, gaps } = readRunLogArchive(zipSync({ [`0_${stem}.txt`]: log(5, 6) }), [
      job('1', name),
      job('2', 'another'),
    ])
    expect(text(facts.findLog('1'))).toBe(text(log(5, 6)))
    expect(gaps).toMatchObject([{ field: 'logs.2', reason: 'not-found' }])
  })

  test.each([
    ['a short beginning', 'build and test', 'build'],
    ['other symbols', '🚀', '✅'],
  ])('%s is nobody’s', (_, name, stem) => {
    const learned = readRunLogArchive(zipSync({ [`0_${stem}.txt`]: log(5, 6) }), [job('1', name, 5)])
    expect(learned.value.findLog('1')).toBeUndefined()
    expect(fields(learned)).toEqual(['logs.1'])
  })

  test('counts less than the name that the log says', () => {
    const { value: facts } = readRunLogArchive(
      zipSync({
        '0_a b.txt': log(5, 6, 'a: b'),
        '0_a b (1).txt': log(5, 6, 'a / b'),
        '0_whatever.txt': log(5, 6, 'c'),
      }),
      [job('1', 'a / b', 5), job('2', 'a: b', 5), job('3', 'c', 5)],
    )
    expect(text(facts.findLog('1'))).toBe(text(log(5, 6, 'a / b')))
    expect(text(facts.findLog('2'))).toBe(text(log(5, 6, 'a: b')))
    expect(text(facts.findLog('3'))).toBe(text(log(5, 6, 'c')))
  })

  test('with a number is a matrix leg’s own where there is such a job', () => {
    const { value: facts, gaps } = readRunLogArchive(
      zipSync({ '0_build.txt': log(5, 6), '1_build (1).txt': log(7, 8) }),
      [job('1', 'build (1)'), job('2', 'build')],
    )
    expect(gaps).toEqual([])
    expect([text(facts.findLog('1')), text(facts.findLog('2'))]).toEqual([text(log(7, 8)), text(log(5, 6))])
  })
})

describe('two jobs of one name', () => {
  const two = (first: number, second: number) => [job('1', 'same', first), job('2', 'same', second)]
  const files = (a: Uint8Array, b: Uint8Array): Uint8Array => zipSync({ '0_same.txt': b, '1_same.txt': a })

  test('are told apart by time', () => {
    const { value: facts, gaps } = readRunLogArchive(files(log(5, 20), log(10, 30)), two(5, 10))
    expect(gaps).toEqual([])
    expect([text(facts.findLog('1')), text(facts.findLog('2'))]).toEqual([text(log(5, 20)), text(log(10, 30))])
  })

  test.each([
    ['at the same time', [5, 20], [5, 30], 5, 5],
    ['at times that are in both logs', [5, 20], [6, 30], 10, 11],
    ['at a time that is in no log', [5, 6], [7, 8], 40, 50],
  ] as const)('%s are left out', (_, [a, b], [c, d], first, second) => {
    const learned = readRunLogArchive(files(log(a, b), log(c, d)), two(first, second))
    expect(learned.value.traces.size).toBe(0)
    expect(fields(learned)).toEqual(['logs.1', 'logs.2'])
  })

  test('that are one’s only by the clock contradict each other and are left out', () => {
    const learned = readRunLogArchive(files(log(5, 20), log(6, 20)), two(40, 10))
    expect(learned.value.traces.size).toBe(0)
  })

  test('are told apart by the runner’s name in GitHub’s own file', () => {
    const { value: facts, gaps } = readRunLogArchive(
      zipSync({
        'same/system.txt': system(1, 2, 'GitHub Actions 8'),
        'same (1)/system.txt': system(1, 2, 'GitHub Actions 9'),
      }),
      [job('1', 'same', 2, 'GitHub Actions 9'), job('2', 'same', 2, 'GitHub Actions 8')],
    )
    expect(gaps).toEqual([])
    expect(facts.traces.get('1')?.runnerName).toBe('GitHub Actions 9')
    expect(facts.traces.get('2')?.runnerName).toBe('GitHub Actions 8')
  })

  test('with logs that are known and one folder keep it apart', () => {
    const { value: facts } = readRunLogArchive(
      zipSync({ '0_same.txt': log(5, 6), '1_same.txt': log(25, 26), 'same/system.txt': system(24, 25, 'x') }),
      two(5, 25),
    )
    expect(facts.traces.get('1')?.runnerName).toBeUndefined()
    expect(facts.traces.get('2')).toMatchObject({ runnerName: 'x', runnerAt: `${time(25)}.0000001Z` })
  })
})

/** The zip with a field of the directory overwritten: the announced size, or the offset of the entry. */
const forged = (zip: Uint8Array, field: number, value: number): Uint8Array => {
  const copy = zip.slice()
  const at = Buffer.from(copy).indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  new DataView(copy.buffer).setUint32(at + field, value, true)
  return copy
}

describe('a hostile archive', () => {
  const good = zipSync({ '0_build.txt': log(5, 6) })
  test.each<[string, Uint8Array, string]>([
    ['no zip', strToU8('x'.repeat(100)), 'malformed'],
    ['nothing', new Uint8Array(), 'malformed'],
    ['a cut one', good.subarray(0, good.length - 30), 'malformed'],
    ['an entry that lies elsewhere', forged(good, 42, 7), 'malformed'],
    ['an entry that announces another size than its own header', forged(good, 24, 10), 'malformed'],
    ['an entry beyond the end', forged(good, 42, 0xfffffff0), 'malformed'],
  ])('%s is a gap', (_, zip, reason) => {
    const { value: facts, gaps } = readRunLogArchive(zip, [job('1', 'build')])
    expect(facts.findLog('1')).toBeUndefined()
    expect(gaps[0]).toMatchObject({ field: 'logs', source: 'log', reason })
  })

  test.each([
    ['less', 10],
    ['more', 10_000_000],
  ])('a log that announces %s than it is has a beginning and is not handed out', (_, size) => {
    const { value: facts } = readRunLogArchive(makeZip([{ name: '0_build.txt', content: log(5, 6), size }]), [
      job('1', 'build'),
    ])
    expect(facts.traces.get('1')?.runnerAt).toBe(`${time(5)}.0000001Z`)
    expect(facts.findLog('1')).toBeUndefined()
  })

  test('GitHub’s own file over its cap is not read', () => {
    const files: Zippable = { '0_build.txt': log(5, 6), 'build/system.txt': new Uint8Array(LIMITS.runLogSystem + 1) }
    const { value: facts, gaps } = readRunLogArchive(zipSync(files), [job('1', 'build')])
    expect(gaps).toMatchObject([{ field: 'logs', reason: 'too-large' }])
    expect(facts.traces.get('1')).toMatchObject({ runnerAt: `${time(5)}.0000001Z`, queuedAt: undefined })
  })

  test('entries that share one bomb are a gap, and bombs of their own use up the budget and no more', () => {
    const content = new Uint8Array(9_000_000)
    const data = deflateRawSync(content, { level: 9 })
    const bomb = { name: '0_job.txt', content, data }
    const shared = makeZip([bomb, ...Array.from({ length: 99 }, () => ({ ...bomb, offset: 0, isListedOnly: true }))])
    expect(shared.length).toBeLessThan(20_000)
    expect(readRunLogArchive(shared, [job('1', 'job', 5)]).gaps[0]).toMatchObject({
      field: 'logs',
      reason: 'malformed',
    })
    const { value: facts, gaps } = readRunLogArchive(makeZip(Array.from({ length: 100 }, () => bomb)), [
      job('1', 'job', 5),
    ])
    expect(facts.traces.size).toBe(0)
    expect(gaps).toContainEqual(expect.objectContaining({ field: 'logs', reason: 'too-large' }))
  })

  test('whatever its bytes are, it is read without an error, and no other log than the real one comes out', () => {
    const build = log(5, 6)
    const zip = zipSync({ '0_build.txt': build, 'build/system.txt': system(1, 2, 'x') })
    const changed = fc
      .array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map(changes => {
        const copy = zip.slice()
        for (const [at, byte] of changes) copy[at] = byte
        return copy
      })
    fc.assert(
      fc.property(
        fc.oneof(
          changed,
          fc.uint8Array(),
          fc.nat(zip.length).map(end => zip.subarray(0, end)),
        ),
        bytes => {
          const { value: facts, gaps } = readRunLogArchive(bytes, [job('1', 'build', 5)])
          expect(gaps.map(({ field }) => field).filter(field => !/^logs(?:\.1)?$/.test(field))).toEqual([])
          const log = facts.findLog('1')
          if (log !== undefined) expect(text(log)).toBe(text(build))
        },
      ),
      { numRuns: propertyRuns(500) },
    )
  })
})
