import { LIMITS } from '../core/limits.ts'
import type { Step, UsedAction } from '../schema/job/job-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import { type AnchorReader, createAnchorReader, type LogFacts } from './anchor/log-scan.ts'
import { parseLogLine } from './lines/log-line.ts'
import { createLineScan, type LineSink, type ScanEnd } from './lines/scan-lines.ts'
import { toLogGaps } from './log-gaps.ts'
import {
  ANCHOR_BIT,
  type Facts,
  FIRST_READER,
  type ReaderSet,
  type Readers,
  TRACKER_BIT,
  toReaderSet,
} from './reader-set.ts'
import type { LineReader } from './readers/line-reader.ts'
import type { LocatedAction } from './steps/fetched-actions.ts'
import { type Located, type LogStep, locate, type StepKind } from './steps/log-step.ts'
import { createPagePlacer } from './steps/page-place.ts'
import { createStepTracker, type StepTracker } from './steps/track-steps.ts'

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export type LogOptions = {
  /** False if the log's beginning is missing. */
  readonly fromStart?: boolean
  /** True if the job still writes its log: half a line may stand at the end. */
  readonly goesOn?: boolean
  /**
   * Steps of the job with their times, from the Worker log or REST. With exact times, a script cannot pass as an
   * action.
   */
  readonly steps?: readonly Step[] | undefined
}

/**
 * The facts of a complete log. Its strings come from the known formats only, never from other text of the log, unless a
 * type declares otherwise.
 */
export type LogReading<R extends Readers> = Facts<R> & {
  /** Each step once, in the order of their headers. */
  readonly steps: readonly LogStep[]
  /** Time of the last line of each step. */
  readonly lastTimes: ReadonlyMap<LogStep, string>
  /** Actions that the job fetched, and the reusable workflows that called it. */
  readonly actions: readonly Located<UsedAction>[]
  readonly gaps: readonly Gap[]
  readonly end: ScanEnd
}

/** A log that comes in chunks: the caller writes them and takes the result at the end. */
export type LogIntake<T> = {
  /** Takes a chunk. The caller may reuse its memory after the call. */
  readonly write: (chunk: Uint8Array) => void
  readonly end: () => T
}

/** Returns the result of a log that is available as a whole. */
export const readWholeLog = <T>(bytes: Uint8Array, log: LogIntake<T>): T => {
  log.write(bytes)
  return log.end()
}

/**
 * Reads a job's log in one pass over its bytes, with bounded memory. It only counts lines that no reader knows.
 * Recorder, report and command line all read logs here, so they cannot disagree about a log.
 */
export const readLog = async <R extends Readers>(
  chunks: Chunks,
  readers: ReaderSet<R>,
  options: LogOptions = {},
): Promise<LogReading<R>> => {
  const reading = createLogReading(readers, options)
  const scan = createLineScan(readers.table(), { ...reading.sink, latestTime: () => undefined })
  for await (const chunk of chunks) scan.write(chunk)
  // The last line of a whole log may have no line break.
  return reading.toReading(scan.end(options.goesOn ?? false))
}

/** The facts that tie the log of a finished job to its manifest, and the facts of its readers. */
export type AnchoredReading<R extends Readers> = {
  readonly facts: LogFacts
  /** Undefined for a log that is too large for the readers. */
  readonly reading: LogReading<R> | undefined
}

/**
 * Reads a log that may tie a manifest to its job in the same pass, to its end for any size. A log larger than
 * `LIMITS.jobLogTail` has no facts of readers: if every line looks like a failure, each line takes a hundred times
 * longer.
 */
export const beginAnchoredLog = <R extends Readers>(
  readers: ReaderSet<R>,
  options: LogOptions = {},
): LogIntake<AnchoredReading<R>> => {
  const anchor = createAnchorReader()
  let reading: LogReadingInMaking<R> | undefined = createLogReading(readers, options)
  const scan = createLineScan(
    readers.anchorTable(),
    joinSinks(anchor, () => reading?.sink),
  )
  let size = 0
  return {
    write: chunk => {
      size += chunk.byteLength
      if (size > LIMITS.jobLogTail) reading = undefined
      scan.write(chunk)
    },
    end: () => {
      const end = scan.end(false)
      return { facts: anchor.facts(), reading: reading?.toReading(end) }
    },
  }
}

/** Reads only the facts that tie a log to a manifest. */
export const beginAnchorLog = (): LogIntake<LogFacts> => {
  const anchor = createAnchorReader()
  const scan = createLineScan(
    NO_READERS.anchorTable(),
    joinSinks(anchor, () => undefined),
  )
  return {
    write: scan.write,
    end: () => {
      scan.end(false)
      return anchor.facts()
    },
  }
}

const NO_READERS = toReaderSet(() => ({}))

type ReadingSink = Omit<LineSink, 'latestTime'>

/** Gives the lines of one scan to both. Lines that only the anchor needs change nothing for the readers. */
const joinSinks = (anchor: AnchorReader, reading: () => ReadingSink | undefined): LineSink => ({
  read: (raw, number, mask, before) => {
    anchor.read(raw, number)
    const sink = reading()
    if (sink !== undefined && ((mask & ~ANCHOR_BIT) !== 0 || sink.needsEveryLine()))
      sink.read(raw, number, mask, before)
  },
  needsEveryLine: () => anchor.needsEveryLine() || reading()?.needsEveryLine() === true,
  latestTime: anchor.latestTime,
})

/** A reader with the places of its patterns in the masks of the scan. */
type BitReader = {
  readonly reader: LineReader<unknown>
  /** Bits of its own patterns and those of its kinds. */
  readonly bits: number
  /** The place of its first kind, and a mask with one bit for each kind. */
  readonly kindsAt: number
  readonly kinds: number
  readonly readsAll: boolean
  /** True for a reader that may need a line with any text. */
  readonly isEager: boolean
}

