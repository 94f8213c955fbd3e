import type { ControlState } from '../../schema/run/run-timeline.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'

/** The facts that decide who owns the time in a state. */
export type OwnerFacts = {
  /** Undefined if no source shows who owns the machines of the job. */
  readonly isHosted: boolean | undefined
  /** Owner of the rule that held the job; reviewers are the usual one. */
  readonly ruleOwner: OwnerClass | undefined
}

/**
 * Returns who can shorten a state.
 *
 * | state                       | owner                                                            |
 * | admitted, uploading         | GitHub: its scheduler, its storage                               |
 * | waiting-for-policy          | owner of the rule; the approver if no rule is known              |
 * | blocked                     | author: the concurrency group stands in the workflow             |
 * | queued, assigned, preparing | owner of the machines: GitHub, or the platform if self-hosted    |
 * | executing, deploying        | author                                                           |
 * | unobserved                  | nobody                                                           |
 */
export const findOwner = (
  state: ControlState | 'other',
  { isHosted, ruleOwner }: OwnerFacts,
): OwnerClass | undefined => {
  switch (state) {
    case 'admitted':
    case 'uploading':
      return 'github'
    case 'waiting-for-policy':
      return ruleOwner ?? 'approver'
    case 'blocked':
    case 'executing':
    case 'deploying':
      return 'author'
    case 'queued':
    case 'assigned':
    case 'preparing':
      return isHosted === undefined ? undefined : isHosted ? 'github' : 'platform'
    case 'unobserved':
    case 'other':
      return undefined
  }
}
