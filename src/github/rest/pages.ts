import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import type { HttpHeaders, Refusal, RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

export type Pages<T> = Reading<readonly T[]> & { readonly refusal?: Refusal }

type Query<T> = {
  /** Path with or without a query, without `per_page` and `page`. */
  readonly path: string
  /** Member of the answer that holds the list; undefined if the answer itself is the list. */
  readonly member: string | undefined
  readonly item: z.ZodMiniType<T>
  readonly getId: (item: T) => string
  /** Chooses between two entries with one id: a page that shifted shows an older one. Default: the later one. */
  readonly choose?: (first: T, second: T) => T
  /** Name of the list in gaps. */
  readonly field: string
}

/**
 * Reads a whole paged list, each item once. `jobs?per_page=100` has given steady 502 where 30 worked
 * (open-telemetry/opentelemetry-java-instrumentation#18649), so a failed or cut answer halves the page size once. Pages
 * shift while a run goes on, so each id is kept once. If a later page is refused, the earlier items stay, with a gap.
 */
export const readPages = async <T>(client: RunClient, query: Query<T>): Promise<Pages<T>> => {
  const whole = await readAll(client, query, LIMITS.perPage)
  return whole.value.length === 0 && isOfSize(whole.refusal) ? readAll(client, query, LIMITS.perPage / 2, true) : whole
}

/** Returns whether the failure may be due to the page size: the API answered, or took too long. */
const isOfSize = (refusal: Refusal | undefined): boolean =>
  refusal !== undefined &&
  refusal.isEarlier !== true &&
  refusal.hint === undefined &&
  MAY_BE_OF_SIZE.has(refusal.reason)

const MAY_BE_OF_SIZE: ReadonlySet<string> = new Set(['service-error', 'malformed', 'deadline'])

const readAll = async <T>(client: RunClient, query: Query<T>, perPage: number, inSpite = false): Promise<Pages<T>> => {
  const items = new Map<string, T>()
  let dropped = 0
  let seen = 0
  const done = (gaps: readonly Gap[], refusal?: Refusal): Pages<T> => ({
    value: [...items.values()],
    gaps: [
      ...gaps,
      ...(dropped > 0
        ? [{ ...gapBase(query), reason: 'malformed', detail: `${dropped} entries dropped` } as const]
        : []),
    ],
    refusal,
  })
  for (let page = 1; page <= LIMITS.listedPages; page += 1) {
    const glue = query.path.includes('?') ? '&' : '?'
    const answer = await client.get(`${query.path}${glue}per_page=${perPage}&page=${page}`, inSpite)
    if (!answer.ok) return done([gapOfRefusal(query.field, answer)], answer)
    const list = readList(answer.value, query.member)
    if (list === undefined) return done([{ ...gapBase(query), reason: 'malformed' }])
    for (const raw of list) {
      const parsed = z.safeParse(query.item, raw)
      if (!parsed.success) {
        dropped += 1
        continue
      }
      const id = query.getId(parsed.data)
      const before = items.get(id)
      items.set(id, before === undefined ? parsed.data : (query.choose?.(before, parsed.data) ?? parsed.data))
    }
    seen += list.length
    // `total_count` is used for a warning only; GitHub sends no link at all with a single page.
    const full = list.length === perPage && seen < (findTotal(answer.value) ?? Number.POSITIVE_INFINITY)
    // Pages that shifted show one entry twice, and miss another one.
    if ((!full && !hasNext(answer.headers)) || list.length === 0)
      return done(countGap(query, answer.value, items.size + dropped))
  }
  return done([{ ...gapBase(query), reason: 'too-large', detail: `more than ${LIMITS.listedPages * perPage}` }])
}

const gapBase = (query: { readonly field: string }) => ({ field: query.field, source: 'api' as const })

const hasNext = (headers: HttpHeaders): boolean => (headers['link'] ?? '').includes('rel="next"')

const readList = (value: unknown, member: string | undefined): readonly unknown[] | undefined => {
  const list = member === undefined ? value : isRecord(value) ? value[member] : undefined
  return Array.isArray(list) ? list : undefined
}

const countGap = (query: { readonly field: string }, value: unknown, seen: number): readonly Gap[] => {
  const total = findTotal(value)
  return total !== undefined && total > seen
    ? [{ ...gapBase(query), reason: 'service-error', detail: `${total} announced, ${seen} listed` }]
    : []
}

const findTotal = (value: unknown): number | undefined => {
  const total = isRecord(value) ? value['total_count'] : undefined
  return typeof total === 'number' ? total : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
