import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Check, RunManifest } from '../../schema/run/run-manifest.ts'
import { madeByJob } from '../../signing/statement.ts'
import { fail, notApplicable, pass } from '../check.ts'
import type { Statement } from '../documents/read-statement.ts'

/** A file or an image that the caller has, by its digest. */
export type ArtifactExpectation = { readonly artifact?: string | undefined }

type Subject = { readonly name: string; readonly sha256: string | undefined; readonly by: string }

/**
 * Checks that the digest is among the files that the statement names, that the job or the jobs of the run declared or
 * uploaded, and that GitHub listed for the run. Without this check a statement is bound to no file.
 */
export const checkArtifact = (
  { artifact }: ArtifactExpectation,
  statement: Statement | undefined,
  manifest?: JobManifest | RunManifest,
): readonly Check[] =>
  artifact === undefined ? [] : [find(artifact, [...listSubjects(statement), ...listMade(manifest)])]

const listMade = (manifest: JobManifest | RunManifest | undefined): readonly Subject[] => {
  if (manifest?.kind !== 'run-manifest') return madeBy(manifest, 'the job')
  return [
    ...manifest.jobs.flatMap(job => madeBy(job.record, `job ${job.name}`)),
    ...(manifest.artifacts ?? []).map(({ name, digest }) => ({
      name,
      sha256: digest?.replace(/^sha256:/, ''),
      by: 'the artifacts of the run',
    })),
  ]
}

const listSubjects = (statement: Statement | undefined): readonly Subject[] =>
  (statement?.subject ?? []).map(({ name, digest }) => ({ name, sha256: digest.sha256, by: 'the statement' }))

const madeBy = (manifest: JobManifest | undefined, by: string): readonly Subject[] =>
  manifest === undefined ? [] : madeByJob(manifest).map(file => ({ ...file, by }))

const find = (artifact: string, subjects: readonly Subject[]): Check => {
  const id = 'expected-artifact'
  const found = subjects.find(({ sha256 }) => `sha256:${sha256 ?? ''}` === artifact)
  return found === undefined
    ? fail(id, `${artifact} is none of the ${subjects.length} files that are named`)
    : pass(id, `${artifact} is ${found.name}, by ${found.by}`)
}

/** Describes the subjects of a lone bundle if the caller named no file. */
export const notCompared = (statement: Statement | undefined): Check => {
  const names = statement?.subject.map(({ name }) => name).join(', ') ?? 'unknown files'
  return notApplicable('subject', `${names}: not compared, only the bundle was given`)
}
