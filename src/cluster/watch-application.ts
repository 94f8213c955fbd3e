import * as z from 'zod/mini'
import { BUDGETS } from '../core/budgets.ts'
import { toOneLine } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { parseJson } from '../core/parse-json.ts'
import type { Gap, GapReason } from '../schema/values/fact.ts'
import type { ApiClient } from './api-client.ts'
import { sleep, type WatchSink } from './watch-objects.ts'

const applicationFields = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.optional(z.string()) }) })

const lineFields = z.object({
  result: z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']), application: applicationFields }),
})

const CHANGES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const

/**
 * Reads an Application from the API of Argo CD, then its stream of changes, until `signal` ends it (argoproj/argo-cd
 * server/application/application.proto, Get and Watch).
 */
export const watchApplication = async (
  client: ApiClient,
  name: string,
  sink: WatchSink,
  signal: AbortSignal,
): Promise<void> => {
  for (let pause = 0; !signal.aborted; pause = nextPause(pause)) {
    await sleep(pause, signal)
    if (signal.aborted) return
    try {
      const gap = await readThenStream(client, name, sink, signal)
      if (gap === undefined) continue
      sink.note(gap)
      if (gap.reason === 'permission-denied') return
    } catch (error) {
      sink.note(toGap(name, 'service-error', toOneLine(error)))
    }
  }
}

const nextPause = (pause: number): number =>
  Math.min(BUDGETS.clusterRetryMost, Math.max(BUDGETS.clusterRetryFirst, pause * 2))

/** Returns why the application cannot be read; undefined after a stream that ended. */
const readThenStream = async (
  client: ApiClient,
  name: string,
  sink: WatchSink,
  signal: AbortSignal,
): Promise<Gap | undefined> => {
  const path = `/api/v1/applications/${encodeURIComponent(name)}`
  const answer = await client.get(`application ${name}`, path)
  if (answer.kind === 'refused') return toRefusal(name, answer.status)
  const parsed = z.safeParse(applicationFields, answer.value)
  if (!parsed.success) return toGap(name, 'malformed', 'the answer is no application')
  sink.take({ seenAt: sink.now(), change: 'listed', object: withKind(answer.value) })
  const version = parsed.data.metadata.resourceVersion ?? ''
  const query = new URLSearchParams({ name, resourceVersion: version }).toString()
  const stream = await client.watch(`stream of application ${name}`, `/api/v1/stream/applications?${query}`, signal)
  if (stream.kind === 'refused') return toRefusal(name, stream.status)
  try {
    for await (const line of stream.lines) takeLine(line.kind === 'line' ? line.text : '', sink)
  } catch {
    // The connection broke off: the application is read again.
  } finally {
    stream.close()
  }
  return undefined
}

const takeLine = (text: string, sink: WatchSink): void => {
  let value: unknown
  try {
    value = parseJson(text, LIMITS.clusterObjectValues)
  } catch {
    return
  }
  const parsed = z.safeParse(lineFields, value)
  if (!parsed.success || parsed.data.result.type === 'BOOKMARK') return
  const { type, application } = parsed.data.result
  sink.take({ seenAt: sink.now(), change: CHANGES[type], object: withKind(application) })
}

/** The API of Argo CD leaves kind and version out. */
const withKind = (application: unknown): unknown =>
  typeof application === 'object' && application !== null
    ? { ...application, kind: 'Application', apiVersion: 'argoproj.io/v1alpha1' }
    : application

/** An unknown application is answered with 403, as one that the token may not see (seen on a running Argo CD 3.6). */
const toRefusal = (name: string, status: number): Gap =>
  status === 401 || status === 403 || status === 404
    ? toGap(
        name,
        'permission-denied',
        `HTTP ${status}: Argo CD knows no such application, or its token may not get it; it answers the same for both`,
      )
    : toGap(name, 'service-error', `HTTP ${status} from Argo CD`)

const toGap = (name: string, reason: GapReason, detail: string): Gap => ({
  field: `application ${name}`.slice(0, 200),
  reason,
  detail: detail.slice(0, 300),
})
