import { failureByLog } from '../findings/failure/failure-by-log.ts'
import type { Failure } from '../model/failure.ts'
import type { ServiceUse } from '../model/service-use.ts'
import { createDependencyLines } from '../sources/dependency-lines.ts'
import { createErrorLines } from '../sources/error-lines.ts'
import { createLineScan } from '../sources/job-log/scan-lines.ts'

export type LogHints = {
  readonly services: readonly ServiceUse[]
  /** Absent where the log shows no error of the runner, or no rule knows its words. */
  readonly failure: Failure | undefined
}

/**
 * What lines of steps tell of services and of failures, in the pass that another reader makes: every chunk goes through
 * `chunks` to it. These are hints: a script can print any line.
 */
export const createLogHints = (
  source: Iterable<Uint8Array>,
): { readonly chunks: Iterable<Uint8Array>; readonly hints: () => LogHints } => {
  const [dependencies, errors] = [createDependencyLines(), createErrorLines()]
  const read = (raw: string): void => {
    dependencies.read(raw)
    errors.read(raw)
  }
  const scan = createLineScan({ read, needsEveryLine: () => true })
  const chunks = function* (): Generator<Uint8Array> {
    for (const chunk of source) {
      scan.write(chunk)
      yield chunk
    }
    scan.end(false)
  }
  return { chunks: chunks(), hints: () => ({ services: dependencies.uses(), failure: failureByLog(errors.lines()) }) }
}
