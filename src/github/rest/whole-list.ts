import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { gapFrom, type Reading } from '../../schema/values/fact.ts'
import type { RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

type Query<T> = { readonly path: string; readonly item: z.ZodMiniType<T>; readonly field: string }

/** Reads a list that GitHub returns in one answer, as a bare array without pages or ids. */
export const readWhole = async <T>(client: RunClient, query: Query<T>): Promise<Reading<readonly T[]>> => {
  const answer = await client.get(query.path)
  if (!answer.ok) return { value: [], gaps: [gapOfRefusal(query.field, answer)] }
  if (!Array.isArray(answer.value)) return { value: [], gaps: [gap(query.field, 'malformed')] }
  const raw: readonly unknown[] = answer.value
  const parsed = raw.slice(0, LIMITS.listedEntries).map(one => z.safeParse(query.item, one))
  const dropped = parsed.filter(one => !one.success).length
  return {
    value: parsed.flatMap(one => (one.success ? [one.data] : [])),
    gaps: [
      ...(dropped > 0 ? [gap(query.field, 'malformed', `${dropped} entries dropped`)] : []),
      ...(raw.length > LIMITS.listedEntries
        ? [gap(query.field, 'too-large', `more than ${LIMITS.listedEntries}`)]
        : []),
    ],
  }
}

const gap = gapFrom('api')
