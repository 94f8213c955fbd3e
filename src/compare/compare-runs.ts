import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { findBranch } from '../history/to-history-run.ts'
import {
  BEHAVIOUR_KINDS,
  type BehaviourDifference,
  COMPARISON_VERSION,
  type ComparedRun,
  type Comparison,
  type TimeDifference,
} from '../schema/questions/comparison.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import { VERSION } from '../schema/values/version.ts'
import { attributeTime } from './attribute-time.ts'
import { type CauseContext, toCauseContext } from './causes/cause-context.ts'
import { findFailureCauses } from './causes/failure-causes.ts'
import { findCauses } from './causes/find-causes.ts'
import { compareArtifacts, compareCaches, compareFindings, compareRetries } from './compare-evidence.ts'
import { compareRunInputs } from './compare-inputs.ts'
import { compareJob } from './compare-jobs.ts'
import { listComparedJobs } from './compared-job.ts'
import { listNotComparable } from './not-comparable.ts'
import { type PairedJobs, pairJobs } from './pair-jobs.ts'
import { findCommit } from './run-inputs.ts'

/** A run to compare, and how it was read. */
export type RunToCompare = {
  readonly manifest: RunManifest
  readonly signed: ComparedRun['signed']
  readonly place: string
  readonly gaps: readonly Gap[]
}

/**
 * Compares two runs: what went in, what they did, and what explains the difference of their time. Jobs are paired by key
 * and matrix. What cannot be compared is listed, so that a kind without a difference is the same only where it was
 * compared.
 */
export const compareRuns = (earlier: RunToCompare, later: RunToCompare): Comparison => {
  const [before, after] = [earlier.manifest, later.manifest]
  const paired = pairJobs(listComparedJobs(before), listComparedJobs(after))
  const inputs = compareRunInputs(before, after, paired.pairs)
  const context = toCauseContext(before, after, inputs)
  const behaviour = compareBehaviour(before, after, paired, context)
  const left = behaviour.length - LIMITS.comparedBehaviour
  return {
    kind: 'comparison',
    schemaVersion: COMPARISON_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    before: toComparedRun(earlier),
    after: toComparedRun(later),
    jobs: {
      paired: paired.pairs.length,
      onlyBefore: paired.onlyBefore.length,
      onlyAfter: paired.onlyAfter.length,
    },
    notComparable: [...listNotComparable(before, after, paired)],
    time: explainTime(before, after, paired, context),
    inputs: [...inputs.groups],
    behaviour: behaviour.slice(0, LIMITS.comparedBehaviour),
    behaviourNotListed: left > 0 ? left : undefined,
  }
}

const toComparedRun = ({ manifest, signed, place, gaps }: RunToCompare): ComparedRun => {
  const { run, result, timeline, schemaVersion } = manifest
  const total = timeline?.criticalPath?.totalMs
  return {
    place: cutText(place, 1_024),
    signed,
    schemaVersion,
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    runId: run.runId.value,
    attempt: run.attempt.value,
    number: run.number?.value,
    workflow: run.workflow?.value,
    event: run.event?.value,
    branch: findBranch(run),
    commit: findCommit(manifest)?.value,
    result,
    startedAt: timeline?.start ?? run.startedAt?.value,
    totalMs: total === undefined ? undefined : Math.round(total),
    url: run.url?.value,
    gaps: gaps.slice(0, LIMITS.gaps),
  }
}

const explainTime = (
  { timeline: before }: RunManifest,
  { timeline: after }: RunManifest,
  paired: PairedJobs,
  context: CauseContext,
): TimeDifference | undefined => {
  if (before?.criticalPath === undefined || after?.criticalPath === undefined) return undefined
  const { difference, parts, otherPartsMs } = attributeTime(before.criticalPath, after.criticalPath, paired)
  return {
    ...difference,
    parts: parts.map(one => ({ ...one.part, causes: findCauses(one, context) })),
    otherPartsMs,
  }
}

const compareBehaviour = (
  before: RunManifest,
  after: RunManifest,
  { pairs }: PairedJobs,
  context: CauseContext,
): readonly BehaviourDifference[] => {
  const ofJobs = pairs.flatMap(pair =>
    compareJob(pair).map(one => {
      const causes = one.kind === 'result' ? findFailureCauses(pair, context) : []
      return causes.length === 0 ? one : { ...one, causes }
    }),
  )
  const all = [
    ...ofJobs,
    ...compareRetries(before, after, pairs),
    ...compareFindings(before, after),
    ...compareCaches(before, after, pairs),
    ...compareArtifacts(before, after),
  ]
  return rankBehaviour(all)
}

const ORDER: ReadonlyMap<string, number> = new Map(BEHAVIOUR_KINDS.map((kind, index) => [kind, index]))

/** Orders by kind, then by the size of the difference of time. */
const rankBehaviour = (all: readonly BehaviourDifference[]): readonly BehaviourDifference[] =>
  all
    .map(one => ({
      one,
      order: ORDER.get(one.kind) ?? ORDER.size,
      ms: Math.abs((one.afterMs ?? 0) - (one.beforeMs ?? 0)),
    }))
    .sort((a, b) => a.order - b.order || b.ms - a.ms)
    .map(({ one }) => one)
