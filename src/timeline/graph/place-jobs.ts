import type { JobManifest } from '../../model/job-manifest.ts'
import { exactName, literalLength, matchesName } from '../../model/name-pattern.ts'
import type { ObservedJob } from '../../model/run-observation.ts'
import type { NamePattern, PlannedJob, WorkflowPlan } from '../../model/workflow-plan.ts'

/** Where a job of the list stands in the plan. */
export type JobPlace = {
  readonly planned: PlannedJob | undefined
  readonly key: string | undefined
  readonly matrix: NonNullable<JobManifest['job']['matrix']>['value'] | undefined
  /** Display names of the calling jobs above it, outermost first: jobs of one scope need only jobs of the same scope. */
  readonly scope: readonly string[]
  readonly joinedBy: 'manifest' | 'name' | undefined
}

/**
 * Finds each job of the list in the plan: by the YAML key its manifest states, else by its display name, which is an
 * inference (names are free text, cut at 100 characters, and repeat inside real runs). A job that could be two planned
 * ones is none.
 */
export const placeJobs = (
  plan: WorkflowPlan | undefined,
  jobs: readonly ObservedJob[],
  manifests: ReadonlyMap<string, JobManifest>,
): ReadonlyMap<string, JobPlace> => {
  const book = indexOf(plan)
  return new Map(
    jobs.map(job => {
      const manifest = manifests.get(job.id)
      const key = manifest?.job.key.value
      const stated = key === undefined ? undefined : only(narrow(book.byKey.get(key) ?? [], job.name))
      const planned = stated ?? (key === undefined || plan === undefined ? byName(book, job) : undefined)
      return [
        job.id,
        {
          planned,
          key: key ?? planned?.key,
          matrix: manifest?.job.matrix?.value ?? matrixOf(planned, job.name),
          scope: planned === undefined ? [] : scopeOf(book, planned, job.name),
          joinedBy: planned === undefined ? undefined : stated === undefined ? 'name' : 'manifest',
        },
      ] as const
    }),
  )
}

type Book = {
  readonly byId: ReadonlyMap<string, PlannedJob>
  readonly byKey: ReadonlyMap<string, readonly PlannedJob[]>
  /** Jobs by a display name that the file tells exactly. */
  readonly exact: ReadonlyMap<string, readonly PlannedJob[]>
  /** Names with an open piece, and the names a skipped or un-expanded job may have. */
  readonly open: readonly { readonly pattern: NamePattern; readonly planned: PlannedJob }[]
}

const indexOf = (plan: WorkflowPlan | undefined): Book => {
  const jobs = plan?.jobs ?? []
  const byKey = new Map<string, PlannedJob[]>()
  const exact = new Map<string, PlannedJob[]>()
  const open: { pattern: NamePattern; planned: PlannedJob }[] = []
  for (const planned of jobs) {
    if (planned.kind === 'runs') add(byKey, planned.key, planned)
    for (const { name } of planned.kind === 'runs' ? (planned.instances ?? []) : []) {
      const text = exactName(name)
      if (text === undefined) open.push({ pattern: name, planned })
      else add(exact, text, planned)
    }
    open.push({ pattern: planned.anyName, planned })
  }
  return { byId: new Map(jobs.map(planned => [planned.id, planned])), byKey, exact, open }
}

const add = (map: Map<string, PlannedJob[]>, key: string, planned: PlannedJob): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, [planned])
  else if (!known.includes(planned)) known.push(planned)
}

/** Of several planned jobs with one key (called files), those whose name fits. */
const narrow = (candidates: readonly PlannedJob[], name: string): readonly PlannedJob[] =>
  candidates.length <= 1
    ? candidates
    : candidates.filter(({ instances, anyName }) =>
        (instances?.map(one => one.name) ?? [anyName]).some(pattern => matchesName(pattern, name)),
      )

/**
 * By name: an exact one first, then the pattern that fixes most. A calling job is listed itself only when it was skipped;
 * a skipped job bears its unevaluated or un-expanded name (actions/runner#1215).
 */
const byName = (book: Book, { name, api }: ObservedJob): PlannedJob | undefined => {
  const exact = book.exact.get(name)
  if (exact !== undefined) return only(exact)
  const skipped = api.conclusion === 'skipped'
  const fitting = book.open.filter(
    ({ pattern, planned }) => (planned.kind === 'runs' || skipped) && matchesName(pattern, name),
  )
  const most = Math.max(...fitting.map(({ pattern }) => literalLength(pattern)))
  const found = only([...new Set(fitting.filter(one => literalLength(one.pattern) === most).map(one => one.planned))])
  if (found !== undefined || !skipped) return found
  return only(
    [...book.byId.values()].filter(
      planned => [...callersOf(book, planned), planned].map(one => one.key).join(' / ') === name,
    ),
  )
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

const matrixOf = (planned: PlannedJob | undefined, name: string): JobPlace['matrix'] =>
  only((planned?.instances ?? []).filter(instance => exactName(instance.name) === name))?.matrix

export const callersOf = (book: Pick<Book, 'byId'>, planned: PlannedJob): readonly PlannedJob[] => {
  const caller = planned.caller === undefined ? undefined : book.byId.get(planned.caller)
  return caller === undefined ? [] : [...callersOf(book, caller), caller]
}

const scopeOf = (book: Book, planned: PlannedJob, name: string): readonly string[] =>
  name.split(' / ').slice(0, callersOf(book, planned).length)
