import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { Reading } from '../../schema/values/fact.ts'
import type { Refusal, RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

const answer = z.object({ attestations: z.array(z.unknown()) })

/**
 * Counts the attestations that GitHub holds for each digest; needs `attestations: read`. A 404 means none (cli/cli and
 * actions/toolkit read it so). They are counted, not verified: their existence alone proves nothing.
 */
export const countAttestations = async (
  client: RunClient,
  repository: string,
  digests: readonly string[],
): Promise<Reading<ReadonlyMap<string, number>>> => {
  let refused: Refusal | undefined
  const read = await inParallel(digests, LIMITS.requestsAtOnce, async digest => {
    // A refusal applies to all further digests too.
    if (refused !== undefined) return undefined
    const got = await client.get(`/repos/${repository}/attestations/${digest}?per_page=${LIMITS.attestationsListed}`)
    if (!got.ok && got.status !== 404) {
      refused ??= got
      return undefined
    }
    const page = z.safeParse(answer, got.ok ? got.value : { attestations: [] })
    return page.success
      ? ([digest, Math.min(page.data.attestations.length, LIMITS.attestationsListed)] as const)
      : digest
  })
  const isMalformed = read.some(one => typeof one === 'string')
  return {
    value: new Map(read.flatMap(one => (typeof one === 'object' ? [one] : []))),
    gaps: [
      ...(refused === undefined ? [] : [gapOfRefusal('lineage.attestations', refused)]),
      ...(isMalformed ? [{ field: 'lineage.attestations', source: 'api', reason: 'malformed' } as const] : []),
    ],
  }
}
