import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import type { StepTime } from './step-times.ts'

/**
 * Finds the planned step of each step that ran, by its number in the list. Both lists have the file's order, so the
 * main steps are compared side by side: a step takes the next planned one with a matching name. REST names a step after
 * `name:`, else "Run <action>" or "Run <first line of the script>" (actions/runner src/Runner.Worker/ActionRunner.cs).
 */
export const matchPlannedSteps = (
  steps: readonly StepTime[],
  planned: readonly PlannedStep[],
): ReadonlyMap<StepTime, PlannedStep> => {
  const found = new Map<StepTime, PlannedStep>()
  let next = 0
  for (const step of inFileOrder(steps)) {
    const offset = planned.slice(next).findIndex(one => fits(one, step.name))
    const match = offset === -1 ? undefined : planned[next + offset]
    if (match === undefined) continue
    found.set(step, match)
    next += offset + 1
  }
  return found
}

const inFileOrder = (steps: readonly StepTime[]): readonly StepTime[] =>
  steps.filter(step => step.stage === 'main').sort((a, b) => (a.number ?? 0) - (b.number ?? 0))

const fits = ({ name, uses, run }: PlannedStep, shown: string): boolean => {
  if (name !== undefined) return fitsTemplate(name, shown)
  if (uses !== undefined) return shown === `Run ${uses}` || shown === `Run ${uses.replace(/^\.\//, '/./')}`
  const [line = ''] = (run ?? '').trim().split(/\r?\n/, 1)
  return shown.startsWith('Run ') && fitsTemplate(line.trim(), shown.slice(4))
}

/**
 * Returns true if a template with expressions matches by the text around them, in order. The runner cuts long names.
 */
const fitsTemplate = (template: string, shown: string): boolean => {
  const pieces = template.split(/\$\{\{[^}]{0,500}\}\}/)
  if (pieces.length === 1)
    return shown === template || (shown.length >= 80 && template.startsWith(shown.replace(/(?:\.\.\.|…)$/, '')))
  let at = 0
  for (const piece of pieces) {
    const place = shown.indexOf(piece.trim(), at)
    if (place === -1) return false
    at = place + piece.trim().length
  }
  return true
}
