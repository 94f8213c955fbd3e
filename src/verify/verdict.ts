import { shortenText } from '../core/cut-text.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { Check } from '../schema/run/run-manifest.ts'
import type { CheckId } from './check-ids.ts'

/** Shorthands for the three outcomes of a check; ids are stable and documented in docs/verify.md. */
export const pass = (id: CheckId, reason: string): Check => ({ id, result: 'pass', reason: cut(reason) })
export const fail = (id: CheckId, reason: string): Check => ({ id, result: 'fail', reason: cut(reason) })
export const notApplicable = (id: CheckId, reason: string): Check => ({
  id,
  result: 'not-applicable',
  reason: cut(reason),
})

/** Passes if the claimed value equals the proven value; else fails with both. */
export const equal = (id: CheckId, what: string, claimed: string, proven: string): Check =>
  claimed === proven ? pass(id, `${what} ${proven}`) : fail(id, `${what}: claimed ${claimed}, proven ${proven}`)

/** Returns whether nothing failed. An empty list proves nothing. */
export const allPass = (checks: readonly Check[]): boolean =>
  checks.length > 0 && checks.every(({ result }) => result === 'pass' || result === 'not-applicable')

/** Returns the first failed check, cut to a number of characters; credentials in it are replaced. */
export const firstFailure = (checks: readonly Check[], max: number): string => {
  const failed = checks.find(({ result }) => result === 'fail')
  return failed === undefined ? 'no check passed' : redactThenCut(`${failed.id}: ${failed.reason}`, max)
}

const cut = (reason: string): string => shortenText(reason, 500)
