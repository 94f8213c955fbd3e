import type { OwnerClass } from '../model/owner-class.ts'
import type { CriticalPath, Interval, TimelineJob } from '../model/run-timeline.ts'
import { code, text } from './markdown.ts'

type State = Interval['state']

/** A state as the head of a column, in the order of a job's life. */
export const STATE_TITLES: Readonly<Record<State, string>> = {
  admitted: 'Admitted',
  'waiting-for-policy': 'Policy wait',
  blocked: 'Blocked',
  queued: 'Queued',
  assigned: 'Assigned',
  preparing: 'Preparing',
  executing: 'Executing',
  deploying: 'Deploying',
  uploading: 'Uploading',
  unobserved: 'Unobserved',
  other: 'Other',
}

/** `queued for <code>ubuntu-16-core</code>`: the end of a sentence that begins with a duration. */
export const statePhrase = ({
  state,
  subject,
  owner,
}: Pick<CriticalPath['segments'][number], 'state' | 'subject' | 'owner'>): string => {
  const named = subject === undefined ? undefined : code(subject, 160)
  switch (state) {
    case 'queued':
      return named === undefined ? 'queued' : `queued for ${named}`
    case 'waiting-for-policy':
      return named === undefined
        ? 'held by policy'
        : owner === 'approver'
          ? `waiting for approval of ${named}`
          : `held by the rules of ${named}`
    case 'deploying':
      return named === undefined ? 'deploying' : `deploying to ${named}`
    case 'blocked':
      return 'blocked by a concurrency group'
    case 'assigned':
      return 'waiting for the assigned runner to begin'
    case 'preparing':
      return 'preparing the runner'
    case 'uploading':
      return 'uploading artifacts'
    case 'admitted':
      return 'admitted, not yet queued'
    case 'executing':
    case 'unobserved':
    case 'other':
      return state
  }
}

export const ownerText = (owner: OwnerClass | undefined): string =>
  owner === undefined ? '–' : owner.replace(/-/g, ' ')

/** A job's end in words of GitHub. */
export const outcomeText = ({ conclusion, status, shape }: TimelineJob): string => {
  const word = (conclusion ?? status ?? 'unknown').replace(/_/g, ' ')
  return shape === 'normal' || shape === 'skipped' ? text(word) : `${text(word)}, ${shape.replace(/-/g, ' ')}`
}

/** Names of jobs by id, as inert text; what has no job is a dash. */
export const jobNamer = (jobs: readonly TimelineJob[]): ((id: string | undefined) => string) => {
  const names = new Map(jobs.map(job => [job.id, text(job.name, 160)]))
  return id => (id === undefined ? '–' : (names.get(id) ?? `job ${text(id)}`))
}
