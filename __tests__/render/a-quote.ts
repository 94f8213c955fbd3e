import type { FailureQuote } from '../../src/findings/failures/quotes.ts'

/** A line that the failed step wrote. */
export const aQuote = (text: string, more: Partial<FailureQuote> = {}): FailureQuote => ({
  stepNumber: 2,
  line: 40,
  stepLine: undefined,
  text,
  ...more,
})
