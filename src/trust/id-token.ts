import * as z from 'zod/mini'
import { TraceError } from '../model/error.ts'

/** ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN: present only with `id-token: write`. */
export type IdTokenRequest = { readonly url: string; readonly token: string }

const MAX_ANSWER = 65_536
const answer = z.object({ value: z.string().check(z.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)) })

/**
 * An OIDC token of this job for one audience, by one GET (actions/toolkit packages/core/src/oidc-utils.ts).
 * @throws TraceError SIGNING. Neither of the two tokens is in a message or a cause.
 */
export const requestIdToken = async (
  request: IdTokenRequest,
  audience: string,
  signal: AbortSignal,
): Promise<string> => {
  let status: number
  let body: string
  try {
    const url = new URL(request.url)
    url.searchParams.set('audience', audience)
    const headers = { accept: 'application/json', authorization: `Bearer ${request.token}` }
    const response = await fetch(url, { headers, signal, redirect: 'error' })
    status = response.status
    body = response.ok ? await response.text() : ''
  } catch {
    throw refused('the id-token service did not answer')
  }
  if (status !== 200) throw refused(`the id-token service answered ${status}`)
  const parsed = body.length > MAX_ANSWER ? undefined : z.safeParse(answer, parseJson(body))
  if (parsed?.success !== true) throw refused('the id-token service gave no token')
  return parsed.data.value
}

const refused = (message: string) =>
  new TraceError('SIGNING', message, { hint: 'Keyless signing needs `permissions: id-token: write` in this job' })

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
