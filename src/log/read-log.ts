import type { Gap } from '../model/fact.ts'
import type { Step, UsedAction } from '../model/job-manifest.ts'
import { buildLineTable, type LineTable } from './lines/line-table.ts'
import { type LogLine, parseLogLine } from './lines/log-line.ts'
import { createLineScan, type LineSink, type LinesBefore, type ScanEnd } from './lines/scan-lines.ts'
import { toLogGaps } from './log-gaps.ts'
import { type AnyReader, createReaders, type FactsOf, type ReaderName, type Readers } from './readers.ts'
import type { LocatedAction } from './steps/fetched-actions.ts'
import { type Located, type LogStep, locate } from './steps/log-step.ts'
import { createStepTracker, type StepTracker, TRACKER_PATTERNS } from './steps/track-steps.ts'

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export type LogOptions = {
  /** False where the log's beginning is missing. */
  readonly fromStart?: boolean
  /** True where the job still writes its log: half a line may stand at the end. */
  readonly goesOn?: boolean
  /** Steps of the job with their times, of the Worker log or REST; with exact ones a script cannot pass for an action. */
  readonly steps?: readonly Step[]
}

/** What a whole log tells. Strings are those of the formats alone, never a passage of the log, unless a type says so. */
export type LogReading = { readonly [Name in ReaderName]: FactsOf<Name> } & {
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
export const readLog = async (chunks: Chunks, options: LogOptions = {}): Promise<LogReading> => {
  const { tracker, trusted, doubted, sink } = createLogSink(options)
  const scan = createLineScan(lineTable(), sink)
  for await (const chunk of chunks) scan.write(chunk)
  // The last line of a whole log may have no end of its own.
  const end = scan.end(options.goesOn ?? false)
  return {
    ...joinFacts(trusted, doubted, tracker),
    steps: tracker.steps(),
    lastTimes: withLast(tracker, end),
    actions: toActions(tracker),
    gaps: toLogGaps(trusted, doubted, tracker),
    end,
  }
}

/** The table is of the patterns of every reader, and the same for all logs. */
let table: LineTable | undefined
const lineTable = (): LineTable => {
  table ??= buildLineTable([TRACKER_PATTERNS, ...Object.values(createReaders())])
  return table
}

/** The bit of the tracker's own patterns. */
const TRACKER_BIT = 1

const createLogSink = ({ fromStart = true, steps = [] }: LogOptions) => {
  const tracker = createStepTracker({ fromStart, steps })
  const trusted = createReaders()
  // What a script may have printed is read apart, so that it changes nothing of what is trusted.
  const doubted = createReaders()
  const [all, allDoubted]: readonly (readonly AnyReader[])[] = [Object.values(trusted), Object.values(doubted)]
  const readers = all ?? []
  const doubting = allDoubted ?? []

  const hand = (to: readonly AnyReader[], line: LogLine, step: LogStep, mask: number, before: LinesBefore): void => {
    to.forEach((reader, index) => {
      if (!reader.steps.includes(step.kind)) return
      const isWanted = (mask & (TRACKER_BIT << (index + 1))) !== 0 || reader.prefixes === undefined
      if (isWanted || reader.needsEveryLine?.() === true) reader.read(line, step, before)
    })
  }

  const read: LineSink['read'] = (raw, number, mask, before) => {
    const line = parseLogLine(raw, number)
    const step = tracker.next(line, before)
    if (tracker.inHeader()) return
    hand(readers, line, step, mask, before)
    if (step.kind === 'script' && step.mayBe !== undefined) hand(doubting, line, step.mayBe, mask, before)
  }
  const needsEveryLine = (): boolean =>
    tracker.needsEveryLine() || readers.some(reader => reader.needsEveryLine?.() === true)
  return { tracker, trusted, doubted, sink: { read, needsEveryLine } }
}

type Facts = { readonly [Name in ReaderName]: FactsOf<Name> }

/**
 * What stands in a post that a step followed is left out: no step follows a post. So is what looks like Set up job in a
 * log whose beginning is missing.
 */
const joinFacts = (trusted: Readers, doubted: Readers, tracker: StepTracker): Facts => {
  const names = Object.keys(trusted) as readonly ReaderName[]
  const entries = names.map(name => {
    const found: readonly Located<unknown>[] = [...trusted[name].located(), ...doubted[name].located()]
    const kept = found.filter(({ step }) => !tracker.isForged(step) && (name !== 'setUp' || tracker.hasSetUp()))
    return [name, kept.sort((one, other) => one.line - other.line)]
  })
  return Object.fromEntries(entries) as Facts
}

const withLast = (tracker: StepTracker, { lastTime }: ScanEnd): ReadonlyMap<LogStep, string> => {
  const last = tracker.steps().at(-1)
  return last === undefined || lastTime === undefined
    ? tracker.lastTimes()
    : new Map(tracker.lastTimes()).set(last, lastTime)
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
