import * as z from 'zod/mini'
import { type Gap, gapFrom } from '../../schema/values/fact.ts'
import type { RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

/** Entries of such a list at most. */
const MAX_ITEMS = 1_000

type Query<T> = { readonly path: string; readonly item: z.ZodMiniType<T>; readonly field: string }

/** A list that GitHub answers whole, as a bare array: no pages, no ids to tell entries apart. */
export const readWhole = async <T>(
  client: RunClient,
  query: Query<T>,
): Promise<{ readonly items: readonly T[]; readonly gaps: readonly Gap[] }> => {
  const answer = await client.get(query.path)
  if (!answer.ok) return { items: [], gaps: [gapOfRefusal(query.field, answer)] }
  if (!Array.isArray(answer.value)) return { items: [], gaps: [gap(query.field, 'malformed')] }
  const raw: readonly unknown[] = answer.value
  const parsed = raw.slice(0, MAX_ITEMS).map(one => z.safeParse(query.item, one))
  const dropped = parsed.filter(one => !one.success).length
  return {
    items: parsed.flatMap(one => (one.success ? [one.data] : [])),
    gaps: [
      ...(dropped > 0 ? [gap(query.field, 'malformed', `${dropped} entries dropped`)] : []),
      ...(raw.length > MAX_ITEMS ? [gap(query.field, 'too-large', `more than ${MAX_ITEMS}`)] : []),
    ],
  }
}

const gap = gapFrom('api')
