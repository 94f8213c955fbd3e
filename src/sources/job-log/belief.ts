import type { Step } from '../../model/job-manifest.ts'
import type { Located } from './log-fact.ts'
import { isExact } from './script-times.ts'
import type { Section } from './section.ts'

export type Belief = {
  readonly begin: (section: Section) => void
  /** Undefined: fully believed. */
  readonly of: (section: Section | undefined) => Located['confidence']
}

/**
 * How far the lines of a section are believed. A script prints what its author likes, so that it is believed of itself
 * and little. The text has no marks of steps, and a script can print the head of an action that the job fetched: after
 * the first script an action's section is believed less, unless exact times of the steps tell what ran.
 */
export const createBelief = (steps: readonly Step[]): Belief => {
  const knowsSteps = steps.some(isExact)
  // Sections that no fact refers to are forgotten, however many a log has.
  const afterScript = new WeakSet<Section>()
  let hasScript = false
  const begin = (section: Section): void => {
    if (section.kind === 'plain') hasScript = true
    else if (hasScript) afterScript.add(section)
  }
  const of = (section: Section | undefined): Located['confidence'] => {
    if (section === undefined) return undefined
    if (section.kind === 'plain') return 'low'
    return afterScript.has(section) && !knowsSteps ? 'medium' : undefined
  }
  return { begin, of }
}
