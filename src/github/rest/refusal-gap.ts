import { redactThenCut } from '../../core/redact/redact.ts'
import { withoutProxyName } from '../../io/http/proxy.ts'
import type { Gap } from '../../schema/values/fact.ts'
import type { Refusal } from './client.ts'

/** Returns the gap for a refused request. It names the permission if GitHub named one. */
export const gapOfRefusal = (field: string, { reason, detail, permission }: Refusal): Gap => ({
  field,
  reason,
  source: 'api',
  detail: redactThenCut(withoutProxyName(permission === undefined ? detail : `${detail}, needs ${permission}`), 300),
})
