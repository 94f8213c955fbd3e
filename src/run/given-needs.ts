import * as z from 'zod/mini'
import type { Needs } from '../account/jobs/job-key.ts'
import { nestsTooDeep } from '../core/json-depth.ts'

/** The value of input `needs`: results alone, or results by job key. */
export type GivenNeeds =
  /**
   * `toJSON(needs.*.result)`. It stays small whatever the jobs' outputs are, but it does not name the job of a result.
   */
  | { readonly kind: 'results'; readonly results: readonly string[] }
  /**
   * `toJSON(needs)`. It holds the outputs too, which are dropped here. It may be larger than an environment variable
   * can be.
   */
  | { readonly kind: 'by-key'; readonly results: Needs }

const result = z.string().check(z.maxLength(40))
const asResults = z.array(result)
const byKey = z.record(z.string().check(z.maxLength(256)), z.object({ result }))

/** Parses input `needs`. @throws Error for a text that has neither form. */
export const parseGivenNeeds = (text: string): GivenNeeds => {
  if (nestsTooDeep(text)) throw new Error('nests too deep')
  const value: unknown = JSON.parse(text)
  if (Array.isArray(value)) return { kind: 'results', results: z.parse(asResults, value) }
  const entries = Object.entries(z.parse(byKey, value))
  return { kind: 'by-key', results: new Map(entries.map(([key, job]) => [key, job.result])) }
}
