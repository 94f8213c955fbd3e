import { parseDigestLine } from '../../core/artifact-name.ts'
import { toMillis } from '../../core/time.ts'
import type { AnchorLog, DigestMark, StepHead } from '../../schema/observed/anchor-log.ts'
import { createRecorderHeads } from './recorder-heads.ts'

export type AnchorScan = {
  /** One line, without a byte order mark and a carriage return. */
  readonly read: (line: string) => void
  /** A line that only its time matters of: 28 bytes at `from`, the runner's own form. */
  readonly skip: (bytes: Buffer, from: number, isTimed: boolean) => void
  /** Whether the next line is to be given whole, whatever it says. */
  readonly needsEveryLine: () => boolean
  readonly end: () => AnchorLog
}

/** Kept of one log at most, of each kind; the last ones, since a recorder's post is among the last steps. */
const MAX_HEADS = 20_000
const MAX_DIGESTS = 2_000
const MAX_TITLE = 1_000

/** .NET's "O" form in UTC (actions/runner src/Runner.Common/Logging.cs): always seven decimals. */
export const STAMP_LENGTH = 28
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) /

const RUN = '##[group]Run '
const POST = 'Post job cleanup.'
const END = 'Cleaning up orphan processes'

type Mark = { readonly time: string; refuted: boolean; readonly key: string }
type HeadMark = Mark & { head: StepHead }
type TimedDigest = Mark & { readonly mark: DigestMark }

/**
 * Reads the lines that can tie a manifest to its job: heads of steps, digest lines, the beginning and the end of the log.
 *
 * A text of several lines has one time, before its first line (Logging.cs `Write`), and its further lines can be anything,
 * the form of a time included: an output that a job has in its `env:` is printed so (actions/runner
 * src/Runner.Worker/Handlers/Handler.cs). Time in a log only grows, so that such a line is known from a later line that is
 * earlier. GitHub serves some logs with parts of them twice (recorded logs of tenstorrent/tt-metal): of equal lines the last
 * one counts.
 */
export const createAnchorScan = (): AnchorScan => {
  const heads = createMarks<HeadMark>(MAX_HEADS)
  const timed = createMarks<TimedDigest>(MAX_DIGESTS)
  const untimed: DigestMark[] = []
  const standing = createStanding()
  const recorders = createRecorderHeads()
  let line = 0
  let hasEnd = false

  const readTimed = (text: string, time: string, at: number): void => {
    const mark = { time, refuted: false, key: `${time} ${text}` }
    const head = parseStepHeader(text, line, at)
    if (head !== undefined) standing.add(heads.add({ ...mark, head }))
    const parsed = parseDigestLine(text)
    if (parsed !== undefined) standing.add(timed.add({ ...mark, mark: { ...parsed, line, at } }))
    hasEnd ||= text === END
    const begun = heads.all.at(-1)
    if (recorders.read(text) && begun !== undefined) begun.head = { ...begun.head, isRecorder: true }
  }
  const readUntimed = (text: string): void => {
    const parsed = parseDigestLine(text)
    if (parsed === undefined) return
    untimed.push({ ...parsed, line })
    if (untimed.length > MAX_DIGESTS) untimed.splice(0, MAX_DIGESTS / 2)
  }
  return {
    read: raw => {
      line += 1
      const time = STAMP.exec(raw)?.[1]
      const at = time === undefined ? undefined : toMillis(time)
      if (time === undefined || at === undefined) return readUntimed(raw)
      standing.refuteAfter(time)
      readTimed(raw.slice(STAMP_LENGTH + 1).trimEnd(), time, at)
    },
    skip: (bytes, from, isTimed) => {
      line += 1
      if (isTimed) standing.refuteAfterBytes(bytes, from)
    },
    needsEveryLine: recorders.needsEveryLine,
    end: () => ({
      heads: lastOfEach(heads.all).map(({ head }) => head),
      digests: [...lastOfEach(timed.all).map(({ mark }) => mark), ...listRefuted(timed.all), ...untimed]
        .sort((a, b) => a.line - b.line)
        .slice(-MAX_DIGESTS),
      hasSetUp: recorders.hasSetUp(),
      hasEnd,
      isAmbiguous: heads.isCut() || timed.isCut(),
    }),
  }
}

const parseStepHeader = (text: string, line: number, at: number): StepHead | undefined => {
  if (text === POST) return { kind: 'post', line, at, title: '', isRecorder: false }
  if (!text.startsWith(RUN)) return undefined
  return { kind: 'run', line, at, title: text.slice(RUN.length, RUN.length + MAX_TITLE), isRecorder: false }
}

/** The last marks of one kind. */
const createMarks = <T extends Mark>(max: number) => {
  const all: T[] = []
  let isCut = false
  return {
    all,
    isCut: () => isCut,
    add: (mark: T): T => {
      all.push(mark)
      if (all.length > max) {
        isCut = true
        all.splice(0, all.length - max / 2)
      }
      return mark
    },
  }
}

/** Marks that no later line has refuted, their times growing: each is looked at once more at most, however long the log. */
const createStanding = () => {
  const marks: Mark[] = []
  let latest: Buffer | undefined
  const update = (): void => {
    const last = marks.at(-1)
    latest = last === undefined ? undefined : Buffer.from(last.time)
  }
  const refuteAfter = (time: string): void => {
    for (let last = marks.at(-1); last !== undefined && last.time > time; last = marks.at(-1)) {
      last.refuted = true
      marks.pop()
    }
    update()
  }
  return {
    refuteAfter,
    refuteAfterBytes: (bytes: Buffer, from: number): void => {
      const to = from + STAMP_LENGTH
      if (latest !== undefined && latest.compare(bytes, from, to) > 0) refuteAfter(bytes.toString('latin1', from, to))
    },
    add: (mark: Mark): void => {
      marks.push(mark)
      // The oldest are those that were dropped from what is kept.
      if (marks.length > 4 * MAX_HEADS) marks.splice(0, 2 * MAX_HEADS)
      update()
    },
  }
}

/** Of equal lines the last that stands. */
const lastOfEach = <T extends Mark>(marks: readonly T[]): readonly T[] => [
  ...new Map(marks.filter(({ refuted }) => !refuted).map(mark => [mark.key, mark])).values(),
]

/** Lines whose time was no time: they are told as lines without one, unless an equal line stands. */
const listRefuted = (marks: readonly TimedDigest[]): readonly DigestMark[] => {
  const standing = new Set(marks.filter(({ refuted }) => !refuted).map(({ key }) => key))
  return marks.filter(({ refuted, key }) => refuted && !standing.has(key)).map(({ mark: { at: _, ...rest } }) => rest)
}
