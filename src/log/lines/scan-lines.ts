import { MAX_LINE } from './log-line.ts'
import { type TextView, toTextView } from './text-view.ts'
import { createUtf8Stage } from './utf8-bytes.ts'
import type { WordTable } from './word-table.ts'

/** The lines before a line. They are decoded only on request. */
export type LinesBefore = {
  /** Returns the time of the newest line before it that has a time. */
  readonly time: () => string | undefined
  /** Returns the line before it, with its time; undefined for the first line. */
  readonly raw: () => string | undefined
}

/** The consumer of the lines of a scan. */
export type LineSink = {
  /**
   * Reads one line, or the beginning of a long one. `number` counts from 1; `mask` has the bits of the readers with a
   * pattern in the line.
   */
  readonly read: (raw: string, number: number, mask: number, before: LinesBefore) => void
  /**
   * Returns true if the scan must hand on the next line with any text; else it only counts lines without a pattern. The
   * scan calls this after each line that was read, and only those lines change the answer.
   */
  readonly needsEveryLine: () => boolean
  /**
   * A line with an earlier time is read too. The scan calls this after each line that was read, and only those lines
   * change the answer.
   */
  readonly latestTime: () => string | undefined
}

export type LineScan = {
  readonly write: (chunk: Uint8Array) => void
  /** Ends the scan. `goesOn`: the text after the last line break is a part of a line and is ignored. */
  readonly end: (goesOn: boolean) => ScanEnd
}

export type ScanEnd = {
  readonly lines: number
  readonly bytes: number
  /** True if the last line has no line break. */
  readonly isOpen: boolean
  /** Time of the last line that has a time. */
  readonly lastTime: string | undefined
  /** Number of lines with a time of the runner's form. */
  readonly timedLines: number
}

const NEWLINE = 0x0a
const LETTER_T = 0x54
const LETTER_Z = 0x5a
const DASH = 0x2d
const SPACE = 0x20
const BOM = 0xef
const BOM_LENGTH = 3
/** Length of a time with seven decimals and the space after it. */
const STAMP_LENGTH = 29
/** Length of a time up to its whole seconds. */
const SECONDS_LENGTH = 19

/**
 * Cuts chunks of bytes into lines, and decodes only the lines that may matter to a reader. It keeps only the beginning
 * of a line, so memory is bounded for any output of a run. A log in UTF-16 is read too; bytes that are not UTF-8 become
 * U+FFFD.
 */
