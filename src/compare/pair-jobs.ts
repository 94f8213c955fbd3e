import { grouped } from '../core/grouped.ts'
import type { JobReference } from '../schema/questions/comparison.ts'
import type { ComparedJob } from './compared-job.ts'

/** The same job of two runs, and what shows that it is the same. */
export type JobPair = {
  readonly before: ComparedJob
  readonly after: ComparedJob
  /** `name`: key or matrix is not known in one of both runs, and the names are equal. */
  readonly by: 'key-and-matrix' | 'name'
}

export type PairedJobs = {
  readonly pairs: readonly JobPair[]
  readonly onlyBefore: readonly ComparedJob[]
  readonly onlyAfter: readonly ComparedJob[]
}

/**
 * Pairs the jobs of two runs by key and matrix: a job that got another name is the same, and a job of another key is
 * not, whatever its name. Jobs that share key and matrix, such as those of a workflow that is called twice, are told
 * apart by their names. A name alone decides only where key or matrix is unknown in one of both runs.
 */
export const pairJobs = (before: readonly ComparedJob[], after: readonly ComparedJob[]): PairedJobs => {
  let left: Unpaired = { before, after }
  const pairs: JobPair[] = []
  for (const { identify, accepts, by } of ROUNDS) {
    const found = pairBy(left, identify, accepts)
    pairs.push(...found.map(([one, other]): JobPair => ({ before: one, after: other, by })))
    const [used, taken] = [new Set(found.map(([one]) => one)), new Set(found.map(([, other]) => other))]
    left = { before: left.before.filter(job => !used.has(job)), after: left.after.filter(job => !taken.has(job)) }
  }
  const order = new Map(after.map((job, index) => [job, index]))
  return {
    pairs: pairs.toSorted((a, b) => (order.get(a.after) ?? 0) - (order.get(b.after) ?? 0)),
    onlyBefore: left.before,
    onlyAfter: left.after,
  }
}

type Unpaired = { readonly before: readonly ComparedJob[]; readonly after: readonly ComparedJob[] }
type Accepts = (before: ComparedJob, after: ComparedJob) => boolean

type Round = {
  /** Undefined for a job that the round does not identify. */
  readonly identify: (job: ComparedJob) => string | undefined
  readonly accepts: Accepts
  readonly by: JobPair['by']
}

const withMatrix = (key: string | undefined, { matrix, knowsMatrix }: ComparedJob): string | undefined =>
  key === undefined || !knowsMatrix ? undefined : JSON.stringify([key, Object.entries(matrix ?? {}).sort()])

const ROUNDS: readonly Round[] = [
  { identify: job => withMatrix(job.planId, job), accepts: () => true, by: 'key-and-matrix' },
  {
    identify: job => withMatrix(job.key, job),
    // Where both runs know the callers, another caller is another job.
    accepts: (before, after) => before.planId === undefined || after.planId === undefined,
    by: 'key-and-matrix',
  },
  {
    identify: ({ reported }) => reported.name,
    accepts: (before, after) =>
      before.key === undefined ||
      after.key === undefined ||
      (before.key === after.key && !(before.knowsMatrix && after.knowsMatrix)),
    by: 'name',
  },
]

const pairBy = (
  { before, after }: Unpaired,
  identify: Round['identify'],
  accepts: Accepts,
): readonly (readonly [ComparedJob, ComparedJob])[] => {
  const known = after.filter(job => identify(job) !== undefined)
  const others = grouped(known, job => identify(job) ?? '')
  const groups = grouped(
    before.filter(job => identify(job) !== undefined),
    job => identify(job) ?? '',
  )
  return [...groups].flatMap(([identity, same]) =>
    pairAlike(same, others.get(identity) ?? []).filter(([one, other]) => accepts(one, other)),
  )
}

/** Pairs the jobs of one identity. Of several, only those with a name that is unique on both sides are paired. */
const pairAlike = (
  before: readonly ComparedJob[],
  after: readonly ComparedJob[],
): readonly (readonly [ComparedJob, ComparedJob])[] => {
  const [one, ...more] = before
  const [other, ...others] = after
  if (one === undefined || other === undefined) return []
  if (more.length + others.length === 0) return [[one, other]]
  const byName = grouped(after, ({ reported }) => reported.name)
  return [...grouped(before, ({ reported }) => reported.name)].flatMap(([name, same]) => {
    const [namesake, ...rest] = byName.get(name) ?? []
    const [first, ...further] = same
    return first === undefined || namesake === undefined || rest.length + further.length > 0
      ? []
      : [[first, namesake] as const]
  })
}

/** Names a job of both runs, or of one. */
export const toReference = (before: ComparedJob | undefined, after: ComparedJob | undefined): JobReference => {
  const job = after ?? before
  return {
    key: job?.planId ?? job?.key,
    matrix: job?.matrix,
    name: job?.reported.name ?? '',
    beforeId: before?.reported.id,
    afterId: after?.reported.id,
  }
}
