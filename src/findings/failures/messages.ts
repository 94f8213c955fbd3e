import { type FailureSign, readFailureMessage } from '../../log/readers/failures/failures.ts'

/** What annotations of a job's check run say, as the rules of log lines read them; the others say nothing. */
export const messageSigns = (messages: readonly string[]): readonly FailureSign[] =>
  messages.flatMap(message => {
    const sign = readFailureMessage(message)
    return sign === undefined || sign.role === 'wrapper' ? [] : [sign]
  })