export const createLineScan = ({ find, found, count }: WordTable, sink: LineSink): LineScan => {
  /** The beginning of a line that ends in a later chunk. */
  const restView = toTextView(Buffer.alloc(MAX_LINE + 1))
  const rest = restView.bytes
  let restLength = 0
  let isOpen = false
  let lines = 0
  let needsEveryLine = sink.needsEveryLine()
  const latest = createLatestTime()
  latest.set(sink.latestTime())
  let timedLines = 0
  let bytes = 0
  /** The time of the newest line with a time in earlier chunks. */
  const stamp = Buffer.alloc(STAMP_LENGTH)
  let scanned: Buffer = stamp
  /** The newest line of earlier chunks. */
  const kept = Buffer.alloc(MAX_LINE)
  let keptLength = -1
  let previousStamp = -1
  let previousStart = -1
  let currentStart = 0
  const previousTime = (): string | undefined =>
    previousStamp >= 0 ? decodeStamp(scanned, previousStamp) : stamp[0] === 0 ? undefined : decodeStamp(stamp, 0)
  const previousRaw = (): string | undefined => {
    if (previousStart >= 0)
      return scanned.toString('utf8', previousStart, Math.min(currentStart - 1, previousStart + MAX_LINE))
    return keptLength < 0 ? undefined : kept.toString('utf8', 0, keptLength)
  }
  const before: LinesBefore = { time: previousTime, raw: previousRaw }

  const handLine = (buffer: Buffer, from: number, to: number, mask: number, isEarlier: boolean): void => {
    lines += 1
    if (mask === 0 && !needsEveryLine && !isEarlier) return
    sink.read(buffer.toString('utf8', from, Math.min(to, from + MAX_LINE)), lines, mask, before)
    needsEveryLine = sink.needsEveryLine()
    latest.set(sink.latestTime())
  }

  /** Returns the bits of the sets that have a pattern in the line that was searched last. */
  const maskOfLast = (): number => {
    let mask = 0
    for (let left = count(); left > 0; left -= 1) mask |= 1 << (found[left - 1] as number)
    return mask
  }

  /** Scans every line between `from` and `end`; `end` is behind a line break. */
  const scan = (view: TextView, from: number, end: number): void => {
    const buffer = view.bytes
    scanned = buffer
    previousStamp = -1
    previousStart = -1
    let at = from
    while (at < end) {
      const lineStart = at
      currentStart = at
      const text = textStart(buffer, at, end)
      at = find(view, text, lineStart + MAX_LINE)
      const isTimed = text !== lineStart
      const time = buffer[lineStart] === BOM ? lineStart + BOM_LENGTH : lineStart
      const isEarlier = isTimed && latest.isAfter(buffer, time)
      handLine(buffer, lineStart, at, maskOfLast(), isEarlier)
      if (isTimed) {
        timedLines += 1
        previousStamp = time
      }
      previousStart = lineStart
      at += 1
    }
    if (previousStamp >= 0) buffer.copy(stamp, 0, previousStamp, previousStamp + STAMP_LENGTH)
    previousStamp = -1
    if (previousStart >= 0)
      keptLength = buffer.copy(kept, 0, previousStart, Math.min(end - 1, previousStart + MAX_LINE))
    previousStart = -1
  }

  const keep = (buffer: Buffer, from: number, to: number): void => {
    const kept = Math.min(to - from, MAX_LINE - restLength)
    if (kept > 0) buffer.copy(rest, restLength, from, from + kept)
    restLength += Math.max(kept, 0)
    isOpen = true
  }
  const closeRest = (): void => {
    rest[restLength] = NEWLINE
    scan(restView, 0, restLength + 1)
    restLength = 0
    isOpen = false
  }

  const cut = (chunk: Uint8Array): void => {
    const view = toTextView(chunk)
    const buffer = view.bytes
    const first = isOpen ? buffer.indexOf(NEWLINE) : -1
    if (isOpen && first === -1) {
      keep(buffer, 0, buffer.length)
      return
    }
    if (isOpen) {
      keep(buffer, 0, first)
      closeRest()
    }
    const last = buffer.lastIndexOf(NEWLINE)
    if (last > first) scan(view, first + 1, last + 1)
    if (last + 1 < buffer.length) keep(buffer, last + 1, buffer.length)
  }
  const stage = createUtf8Stage(cut)
  const write = (chunk: Uint8Array): void => {
    bytes += chunk.length
    stage.write(chunk)
  }
  const end = (goesOn: boolean): ScanEnd => {
    stage.end()
    const wasOpen = isOpen
    if (isOpen && !goesOn) closeRest()
    return { lines, bytes, isOpen: wasOpen, timedLines, lastTime: previousTime() }
  }
  return { write, end }
}

const decodeStamp = (buffer: Buffer, at: number): string => {
  const stamp = buffer.toString('latin1', at, at + STAMP_LENGTH)
  return stamp.slice(0, stamp.indexOf('Z') + 1)
}

/**
 * Returns where the text of a line begins, after a byte order mark and a time; without a time, where the line begins.
 */
const textStart = (buffer: Buffer, from: number, end: number): number => {
  const at = buffer[from] === BOM ? from + BOM_LENGTH : from
  if (buffer[at + 10] !== LETTER_T || buffer[at + 4] !== DASH) return from
  // The runner writes seven decimals. Other servers write fewer, or none.
  let to = at + STAMP_LENGTH - 2
  if (buffer[to] !== LETTER_Z)
    for (to = at + SECONDS_LENGTH; to < at + STAMP_LENGTH; to += 1) if (buffer[to] === LETTER_Z) break
  if (to >= end || buffer[to] !== LETTER_Z) return from
  // An empty line may end directly after its time.
  return buffer[to + 1] === SPACE ? to + 2 : to + 1
}

/** Tracks the time that an earlier time would refute. Times of one form sort as texts. */
const createLatestTime = () => {
  const bytes = new Uint8Array(STAMP_LENGTH)
  let time: string | undefined
  let length = 0
  return {
    set: (latest: string | undefined): void => {
      if (latest === time) return
      time = latest
      length = latest === undefined ? 0 : Math.min(latest.length, STAMP_LENGTH)
      for (let index = 0; index < length; index += 1) bytes[index] = latest?.charCodeAt(index) ?? 0
    },
    isAfter: (buffer: Buffer, at: number): boolean => {
      for (let index = 0; index < length; index += 1) {
        const difference = (buffer[at + index] as number) - (bytes[index] as number)
        if (difference !== 0) return difference < 0
      }
      return false
    },
  }
}
