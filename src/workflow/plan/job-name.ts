import { cutSegment, exactName, toPattern } from '../../schema/observed/name-pattern.ts'
import type { NamePattern } from '../../schema/observed/workflow-plan.ts'

/**
 * Returns the display name of a job, without its callers. The values of its matrix leg follow the key, or a `name:`
 * without an expression (observed: `name: Test` with one dimension is shown as `Test (1.25)`, a3tai/openclaw-go#6). A
 * `name:` with an expression is the whole name, unless its result is empty (actions/runner
 * src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy, EvaluateJobName).
 */
export const jobName = (
  key: string,
  written: string | undefined,
  segments: readonly string[],
  evaluate: (text: string) => NamePattern,
): NamePattern => {
  if (written === undefined || !written.includes('${{')) return [withSegments(written || key, segments)]
  const name = toPattern(evaluate(written))
  if (name.length === 0) return [withSegments(key, segments)]
  const exact = exactName(name)
  return exact === undefined ? name : [cutSegment(exact)]
}

const withSegments = (name: string, segments: readonly string[]): string =>
  cutSegment(segments.length === 0 ? name : `${name} (${segments.join(', ')})`)

/**
 * Returns the pattern of every name of the job, including a job that is skipped before its matrix is expanded: GitHub
 * then shows the `name:` with its expressions as text, or the name without values (actions/runner#1215).
 */
export const anyJobName = (
  key: string,
  written: string | undefined,
  hasMatrix: boolean,
  toParts: (text: string) => NamePattern,
): NamePattern => {
  if (written?.includes('${{') === true) return toPattern(toParts(written))
  const name = written || key
  return hasMatrix ? [name, null] : [cutSegment(name)]
}
