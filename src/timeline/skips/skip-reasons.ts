import type { ControlTrace, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { Condition, PlannedCondition } from '../../schema/observed/workflow-plan.ts'
import type { SkipReason } from '../../schema/run/run-timeline.ts'
import type { JobGraph } from '../graph/job-graph.ts'
import type { JobPlace } from '../graph/job-place.ts'
import { type ConditionFacts, holds } from './evaluate-condition.ts'

/** Returns why a job was skipped; undefined for a job that was not skipped, and if no source shows the reason. */
export type SkipReasons = (job: ObservedJob) => SkipReason | undefined

type ProtectionContext = {
  readonly run: Pick<RunObservation['run'], 'status' | 'conclusion'>
  readonly jobs: ReadonlyMap<string, ObservedJob>
  readonly places: ReadonlyMap<string, JobPlace>
  readonly graph: JobGraph
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** True if the file may be another one than the run's. */
  readonly isInferred: boolean
  /** True if the job ended at its time limit. */
  readonly isTimedOut: (id: string) => boolean
}

/**
 * Builds the lookup. `success()` of a job checks all jobs above it, at any distance, and each job that calls no status
 * function has it implicitly (docs.github.com "Status check functions"; actions/runner#491 for a skipped job far
 * above). GitHub's record of its own decision, in `system.txt` of the log archive, outranks a conclusion from the
 * workflow file.
 */
export const createSkipReasons = (context: ProtectionContext): SkipReasons => {
  const known = new Map<string, SkipReason | undefined>()
  const find = (id: string): SkipReason | undefined => {
    if (known.has(id)) return known.get(id)
    // Set first: needs in a cycle must not hang.
    known.set(id, undefined)
    const reason = findReason(context, id, find)
    known.set(id, reason)
    return reason
  }
  return ({ id, api }) => (api.conclusion === 'skipped' ? find(id) : undefined)
}

type Find = (id: string) => SkipReason | undefined

const findReason = (context: ProtectionContext, id: string, find: Find): SkipReason | undefined => {
  const condition = context.places.get(id)?.planned?.condition
  const needs = context.graph.findNeeds(id)
  const evaluated = context.traces.get(id)?.condition
  const told = condition === undefined || needs === undefined ? undefined : concluded(context, id, condition, find)
  if (evaluated === undefined || evaluated.result) return told
  const shown = { condition: evaluated.text, source: 'log', confidence: 'high' } as const
  return told === undefined ? { by: getBy(evaluated.text), through: [], ...shown } : { ...told, ...shown }
}

/** Returns the kind of a condition that only depends on how the jobs above ended. */
const getBy = (text: string): SkipReason['by'] =>
  /^\s{0,9}success\s{0,9}\(\s{0,9}\)\s{0,9}$/i.test(text) ? 'need' : 'condition'

const concluded = (
  context: ProtectionContext,
  id: string,
  condition: PlannedCondition,
  find: Find,
): SkipReason | undefined => {
  const bad = badAbove(context, id)
  const facts = getFacts(context, id, bad)
  const origin = findRoot(context, bad, find)
  const about = { source: 'workflow-file', confidence: context.isInferred ? 'medium' : 'high' } as const
  const isAsked = condition.isImplicit && facts.success === false
  if (isAsked || (condition.isImplicit && condition.text === 'success()'))
    // If every job above succeeded, nothing shows what success() found.
    return origin === undefined
      ? undefined
      : { by: 'need', ...origin, isImplicit: true, condition: condition.text, ...about }
  if (holds(condition.tree, facts) === true) return undefined
  const part = falsePart(condition.tree, facts)
  const isOfNeeds = asksNeeds(part ?? condition.tree)
  return {
    by: 'condition',
    ...(isOfNeeds && origin !== undefined ? origin : { through: [] }),
    condition: condition.text,
    part: part === undefined || part.text === condition.text ? undefined : part.text,
    ...about,
  }
}

/** Returns the one part of an `&&` that did not hold; undefined if that is ambiguous. */
const falsePart = (tree: Condition, facts: ConditionFacts): Condition | undefined => {
  if (tree.kind !== 'all') return tree
  const parts = tree.of.flatMap(part => (part.kind === 'all' ? part.of : [part]))
  const judged = parts.map(part => ({ part, holds: holds(part, facts) }))
  const wrong = judged.find(one => one.holds === false)
  if (wrong !== undefined) return wrong.part
  const open = judged.filter(one => one.holds === undefined)
  return open.length === 1 ? open[0]?.part : undefined
}

const STATUS: ReadonlySet<string> = new Set(['success', 'failure', 'cancelled'])

/** Returns true if a part depends on how other jobs ended, or on their outputs. */
const asksNeeds = (part: Condition): boolean => {
  switch (part.kind) {
    case 'need-result':
      return true
    case 'value':
      return /^needs\b/i.test(part.text)
    case 'call':
      return STATUS.has(part.name) || part.args.some(asksNeeds)
    case 'all':
    case 'any':
      return part.of.some(asksNeeds)
    case 'not':
      return asksNeeds(part.of)
    case 'compare':
      return asksNeeds(part.left) || asksNeeds(part.right)
  }
}

type Above = { readonly job: ObservedJob; readonly through: readonly string[] }

const MAX_THROUGH = 50

/** Lists the jobs above that did not succeed, nearest first, each with the jobs between. */
const badAbove = (context: ProtectionContext, id: string): readonly Above[] => {
  const bad: Above[] = []
  const seen = new Set([id])
  // One array represents one group of needs, so each group is searched once.
  const groups = new Set<readonly string[]>()
  let level: readonly { readonly id: string; readonly through: readonly string[] }[] = [{ id, through: [] }]
  while (level.length > 0) {
    const next = level.flatMap(one => {
      const needs = context.graph.findNeeds(one.id) ?? []
      if (groups.has(needs)) return []
      groups.add(needs)
      return needs.flatMap(need => {
        if (seen.has(need)) return []
        seen.add(need)
        return [{ id: need, through: one.id === id ? [] : [...one.through, one.id].slice(0, MAX_THROUGH) }]
      })
    })
    for (const { id: need, through } of next) {
      const job = context.jobs.get(need)
      if (job !== undefined && isBad(context, job)) bad.push({ job, through })
    }
    level = next
  }
  return bad
}

/**
 * Returns true if a job counts as not succeeded. A job that failed in a run that succeeded is tolerated: `needs` has it
 * as a success.
 */
const isBad = ({ run }: ProtectionContext, { api }: ObservedJob): boolean => {
  const { conclusion } = api
  if (conclusion === undefined || conclusion === 'success' || conclusion === 'neutral') return false
  return conclusion === 'skipped' || run.conclusion !== 'success'
}

const isFailed = ({ api }: ObservedJob): boolean => api.conclusion !== 'cancelled' && api.conclusion !== 'skipped'

const getFacts = (context: ProtectionContext, id: string, bad: readonly Above[]): ConditionFacts => ({
  success: bad.length === 0,
  failure: bad.some(({ job }) => isFailed(job)),
  cancelled: context.run.conclusion === 'cancelled' || context.run.status !== 'completed' ? undefined : false,
  needResult: key => needResult(context, id, key),
})

/** Returns the result of all jobs that a need became: legs of a matrix, jobs of a called workflow. */
const needResult = (context: ProtectionContext, id: string, key: string): string | undefined => {
  const planned = context.places.get(id)?.planned
  const need = planned?.needs.find(one => one.slice(one.lastIndexOf('/') + 1).toLowerCase() === key.toLowerCase())
  if (need === undefined) return undefined
  const ends = (context.graph.findNeeds(id) ?? []).flatMap(one => {
    const place = context.places.get(one)?.planned?.id
    const job = context.jobs.get(one)
    return job === undefined || (place !== need && place?.startsWith(`${need}/`) !== true)
      ? []
      : [findEnd(context, job)]
  })
  if (ends.length === 0 || ends.includes(undefined)) return undefined
  if (ends.every(end => end === 'skipped')) return 'skipped'
  return ['failure', 'cancelled'].find(end => ends.includes(end)) ?? 'success'
}

const findEnd = (context: ProtectionContext, job: ObservedJob): string | undefined => {
  if (job.api.conclusion === undefined) return undefined
  if (!isBad(context, job)) return 'success'
  return isFailed(job) ? 'failure' : job.api.conclusion
}

/** Finds the job that caused the skip: among the nearest that did not succeed, a failed one before a cancelled one. */
const findRoot = (
  context: ProtectionContext,
  bad: readonly Above[],
  find: Find,
): Pick<SkipReason, 'root' | 'through'> | undefined => {
  const distance = bad[0]?.through.length
  const [nearest] = bad
    .filter(({ through }) => through.length === distance)
    .toSorted((a, b) => rank(a.job) - rank(b.job))
  if (nearest === undefined) return undefined
  const { job, through } = nearest
  const before = job.api.conclusion === 'skipped' ? find(job.id) : undefined
  const root = before?.root === undefined ? undefined : context.jobs.get(before.root.id)
  return root === undefined
    ? { root: toRoot(context, job), through: [...through] }
    : { root: toRoot(context, root), through: [...through, job.id, ...(before?.through ?? [])].slice(0, MAX_THROUGH) }
}

const rank = (job: ObservedJob): number => (isFailed(job) ? 0 : job.api.conclusion === 'cancelled' ? 1 : 2)

const toRoot = (context: ProtectionContext, { id, name, api }: ObservedJob): NonNullable<SkipReason['root']> => ({
  id,
  name,
  conclusion: api.conclusion,
  ended: context.isTimedOut(id) ? 'time-limit' : undefined,
})
