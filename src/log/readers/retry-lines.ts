import { LIMITS } from '../../core/limits.ts'
import { type LogLine, withoutColours } from '../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

/** A line by which a program that repeats a command says so. */
export type RetryFact =
  /** An attempt failed. `action`: the line form of an action whose purpose is the repetition; `loop`: any program's. */
  | { readonly kind: 'failed'; readonly by: 'action' | 'loop'; readonly attempt?: number | undefined }
  /** A further attempt begins. */
  | { readonly kind: 'begins'; readonly attempt: number }
  /** The command passed after this number of attempts. */
  | { readonly kind: 'passed'; readonly attempts: number }
  /** The last attempt failed too, and the action may still let the step pass. */
  | { readonly kind: 'gave-up' }

/**
 * Reads the lines of programs that repeat what they run: nick-fields/retry (src/index.ts), minfrin/retry (retry.c), and
 * loops that count their attempts. A package manager that repeats its own download prints other lines, which are not
 * read here.
 */
export const createRetryReader = (): LineReader<RetryFact> => {
  const found: Located<RetryFact>[] = []
  let last: LogStep | undefined
  let inStep = 0
  return {
    words: ['attempt', 'returned '],
    prefixes: ['retry ', 'try ', 'try #', 'retry #'],
    steps: ['action', 'script'],
    read: (line: LogLine, step: LogStep) => {
      if (step !== last) inStep = 0
      last = step
      if (inStep >= LIMITS.retryLinesOfStep || found.length >= LIMITS.retryLines) return
      const fact = toFact(withoutColours(line.text).replace('##[warning]', '').replace('##[error]', ''))
      if (fact === undefined) return
      inStep += 1
      found.push(locate(fact, line, step))
    },
    located: () => found,
    isCut: () => false,
  }
}

const toFact = (text: string): RetryFact | undefined => {
  const [, ofAction] = /^Attempt (\d{1,3}) failed\. Reason: /.exec(text) ?? []
  if (ofAction !== undefined) return { kind: 'failed', by: 'action', attempt: Number(ofAction) }
  const [, attempts] = /^Command completed after (\d{1,3}) attempt\(s\)/.exec(text) ?? []
  if (attempts !== undefined) return { kind: 'passed', attempts: Number(attempts) }
  if (text.startsWith('Final attempt failed. ')) return { kind: 'gave-up' }
  if (PROGRAM.test(text)) return { kind: 'failed', by: 'loop' }
  const [, failed] = FAILED.exec(text) ?? []
  if (failed !== undefined) return { kind: 'failed', by: 'loop', attempt: Number(failed) }
  const [, begins] = BEGINS.exec(text) ?? []
  return begins === undefined || Number(begins) < 2 ? undefined : { kind: 'begins', attempt: Number(begins) }
}

/** `retry: 'make' returned 2, backing off for 10 seconds and trying again...` (minfrin/retry retry.c). */
const PROGRAM = /^retry: .{1,300} returned \d{1,3}, (?:backing off for \d{1,6} seconds? and )?trying again\.\.\./

const FAILED = /^\W{0,6}(?:attempt|try) #?(\d{1,3})(?: ?(?:of|\/) ?\d{1,3})? failed\b/i
const BEGINS = /^\W{0,6}(?:starting )?(?:attempt|retry|try) #?(\d{1,3})(?: ?(?:of|\/) ?\d{1,3})?\s*(?:$|[:.…-])/i
