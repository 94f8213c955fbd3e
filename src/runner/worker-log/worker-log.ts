import { isPermission, type Permission, permissionKey } from '../../core/permission-names.ts'
import { parseJson } from '../../io/runner-file.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import { type Fact, gapFrom, type Reading } from '../../schema/values/fact.ts'
import { workerEntries } from './entries.ts'
import { findWorkerLog } from './find-worker-log.ts'
import { findJobMessage, getContexts, type JobMessage, type MessageContexts } from './job-message.ts'
import { buildSteps } from './steps.ts'

export type WorkerLogFacts = {
  readonly displayName?: Fact<string>
  readonly group?: Fact<string>
  readonly steps: readonly Step[]
  readonly permissions?: Fact<Record<string, Permission>>
  /** Undefined if no job message could be read. */
  readonly contexts?: MessageContexts
  /** The number of service containers that the job requests. */
  readonly services?: number
}

/**
 * Reads the worker's own log in `<root>/_diag`: the running job's name, its runner's group, the permissions of its
 * token, its matrix leg, and every step so far with times of 100 ns. The format is internal to the runner, so every
 * absent value is a gap.
 */
export const readWorkerLog = async (root: string, backendJobId: string): Promise<Reading<WorkerLogFacts>> => {
  const log = await findWorkerLog(root, backendJobId)
  if (log.kind === 'unread') return { value: { steps: [] }, gaps: [gap('steps', log.reason)] }
  const entries = workerEntries(log.text)
  const found = findJobMessage(entries)
  const message = found === 'malformed' ? undefined : found
  const { steps, malformed, cut } = buildSteps(entries, message?.steps ?? [])
  return {
    value: { ...messageFacts(message), steps },
    gaps: [
      ...(message === undefined
        ? [
            gap(
              'job.name',
              found === undefined ? 'not-found' : 'malformed',
              'no readable job message in the worker log',
            ),
          ]
        : []),
      ...(malformed > 0 ? [gap('steps', 'malformed', `${malformed} entries of the worker log`)] : []),
      ...(cut ? [gap('steps', 'too-large')] : []),
    ],
  }
}

const messageFacts = (message: JobMessage | undefined): Omit<WorkerLogFacts, 'steps'> => {
  const name = message?.jobDisplayName
  const group = message?.variables?.['system.runnerGroupName']?.value
  const permissions = findPermissions(message?.variables?.['system.github.token.permissions']?.value)
  return {
    displayName: name ? { value: name, source: 'runner' } : undefined,
    group: group && group.length <= 1_024 ? { value: group, source: 'runner' } : undefined,
    permissions: permissions === undefined ? undefined : { value: permissions, source: 'runner' },
    contexts: message === undefined ? undefined : getContexts(message),
    services: message?.jobServiceContainers?.map ? message.jobServiceContainers.map.length : undefined,
  }
}

/** The variable is JSON in a string: `{"Contents":"read"}`. */
const findPermissions = (text: string | null | undefined): Record<string, Permission> | undefined => {
  const value = typeof text === 'string' && text.length <= 65_536 ? parseJson(text) : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const known = Object.entries(value).flatMap(([name, level]) => {
    const key = permissionKey(name)
    return key !== undefined && isPermission(level) ? [[key, level] as const] : []
  })
  return Object.fromEntries(known)
}

const gap = gapFrom('runner')
