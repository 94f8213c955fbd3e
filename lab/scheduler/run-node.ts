import type { Functions } from '../../src/workflow/expressions.ts'
import { nestedName } from '../workflow/nested-name.ts'
import type { JobDefinition } from '../workflow/workflow.ts'
import { admitLegs } from './admit-legs.ts'
import { type Attempt, type NodeResult, type Scope, together, worst } from './attempt.ts'
import { endWithoutRunner, enterJob } from './job-record.ts'
import type { LegResult } from './lab.ts'
import type { Leg } from './leg.ts'

/** Runs one leg; given by the caller, since a leg may be a whole called workflow and so comes back here. */
export type RunLeg = (attempt: Attempt, leg: Leg) => Promise<LegResult>

/**
 * Admits one job of a workflow when all it needs has ended: evaluates its `if`, expands its matrix and runs its legs.
 * What a re-run of failed jobs does not touch is carried over with the ids and times it had.
 */
export const runNode = async (
  attempt: Attempt,
  scope: Scope,
  job: JobDefinition,
  needs: readonly NodeResult[],
  runLeg: RunLeg,
): Promise<NodeResult> => {
  const isFresh = scope.isFresh || needs.some(need => need.isFresh)
  const path = `${scope.path}${job.key}`
  const before = worst(needs.map(need => need.lineage))
  const settle = (legs: readonly LegResult[]): NodeResult => {
    const result = together(legs.map(leg => leg.result))
    return {
      key: job.key,
      result,
      outputs: Object.assign({}, ...legs.map(leg => leg.outputs)),
      isFresh: legs.some(leg => attempt.finished.get(leg.path) !== attempt.previous.get(leg.path)),
      lineage: worst([before, result]),
      legs,
    }
  }

  const skippedBefore = isFresh ? undefined : carryOver(attempt, path, ['skipped'])
  if (skippedBefore !== undefined) return settle([skippedBefore])
  const admitted = admitLegs(attempt, scope, job, needs, statusFor(attempt, before))
  if (admitted.kind !== 'legs') return settle([endAtOnce(attempt, scope, job, path, admitted.kind)])

  const failFast = new AbortController()
  const results = admitted.legs.map(async leg => {
    const carried = isFresh ? undefined : carryOver(attempt, leg.path, ['success', 'skipped'])
    if (carried !== undefined) return carried
    const stop = (): void => leg.stop.abort()
    failFast.signal.addEventListener('abort', stop, { once: true })
    const result = await runLeg(attempt, leg)
    failFast.signal.removeEventListener('abort', stop)
    attempt.finished.set(leg.path, result)
    if (result.result === 'failure' && leg.failFast) failFast.abort()
    return result
  })
  return settle(await Promise.all(results))
}

/** Neither a cancelled nor a skipped ancestor is a failure; cancelled() asks for the run alone. */
const statusFor = (attempt: Attempt, lineage: NodeResult['lineage']): NonNullable<Functions['status']> =>
  attempt.cancellation.signal.aborted ? 'cancelled' : lineage === 'cancelled' ? 'skipped' : lineage

/** The result of the attempt before, with the jobs it had. */
const carryOver = (
  { previous, finished, attempt }: Attempt,
  path: string,
  results: readonly LegResult['result'][],
): LegResult | undefined => {
  const before = previous.get(path)
  if (before === undefined || !results.includes(before.result)) return undefined
  for (const [other, result] of previous)
    if (other === path || other.startsWith(`${path}.`)) finished.set(other, result)
  attempt.jobIds.push(...before.jobIds)
  return before
}

/** A skipped job keeps its name as written, its matrix not expanded (actions/runner#1215). */
const endAtOnce = (
  attempt: Attempt,
  scope: Scope,
  job: JobDefinition,
  path: string,
  result: 'skipped' | 'failure',
): LegResult => {
  const entered = enterJob(attempt, { path, name: nestedName(scope.name, job.name ?? job.key), labels: [] })
  endWithoutRunner(attempt, entered, result)
  const leg: LegResult = { path, result, outputs: {}, jobIds: [entered.id] }
  attempt.finished.set(path, leg)
  return leg
}
