import type { RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { isSameEnvironment } from './environment-name.ts'

/**
 * People who decided on one environment in this run. GitHub reports neither the time, nor the attempt, nor the job of a
 * decision.
 */
export type Reviews = { readonly approved: readonly string[]; readonly rejected: readonly string[] } & {
  readonly isApproved: boolean
  readonly isRejected: boolean
}

export const sortReviews = ({ approvals }: RunObservation, environment: string): Reviews => {
  const own = approvals.filter(one => one.environments.some(name => isSameEnvironment(name, environment)))
  const by = (state: 'approved' | 'rejected') => own.filter(one => one.state === state)
  const users = (state: 'approved' | 'rejected') => [...new Set(by(state).flatMap(one => one.user ?? []))]
  return {
    approved: users('approved'),
    rejected: users('rejected'),
    isApproved: by('approved').length > 0,
    isRejected: by('rejected').length > 0,
  }
}

/** Lists the people with a decision that led to this state. A pending entry has no decision yet. */
export const listDeciders = ({ approved, rejected }: Reviews, state: ProtectionEntry['state']): string[] => {
  switch (state) {
    case 'passed':
      return approved.slice(0, 20)
    case 'rejected':
      return rejected.slice(0, 20)
    case 'unknown':
      return [...new Set([...approved, ...rejected])].slice(0, 20)
    case 'pending':
    case 'cancelled':
    case 'other':
      return []
  }
}
