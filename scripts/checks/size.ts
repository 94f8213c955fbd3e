import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeArchive } from '../archive.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { limitOf, SIZE_LIMITS, type SizeLimit } from '../sizes.ts'

export const size: RepositoryCheck = {
  id: 'size',
  rule: 'what a job downloads is as small as scripts/sizes.ts says',
  remedy:
    'leave out what is not reached (scripts/replacements.ts), or state the allowance of the capability that needs it',
  run: async root => (await measureArchives(root)).flatMap(({ limit, bytes }) => sizeFaults(limit, bytes)),
}

/** Compressed bytes of each archive in the table. */
export const measureArchives = async (
  root: string,
): Promise<readonly { readonly limit: SizeLimit; readonly bytes: number }[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-size-'))
  try {
    return await Promise.all(
      SIZE_LIMITS.map(async limit => {
        const file = join(folder, `${limit.archived}.tar.gz`)
        await writeArchive(root, limit.archived, file)
        return { limit, bytes: (await stat(file)).size }
      }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const sizeFaults = (limit: SizeLimit, bytes: number): readonly string[] => {
  const allowed = limitOf(limit)
  return [
    ...(bytes > allowed ? [`${limit.what}: ${bytes} bytes compressed, ${allowed} are allowed`] : []),
    ...(allowed > limit.ceiling ? [`${limit.what}: the allowances make ${allowed}, more than ${limit.ceiling}`] : []),
  ]
}
