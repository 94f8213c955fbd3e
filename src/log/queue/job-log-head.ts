import { after, between, type LogLine } from '../lines/log-line.ts'
import { serverEvent } from './server-line.ts'
import { listLines, type TimedEvent, timed } from './timed-event.ts'

/** The facts at the beginning of a job's log, all written before any step ran. */
export type JobLogHead = {
  /** Lines of GitHub's own. Logs since 2024 have none. */
  readonly events: readonly TimedEvent[]
  /** Time of the first line that the runner wrote. */
  readonly runnerAt?: string
  /** Name of the runner. Only a self-hosted or larger runner prints it. */
  readonly runnerName?: string
  /** The complete name of the job, with the names of its callers. */
  readonly displayName?: string
}

/** GitHub's lines (one in five minutes of waiting), then Set up job. */
const MAX_LINES = 20_000

const RUNNER = 'Current runner version: '
/** With step debugging the runner writes these lines before its version. */
const DEBUG = '##[debug]'
const DISPLAY_NAME = 'Complete job name: '

/** Reads lines from the first one of a log, until `read` returns that the beginning is over. */
export type JobLogHeadReader = {
  /** Reads one line without colours. Returns false if no later line counts. */
  readonly read: (line: LogLine) => boolean
  readonly head: () => JobLogHead
}

/**
 * Reads up to the end of Set up job. The runner writes its version first (actions/runner
 * src/Runner.Worker/JobExtension.cs), so all lines before the version are GitHub's, in a known wording or not. A text
 * that begins with other lines is a part of a log, and nothing in it is trusted.
 */
export const createJobLogHead = (): JobLogHeadReader => {
  const events: TimedEvent[] = []
  /** Number of events before the first line of unknown wording. */
  let certain: number | undefined
  let debugAt: string | undefined
  let runnerAt: string | undefined
  let runnerName: string | undefined
  let displayName: string | undefined
  let lines = 0
  let isOver = false

  const readSetUp = ({ text, time }: LogLine): boolean => {
    runnerName ??= between(text, "Runner name: '", "'")
    displayName = time === undefined ? undefined : after(text, DISPLAY_NAME)
    // The first step began: Set up job ended without a name.
    return displayName === undefined && !text.startsWith('##[group]Run ')
  }
  const readBefore = (line: LogLine): boolean => {
    if (line.text.startsWith(RUNNER)) {
      runnerAt = debugAt ?? line.time
      return runnerAt !== undefined
    }
    if (line.text.startsWith(DEBUG)) debugAt ??= line.time
    else if (!readServerLine(line, events)) {
      if (events.length === 0) return false
      certain ??= events.length
    }
    return true
  }
  const read = (line: LogLine): boolean => {
    lines += 1
    isOver ||= lines > MAX_LINES || !(runnerAt === undefined ? readBefore(line) : readSetUp(line))
    return !isOver
  }
  const head = (): JobLogHead =>
    found(runnerAt === undefined ? events.slice(0, certain) : events, runnerAt, runnerName, displayName)
  return { read, head }
}

/** Does the same for a whole text. */
export const readJobLogHead = (text: string): JobLogHead => {
  const reader = createJobLogHead()
  for (const line of listLines(text, MAX_LINES)) if (!reader.read(line)) break
  return reader.head()
}

/** Reads one server line into `events`. Returns false if the line is not GitHub's. */
const readServerLine = (line: LogLine, events: TimedEvent[]): boolean => {
  const event = serverEvent(line.text)
  if (event === undefined) return line.text === ''
  const known = timed(line, event)
  if (known !== undefined) events.push(known)
  return true
}

const found = (
  events: readonly TimedEvent[],
  runnerAt: string | undefined,
  runnerName: string | undefined,
  displayName: string | undefined,
): JobLogHead => ({
  events,
  runnerAt,
  runnerName,
  displayName,
})
