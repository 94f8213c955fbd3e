import { grouped } from '../../core/grouped.ts'
import type { UsedAction } from '../../schema/job/job-manifest.ts'
import type { RerunConditions } from '../../schema/run/rerun-conditions.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import type { Reading } from '../../schema/values/fact.ts'
import { isFullCommit, isSilent, listUsedActions } from './job-account.ts'

type Unpinned = RerunConditions['unpinned'][number]
type Used = { readonly job?: string; readonly action: Pick<UsedAction, 'kind' | 'uses' | 'ref' | 'sha'> }

/** A called workflow as REST lists it: `owner/repo/.github/workflows/x.yml@ref`. */
type Called = { readonly path: string; readonly sha?: string }

/** The commit of the run's own workflow file, and its repository. */
export type OwnCommit = { readonly repository: string; readonly sha: string | undefined }

const MAX_UNPINNED = 500
const MAX_JOBS = 20

/**
 * Finds actions and called workflows that are not written with a full commit, each once with the jobs that used it. The
 * commit that ran is known, but the next run may get another one. This holds for immutable packages too: their digest
 * identifies the present `v4`, not a later one. A workflow of the run's own commit changes only with that commit.
 */
export const findUnpinned = (
  jobs: readonly ReportedJob[],
  own: OwnCommit,
  called: readonly Called[] = [],
): Reading<Unpinned[]> => {
  const told = jobs.flatMap(job => listUsedActions(job).map((action): Used => ({ job: job.name, action })))
  const used = [...told, ...called.flatMap(one => notTold(one, told))].filter(
    ({ action }) => !isFullCommit(action.ref) && !isOwn(action, own),
  )
  const byName = grouped(used, ({ action }) => `${action.uses}@${action.ref}`)
  const named = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, users]) => toUnpinned(users))
  const silent = jobs.filter(isSilent).length
  return {
    value: named.slice(0, MAX_UNPINNED),
    gaps: [
      ...(silent === 0
        ? []
        : [
            {
              field: FIELD,
              reason: 'not-found',
              detail: `jobs that tell nothing of their actions: ${silent}`,
            } as const,
          ]),
      ...(named.length <= MAX_UNPINNED ? [] : [{ field: FIELD, reason: 'too-large' } as const]),
    ],
  }
}

const FIELD = 'rerunConditions.unpinned'

const toUnpinned = (users: readonly Used[]): readonly Unpinned[] =>
  users.slice(0, 1).map(({ action: { uses, ref } }) => ({
    uses,
    ref,
    jobs: [...new Set(users.flatMap(({ job }) => job ?? []))].sort().slice(0, MAX_JOBS),
  }))

/**
 * Returns a called workflow only if no job lists it. The entries of its jobs are better: they have the names of the
 * jobs, and the ref as it is written.
 */
const notTold = ({ path, sha }: Called, told: readonly Used[]): readonly Used[] => {
  const at = path.lastIndexOf('@')
  const uses = path.slice(0, at)
  const isTold = told.some(({ action }) => action.uses.toLowerCase() === uses.toLowerCase() && action.sha === sha)
  return at < 1 || isTold
    ? []
    : [{ action: { kind: 'reusable-workflow', uses, ref: path.slice(at + 1, at + 513), sha } }]
}

/**
 * Returns true for a workflow of the run's own commit. `./` in a file means the file's own repository and commit; the
 * runner prints the branch in its place.
 */
const isOwn = ({ kind, uses, sha }: Used['action'], own: OwnCommit): boolean =>
  kind === 'reusable-workflow' &&
  sha !== undefined &&
  sha === own.sha &&
  uses.toLowerCase().startsWith(`${own.repository.toLowerCase()}/`)
