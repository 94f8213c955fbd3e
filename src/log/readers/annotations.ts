import { LIMITS } from '../../core/limits.ts'
import type { EndSignal } from '../../schema/observed/run-observation.ts'
import type { LogLine } from '../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../steps/log-step.ts'
import { signalOfMessage } from './end-signal-words.ts'
import type { LineReader } from './line-reader.ts'

/** An error, a warning or a notice that the runner marks, or the end of a step in the runner's own error messages. */
export type AnnotationFact =
  | { readonly kind: 'exit-code'; readonly code: number }
  | { readonly kind: 'step-time-out'; readonly minutes: number }
  | { readonly kind: 'end-signal'; readonly signal: EndSignal }
  | {
      readonly kind: 'annotations'
      readonly level: AnnotationLevel
      readonly count: number
      /** Line numbers of the first ones. */
      readonly lines: readonly number[]
    }

type AnnotationLevel = 'error' | 'warning' | 'notice'

/** The annotations of one level in one step, counted as they come. */
type Count = { readonly kind: 'annotations'; readonly level: AnnotationLevel; count: number; readonly lines: number[] }

const MAX_LINES = 10
const LEVELS: readonly AnnotationLevel[] = ['error', 'warning', 'notice']

/**
 * Reads annotations, exit codes, time limits and the ends that the runner announces. A script can print each of them.
 * So they count as output of the step with the line. If one step has several of one kind, the runner's is the last, and
 * that one is kept.
 */
export const createAnnotationReader = (): LineReader<AnnotationFact> => {
  const found: Located<AnnotationFact>[] = []
  /** Annotations by time and level: GitHub serves some logs with parts repeated. */
  const seen = new Set<string>()
  let inStep = new Map<string, number>()
  let counts = new Map<AnnotationLevel, Count>()
  let last: LogStep | undefined
  let isCut = false
  /** Replaces the earlier fact of the same name in the step. */
  const put = (name: string, fact: AnnotationFact, line: LogLine, step: LogStep): void => {
    const index = inStep.get(name)
    if (index !== undefined) found[index] = locate(fact, line, step)
    else if (found.length >= LIMITS.steps) isCut = true
    else inStep.set(name, found.push(locate(fact, line, step)) - 1)
  }
  const annotate = (level: AnnotationLevel, line: LogLine, step: LogStep): void => {
    const known = counts.get(level)
    if (known !== undefined) {
      known.count += 1
      if (known.lines.length < MAX_LINES) known.lines.push(line.number)
      return
    }
    const begun: Count = { kind: 'annotations', level, count: 1, lines: [line.number] }
    counts.set(level, begun)
    put(level, begun, line, step)
  }
  const read = (line: LogLine, step: LogStep): void => {
    if (step !== last) {
      last = step
      inStep = new Map()
      counts = new Map()
    }
    const level = LEVELS.find(one => line.text.startsWith(`##[${one}]`))
    if (level === undefined || isRepeated(seen, line)) return
    annotate(level, line, step)
    if (level !== 'error') return
    const fact = toEnd(line.text.slice('##[error]'.length))
    if (fact !== undefined) put(fact.kind, fact, line, step)
  }
  return {
    prefixes: LEVELS.map(level => `##[${level}]`),
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read,
    located: () => found,
    isCut: () => isCut,
  }
}

const MAX_SEEN = 5_000

/**
 * Returns true for a repeated line. Two lines of one job differ in their time of 100 ns. Lines that were written at
 * once have equal times and differ in text.
 */
const isRepeated = (seen: Set<string>, { time, text }: LogLine): boolean => {
  if (time === undefined || seen.size >= MAX_SEEN) return false
  const name = time + text.slice(0, 100)
  if (seen.has(name)) return true
  seen.add(name)
  return false
}

/**
 * Reads the end of a step from an error of the runner (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs,
 * StepsRunner.cs).
 */
const toEnd = (message: string): AnnotationFact | undefined => {
  const [, code] = /^Process completed with exit code (-?\d{1,10})\.$/.exec(message) ?? []
  if (code !== undefined) return { kind: 'exit-code', code: Number(code) }
  const [, minutes] = /^The action '.{1,1000}' has timed out after (\d{1,6}) minutes\.$/.exec(message) ?? []
  if (minutes !== undefined) return { kind: 'step-time-out', minutes: Number(minutes) }
  const signal = signalOfMessage(message)
  return signal === undefined ? undefined : { kind: 'end-signal', signal }
}
