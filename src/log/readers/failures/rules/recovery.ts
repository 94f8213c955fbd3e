import { defineRules } from '../failure-rule.ts'

const any = defineRules('any')

/**
 * Programs that repeat what they run: nick-fields/retry src/index.ts, Wandalen/wretry.action, nektos and others print the
 * number of the attempt before the next one begins.
 */
export const RECOVERY_RULES = [
  // nick-fields/retry src/index.ts: the time limit of one attempt.
  any.end(
    'attempt-time-limit',
    'time-out',
    ['timeout of '],
    /^final attempt failed\. (?<quote>timeout of \d{1,10}ms hit)/,
    { onError: true },
  ),
  any.retry('attempt-failed', ['attempt '], /^attempt \d{1,3} failed\. reason: /),
  any.retry(
    'attempt',
    ['attempt ', '^retry ', '^try '],
    /^(?:\W{0,6})(?:starting )?(?:attempt|retry|try) #?(?:[2-9]|\d{2,3})(?: of \d{1,3}|\/\d{1,3})?(?:\b|:)/,
  ),
  any.success('completed-after', ['command completed after '], /^command completed after \d{1,3} attempt\(s\)/),
]
