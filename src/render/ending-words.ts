import { duration } from '../core/quantity.ts'
import type { RunEnding } from '../schema/run/run-timeline.ts'
import { plain } from './text/markdown.ts'

type Ending = RunEnding | undefined

const MOST_NAMES = 3

/**
 * Returns how a run ended that no listed job explains, as plain words of a sentence without its end; undefined for any
 * other run.
 */
export const endingWords = (ending: Ending): string | undefined => {
  if (ending === undefined) return undefined
  const after = ending.afterMs === undefined ? '' : ` after ${duration(ending.afterMs)}`
  switch (ending.kind) {
    case 'superseded':
      return `ended${after} before it had a job, probably by a newer run of its concurrency group${renderName(ending)}`
    case 'cancelled-without-jobs':
      return `ended${after} before it had a job`
    case 'unread-workflow-file':
      return `GitHub could not read the workflow file: no job ran${causeWords(ending)}`
    case 'startup-failure':
      return `GitHub could not start the workflow: no job ran${causeWords(ending)}`
    case 'no-listed-job':
    case 'other':
      return `no listed job explains why the run failed${missingWords(ending)}`
  }
}

const renderName = ({ group }: RunEnding): string => (group === undefined ? '' : ` ${plain(group, 100)}`)

const missingWords = (ending: RunEnding): string => {
  const { missing } = ending
  if (missing.length === 0) return ''
  const names = missing.slice(0, MOST_NAMES).map(name => plain(name, 80))
  const more = missing.length > MOST_NAMES ? ` and ${missing.length - MOST_NAMES} more` : ''
  return `: ${names.join(', ')}${more} of the workflow file never appeared${causeWords(ending)}`
}

const causeWords = (ending: RunEnding): string => {
  switch (ending.cause) {
    case 'concurrency-deadlock':
      return `, probably since it and its own run declare the same concurrency group${renderName(ending)}: a deadlock`
    case 'matrix':
      return ', probably since its matrix, which the run made, was empty or none'
    case 'concurrency-queue':
      return `, since its file has queue: max beside cancel-in-progress: true${ending.line === undefined ? '' : ` (line ${ending.line})`}`
    case 'other':
    case undefined:
      return ''
  }
}

/** Returns the remedy where it is known. A run that ended without a failed job has no job to re-run. */
export const endingRemedy = (ending: Ending): string | undefined => {
  switch (ending?.kind) {
    case 'no-listed-job':
      if (ending.cause === 'concurrency-deadlock') return 'give one of the two another group'
      if (ending.cause === 'matrix') return 'see what the job that makes the matrix gave'
      return 'see the annotations on the page of the run: GitHub writes the reason there'
    case 'startup-failure':
    case 'unread-workflow-file':
      if (ending.cause === 'concurrency-queue') return 'leave out one of the two: GitHub refuses the pair'
      return 'see the page of the run for the line of the workflow file that GitHub refuses'
    case 'superseded':
    case 'cancelled-without-jobs':
    case 'other':
    case undefined:
      return undefined
  }
}
