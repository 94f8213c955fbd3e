import { LIMITS } from '../core/limits.ts'
import type { Decision, DecisionKind } from '../schema/converge/target-convergence.ts'
import type { Snapshot } from './snapshot.ts'

/** Notes what somebody decided about the target, as far as the object shows it. */
export type DecisionList = {
  readonly add: (before: Snapshot | undefined, after: Snapshot, at: string | undefined) => void
  readonly list: readonly Decision[]
}

export const createDecisionList = (): DecisionList => {
  const list: Decision[] = []
  return {
    list,
    add: (before, after, at) => {
      const seen = before === undefined ? { before: true } : { at }
      for (const decision of findDecisions(before, after))
        if (list.length < LIMITS.convergenceDecisions) list.push({ ...decision, ...seen })
    },
  }
}

const findDecisions = (before: Snapshot | undefined, after: Snapshot): readonly Decision[] => [
  ...findSwitch(before?.isPaused, after.isPaused, 'pause', 'resume'),
  ...findSwitch(before?.isAborted, after.isAborted, 'abort', undefined),
  ...findSwitch(before?.isRemediated, after.isRemediated, 'remediation', undefined),
  ...findOperation(before, after),
]

/** The object does not say who paused or aborted it; a remediation is the controller's own. */
const findSwitch = (
  was: boolean | undefined,
  is: boolean | undefined,
  on: DecisionKind,
  off: DecisionKind | undefined,
): readonly Decision[] => {
  const kind = is === true && was !== true ? on : was === true && is === false ? off : undefined
  return kind === undefined ? [] : [{ kind, by: { kind: kind === 'remediation' ? 'controller' : 'unknown' } }]
}

const findOperation = (before: Snapshot | undefined, after: Snapshot): readonly Decision[] => {
  const { operation, isSelfHeal } = after
  if (operation?.startedAt === undefined || operation.startedAt === before?.operation?.startedAt) return []
  const { revision, by = { kind: 'unknown' as const }, startedAt } = operation
  return [{ kind: isSelfHeal === true ? 'self-heal' : 'sync', revision, by, statedAt: startedAt }]
}
