import { LIMITS } from '../../core/limits.ts'
import type { MessageClass } from '../../schema/converge/target-convergence.ts'

/** The words of the API server and of Argo CD's sync (kubernetes/apimachinery pkg/api/errors/errors.go; argoproj/gitops-engine pkg/sync/sync_context.go). */
const RULES: readonly (readonly [MessageClass, RegExp])[] = [
  ['admission', /admission webhook|denied the request|violates PodSecurity/],
  ['permission', /is forbidden|forbidden:|unauthorized|is not permitted/i],
  ['hook-failed', /hook|PreSync|PostSync/],
  ['timeout', /timed out|deadline exceeded|timeout/i],
  [
    'invalid-manifest',
    /is invalid|could not be validated|unmarshal|is not valid|Required value|Invalid value|not synchronized properly|one or more objects failed to apply|strict decoding error/,
  ],
  ['not-found', /not found|could not find|no matches for kind/i],
]

/** Returns what a message is about. The message itself is free text and does not leave this function. */
export const classifyMessage = (message: string, hasSucceeded: boolean): MessageClass => {
  if (hasSucceeded) return 'succeeded'
  const beginning = message.slice(0, LIMITS.convergenceMessage)
  return RULES.find(([, pattern]) => pattern.test(beginning))?.[0] ?? 'other'
}
