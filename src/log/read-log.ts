import type { Gap } from '../model/fact.ts'
import type { Step, UsedAction } from '../model/job-manifest.ts'
import { parseLogLine } from './lines/log-line.ts'
import { createLineScan, type LineSink, type ScanEnd } from './lines/scan-lines.ts'
import { toLogGaps } from './log-gaps.ts'
import type { Facts, ReaderSet, Readers } from './reader-set.ts'
import type { LineReader } from './readers/line-reader.ts'
import type { LocatedAction } from './steps/fetched-actions.ts'
import { type Located, type LogStep, locate } from './steps/log-step.ts'
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

/**
 * One pass over the bytes of a job's log, memory bounded; lines that no reader knows are only counted. Whoever reads a log
 * reads it here, so that the recorder, the report and the command line cannot disagree about it.
 */
export const readLog = async <R extends Readers>(
  chunks: Chunks,
  readers: ReaderSet<R>,
  options: LogOptions = {},
): Promise<LogReading<R>> => {
  const { tracker, trusted, doubted, forgedFacts, sink } = createLogSink(readers, options)
  const scan = createLineScan(readers.table(), sink)
  for await (const chunk of chunks) scan.write(chunk)
  // The last line of a whole log may have no end of its own.
  const end = scan.end(options.goesOn ?? false)
  return {
    ...joinFacts(trusted, doubted, tracker),
    steps: tracker.steps(),
    lastTimes: withLast(tracker, end),
    actions: toActions(tracker),
    gaps: toLogGaps(trusted, doubted, tracker, forgedFacts()),
    end,
  }
}

/** The bit of the tracker's own patterns. */
const TRACKER_BIT = 1

const createLogSink = <R extends Readers>({ create }: ReaderSet<R>, { fromStart = true, steps = [] }: LogOptions) => {
  const tracker = createStepTracker({ fromStart, steps })
  const trusted = create()
  // What a script may have printed is read apart, so that it changes nothing of what is trusted.
  const doubted = create()
  const readers = Object.values<LineReader<unknown>>(trusted)
  const doubting = Object.values<LineReader<unknown>>(doubted)

  let stepsBegun = 0
  let readAPost = false
  let forgedFacts = 0

  const isWanted = (reader: LineReader<unknown>, index: number, mask: number): boolean =>
    (mask & (TRACKER_BIT << (index + 1))) !== 0 ||
    (reader.prefixes === undefined && reader.words === undefined) ||
    reader.needsEveryLine?.() === true
  const read: LineSink['read'] = (raw, number, mask, before) => {
    const line = parseLogLine(raw, number)
    const step = tracker.next(line, before)
    // Looked for only where a post was read: a log may have millions of headers.
    if (readAPost && tracker.stepsBegun() !== stepsBegun) {
      for (const reader of readers) forgedFacts += reader.dropForged?.(tracker.isForged) ?? 0
      readAPost = false
    }
    stepsBegun = tracker.stepsBegun()
    if (tracker.inHeader()) return
    readers.forEach((reader, index) => {
      if (!reader.steps.includes(step.kind) || !isWanted(reader, index, mask)) return
      reader.read(line, step, before)
      readAPost ||= step.kind === 'post' && reader.dropForged !== undefined
    })
    if (step.kind !== 'script' || step.mayBe === undefined) return
    const { mayBe } = step
    doubting.forEach((reader, index) => {
      // Whoever reads scripts has read the line.
      const isApart = reader.steps.includes(mayBe.kind) && !reader.steps.includes(step.kind)
      if (isApart && isWanted(reader, index, mask)) reader.read(line, mayBe, before)
    })
  }
  const needsEveryLine = (): boolean =>
    tracker.needsEveryLine() || readers.some(reader => reader.needsEveryLine?.() === true)
  return { tracker, trusted, doubted, forgedFacts: () => forgedFacts, sink: { read, needsEveryLine } }
}

/** What looks like Set up job in a log whose beginning is missing is left out. */
const joinFacts = <R extends Readers>(trusted: R, doubted: R, tracker: StepTracker): Facts<R> => {
  const entries = Object.keys(trusted).map(name => {
    const found = [...(trusted[name]?.located() ?? []), ...(doubted[name]?.located() ?? [])]
    const kept = name !== 'setUp' || tracker.hasSetUp() ? found : []
    return [name, kept.sort((one, other) => one.line - other.line)]
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
    ...fetched.doubted().map(one => toAction(one, 'low' as const)),
  ].sort((one, other) => one.line - other.line)

const toAction = ({ action, line }: LocatedAction, confidence: 'low' | undefined): Located<UsedAction> => ({
  ...locate(action, line, SET_UP),
  confidence,
})
