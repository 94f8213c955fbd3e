import * as z from 'zod/mini'
import type { RunClient } from './client.ts'

const repository = z.object({ default_branch: z.string().check(z.minLength(1), z.maxLength(1_024)) })

/**
 * Reads GET /repos/{repo}, which any token may read (`metadata: read`). The repository in the answer for a run has no
 * default branch (octokit/openapi `minimal-repository` in api.github.com.json: the field is optional).
 */
export const readDefaultBranch = async (client: RunClient, repositoryName: string): Promise<string | undefined> => {
  const answer = await client.get(`/repos/${repositoryName}`)
  return answer.ok ? z.safeParse(repository, answer.value).data?.default_branch : undefined
}
