import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { millisBetween } from '../core/time.ts'
import type { EventClass, WarningCount } from '../schema/converge/target-convergence.ts'
import { fields, instant, metadata, whole, word } from './readers/object-fields.ts'
import type { Target } from './snapshot.ts'

/** A warning of Kubernetes about one object, without its text. */
export type Warning = {
  readonly uid: string
  readonly namespace: string | undefined
  readonly objectName: string
  readonly class: EventClass
  readonly count: number
  readonly firstAt?: string | undefined
  readonly lastAt?: string | undefined
}

/** kubernetes/api core/v1/types.go, Event: `series` and `eventTime` in newer ones, `count` and two times in older ones. */
const eventFields = z.object({
  metadata,
  type: word(40),
  reason: word(),
  message: z.catch(z.optional(z.string()), undefined),
  involvedObject: fields({ kind: word(), namespace: word(LIMITS.convergenceName), name: word(LIMITS.convergenceName) }),
  firstTimestamp: instant,
  lastTimestamp: instant,
  eventTime: instant,
  count: whole,
  series: fields({ count: whole, lastObservedTime: instant }),
})

/** Reads an Event; undefined for one that is no warning, and for any other object. */
export const readWarning = (object: unknown): Warning | undefined => {
  const parsed = z.safeParse(eventFields, object)
  if (!parsed.success || parsed.data.type !== 'Warning') return undefined
  const { metadata: meta, reason = '', message = '', involvedObject, series, ...times } = parsed.data
  if (involvedObject?.name === undefined) return undefined
  return {
    uid: meta?.uid ?? `${meta?.namespace}/${meta?.name}`,
    namespace: involvedObject.namespace,
    objectName: involvedObject.name,
    class: classifyEvent(reason, message.slice(0, LIMITS.convergenceMessage)),
    count: series?.count ?? times.count ?? 1,
    firstAt: times.firstTimestamp ?? times.eventTime,
    lastAt: series?.lastObservedTime ?? times.lastTimestamp ?? times.eventTime,
  }
}

/**
 * Reasons of the kubelet, the scheduler and the controllers (kubernetes/kubernetes pkg/kubelet/events/event.go,
 * pkg/scheduler/schedule_one.go, pkg/controller/controller_utils.go). `Failed` and `BackOff` are each used for two things:
 * there the message decides.
 */
const classifyEvent = (reason: string, message: string): EventClass => {
  switch (reason) {
    case 'ErrImageNeverPull':
    case 'InspectFailed':
    case 'ErrImagePull':
    case 'ImagePullBackOff':
      return 'image-pull'
    case 'Failed':
      return /pull|image/i.test(message) ? 'image-pull' : 'other'
    case 'BackOff':
      return /pull/i.test(message) ? 'image-pull' : 'crash-loop'
    case 'CrashLoopBackOff':
      return 'crash-loop'
    case 'FailedScheduling':
      return 'scheduling'
    case 'Unhealthy':
    case 'ProbeWarning':
    case 'ProbeError':
      return 'probe'
    case 'FailedCreate':
      return classifyRefusal(message)
    case 'FailedMount':
    case 'FailedAttachVolume':
    case 'FailedMapVolume':
      return 'volume'
    case 'OOMKilling':
    case 'Evicted':
    case 'SystemOOM':
      return 'memory'
    default:
      return 'other'
  }
}

const classifyRefusal = (message: string): EventClass => {
  if (/exceeded quota/.test(message)) return 'quota'
  return /admission webhook|denied the request|violates PodSecurity|forbidden/.test(message) ? 'admission' : 'other'
}

/** Whether an event is about the target: its object, or one that its controllers named after it. */
export const isAboutTarget = (
  { namespace, objectName }: Warning,
  target: Target,
  resources: readonly { readonly namespace?: string | undefined; readonly name: string }[],
): boolean =>
  [{ namespace: target.namespace, name: target.name }, ...resources].some(
    one =>
      (one.namespace === undefined || namespace === undefined || one.namespace === namespace) &&
      (objectName === one.name || objectName.startsWith(`${one.name}-`)),
  )

/** Counts warnings by class. Those that ended before `since`, by the cluster's clock, are of an earlier deployment. */
export const countWarnings = (warnings: Iterable<Warning>, since: string | undefined): readonly WarningCount[] => {
  const counts = new Map<EventClass, WarningCount>()
  for (const warning of warnings) {
    if ((millisBetween(since, warning.lastAt) ?? 0) < 0) continue
    const known = counts.get(warning.class)
    counts.set(warning.class, {
      class: warning.class,
      count: (known?.count ?? 0) + warning.count,
      firstAt: earliest(known?.firstAt, warning.firstAt),
      lastAt: latest(known?.lastAt, warning.lastAt),
    })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1))
}

const earliest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && (millisBetween(other, one) ?? 0) > 0) ? other : one

const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && (millisBetween(one, other) ?? 0) > 0) ? other : one
