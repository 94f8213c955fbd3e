import * as z from 'zod/mini'
import type { Observation } from '../converge/snapshot.ts'
import { BUDGETS } from '../core/budgets.ts'
import { toOneLine } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { parseJson } from '../core/parse-json.ts'
import type { Gap, GapReason } from '../schema/values/fact.ts'
import type { ApiClient, Refusal } from './api-client.ts'
import { listObjects } from './list-objects.ts'
import { type ObjectQuery, toPath } from './target-paths.ts'

/** What the caller of a watch receives. `note`: something could not be observed for a time, or at all. */
export type WatchSink = {
  readonly take: (observation: Observation) => void
  readonly note: (gap: Gap) => void
  /** The observer's time in RFC 3339. */
  readonly now: () => string
}

/**
 * Lists objects, then watches them until `signal` ends it. A watch that ends is resumed from the last resourceVersion that
 * was seen, bookmarks included. An expired one is answered with status 200 and an ERROR event of code 410, after which the
 * objects are listed again (kubernetes.io "Kubernetes API Concepts", "Efficient detection of changes"; seen on a running
 * kube-apiserver 1.36). A refusal that no repetition can change ends the watch: a missing right.
 */
export const watchObjects = async (
  client: ApiClient,
  query: ObjectQuery,
  sink: WatchSink,
  signal: AbortSignal,
): Promise<void> => {
  const known = new Map<string, unknown>()
  let pause = 0
  while (!signal.aborted) {
    await sleep(pause, signal)
    if (signal.aborted) return
    const step = await runSafely(query, () => listThenWatch(client, query, sink, signal, known))
    if (step.kind === 'end') {
      sink.note(step.gap)
      return
    }
    if (step.kind === 'failed' && step.gap !== undefined) sink.note(step.gap)
    pause = step.kind === 'again' ? BUDGETS.clusterRetryFirst : (step.afterMs ?? nextPause(pause))
  }
}

type Step =
  | { readonly kind: 'again' }
  | { readonly kind: 'failed'; readonly gap: Gap | undefined; readonly afterMs: number | undefined }
  | { readonly kind: 'end'; readonly gap: Gap }

const nextPause = (pause: number): number =>
  Math.min(BUDGETS.clusterRetryMost, Math.max(BUDGETS.clusterRetryFirst, pause * 2))

const runSafely = async (query: ObjectQuery, work: () => Promise<Step>): Promise<Step> => {
  try {
    return await work()
  } catch (error) {
    const gap = toGap(query, 'service-error', toOneLine(error))
    return { kind: 'failed', gap, afterMs: undefined }
  }
}

const listThenWatch = async (
  client: ApiClient,
  query: ObjectQuery,
  sink: WatchSink,
  signal: AbortSignal,
  known: Map<string, unknown>,
): Promise<Step> => {
  const list = await listObjects(client, query)
  if (list.kind === 'refused') return toStep(query, list)
  takeList(list.objects, sink, known)
  let resourceVersion = list.resourceVersion
  for (let failures = 0; !signal.aborted && failures < LIMITS.watchFailures; ) {
    const answer = await client
      .watch(`watch of ${query.what}`, toPath(query, toWatchParameters(resourceVersion)), signal)
      .catch(() => undefined)
    if (answer?.kind === 'refused' && answer.status === 410) return { kind: 'again' }
    if (answer?.kind === 'refused' && FINAL.has(answer.status)) return toStep(query, answer)
    if (answer?.kind !== 'lines') {
      // A watch on a resource that was just defined answers 429 for a moment.
      failures += 1
      const afterMs = answer?.kind === 'refused' ? answer.retryAfterMs : undefined
      await sleep(afterMs ?? nextPause(BUDGETS.clusterRetryFirst * failures), signal)
      continue
    }
    const end = await takeLines(answer.lines, query, sink, known, resourceVersion)
    answer.close()
    if (end.isExpired) return { kind: 'again' }
    // A server that answers lines works, even where it ends the watch early.
    failures = end.isAnswered ? 0 : failures + 1
    if (end.resourceVersion === resourceVersion) await sleep(BUDGETS.clusterRetryFirst, signal)
    resourceVersion = end.resourceVersion
  }
  return { kind: 'failed', gap: undefined, afterMs: undefined }
}

