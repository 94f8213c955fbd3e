import * as z from 'zod/mini'
import { TraceError } from '../model/error.ts'
import { type PlainAnswer, plainCall } from '../plain-call.ts'

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
  deadlineMs: number,
): Promise<string> => {
  const { status, body } = await ask(request, audience, deadlineMs)
  if (status !== 200) throw refused(`the id-token service answered ${status}`)
  const parsed = z.safeParse(answer, parseJson(new TextDecoder().decode(body)))
  if (!parsed.success) throw refused('the id-token service gave no token')
  return parsed.data.value
}

const ask = async ({ url, token }: IdTokenRequest, audience: string, deadlineMs: number): Promise<PlainAnswer> => {
  try {
    const address = new URL(url)
    address.searchParams.set('audience', audience)
    const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
    const bounds = { deadlineMs, maxBytes: MAX_ANSWER }
    return await plainCall('the id-token', address.href, { method: 'GET', headers }, bounds)
  } catch (error) {
    const isLong = error instanceof TraceError && error.code === 'TOO_LARGE'
    throw refused(isLong ? 'the id-token service gave no token' : 'the id-token service did not answer')
  }
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
