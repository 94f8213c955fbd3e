import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { parseJsonBytes } from '../../core/parse-json.ts'
import { list, text } from '../../schema/values/scalar.ts'

/** The parts of an in-toto statement that the verifier reads; the predicate has its own schema. */
const statement = z.object({
  _type: text(200),
  subject: list(
    z.object({ name: text(1_024), digest: z.object({ sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }) }),
    LIMITS.statementSubjects,
  ).check(z.minLength(1)),
  predicateType: text(500),
  predicate: z.record(z.string(), z.unknown()),
})
export type Statement = z.output<typeof statement>

/** Reads a statement; undefined for bytes that are no statement with at least one sha256 subject. */
export const readStatement = (payload: Uint8Array): Statement | undefined => {
  try {
    const parsed = z.safeParse(statement, parseJsonBytes(payload, LIMITS.statementValues))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
