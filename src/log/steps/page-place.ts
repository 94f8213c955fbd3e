import type { Step } from '../../schema/job/job-manifest.ts'
import type { Located, LogStep, PagePlace } from './log-step.ts'

/**
 * Finds for each fact the step and the line in it as GitHub's page of the job counts them (`#step:<number>:<line>`): from the
 * first line of the step on, lines of headers and groups included. Only where the job's steps are known by their numbers.
 */
export const createPagePlacer = (
  logSteps: readonly LogStep[],
  steps: readonly Step[],
): ((found: Pick<Located<unknown>, 'line' | 'step'>) => PagePlace | undefined) => {
  const firstLines = new Map<number, number>()
  for (const { place, line, firstLine = line } of logSteps)
    if (place !== undefined && !place.isInner && !firstLines.has(place.index)) firstLines.set(place.index, firstLine)
  return ({ line, step: { place } }) => {
    const first = place === undefined ? undefined : firstLines.get(place.index)
    const number = place === undefined ? undefined : steps[place.index]?.number
    return first === undefined || number === undefined || line < first
      ? undefined
      : { step: number, line: line - first + 1 }
  }
}
