import { grouped } from '../../core/grouped.ts'
import type { RerunConditions } from '../../schema/run/rerun-conditions.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { Source } from '../../schema/values/fact.ts'
import { isFullCommit, listUsedActions } from './job-account.ts'

export type WorkflowRequest = {
  readonly run: RunManifest['run']
  readonly jobs: readonly ReportedJob[]
  /** Path of the run's file from REST; it may end in `@ref`. */
  readonly path: string | undefined
  /** Called workflows from REST: `owner/repo/.github/workflows/x.yml@ref`. */
  readonly referenced: readonly { readonly path: string; readonly sha?: string }[]
  /** Files that were read at a commit, with the digest of their bytes. */
  readonly files: readonly { readonly path: string; readonly sha: string; readonly digest: string }[]
}

const MAX_FILES = 100

type Claim = { readonly path: string; readonly sha?: string | undefined; readonly source: Source }

/**
 * Lists the workflow files of the run, its own first, each once for each commit. REST takes precedence over the runner,
 * and the runner over a log. A file without a commit is listed only if no source has its commit. The digest is that of
 * the bytes at this commit, never of a file in a workspace.
 */
export const workflowFiles = (question: WorkflowRequest): RerunConditions['workflows'] => {
  const own = ownFile(question)
  const called = [...fromRest(question), ...question.jobs.flatMap(fromRunner), ...question.jobs.flatMap(fromLog)]
  const claims = [...(own === undefined ? [] : [own]), ...called]
  const placed = new Set(claims.filter(({ sha }) => sha !== undefined).map(keyOfPath))
  const known = claims.filter(claim => claim.sha !== undefined || !placed.has(keyOfPath(claim)))
  const digests = new Map(question.files.map(file => [toKey(file), file.digest]))
  return [...grouped(known, toKey)].slice(0, MAX_FILES).flatMap(([key, claims]) => {
    const digest = digests.get(key)
    return claims.slice(0, 1).map(claim => ({ ...claim, digest }))
  })
}

const ownFile = ({ run, jobs, path, files }: WorkflowRequest): Claim | undefined => {
  const { workflowRef, workflowSha, repository } = run
  const place = workflowRef?.value ?? (path === undefined ? undefined : `${repository.value}/${path}`)
  if (place === undefined) return undefined
  const told = workflowSha ?? jobs.flatMap(({ record }) => record?.run.workflowSha ?? [])[0]
  const claim = { path: withoutRef(place), source: workflowRef?.source ?? ('api' as const) }
  const read = files.find(file => keyOfPath(file) === keyOfPath(claim))
  return { ...claim, sha: told?.value ?? read?.sha }
}

const fromRest = ({ referenced }: WorkflowRequest): readonly Claim[] =>
  referenced.map(({ path, sha }) => ({ path: withoutRef(path), sha, source: 'api' }))

const fromRunner = ({ record }: ReportedJob): readonly Claim[] => {
  const { workflowRef, workflowSha } = record?.job ?? {}
  return workflowRef === undefined
    ? []
    : [{ path: withoutRef(workflowRef.value), sha: workflowSha?.value, source: workflowRef.source }]
}

const fromLog = (job: ReportedJob): readonly Claim[] =>
  listUsedActions(job).flatMap(({ kind, uses, ref, sha, source }) =>
    kind === 'reusable-workflow' ? [{ path: uses, sha: sha ?? (isFullCommit(ref) ? ref : undefined), source }] : [],
  )

const withoutRef = (path: string): string => path.split('@')[0] ?? path

/** Builds the key of a path. Owner and name of a repository are not case-sensitive. */
const keyOfPath = ({ path }: { readonly path: string }): string => {
  const [owner = '', name = '', ...rest] = path.split('/')
  return [owner.toLowerCase(), name.toLowerCase(), ...rest].join('/')
}

const toKey = (file: { readonly path: string; readonly sha?: string | undefined }): string =>
  `${keyOfPath(file)}@${file.sha ?? ''}`
