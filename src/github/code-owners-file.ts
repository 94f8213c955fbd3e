import type { RunClient } from './rest/client.ts'
import { readFileAt } from './rest/contents.ts'

/** The places in the order in which GitHub looks; the first file counts (docs.github.com "About code owners"). */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/**
 * Reads the CODEOWNERS file of a commit: one to three requests, `contents: read`. Undefined where there is none or it
 * cannot be read: GitHub answers 404 for both, and any other refusal ends the search.
 */
export const readCodeOwners = async (
  client: RunClient,
  repository: string,
  sha: string,
): Promise<string | undefined> => {
  for (const path of PLACES) {
    const file = await readFileAt(client, repository, path, sha)
    if (file.ok) return new TextDecoder().decode(file.bytes)
    if (file.status !== 404) return undefined
  }
  return undefined
}
