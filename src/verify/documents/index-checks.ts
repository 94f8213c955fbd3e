import * as z from 'zod/mini'
import { RUN_REPORT_FILE } from '../../core/artifact-name.ts'
import { LIMITS } from '../../core/limits.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Check, ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { list, numericId, text } from '../../schema/values/scalar.ts'
import { SCHEMA_VERSION } from '../../schema/values/version.ts'
import { JOB_PREDICATE_TYPE } from '../../signing/predicate-types.ts'
import { isRunFilePath, jobFiles } from '../../signing/run-files.ts'
import { madeByJob } from '../../signing/statement.ts'
import { fail, notApplicable, pass } from '../check.ts'
import { type RunClaims, toClaims } from './claims.ts'
import { readIndex, readIndexClaims, type Statement } from './read-statement.ts'

/**
 * Checks that the index in the statement equals the manifest. Both are signed, and tools that read only statements see
 * only the index.
 */
export const checkIndex = (statement: Statement, manifest: JobManifest | RunManifest): Check => {
  const index = readIndex(statement)
  const claims = readIndexClaims(statement)
  if (index === undefined || claims === undefined)
    return fail('predicate', 'the predicate is not in the form of this version')
  const told = toClaims(manifest)
  const pairs: (readonly [string, string | undefined, string | undefined])[] = [
    ...INDEXED.map(name => [name, claims[name], told[name]] as const),
    ...(manifest.kind === 'job-manifest'
      ? ([
          ['job key', index.job?.key, manifest.job.key.value],
          ['job id', index.job?.id, manifest.job.id?.value],
        ] as const)
      : []),
  ]
  const reporter = manifest.kind === 'run-manifest' ? manifest.reporter : undefined
  // The kind of reporter decides whom the certificate must name, so the index must contain it.
  pairs.push(
    ['reporter', index.reporter?.role, reporter?.role],
    ['run of the reporter', index.reporter?.runId, reporter?.runId],
    ['attempt of the reporter', index.reporter?.attempt.toString(), reporter?.attempt.toString()],
  )
  const differing = pairs.find(([, one, other]) => one !== other)
  return differing === undefined
    ? pass('predicate', 'says what the manifest says')
    : fail('predicate', `${differing[0]}: ${differing[1] ?? 'nothing'}, the manifest says ${differing[2] ?? 'nothing'}`)
}

const INDEXED = [
  'serverUrl',
  'repository',
  'repositoryId',
  'runId',
  'attempt',
  'event',
  'ref',
  'sha',
  'workflowRef',
  'workflowSha',
] as const satisfies readonly (keyof RunClaims)[]

/**
 * Checks that the further subjects are exactly the files that the job manifest lists as made by the job. Otherwise a
 * user who finds the statement by a file's digest would see a job that does not claim this file.
 */
export const checkMade = ({ subject }: Statement, manifest: JobManifest): Check => {
  const id = 'subjects'
  // Versions from 1.0 on only add fields; the subjects that a later version adds cannot be known here.
  if (isLater(manifest.schemaVersion)) return notApplicable(id, `schema ${manifest.schemaVersion} may name more`)
  const made = madeByJob(manifest).slice(0, LIMITS.statementSubjects - 1)
  const signed = subject.slice(1)
  const length = Math.max(made.length, signed.length)
  const at = Array.from({ length }, (_, index) => index).find(
    index => signed[index]?.name !== made[index]?.name || signed[index]?.digest.sha256 !== made[index]?.sha256,
  )
  return at === undefined
    ? pass(id, `${made.length} made by the job`)
    : fail(id, `signed ${signed[at]?.name ?? 'nothing more'}, the manifest lists ${made[at]?.name ?? 'nothing more'}`)
}

const isLater = (version: string): boolean => {
  const [minor = 0, ours = 0] = [version, SCHEMA_VERSION].map(each => Number(each.split('.')[1]))
  return minor > ours
}

/**
 * Checks the further subjects. They repeat the files in the run manifest, so that `verify <file>` of any tool works on
 * them.
 */
export const checkRunSubjects = (statement: Statement, manifest: RunManifest | undefined): Check => {
  const listed = new Map(manifest?.jobs.flatMap(jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? [])
  const others = statement.subject.slice(1).filter(({ name }) => name !== RUN_REPORT_FILE)
  if (statement.subject.length - others.length > 2) return fail('subjects', `${RUN_REPORT_FILE} is named twice`)
  const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256)
  if (wrong !== undefined) return fail('subjects', `${wrong.name} is not what the run manifest lists`)
  const before = statement.subject.length - others.length
  const expectedCount = Math.min(listed.size, LIMITS.statementSubjects - before)
  return others.length === expectedCount
    ? pass('subjects', `${others.length} job files`)
    : fail('subjects', `${others.length} job files signed, ${expectedCount} listed`)
}

const jobsIndex = z.object({
  jobs: list(
    z.object({
      id: z.optional(numericId),
      key: z.optional(text(256)),
      presence: text(100),
      signature: z.object({ mode: text(100), by: z.union([text(100), z.null()]) }),
      files: list(z.object({ name: text(1_024), digest: z.object({ sha256: text(64) }) }), 2),
      payload: z.optional(text(100)),
    }),
    LIMITS.jobsInReport,
  ),
})

/**
 * Returns the jobs that a statement about a run manifest names, with the digests of their files; undefined for another
 * form.
 */
export const readJobsIndex = ({ predicate }: Pick<Statement, 'predicate'>): readonly IndexedJob[] | undefined => {
  const parsed = z.safeParse(jobsIndex, predicate)
  return parsed.success ? parsed.data.jobs : undefined
}

/** Checks that the statement names the same jobs with the same files, and leaves none out. */
export const checkJobsIndex = (statement: Statement, { jobs }: RunManifest): Check => {
  const id = 'predicate-jobs'
  const told = readJobsIndex(statement)
  if (told === undefined) return fail(id, 'the predicate names its jobs in no form of this version')
  if (told.length !== jobs.length) return fail(id, `${told.length} jobs, the run manifest has ${jobs.length}`)
  const at = jobs.findIndex((job, index) => toLine(fromManifest(job)) !== toLine(told[index]))
  return at < 0
    ? pass(id, `${jobs.length} jobs as in the run manifest`)
    : fail(id, `${jobs[at]?.name ?? ''} is not as in the run manifest`)
}

/** Checks a statement without its run manifest: whether it names its jobs in the form of this version. */
export const checkJobsForm = ({ predicate, predicateType }: Statement): readonly Check[] => {
  if (predicateType === JOB_PREDICATE_TYPE) return []
  const jobs = readJobsIndex({ predicate })
  return [
    jobs === undefined
      ? fail('predicate-jobs', 'the predicate names its jobs in no form of this version')
      : pass('predicate-jobs', `${jobs.length} jobs`),
  ]
}

export type IndexedJob = z.output<typeof jobsIndex>['jobs'][number]

const fromManifest = (job: ReportedJob): IndexedJob => ({
  id: job.id,
  key: job.key,
  presence: job.presence,
  signature: { mode: job.signature.mode, by: job.signature.by },
  files: jobFiles(job).map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
  payload: job.manifest?.payloadDigest,
})

/** Writes members in one order, so that equal jobs are equal lines. */
const toLine = (job: IndexedJob | undefined): string =>
  JSON.stringify([
    job?.id,
    job?.key,
    job?.presence,
    job?.signature.mode,
    job?.signature.by,
    job?.files.map(file => [file.name, file.digest.sha256]),
    job?.payload,
  ])
