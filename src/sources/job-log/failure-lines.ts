import { LIMITS } from '../../model/limits.ts'
import { signalOfMessage } from '../../log/readers/end-signal-words.ts'
import type { LogFact } from './log-fact.ts'
import type { LogLine } from './log-line.ts'
import type { Section } from './section.ts'

type Level = Extract<LogFact, { kind: 'annotations' }>['level']
type Found =
  | Pick<Extract<LogFact, { kind: 'exit-code' }>, 'kind' | 'code'>
  | Pick<Extract<LogFact, { kind: 'step-time-out' }>, 'kind' | 'minutes'>
  | Pick<Extract<LogFact, { kind: 'end-signal' }>, 'kind' | 'signal'>
  | { readonly kind: 'annotations'; readonly level: Level; count: number; readonly lines: number[] }

export type LocatedFailure = { readonly failure: Found; readonly line: LogLine; readonly section: Section }

export type FailureReader = {
  readonly read: (line: LogLine, section: Section) => void
  readonly located: () => readonly LocatedFailure[]
  readonly cut: () => boolean
}

const MAX_LINES = 10
const LEVELS: readonly Level[] = ['error', 'warning', 'notice']

/**
 * Annotations, exit codes, time-outs and the ends that the runner announces. A script can print each of them: they count
 * as said of the section they stand in, and of equal kinds in one section the runner's, which is the last, is kept.
 */
export const createFailureReader = (): FailureReader => {
  const found: LocatedFailure[] = []
  /** Annotations by time and level: logs are served with stretches repeated at times. */
  const seen = new Set<string>()
  let inSection = new Map<string, number>()
  let last: Section | undefined
  let cut = false
  /** Puts what is said in the place of what was said before it in the section. */
  const put = (name: string, failure: Found, line: LogLine, section: Section): void => {
    const index = inSection.get(name)
    if (index !== undefined) found[index] = { failure, line, section }
    else if (found.length >= LIMITS.steps) cut = true
    else inSection.set(name, found.push({ failure, line, section }) - 1)
  }
  const annotate = (level: Level, line: LogLine, section: Section): void => {
    const known = found[inSection.get(level) ?? -1]?.failure
    if (known?.kind === 'annotations') {
      known.count += 1
      if (known.lines.length < MAX_LINES) known.lines.push(line.number ?? 0)
    } else put(level, { kind: 'annotations', level, count: 1, lines: [line.number ?? 0] }, line, section)
  }
  const read = (line: LogLine, section: Section): void => {
    if (section !== last) {
      last = section
      inSection = new Map()
    }
    if (!line.text.startsWith('##[')) return
    const level = LEVELS.find(one => line.text.startsWith(one, 3) && line.text[3 + one.length] === ']')
    if (level === undefined || isRepeated(seen, line)) return
    annotate(level, line, section)
    if (level !== 'error') return
    const failure = failureOf(line.text.slice('##[error]'.length))
    if (failure !== undefined) put(failure.kind, failure, line, section)
  }
  return { read, located: () => found, cut: () => cut }
}

const MAX_SEEN = 5_000

/** Two lines of one job have different times of 100 ns, save for lines that were written at once: those differ in text. */
const isRepeated = (seen: Set<string>, { time, text }: LogLine): boolean => {
  if (time === undefined || seen.size >= MAX_SEEN) return false
  const name = time + text.slice(0, 100)
  if (seen.has(name)) return true
  seen.add(name)
  return false
}

/** What an error of the runner says (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs, StepsRunner.cs). */
const failureOf = (message: string): Exclude<Found, { kind: 'annotations' }> | undefined => {
  const [, code] = /^Process completed with exit code (-?\d{1,10})\.$/.exec(message) ?? []
  if (code !== undefined) return { kind: 'exit-code', code: Number(code) }
  const [, minutes] = /^The action '.{1,1000}' has timed out after (\d{1,6}) minutes\.$/.exec(message) ?? []
  if (minutes !== undefined) return { kind: 'step-time-out', minutes: Number(minutes) }
  const signal = signalOfMessage(message)
  return signal === undefined ? undefined : { kind: 'end-signal', signal }
}
