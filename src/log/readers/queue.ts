import { withoutColours } from '../lines/log-line.ts'
import { createJobLogHead, type JobLogHead } from '../queue/job-log-head.ts'
import { type Located, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

/** Reads how the job came to its runner, as far as the beginning of its log shows: one fact, at the first line. */
export const createQueueReader = (): LineReader<JobLogHead> => {
  const head = createJobLogHead()
  let first: Located<undefined> | undefined
  return {
    steps: ['set-up'],
    read: (line, step) => {
      first ??= locate(undefined, line, step)
      head.read({ ...line, text: withoutColours(line.text) })
    },
    located: () => (first === undefined ? [] : [{ ...first, value: head.head() }]),
    isCut: () => false,
  }
}
