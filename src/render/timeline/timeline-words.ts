import type { CriticalPath, Interval, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { code, text } from '../text/markdown.ts'

type State = Interval['state']

/** Column titles of the states, in the order of a job's life. */
export const STATE_TITLES: Readonly<Record<State, string>> = {
  admitted: 'Admitted',
  'waiting-for-policy': 'Waiting for approval',
  blocked: 'Blocked',
  queued: 'Waiting for a runner',
  assigned: 'Assigned',
  preparing: 'Set-up',
  executing: 'Running',
  deploying: 'Deploying',
  uploading: 'Uploading',
  unobserved: 'Not observed',
  other: 'Other',
}

/** Returns the end of a sentence that begins with a duration: `waiting for a runner <code>ubuntu-16-core</code>`. */
export const statePhrase = ({
  state,
  subject,
  owner,
}: Pick<CriticalPath['segments'][number], 'state' | 'subject' | 'owner'>): string => {
  const named = subject === undefined ? undefined : code(subject, 160)
  switch (state) {
    case 'queued':
      return named === undefined ? 'waiting for a runner' : `waiting for a runner ${named}`
    case 'waiting-for-policy':
      return named === undefined
        ? 'held by a rule'
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
      return 'set-up'
    case 'uploading':
      return 'uploading artifacts'
    case 'admitted':
      return 'admitted, not yet queued'
    case 'executing':
      return 'running'
    case 'unobserved':
      return 'not observed'
    case 'other':
      return state
  }
}

export const ownerText = (owner: OwnerClass | undefined): string =>
  owner === undefined ? '–' : owner.replace(/-/g, ' ')

/** Returns how a job ended, in GitHub's words. */
export const outcomeText = ({ conclusion, status, shape }: TimelineJob): string => {
  const word = (conclusion ?? status ?? 'unknown').replace(/_/g, ' ')
  return shape === 'normal' || shape === 'skipped' ? text(word) : `${text(word)}, ${shape.replace(/-/g, ' ')}`
}

/** Creates a lookup of job names by id, as inert text; a dash for an id without a job. */
export const jobNamer = ({
  jobs,
  attempts,
}: Pick<Timeline, 'jobs' | 'attempts'>): ((id: string | undefined) => string) => {
  const earlier = attempts.flatMap(({ attempt, jobs: listed }) =>
    listed.map(({ id, name }) => [id, `${text(name, 160)} (attempt ${attempt})`] as const),
  )
  // Jobs of earlier attempts have their attempt in the name. A carried-over job is in the list of this attempt.
  const names = new Map([...earlier.toReversed(), ...jobs.map(job => [job.id, text(job.name, 160)] as const)])
  return id => (id === undefined ? '–' : (names.get(id) ?? `job ${text(id)}`))
}
