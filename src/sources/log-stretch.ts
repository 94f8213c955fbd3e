import { redactThenCut } from '../model/redact.ts'
import { type LogLine, parseLogLine } from './job-log/log-line.ts'

/** A line that a step printed, with where it stands. */
export type Output = {
  readonly text: string
  readonly time: string | undefined
  /** From 1. */
  readonly line: number
  readonly step: string | undefined
  /** The stretch by its number from 0, what stands before the first head; and the time of its first line. */
  readonly stretch: number
  readonly since: string | undefined
}

const MAX_TITLE = 1_024
const GROUP = '##[group]'
const HEAD = `${GROUP}Run `
const HOOK = `${HEAD}'`
const POST = 'Post job cleanup.'

/**
 * Tells what steps print from the heads in which the runner shows a step's script, inputs and environment: those say what
 * may happen, not what did. What a stretch is, src/sources/job-log/section.ts says;
 * here a forged head costs no more than a wrong title.
 */
export const createStretches = (): {
  readonly next: (raw: string) => Output | 'begin' | 'head'
  /** Counts a line that begins nothing; outside heads only. */
  readonly pass: (raw: string) => void
  readonly inHead: () => boolean
} => {
  let line = 0
  let step: string | undefined
  let stretch = 0
  let since: string | undefined
  let head = false

  const begin = (title: string, time: string | undefined): 'begin' => {
    step = redactThenCut(title, MAX_TITLE)
    stretch += 1
    since = time
    return 'begin'
  }

  const next = (raw: string): Output | 'begin' | 'head' => {
    line += 1
    const { text, time } = withoutColours(parseLogLine(raw))
    since ??= time
    if (text.startsWith(HEAD)) {
      head = true
      // Hooks of the machine are named by a quoted path and stand inside the step they serve.
      return text.startsWith(HOOK) ? 'head' : begin(text.slice(GROUP.length), time)
    }
    if (text === POST && time !== undefined) {
      head = false
      return begin('Post job cleanup', time)
    }
    if (!head) return { text, time, line, step, stretch, since }
    head = text !== '##[endgroup]'
    return 'head'
  }

  const pass = (raw: string): void => {
    line += 1
    since ??= parseLogLine(raw).time
  }

  return { next, pass, inHead: () => head }
}

const withoutColours = (line: LogLine): LogLine =>
  line.text.includes('\u001b[') ? { ...line, text: line.text.replace(COLOUR, '') } : line

/** Select graphic rendition, ECMA-48 §8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
const COLOUR = /\u001b\[[0-9;]{0,20}m/g
