import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { describeStatus, type HttpClient } from '../io/http/http-client.ts'

/** ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN: present only with `id-token: write`. */
export type IdTokenRequest = { readonly url: string; readonly token: string }

const tokenAnswer = z.object({ value: z.string().check(z.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)) })

/**
 * Requests an OIDC token of this job for one audience, by one GET (actions/toolkit packages/core/src/oidc-utils.ts).
 * @throws TraceError SIGNING. No message or cause contains one of the two tokens.
 */
export const requestIdToken = async (
  { url, token }: IdTokenRequest,
  audience: string,
  deadlineMs: number,
  http: HttpClient,
): Promise<string> => {
  if (!URL.canParse(url)) throw new TraceError('SIGNING', 'ACTIONS_ID_TOKEN_REQUEST_URL is not an address')
  const address = new URL(url)
  address.searchParams.set('audience', audience)
  const { answer, value } = await http
    .requestJson({
      service: 'id-token',
      what: 'the id-token service',
      url: address.href,
      call: { method: 'GET', headers: { accept: 'application/json', authorization: `Bearer ${token}` } },
      deadlineMs,
      maxBytes: LIMITS.idTokenAnswer,
    })
    .catch((error: unknown) => {
      throw withoutCause(error)
    })
  if (answer.status !== 200)
    throw new TraceError('SIGNING', `the id-token service answered ${describeStatus(answer)}`, {
      hint: 'Keyless signing needs `permissions: id-token: write` in this job',
    })
  const parsed = z.safeParse(tokenAnswer, value)
  if (!parsed.success) throw new TraceError('SIGNING', 'the id-token service gave no token')
  return parsed.data.value
}

/** A cause could contain sent or received data, so it is left out. */
const withoutCause = (error: unknown): TraceError => {
  if (!(error instanceof TraceError)) return new TraceError('SIGNING', 'the id-token service did not answer')
  return new TraceError('SIGNING', error.message, error.hint === undefined ? {} : { hint: error.hint })
}
