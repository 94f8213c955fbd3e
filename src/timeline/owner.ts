import type { ControlState, OwnerClass } from '../model/run-timeline.ts'

/** What decides whose hand-off a state is. */
export type OwnerFacts = {
  /** Undefined where nobody says whose machines ran the job. */
  readonly isHosted: boolean | undefined
  /** Owner of the rule that held the job; reviewers are the usual one. */
  readonly ruleOwner: OwnerClass | undefined
}

/**
 * Who can make a hand-off faster. The scheduler and the storage are GitHub's; a queue is whoever's the machines are; a
 * concurrency group, the steps and what they deploy are the author's; an approval is the approver's.
 */
export const ownerOf = (state: ControlState | 'other', { isHosted, ruleOwner }: OwnerFacts): OwnerClass | undefined => {
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