const toWatchParameters = (resourceVersion: string): Readonly<Record<string, string>> => ({
  watch: '1',
  allowWatchBookmarks: 'true',
  resourceVersion,
  timeoutSeconds: String(BUDGETS.clusterWatch / 1_000),
})

/** An object that was known and is not in the list was deleted while nobody watched. */
const takeList = (objects: readonly unknown[], sink: WatchSink, known: Map<string, unknown>): void => {
  const listed = new Set(objects.map(getUid))
  for (const [uid, object] of known)
    if (!listed.has(uid)) {
      known.delete(uid)
      sink.take({ seenAt: sink.now(), change: 'deleted', object })
    }
  for (const object of objects) take(object, 'listed', sink, known)
}

const take = (object: unknown, change: Observation['change'], sink: WatchSink, known: Map<string, unknown>): void => {
  const uid = getUid(object)
  if (uid !== undefined && change === 'deleted') known.delete(uid)
  else if (uid !== undefined && known.size < LIMITS.watchedObjects) known.set(uid, object)
  sink.take({ seenAt: sink.now(), change, object })
}

const eventFields = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    metadata: z.optional(z.looseObject({ resourceVersion: z.optional(z.string()), uid: z.optional(z.string()) })),
    code: z.optional(z.number()),
  }),
})

const CHANGES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const

type WatchEnd = { readonly resourceVersion: string; readonly isExpired: boolean; readonly isAnswered: boolean }

const takeLines = async (
  lines: AsyncIterable<unknown>,
  query: ObjectQuery,
  sink: WatchSink,
  known: Map<string, unknown>,
  from: string,
): Promise<WatchEnd> => {
  let resourceVersion = from
  let [unread, isAnswered] = [0, false]
  try {
    for await (const line of lines) {
      const event = parseEvent(line)
      if (event === undefined) {
        unread += 1
        continue
      }
      const { type, object } = event
      if (type === 'ERROR') return { resourceVersion, isExpired: true, isAnswered: true }
      isAnswered = true
      resourceVersion = object.metadata?.resourceVersion ?? resourceVersion
      if (type !== 'BOOKMARK') take(object, CHANGES[type], sink, known)
    }
  } catch {
    // The connection broke off: what was read counts, and the watch is resumed.
  }
  if (unread > 0) sink.note(toGap(query, 'malformed', `lines of the watch that are no event: ${unread}`))
  return { resourceVersion, isExpired: false, isAnswered }
}

const parseEvent = (line: unknown): z.output<typeof eventFields> | undefined => {
  if (typeof line !== 'object' || line === null || !('text' in line) || typeof line.text !== 'string') return undefined
  try {
    const parsed = z.safeParse(eventFields, parseJson(line.text, LIMITS.clusterObjectValues))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const uidFields = z.object({ metadata: z.object({ uid: z.string() }) })

const getUid = (object: unknown): string | undefined => {
  const parsed = z.safeParse(uidFields, object)
  return parsed.success ? parsed.data.metadata.uid : undefined
}

const FINAL: ReadonlySet<number> = new Set([400, 401, 403, 405, 422])

const toStep = (query: ObjectQuery, refusal: Refusal): Step => {
  const gap = toGap(query, toReason(refusal.status), explainRefusal(refusal.status, query.what))
  return FINAL.has(refusal.status) ? { kind: 'end', gap } : { kind: 'failed', gap, afterMs: refusal.retryAfterMs }
}

const toReason = (status: number): GapReason =>
  status === 401 || status === 403 ? 'permission-denied' : status === 404 ? 'not-found' : 'service-error'

const explainRefusal = (status: number, what: string): string => {
  if (status === 403)
    return `HTTP 403: no right to get, list and watch ${what} (docs/convergence.md has a role to copy)`
  if (status === 401) return `HTTP 401: the cluster refused the credential for ${what}`
  return status === 404 ? `HTTP 404: the cluster serves no ${what}` : `HTTP ${status} for ${what}`
}

const toGap = ({ what }: ObjectQuery, reason: GapReason, detail: string): Gap => ({
  field: `watch of ${what}`.slice(0, 200),
  reason,
  detail: detail.slice(0, 300),
})

/** Waits, but not beyond the end of the observation. */
export const sleep = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (millis <= 0 || signal.aborted) {
      resolve()
      return
    }
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, millis)
    signal.addEventListener('abort', end)
  })
