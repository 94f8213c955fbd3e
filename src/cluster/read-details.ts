import * as z from 'zod/mini'
import type { TargetFollower } from '../converge/follow-target.ts'
import { readResourceTree } from '../converge/match-images.ts'
import { BUDGETS } from '../core/budgets.ts'
import { toOneLine } from '../core/error.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { ApiClient } from './api-client.ts'
import { listObjects } from './list-objects.ts'
import { toCoreQuery } from './target-paths.ts'

const workloadFields = z.object({
  spec: z.object({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }),
})

/**
 * Reads the pods and the warnings of a workload once, after the observation: they explain a verdict, and change none. What
 * cannot be read is a gap.
 */
export const readWorkloadDetails = async (
  client: ApiClient,
  follower: TargetFollower,
  object: unknown,
): Promise<void> => {
  const { namespace = 'default' } = follower.target
  const parsed = z.safeParse(workloadFields, object)
  const labels = parsed.success ? Object.entries(parsed.data.spec.selector.matchLabels) : []
  const queries = [
    toCoreQuery('events', namespace, { fieldSelector: 'type=Warning' }),
    ...(labels.length === 0
      ? []
      : [toCoreQuery('pods', namespace, { labelSelector: labels.map(([key, value]) => `${key}=${value}`).join(',') })]),
  ]
  await Promise.all(
    queries.map(async query => {
      try {
        const list = await listObjects(client, query, BUDGETS.clusterDetails)
        if (list.kind === 'refused')
          follower.addGap(
            toGap(query.what, list.status === 403 ? 'permission-denied' : 'service-error', `HTTP ${list.status}`),
          )
        else for (const found of list.objects) follower.add({ change: 'listed', object: found })
      } catch (error) {
        follower.addGap(toGap(query.what, 'service-error', toOneLine(error).slice(0, 300)))
      }
    }),
  )
}

/** Reads the resource tree of an application from the API of Argo CD. */
export const readApplicationTree = async (client: ApiClient, follower: TargetFollower): Promise<void> => {
  const path = `/api/v1/applications/${encodeURIComponent(follower.target.name)}/resource-tree`
  try {
    const answer = await client.get('resource tree', path, BUDGETS.clusterDetails)
    const tree = answer.kind === 'value' ? readResourceTree(answer.value) : undefined
    if (tree === undefined) follower.addGap(toGap('resource tree', 'service-error', 'no resource tree was answered'))
    else follower.addTree(tree)
  } catch (error) {
    follower.addGap(toGap('resource tree', 'service-error', toOneLine(error).slice(0, 300)))
  }
}

const toGap = (field: string, reason: Gap['reason'], detail: string): Gap => ({ field, reason, detail })
