import * as z from 'zod/mini'
import { LIMITS } from '../../../core/limits.ts'
import type { ConcurrencyGroup } from '../../../schema/observed/run-observation.ts'
import type { Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { gapOfRefusal } from '../refusal-gap.ts'

const id = z.int().check(z.minimum(0))
const group = z.object({
  group_name: z.string().check(z.maxLength(1_024)),
  group_members: z.array(
    z.object({
      run_id: id,
      job_id: z.optional(z.nullable(id)),
      position: id,
      status: z.string().check(z.maxLength(40)),
    }),
  ),
})
const answerForm = z.object({ concurrency_groups: z.array(group) })

/**
 * Reads GET /repos/{repo}/actions/runs/{id}/concurrency_groups (octokit/openapi since 23.0.0; absent from GHES up to
 * 3.19): the present holder and the waiting runs. GitHub keeps nothing about a released group, so a completed run is
 * not requested. The list is paged by cursor; only one page is read.
 */
export const readConcurrencyGroups = async (
  client: RunClient,
  repository: string,
  runId: string,
): Promise<Reading<readonly ConcurrencyGroup[]>> => {
  const path = `/repos/${repository}/actions/runs/${runId}/concurrency_groups?per_page=${LIMITS.perPage}`
  const answer = await client.get(path)
  if (!answer.ok) return { value: [], gaps: [gapOfRefusal('concurrency', answer)] }
  const parsed = z.safeParse(answerForm, answer.value)
  if (!parsed.success) return { value: [], gaps: [{ field: 'concurrency', reason: 'malformed', source: 'api' }] }
  const isCut = (answer.headers['link'] ?? '').includes('rel="next"')
  return {
    value: parsed.data.concurrency_groups.map(toGroup),
    gaps: isCut
      ? [{ field: 'concurrency', reason: 'too-large', source: 'api', detail: `more than ${LIMITS.perPage}` }]
      : [],
  }
}

const toGroup = (raw: z.output<typeof group>): ConcurrencyGroup => ({
  name: raw.group_name,
  members: raw.group_members.map(member => ({
    runId: String(member.run_id),
    jobId: typeof member.job_id === 'number' ? String(member.job_id) : undefined,
    position: member.position,
    status: member.status === 'in_progress' || member.status === 'pending' ? member.status : 'other',
  })),
})
