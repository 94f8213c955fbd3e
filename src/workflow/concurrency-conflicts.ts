import { isBoolean, isMapping, isString } from '#workflow-parser'
import { findMember, type Token } from './template-value.ts'

/** GitHub's words for the pair (actions/languageservices languageservice/src/validate.ts). */
export const CONCURRENCY_CONFLICT = "'queue: max' cannot be combined with 'cancel-in-progress: true'."

/**
 * Returns the lines where the `concurrency` of a workflow file or of one of its jobs has `queue: max` beside
 * `cancel-in-progress: true`. GitHub refuses such a file with a validation error (docs.github.com "Workflow syntax",
 * `concurrency`), while its published parser accepts it. A value with an expression is not known before the run.
 */
export const findConcurrencyConflicts = (file: Token): readonly number[] => {
  const jobs = findMember(file, 'jobs')
  const holders = jobs === undefined || !isMapping(jobs) ? [file] : [file, ...[...jobs].map(({ value }) => value)]
  return holders.flatMap(holder => findConflict(findMember(holder, 'concurrency')) ?? [])
}

const findConflict = (concurrency: Token | undefined): number | undefined => {
  const queue = findMember(concurrency, 'queue')
  const cancel = findMember(concurrency, 'cancel-in-progress')
  if (queue === undefined || cancel === undefined) return undefined
  const isConflict = isString(queue) && queue.value === 'max' && isBoolean(cancel) && cancel.value
  return isConflict ? queue.range?.start.line : undefined
}
