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
  /** False where the log's beginning is missing. */
  readonly fromStart?: boolean
  /** True where the job still writes its log: half a line may stand at the end. */
  readonly goesOn?: boolean
  /** Steps of the job with their times, of the Worker log or REST; with exact ones a script cannot pass for an action. */
  readonly steps?: readonly Step[] | undefined
}

/** What a whole log tells. Strings are those of the formats alone, never a passage of the log, unless a type says so. */
export type LogReading<R extends Readers> = Facts<R> & {
  /** In the order of their headers, each once. */
  readonly steps: readonly LogStep[]
  /** Time of the last line of each step. */
  readonly lastTimes: ReadonlyMap<LogStep, string>
  /** Actions that the job fetched, and the reusable workflows that it was called by. */
  readonly actions: readonly Located<UsedAction>[]
  readonly gaps: readonly Gap[]
  readonly end: ScanEnd
}

/** A log that comes in chunks: whoever has them writes them, and takes the result at the end. */
export type LogIntake<T> = {
  /** The chunk may be used for something else once the call is over. */
  readonly write: (chunk: Uint8Array) => void
  readonly end: () => T
}

/** The result of a log that is there as a whole. */
export const readWholeLog = <T>(bytes: Uint8Array, log: LogIntake<T>): T => {
  log.write(bytes)
  return log.end()
}

/**
 * One pass over the bytes of a job's log, memory bounded; lines that no reader knows are only counted. Whoever reads a log
 * reads it here, so that the recorder, the report and the command line cannot disagree about it.
 */
export const readLog = async <R extends Readers>(
  chunks: Chunks,
  readers: ReaderSet<R>,
  options: LogOptions = {},
): Promise<LogReading<R>> => {
  const reading = createLogReading(readers, options)
  const scan = createLineScan(readers.table(), { ...reading.sink, latestTime: () => undefined })
  for await (const chunk of chunks) scan.write(chunk)
  // The last line of a whole log may have no end of its own.
  return reading.toReading(scan.end(options.goesOn ?? false))
}

/** What the log of a finished job tells of its manifest, and what its readers found. */
export type AnchoredReading<R extends Readers> = {
  readonly facts: LogFacts
  /** Undefined of a log that is too large for them. */
  readonly reading: LogReading<R> | undefined
}

/**
 * The same pass for a log that may tie a manifest to its job, which is read to its end whatever its size. Readers of facts
 * are left out from `LIMITS.jobLogTail` on: of lines that all look like a failure each takes a hundred times longer.
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

/** The anchor alone. */
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

/** Both get the lines of one scan; what the anchor alone looks for changes nothing for the readers. */
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
  /** Of its own patterns and those of its kinds. */
  readonly bits: number
  /** The place of its first kind, and how many bits they have, as ones. */
  readonly kindsAt: number
  readonly kinds: number
  readonly readsAll: boolean
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

const isWanted = ({ reader, bits, readsAll }: BitReader, mask: number): boolean =>
  (mask & bits) !== 0 || readsAll || reader.needsEveryLine?.() === true

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
  // What a script may have printed is read apart, so that it changes nothing of what is trusted.
  const lowConfidence = create()
  const readers = Object.values<LineReader<unknown>>(trusted)
  const byKind = groupByKind(readers)
  // Whoever reads scripts has read such a line already.
  const ofActionsAlone = groupByKind(Object.values(lowConfidence)).action.filter(
    ({ reader }) => !reader.steps.includes('script'),
  )

  let stepsBegun = 0
  let readAPost = false
  let forgedFacts = 0

  const read: LineSink['read'] = (raw, number, mask, before) => {
    const line = parseLogLine(raw, number)
    const step = tracker.next(line, before, (mask & TRACKER_BIT) !== 0)
    // Looked for only where a post was read: a log may have millions of headers.
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

/** What looks like Set up job in a log whose beginning is missing is left out. */
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
