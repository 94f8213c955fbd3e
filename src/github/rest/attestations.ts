import * as z from 'zod/mini'
import type { Gap } from '../../schema/values/fact.ts'
import type { RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

/** One page: that there are more is not told. */
const MAX_LISTED = 30
const answer = z.object({ attestations: z.array(z.unknown()) })

/**
 * How many attestations GitHub holds for each digest; needs `attestations: read`. None is a 404
 * (cli/cli and actions/toolkit read it so). They are counted, not verified: their presence alone proves nothing.
 */
export const countAttestations = async (
  client: RunClient,
  repository: string,
  digests: readonly string[],
): Promise<{ readonly counts: ReadonlyMap<string, number>; readonly gaps: readonly Gap[] }> => {
  const counts = new Map<string, number>()
  for (const digest of digests) {
    const got = await client.get(`/repos/${repository}/attestations/${digest}?per_page=${MAX_LISTED}`)
    if (!got.ok && got.status !== 404) return { counts, gaps: [gapOfRefusal('lineage.attestations', got)] }
    const page = z.safeParse(answer, got.ok ? got.value : { attestations: [] })
    if (!page.success) return { counts, gaps: [{ field: 'lineage.attestations', source: 'api', reason: 'malformed' }] }
    counts.set(digest, Math.min(page.data.attestations.length, MAX_LISTED))
  }
  return { counts, gaps: [] }
}
