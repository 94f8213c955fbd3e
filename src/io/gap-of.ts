import { TraceError } from '../core/error.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { Gap, GapReason, Source } from '../schema/values/fact.ts'
import { withoutProxyName } from './http/proxy.ts'

/** Returns the gap for a failed reading. `detail` is the project's own wording, never text from the other side. */
export const toGap = (field: string, source: Source, error: unknown): Gap => ({
  field,
  source,
  reason: toGapReason(error),
  detail: error instanceof TraceError ? redactThenCut(withoutProxyName(error.message), 300) : undefined,
})

export const toGapReason = (error: unknown): GapReason => {
  if (!(error instanceof TraceError)) return 'service-error'
  switch (error.code) {
    case 'DEADLINE':
      return 'deadline'
    case 'TOO_LARGE':
      return 'too-large'
    case 'NOT_JSON':
    case 'SCHEMA_MISMATCH':
    case 'SCHEMA_MAJOR':
      return 'malformed'
    case 'PERMISSION':
      return 'permission-denied'
    case 'FILE_UNREADABLE':
      return 'not-readable'
    default:
      return 'service-error'
  }
}
