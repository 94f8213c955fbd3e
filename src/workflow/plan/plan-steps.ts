import type { WorkflowTemplate } from '#workflow-parser'
import { cutText } from '../../core/cut-text.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import { toText } from '../template-value.ts'

type Job = WorkflowTemplate['jobs'][number]
type Step = Extract<Job, { steps: unknown }>['steps'][number]

const MAX_TEXT = 1_024

/**
 * Returns the steps as written, with their expressions. The steps of a `parallel:` run in the background, before the
 * step that waits for them (recorded by Kesin11/actions-timeline src/parallel.ts: a separate step "Parallel group" ends
 * with the longest).
 */
export const planSteps = (steps: readonly Step[]): readonly PlannedStep[] =>
  steps.slice(0, LIMITS.steps).flatMap(step => ('parallel' in step ? parallelSteps(step) : [planStep(step)]))

const parallelSteps = (group: Extract<Step, { parallel: unknown }>): readonly PlannedStep[] => [
  ...group.parallel.slice(0, LIMITS.steps).map(step => ({ ...planStep(step), background: true })),
  planStep(group),
]

const planStep = (step: Step): PlannedStep => ({
  // The parser makes an id for a step without one; a written id cannot begin like this (IdBuilder).
  id: step.id === '' || step.id.startsWith('__') ? undefined : redactThenCut(step.id, MAX_TEXT),
  name: step.name === undefined ? undefined : redactThenCut(toText(step.name), MAX_TEXT),
  uses: 'uses' in step ? redactThenCut(toText(step.uses), MAX_TEXT) : undefined,
  run: 'run' in step ? cutText(toText(step.run), LIMITS.planScript) : undefined,
  background: 'background' in step && step.background === true,
})
