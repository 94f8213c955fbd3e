import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { ApiClient, Refusal } from './api-client.ts'
import { type ObjectQuery, toPath } from './target-paths.ts'

export type ObjectList = {
  readonly kind: 'list'
  readonly objects: readonly unknown[]
  /** From which a watch goes on. */
  readonly resourceVersion: string
  /** There were more pages than the cap. */
  readonly isCut: boolean
}

const listFields = z.object({
  metadata: z.object({ resourceVersion: z.optional(z.string()), continue: z.optional(z.string()) }),
  items: z.nullable(z.array(z.unknown())),
})

/**
 * Lists objects page by page (kubernetes.io "Kubernetes API Concepts", "Retrieving large results sets in chunks").
 * @throws TraceError of the client; NOT_JSON for an answer that is no list.
 */
export const listObjects = async (
  client: ApiClient,
  query: ObjectQuery,
  deadlineMs?: number,
): Promise<ObjectList | ({ readonly kind: 'refused' } & Refusal)> => {
  const objects: unknown[] = []
  let [next, resourceVersion] = ['', '']
  for (let page = 0; page < LIMITS.clusterPages; page += 1) {
    const more = { limit: String(LIMITS.clusterPage), ...(next === '' ? {} : { continue: next }) }
    const answer = await client.get(`list of ${query.what}`, toPath(query, more), deadlineMs)
    if (answer.kind === 'refused') return answer
    const parsed = z.safeParse(listFields, answer.value)
    if (!parsed.success) throw new TraceError('NOT_JSON', `list of ${query.what}: the answer is no list`)
    const { metadata, items } = parsed.data
    for (const item of items ?? []) objects.push(withKind(item, query))
    resourceVersion = metadata.resourceVersion ?? resourceVersion
    next = metadata.continue ?? ''
    if (next === '') return { kind: 'list', objects, resourceVersion, isCut: false }
  }
  return { kind: 'list', objects, resourceVersion, isCut: true }
}

const withKind = (item: unknown, { kind, apiVersion }: ObjectQuery): unknown =>
  typeof item === 'object' && item !== null ? { kind, apiVersion, ...item } : item
