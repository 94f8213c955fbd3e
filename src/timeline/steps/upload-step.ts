import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { StepTime } from './step-times.ts'

/** Actions whose main step sends files to GitHub's storage. */
const UPLOADS = /^actions\/(?:upload-artifact|upload-pages-artifact|cache\/save)(?:\/[\w/-]{1,100})?$/
/** Actions whose post step saves a cache. */
const SAVES = /^(?:actions\/cache|swatinem\/rust-cache|hendrikmuhs\/ccache-action|mozilla-actions\/sccache-action)$/

/**
 * Returns the confidence that a step uploads artifacts or saves a cache; undefined if it does neither. `main` is the
 * main step that a post step belongs to, by the name that the runner gives it ("Post <main step>"). A name is only
 * evidence of medium confidence.
 */
export const uploadConfidence = (
  step: StepTime,
  planned: PlannedStep | undefined,
  main: { readonly step: StepTime; readonly planned: PlannedStep | undefined } | undefined,
): Confidence | undefined => {
  const pattern = step.stage === 'main' ? UPLOADS : step.stage === 'post' ? SAVES : undefined
  if (pattern === undefined) return undefined
  const stated =
    step.stage === 'main' ? (step.action ?? planned?.uses) : (step.action ?? main?.step.action ?? main?.planned?.uses)
  if (stated !== undefined) return pattern.test(toName(stated)) ? 'high' : undefined
  // Most names hold no reference, and a run has tens of thousands.
  if (!step.name.includes('@')) return undefined
  const shown = /^(?:Post )?Run (\S{1,400}@\S{1,200})$/.exec(step.name)?.[1]
  return shown !== undefined && pattern.test(toName(shown)) ? 'medium' : undefined
}

const toName = (uses: string): string => uses.toLowerCase().split('@')[0] ?? ''
