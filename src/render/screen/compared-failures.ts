import type { Account } from './account/account.ts'
import { type Block, paragraph, strong, text } from './document.ts'

/**
 * Renders which failed jobs the last run of the past failed too: `Also red on the last run of main (#41): 9 of 12, new
 * with this change: 3.`
 */
export const comparedFailures = ({ findings }: Account): readonly Block[] => {
  const compared = findings?.failures
  if (compared === undefined) return []
  const { branch, number, runId, failed, alsoFailed, newlyFailed, isChange } = compared
  const which = number === undefined ? `run ${runId}` : `#${number}`
  const fresh = isChange ? 'new with this change' : 'new since then'
  const left = failed - alsoFailed - newlyFailed
  return [
    paragraph(
      strong('Also red on the last run of ', text(branch, 80), ` (${which}):`),
      ` ${alsoFailed} of ${failed}, ${fresh}: ${newlyFailed}`,
      left > 0 ? `, not run there: ${left}.` : '.',
    ),
  ]
}
