import { type FailureSign, readFailureMessage } from '../../log/readers/failures/failures.ts'

/**
 * Reads the annotations of a job's check run with the rules for log lines. Messages without a matching rule are left
 * out.
 */
export const messageSigns = (messages: readonly string[]): readonly FailureSign[] =>
  messages.flatMap(message => {
    const sign = readFailureMessage(message)
    return sign === undefined || sign.role === 'wrapper' ? [] : [sign]
  })