const toBitReaders = (readers: readonly LineReader<unknown>[]): readonly BitReader[] => {
  let at = FIRST_READER
  return readers.map(reader => {
    const count = reader.kinds?.length ?? 0
    const bits = ((2 << count) - 1) << at
    at += 1 + count
    return {
      reader,
      bits,
      kindsAt: at - count,
      kinds: (1 << count) - 1,
      readsAll: reader.prefixes === undefined && reader.words === undefined,
      isEager: reader.needsEveryLine !== undefined,
    }
  })
}

const groupByKind = (readers: readonly LineReader<unknown>[]): Readonly<Record<StepKind, readonly BitReader[]>> => {
  const all = toBitReaders(readers)
  const ofKind = (kind: StepKind): readonly BitReader[] => all.filter(({ reader }) => reader.steps.includes(kind))
  return {
    'set-up': ofKind('set-up'),
    prepare: ofKind('prepare'),
    action: ofKind('action'),
    script: ofKind('script'),
    post: ofKind('post'),
  }
}

const listKinds = ({ kindsAt, kinds }: BitReader, mask: number): number => (mask >>> kindsAt) & kinds

const isWanted = ({ reader, bits, readsAll, isEager }: BitReader, mask: number): boolean =>
  (mask & bits) !== 0 || readsAll || (isEager && reader.needsEveryLine?.() === true)

type LogReadingInMaking<R extends Readers> = {
  readonly sink: ReadingSink
  readonly toReading: (end: ScanEnd) => LogReading<R>
}

const createLogReading = <R extends Readers>(
  { create }: ReaderSet<R>,
  { fromStart = true, steps = [] }: LogOptions,
): LogReadingInMaking<R> => {
  const tracker = createStepTracker({ fromStart, steps })
  const trusted = create()
  // A second set of readers takes the output that a script may have printed, so it changes nothing of the trusted
  // facts.
  const lowConfidence = create()
  const readers = Object.values<LineReader<unknown>>(trusted)
  const byKind = groupByKind(readers)
  // Readers of scripts have read such a line already.
  const ofActionsAlone = groupByKind(Object.values(lowConfidence)).action.filter(
    ({ reader }) => !reader.steps.includes('script'),
  )

  let stepsBegun = 0
  let readAPost = false
  let forgedFacts = 0

  const read: LineSink['read'] = (raw, number, mask, before) => {
    const line = parseLogLine(raw, number)
    const step = tracker.next(line, before, (mask & TRACKER_BIT) !== 0)
    // Forged posts are dropped only if a post was read: a log may have millions of headers.
    if (readAPost && tracker.stepsBegun() !== stepsBegun) {
      for (const reader of readers) forgedFacts += reader.dropForged?.(tracker.isForged) ?? 0
      readAPost = false
    }
    stepsBegun = tracker.stepsBegun()
    if (tracker.inHeader()) return
    for (const reader of byKind[step.kind]) {
      if (!isWanted(reader, mask)) continue
      reader.reader.read(line, step, before, listKinds(reader, mask))
      readAPost ||= step.kind === 'post' && reader.reader.dropForged !== undefined
    }
    if (step.kind !== 'script' || step.mayBe === undefined) return
    for (const reader of ofActionsAlone)
      if (isWanted(reader, mask)) reader.reader.read(line, step.mayBe, before, listKinds(reader, mask))
  }
  const eager = readers.filter(reader => reader.needsEveryLine !== undefined)
  const needsEveryLine = (): boolean =>
    tracker.needsEveryLine() || eager.some(reader => reader.needsEveryLine?.() === true)
  const toReading = (end: ScanEnd): LogReading<R> => ({
    ...joinFacts(trusted, lowConfidence, tracker, steps),
    steps: tracker.steps(),
    lastTimes: withLast(tracker, end),
    actions: toActions(tracker),
    gaps: toLogGaps(trusted, lowConfidence, tracker, forgedFacts),
    end,
  })
  return { sink: { read, needsEveryLine }, toReading }
}

/**
 * Joins the trusted and the low-confidence facts. In a log without its beginning, facts of a supposed Set up job are
 * left out.
 */
const joinFacts = <R extends Readers>(
  trusted: R,
  lowConfidence: R,
  tracker: StepTracker,
  steps: readonly Step[],
): Facts<R> => {
  const toPage = createPagePlacer(tracker.steps(), steps)
  const entries = Object.keys(trusted).map(name => {
    const found = [...(trusted[name]?.located() ?? []), ...(lowConfidence[name]?.located() ?? [])]
    const kept = name !== 'setUp' || tracker.hasSetUp() ? found : []
    const placed = kept.map(one => {
      const page = toPage(one)
      return page === undefined ? one : { ...one, page }
    })
    return [name, placed.sort((one, other) => one.line - other.line)]
  })
  return Object.fromEntries(entries) as Facts<R>
}

const withLast = (tracker: StepTracker, { lastTime }: ScanEnd): ReadonlyMap<LogStep, string> => {
  const last = tracker.current()
  return lastTime === undefined ? tracker.lastTimes() : new Map(tracker.lastTimes()).set(last, lastTime)
}

const SET_UP: LogStep = { kind: 'set-up', title: '', line: 1 }

const toActions = ({ fetched }: StepTracker): readonly Located<UsedAction>[] =>
  [
    ...fetched.located().map(one => toAction(one, undefined)),
    ...fetched.lowConfidence().map(one => toAction(one, 'low' as const)),
  ].sort((one, other) => one.line - other.line)

const toAction = ({ action, line }: LocatedAction, confidence: 'low' | undefined): Located<UsedAction> => ({
  ...locate(action, line, SET_UP),
  confidence,
})
