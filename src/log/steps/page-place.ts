import type { Step } from '../../schema/job/job-manifest.ts'
import type { Located, LogStep, PagePlace } from './log-step.ts'

/**
 * Finds the step and the line of each fact as GitHub's page of the job counts them (`#step:<number>:<line>`): from the
 * first line of the step, with the lines of headers and groups. It needs the step numbers of the job.
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
