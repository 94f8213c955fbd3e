import { LIMITS } from '../../../core/limits.ts'
import { type LogLine, withoutColours } from '../../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../../steps/log-step.ts'
import type { LineReader } from '../line-reader.ts'

/** A line in which a program states an error. Its text comes from the run and must never enter a document. */
export type ErrorLine = { readonly text: string }

/**
 * Reads the lines in which programs state errors in the usual form: the word `error`, `exception`, `fatal` or `panic`
 * with a colon, or `npm error`. Only the names of what a job used are looked for in them (findings/decay/), so a line
 * that is no error costs nothing where it names nothing that moved.
 */
export const createErrorLineReader = (): LineReader<ErrorLine> => {
  const closed: Located<ErrorLine>[] = []
  let first: Located<ErrorLine>[] = []
  let last: Located<ErrorLine>[] = []
  let step: LogStep | undefined
  let steps = 0
  let isCut = false
  const close = (): void => {
    if (first.length > 0) steps += 1
    if (steps > LIMITS.errorLineSteps) isCut = true
    else closed.push(...first, ...last)
    first = []
    last = []
  }
  const read = (line: LogLine, of: LogStep): void => {
    if (of !== step) close()
    step = of
    const text = withoutColours(line.text).slice(0, LIMITS.errorLine)
    if (!STATES_ERROR.test(text)) return
    const found = locate({ text }, line, of)
    if (first.length < LIMITS.errorLinesAtEachEnd) first.push(found)
    else {
      if (last.length >= LIMITS.errorLinesAtEachEnd) last.shift()
      last.push(found)
    }
  }
  return {
    prefixes: ['##[error]', 'npm err'],
    words: ['error: ', 'error[', 'error ts', 'exception: ', 'fatal: ', 'panic: ', 'error response from daemon'],
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read,
    located: () => {
      close()
      return closed
    },
    isCut: () => isCut,
  }
}

/**
 * The error stands at the beginning of the line, after a frame of a build tool, the place in a file, or the names of
 * the classes around it. `E   ` is pytest's (src/_pytest/_code/code.py).
 */
const STATES_ERROR =
  /^(?:##\[error\]|npm err|(?:#\d{1,5} \d{1,6}\.\d{1,3} )?(?:E {2,8})?(?:\S{1,300} {1,3}|uncaught ){0,2}(?:[\w.:]{0,120}(?:error|exception)|fatal|panic|error response from daemon)(?: ?\[?\(?[\w-]{1,40}\)?\]?)?: )/i
