import type { AnchorLog, DigestMark, StepHead } from '../../model/anchor-log.ts'
import { parseDigestLine } from '../../model/artifact-name.ts'
import { toMillis } from '../../model/time.ts'
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
 * the form of a time included: an output that a job has in its `env:` is printed so (Handlers/Handler.cs). Time in a log
 * only grows, so that such a line is told by a later line that is earlier. GitHub serves some logs with parts of them
 * twice (recorded logs of tenstorrent/tt-metal): of equal lines the last one counts.
 */
export const createAnchorScan = (): AnchorScan => {
  const heads: HeadMark[] = []
  const timed: TimedDigest[] = []
  const untimed: DigestMark[] = []
  /** Marks that no line has refuted, times growing. */
  const standing: Mark[] = []
  const recorders = createRecorderHeads()
  let latest: Buffer | undefined
  let line = 0
  let hasEnd = false
  let isCrowded = false

  const refute = (time: string): void => {
    for (let last = standing.at(-1); last !== undefined && last.time > time; last = standing.at(-1)) {
      last.refuted = true
      standing.pop()
    }
    const top = standing.at(-1)
    latest = top === undefined ? undefined : Buffer.from(top.time)
  }
  const stand = <T extends Mark>(list: T[], mark: T, max: number): void => {
    list.push(mark)
    standing.push(mark)
    latest = Buffer.from(mark.time)
    if (list.length <= max) return
    isCrowded = true
    list.splice(0, list.length - Math.floor(max / 2))
    // What was dropped may be refuted or not: nobody asks any more.
    if (standing.length > 4 * MAX_HEADS) standing.splice(0, standing.length - 2 * MAX_HEADS)
  }
  const readText = (text: string, time: string, at: number): void => {
    const mark = { time, refuted: false, key: `${time} ${text}` }
    const title = text.startsWith(RUN) ? text.slice(RUN.length, RUN.length + MAX_TITLE) : undefined
    if (title !== undefined || text === POST) {
      const kind = title === undefined ? ('post' as const) : ('run' as const)
      const head = { kind, line, at, title: title ?? '', isRecorder: false }
      stand(heads, { ...mark, head }, MAX_HEADS)
    }
    const parsed = parseDigestLine(text)
    if (parsed !== undefined) stand(timed, { ...mark, mark: { ...parsed, line, at } }, MAX_DIGESTS)
    hasEnd ||= text === END
    const told = recorders.read(text)
    const begun = heads.at(-1)
    if (told && begun !== undefined) begun.head = { ...begun.head, isRecorder: true }
  }
  return {
    read: raw => {
      line += 1
      const time = STAMP.exec(raw)?.[1]
      const at = time === undefined ? undefined : toMillis(time)
      if (time === undefined || at === undefined) {
        const parsed = parseDigestLine(raw)
        if (parsed === undefined) return
        untimed.push({ ...parsed, line })
        if (untimed.length > MAX_DIGESTS) untimed.splice(0, MAX_DIGESTS / 2)
        return
      }
      refute(time)
      readText(raw.slice(STAMP_LENGTH + 1).trimEnd(), time, at)
    },
    skip: (bytes, from, isTimed) => {
      line += 1
      if (!isTimed || latest === undefined) return
      if (latest.compare(bytes, from, from + STAMP_LENGTH) > 0)
        refute(bytes.toString('latin1', from, from + STAMP_LENGTH))
    },
    needsEveryLine: recorders.needsEveryLine,
    end: () => ({
      heads: lastOfEach(heads).map(({ head }) => head),
      digests: [...lastOfEach(timed).map(({ mark }) => mark), ...refutedOf(timed), ...untimed]
        .sort((a, b) => a.line - b.line)
        .slice(-MAX_DIGESTS),
      hasSetUp: recorders.hasSetUp(),
      hasEnd,
      isCrowded,
    }),
  }
}

/** Of equal lines the last that stands. */
const lastOfEach = <T extends Mark>(marks: readonly T[]): readonly T[] => [
  ...new Map(marks.filter(({ refuted }) => !refuted).map(mark => [mark.key, mark])).values(),
]

/** Lines whose time was no time: they are told as lines without one, unless an equal line stands. */
const refutedOf = (marks: readonly TimedDigest[]): readonly DigestMark[] => {
  const standing = new Set(marks.filter(({ refuted }) => !refuted).map(({ key }) => key))
  return marks.filter(({ refuted, key }) => refuted && !standing.has(key)).map(({ mark: { at: _, ...rest } }) => rest)
}
