import { createFactReaders } from './fact-readers.ts'
import { toReaderSet } from './reader-set.ts'
import { createEndSignalReader } from './readers/end-signals.ts'
import { createFailureReader } from './readers/failures/failures.ts'
import { createQueueReader } from './readers/queue.ts'

/**
 * Every reader of a log, by the field that it fills. To add one: its file, a line here or in fact-readers.ts, and its test.
 */
const createReaders = () => ({
  ...createFactReaders(),
  queue: createQueueReader(),
  endSignals: createEndSignalReader(),
  failures: createFailureReader(),
})

/** Of a job that did not end well, or of which nothing is known. */
export const ALL_READERS = toReaderSet(createReaders)

export type AllReaders = ReturnType<typeof createReaders>

const createWellEndedReaders = () => ({ ...createFactReaders(), queue: createQueueReader() })

/** Of a job that ended well: a script can print the words of any failure and go on. */
export const WELL_ENDED_READERS = toReaderSet(createWellEndedReaders)

export type WellEndedReaders = ReturnType<typeof createWellEndedReaders>
