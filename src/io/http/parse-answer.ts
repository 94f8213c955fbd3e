import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseJsonBytes } from '../../core/parse-json.ts'

/**
 * Returns the JSON of an answer's body or of a file. @throws TraceError NOT_JSON, which distinguishes an HTML page from
 * other text.
 */
export const parseJson = (what: string, body: Uint8Array): unknown => {
  try {
    return parseJsonBytes(body, LIMITS.restValues)
  } catch (cause) {
    const words = isHtml(body) ? 'the answer is an HTML page, not JSON' : 'the answer is not JSON'
    throw new TraceError('NOT_JSON', `${what}: ${words}`, { cause })
  }
}

/** Matches pages that proxies, firewalls and sign-in pages send. A GitHub API never sends one. */
export const isHtml = (body: Uint8Array): boolean => {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200)).trimStart().toLowerCase()
  return start.startsWith('<!doctype html') || start.startsWith('<html')
}
