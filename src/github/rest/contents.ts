import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import type { Refusal, RestAnswer, RunClient } from './client.ts'

/** GitHub's answer for a file: base64 in lines of 60, empty with `encoding: none` over 1 MB (octokit/openapi repos/get-content). */
const file = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() })

export type FileAnswer = { readonly ok: true; readonly bytes: Uint8Array } | Refusal

/**
 * Reads GET /repos/{repo}/contents/{path}?ref: a file at a commit, or on the default branch if no commit is given
 * (octokit/openapi repos/get-content). Needs `contents: read` on a private repository. With `inSpite` the request is
 * made although the API failed earlier.
 */
export const readFileAt = async (
  client: RunClient,
  repository: string,
  path: string,
  ref: string | undefined,
  inSpite = false,
): Promise<FileAnswer> => {
  const place = path.split('/').map(encodeURIComponent).join('/')
  const query = ref === undefined ? '' : `?ref=${encodeURIComponent(ref)}`
  return toFileAnswer(await client.get(`/repos/${repository}/contents/${place}${query}`, inSpite))
}

/** Returns the bytes in an answer, or the reason for their absence. */
export const toFileAnswer = (answer: RestAnswer<unknown>): FileAnswer => {
  if (!answer.ok) return answer
  const parsed = z.safeParse(file, answer.value)
  if (!parsed.success) return refusal('malformed', 'not a file with content')
  if (parsed.data.content.length > LIMITS.workflowFile * 2)
    return refusal('too-large', `over ${LIMITS.workflowFile} bytes`)
  const bytes = fromBase64(parsed.data.content)
  if (bytes === undefined) return refusal('malformed', 'not base64')
  return bytes.byteLength > LIMITS.workflowFile
    ? refusal('too-large', `over ${LIMITS.workflowFile} bytes`)
    : { ok: true, bytes }
}

/**
 * Decodes base64. GitHub's form has line breaks. Any other invalid character is refused, since Buffer would skip it.
 */
const fromBase64 = (text: string): Uint8Array | undefined => {
  const plain = text.replace(/[\r\n]/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64') : undefined
}

const refusal = (reason: Refusal['reason'], detail: string): Refusal => ({
  ok: false,
  reason,
  status: 200,
  detail,
  permission: undefined,
})
