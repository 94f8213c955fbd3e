import { parseDigestLine } from '../../core/artifact-name.ts'
import { toMillis } from '../../core/time.ts'
import type { AnchorLog, DigestMark, StepHead } from '../../schema/observed/anchor-log.ts'
import { createRecorderHeads } from './recorder-heads.ts'

export type AnchorScan = {
  /** Reads one line, without byte order mark and carriage return. */
  readonly read: (line: string, number: number) => void
  /** Takes the time of a line that has no other use, in the runner's own form. */
  readonly skip: (time: string) => void
  /** Returns the latest time that an earlier time would refute. */
  readonly latestTime: () => string | undefined
  /** Returns true if the scan must hand on the next line completely, with any text. */
  readonly needsEveryLine: () => boolean
  readonly end: () => AnchorLog
}

/**
 * Maximum number of entries of each kind that are kept of one log. The last ones are kept, since a recorder's post step
 * is among the last steps.
 */
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
 * Reads the lines that can tie a manifest to its job: step headers, digest lines, the beginning and the end of the log.
 *
 * A text of several lines has one time, before its first line (Logging.cs `Write`). Its further lines can hold
 * anything, even the form of a time: the runner prints a job output in `env:` this way (actions/runner
 * src/Runner.Worker/Handlers/Handler.cs). Times in a log only grow, so a later line with an earlier time exposes such a
 * line. GitHub serves some logs with parts repeated (recorded logs of tenstorrent/tt-metal), so the last of equal lines
 * counts.
 */
export const createAnchorScan = (): AnchorScan => {
  const heads = createMarks<HeadMark>(MAX_HEADS)
  const timed = createMarks<TimedDigest>(MAX_DIGESTS)
  const untimed: DigestMark[] = []
  const standing = createStanding()
  const recorders = createRecorderHeads()
  let hasEnd = false

  const readTimed = (text: string, line: number, time: string, at: number): void => {
    const mark = { time, refuted: false, key: `${time} ${text}` }
    const head = parseStepHeader(text, line, at)
    if (head !== undefined) standing.add(heads.add({ ...mark, head }))
    const parsed = parseDigestLine(text)
    if (parsed !== undefined) standing.add(timed.add({ ...mark, mark: { ...parsed, line, at } }))
    hasEnd ||= text === END
    const begun = heads.all.at(-1)
    if (recorders.read(text) && begun !== undefined) begun.head = { ...begun.head, isRecorder: true }
  }
  const readUntimed = (text: string, line: number): void => {
    const parsed = parseDigestLine(text)
    if (parsed === undefined) return
    untimed.push({ ...parsed, line })
    if (untimed.length > MAX_DIGESTS) untimed.splice(0, MAX_DIGESTS / 2)
  }
  return {
    read: (raw, line) => {
      const time = STAMP.exec(raw)?.[1]
      const at = time === undefined ? undefined : toMillis(time)
      if (time === undefined || at === undefined) return readUntimed(raw, line)
      standing.refuteAfter(time)
      readTimed(raw.slice(STAMP_LENGTH + 1).trimEnd(), line, time, at)
    },
    skip: standing.refuteAfter,
    latestTime: standing.latestTime,
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

/** Keeps the last entries of one kind. */
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

/**
 * Keeps the entries that no later line has refuted, with growing times. Each entry is examined at most once more, for a
 * log of any length.
 */
const createStanding = () => {
  const marks: Mark[] = []
  return {
    refuteAfter: (time: string): void => {
      for (let last = marks.at(-1); last !== undefined && last.time > time; last = marks.at(-1)) {
        last.refuted = true
        marks.pop()
      }
    },
    latestTime: (): string | undefined => marks.at(-1)?.time,
    add: (mark: Mark): void => {
      marks.push(mark)
      // The oldest entries are those that the limit has dropped already.
      if (marks.length > 4 * MAX_HEADS) marks.splice(0, 2 * MAX_HEADS)
    },
  }
}

/** Returns the last valid entry of each set of equal lines. */
const lastOfEach = <T extends Mark>(marks: readonly T[]): readonly T[] => [
  ...new Map(marks.filter(({ refuted }) => !refuted).map(mark => [mark.key, mark])).values(),
]

/** Lists the lines with a refuted time. They count as lines without a time, unless an equal line is valid. */
const listRefuted = (marks: readonly TimedDigest[]): readonly DigestMark[] => {
  const standing = new Set(marks.filter(({ refuted }) => !refuted).map(({ key }) => key))
  return marks.filter(({ refuted, key }) => refuted && !standing.has(key)).map(({ mark: { at: _, ...rest } }) => rest)
}
