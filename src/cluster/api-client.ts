import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { parseJsonBytes } from '../core/parse-json.ts'
import { knownValues } from '../core/redact/redact.ts'
import { type CappedLine, readCappedLines } from '../io/capped-lines.ts'
import { createConnections } from '../io/http/connection.ts'
import { exchange } from '../io/http/exchange.ts'
import { openStream } from '../io/http/open-stream.ts'
import type { ClusterAccess } from './cluster-access.ts'

/** A refusal of the server: what to do about it depends on its status. */
export type Refusal = { readonly status: number; readonly retryAfterMs: number | undefined }

export type ListAnswer = { readonly kind: 'value'; readonly value: unknown } | ({ readonly kind: 'refused' } & Refusal)
export type WatchAnswer =
  | { readonly kind: 'lines'; readonly lines: AsyncIterable<CappedLine>; readonly close: () => void }
  | ({ readonly kind: 'refused' } & Refusal)

/** Reads from one server. Every request has a deadline and a cap, and no message holds a credential. */
export type ApiClient = {
  /** @throws TraceError of the exchange, and NOT_JSON. */
  readonly get: (what: string, path: string, deadlineMs?: number) => Promise<ListAnswer>
  /** Opens a stream of JSON lines. @throws TraceError HTTP or DEADLINE if no answer began. */
  readonly watch: (what: string, path: string, signal: AbortSignal) => Promise<WatchAnswer>
}

/** `remainingMs`: the time that is left of the whole observation, beyond which no request lasts. */
export const createApiClient = (
  { server, tls, proxies, readToken, secrets }: ClusterAccess,
  remainingMs: () => number,
): ApiClient => {
  const connect = createConnections(proxies, tls)
  const known = new Set(secrets)
  const readHeaders = async (): Promise<Readonly<Record<string, string>>> => {
    const token = await readToken()
    if (token === undefined || token === '') return {}
    known.add(token)
    return { authorization: `Bearer ${token}` }
  }
  const withoutSecrets = (error: unknown): unknown => {
    if (!(error instanceof TraceError)) return error
    const { code, message, hint } = error
    const clean = knownValues([...known]).replaceIn(message)
    return new TraceError(code, clean, hint === undefined ? {} : { hint })
  }
  return {
    get: async (what, path, deadlineMs = BUDGETS.clusterCall) => {
      try {
        const address = new URL(`${server}${path}`)
        const headers = { ...(await readHeaders()), accept: 'application/json' }
        const bounds = { deadlineMs: Math.max(1, Math.min(deadlineMs, remainingMs())), maxBytes: LIMITS.clusterList }
        const answer = await exchange(what, address, { method: 'GET', headers }, bounds, connect(address))
        if (answer.status !== 200)
          return { kind: 'refused', status: answer.status, retryAfterMs: toMillis(answer.headers['retry-after']) }
        return { kind: 'value', value: parseJsonBytes(answer.body, LIMITS.runManifestValues) }
      } catch (error) {
        throw withoutSecrets(error)
      }
    },
    watch: async (what, path, signal) => {
      try {
        const address = new URL(`${server}${path}`)
        const answer = await openStream(what, await readHeaders(), connect(address), BUDGETS.clusterCall, signal)
        if (answer.status === 200)
          return { kind: 'lines', lines: readCappedLines(answer.body, LIMITS.clusterObject), close: answer.close }
        answer.close()
        return { kind: 'refused', status: answer.status, retryAfterMs: toMillis(answer.headers['retry-after']) }
      } catch (error) {
        throw withoutSecrets(error)
      }
    },
  }
}

/** Retry-After in seconds (RFC 9110, 10.2.3); the form with a date is not used by API servers. */
const toMillis = (value: string | readonly string[] | undefined): number | undefined =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) * 1_000 : undefined
