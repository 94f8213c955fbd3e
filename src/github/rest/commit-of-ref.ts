import * as z from 'zod/mini'
import { commitSha } from '../../schema/values/scalar.ts'
import type { Refusal, RestAnswer, RunClient } from './client.ts'

const commit = z.object({ sha: commitSha })

/**
 * Reads GET /repos/{repo}/commits/{ref}: the commit that a branch or a tag stands at now; an annotated tag gives its
 * commit. `per_page` is about the files of the commit, which are not needed (octokit/openapi repos/get-commit).
 */
export const readCommitOfRef = async (
  client: RunClient,
  repository: string,
  ref: string,
): Promise<RestAnswer<string>> => {
  if (!isRepository(repository) || !isRef(ref)) return malformed('not a repository with a ref')
  const place = ref.split('/').map(encodeURIComponent).join('/')
  const answer = await client.get(`/repos/${repository}/commits/${place}?per_page=1`)
  if (!answer.ok) return answer
  const parsed = z.safeParse(commit, answer.value)
  return parsed.success ? { ...answer, value: parsed.data.sha } : malformed('not a commit')
}

const malformed = (detail: string): Refusal => ({
  ok: false,
  reason: 'malformed',
  status: undefined,
  detail,
  permission: undefined,
})

/** Refuses names that could lead to another path of the API. A manifest from a file names whatever its writer chose. */
export const isRepository = (name: string): boolean =>
  /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name) && !name.split('/').some(part => /^\.{1,2}$/.test(part))

/** By git's rules for names (git-check-ref-format). */
const isRef = (name: string): boolean =>
  name.length > 0 && name.length <= 512 && !name.split('/').some(part => part === '' || part.startsWith('.'))
