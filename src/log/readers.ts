import { createFactReaders } from './fact-readers.ts'
import { toReaderSet } from './reader-set.ts'
import { createEndSignalReader } from './readers/end-signals.ts'
import { createErrorLineReader } from './readers/failures/error-lines.ts'
import { createFailureReader } from './readers/failures/failures.ts'
import { createPackageReader } from './readers/packages/packages.ts'
import { createQueueReader } from './readers/queue.ts'
import { createRetryReader } from './readers/retry-lines.ts'

/**
 * Every reader of a log, by the field that it fills. A new reader needs its file, a line here or in fact-readers.ts,
 * and a test.
 */
const createReaders = () => ({
  ...createFactReaders(),
  queue: createQueueReader(),
  packages: createPackageReader(),
  endSignals: createEndSignalReader(),
  failures: createFailureReader(),
  errorLines: createErrorLineReader(),
  retries: createRetryReader(),
})

/** Readers for a job that did not end well, or that has no known conclusion. */
export const ALL_READERS = toReaderSet(createReaders)

export type AllReaders = ReturnType<typeof createReaders>

const createWellEndedReaders = () => ({
  ...createFactReaders(),
  queue: createQueueReader(),
  packages: createPackageReader(),
  failures: createFailureReader(),
  retries: createRetryReader(),
})

/**
 * Readers for a job that ended well. They omit end signals, since a script can print the text of any. Failures count
 * only in steps that were tried again or were allowed to fail (src/findings/failures/hidden-failures.ts).
 */
export const WELL_ENDED_READERS = toReaderSet(createWellEndedReaders)

export type WellEndedReaders = ReturnType<typeof createWellEndedReaders>
