import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { parseJson, readRunnerFile } from '../io/runner-file.ts'
import { type DeclaredSubject, declaredSubject } from '../schema/job/job-manifest.ts'
import { type Gap, gapFrom, type Reading } from '../schema/values/fact.ts'

const artifactsList = z.object({ version: z.literal(1), subjects: z.array(z.unknown()) })

/**
 * Reads the files and images that steps declared through $GITHUB_ARTIFACTS. The runner hashed them and wrote the list
 * to the path in GITHUB_ARTIFACTS_LIST (actions/runner src/Runner.Worker/ArtifactsListFileCommand.cs, v2.336.0). The
 * file is empty while GitHub's feature flag is off.
 */
export const readArtifactsList = async (path: string | undefined): Promise<Reading<readonly DeclaredSubject[]>> => {
  if (path === undefined || path === '') return without('not-provided')
  const file = await readRunnerFile(path, LIMITS.artifactsList)
  if (file.kind === 'unread') return without(file.reason)
  if (file.text.trim() === '') return { value: [], gaps: [] }
  const parsed = z.safeParse(artifactsList, parseJson(file.text))
  if (!parsed.success) return without('malformed')
  const { subjects } = parsed.data
  const looked = subjects.slice(0, LIMITS.artifactsListSubjects)
  const facts = looked
    .map(subject => z.safeParse(declaredSubject, subject))
    .flatMap(subject => (subject.success ? [subject.data] : []))
  const [beyond, odd] = [subjects.length - looked.length, looked.length - facts.length]
  return {
    value: facts,
    gaps: [
      ...(beyond === 0 ? [] : [gap('declaredSubjects', 'too-large', `${beyond} entries not read`)]),
      ...(odd === 0 ? [] : [gap('declaredSubjects', 'malformed', `${odd} entries dropped`)]),
    ],
  }
}

const without = (reason: Gap['reason']): Reading<readonly DeclaredSubject[]> => ({
  value: [],
  gaps: [gap('declaredSubjects', reason)],
})

const gap = gapFrom('runner')
