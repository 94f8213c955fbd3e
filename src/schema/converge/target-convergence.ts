import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { confidence, gap } from '../values/fact.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'
import { TARGET_KINDS } from './target-kinds.ts'

const name = text(LIMITS.convergenceName)

/** A git commit, a chart version, a digest, or `generation 4` of an object that knows no revision. */
const revision = text(LIMITS.convergenceRevision)

/**
 * What can be stated of one revision on one target. The first four are steps: each needs the one before it. The others
 * say how it ended, or why a step was not reached (docs/convergence.md).
 */
export const CONVERGENCE_STATES = [
  'accepted', // the control plane holds the revision as desired
  'applied', // the controller wrote it to the cluster
  'healthy', // the workload is healthy, and that health was evaluated after the revision was applied
  'stayed-healthy', // it was healthy without a break for the soak time
  'degraded',
  'out-of-sync',
  'superseded', // a newer revision was applied in its place
  'rolled-back', // what ran before it was applied again
  'never-applied',
  'not-observed',
] as const
export type ConvergenceState = (typeof CONVERGENCE_STATES)[number]
const convergenceState = openEnum(CONVERGENCE_STATES)

/** Health in the words of Argo CD (argoproj/gitops-engine pkg/health/health.go); for other targets computed from their status. */
export const HEALTH = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown'] as const
export type Health = (typeof HEALTH)[number]

export const DECIDERS = ['automation', 'controller', 'person', 'commit', 'unknown'] as const
export type DeciderKind = (typeof DECIDERS)[number]

/** Who decided: the controller's own automation, a person as the controller names them, or a commit that reverts. */
const decider = z.object({ kind: openEnum(DECIDERS), name: z.optional(name) })

/** The field of the object that shows a state, and its value. Never a message. */
const evidence = z.object({ field: text(200), value: z.optional(text(LIMITS.convergenceRevision)) })

/**
 * `at` is the observer's clock. `statedAt` is the time that the controller states, by its own clock and in whole seconds.
 * `before`: the state was already there when the observation began.
 */
const moment = { at: z.optional(time), statedAt: z.optional(time), before: z.optional(z.boolean()) }

export const stateEntry = z.object({
  state: convergenceState,
  ...moment,
  evidence: list(evidence, 10),
  confidence,
})
export type StateEntry = z.output<typeof stateEntry>

export const TRANSITION_FIELDS = [
  'desired',
  'compared',
  'applied',
  'sync',
  'health',
  'operation',
  'generation',
  'replicas',
  'condition',
  'images',
  'object',
] as const
export type TransitionField = (typeof TRANSITION_FIELDS)[number]

export const transition = z.object({
  at: z.optional(time),
  statedAt: z.optional(time),
  field: openEnum(TRANSITION_FIELDS),
  from: z.optional(text(LIMITS.convergenceValue)),
  to: z.optional(text(LIMITS.convergenceValue)),
})
export type Transition = z.output<typeof transition>

export const MESSAGE_CLASSES = [
  'succeeded',
  'invalid-manifest',
  'permission',
  'hook-failed',
  'admission',
  'not-found',
  'timeout',
  'other',
] as const
export type MessageClass = (typeof MESSAGE_CLASSES)[number]

export const operation = z.object({
  phase: z.optional(text(60)),
  /** True also for `Running` with an end: Argo CD waits to retry a failed sync in that phase. */
  failing: z.boolean(),
  startedAt: z.optional(time),
  finishedAt: z.optional(time),
  retries: z.optional(count),
  revision: z.optional(revision),
  /** What the message is about; the message itself is not kept. */
  messageClass: z.optional(openEnum(MESSAGE_CLASSES)),
  by: z.optional(decider),
  hooks: z.optional(z.object({ total: count, failed: count })),
})
export type Operation = z.output<typeof operation>

export const replicas = z.object({
  desired: z.optional(count),
  current: z.optional(count),
  updated: z.optional(count),
  ready: z.optional(count),
  available: z.optional(count),
})
export type Replicas = z.output<typeof replicas>

export const condition = z.object({
  type: text(200),
  status: z.optional(text(40)),
  reason: z.optional(text(200)),
  since: z.optional(time),
})
export type Condition = z.output<typeof condition>

export const treeResource = z.object({
  kind: text(200),
  namespace: z.optional(text(LIMITS.convergenceName)),
  name,
  health: z.optional(openEnum(HEALTH)),
  sync: z.optional(text(40)),
})
export type TreeResource = z.output<typeof treeResource>

export const EVENT_CLASSES = [
  'image-pull',
  'crash-loop',
  'scheduling',
  'probe',
  'quota',
  'admission',
  'volume',
  'memory',
  'other',
] as const
export type EventClass = (typeof EVENT_CLASSES)[number]

export const warningCount = z.object({
  class: openEnum(EVENT_CLASSES),
  count,
  firstAt: z.optional(time),
  lastAt: z.optional(time),
})
export type WarningCount = z.output<typeof warningCount>

export const appliedRevision = z.object({
  id: z.optional(text(60)),
  revision,
  at: z.optional(time),
  by: z.optional(decider),
})
export type AppliedRevision = z.output<typeof appliedRevision>

export const targetImages = z.object({
  /** Digests that the run built or named. */
  built: list(sha256Digest, LIMITS.convergenceImages),
  /** What runs, or what the target declares if no pod was read. */
  running: list(
    z.object({
      image: z.optional(text(1_024)),
      digest: z.optional(sha256Digest),
      from: openEnum(['pods', 'declared']),
    }),
    LIMITS.convergenceImages,
  ),
  /** `unknown` where no digest was built, or none is running by digest: a tag proves nothing. */
  match: openEnum(['same', 'differs', 'unknown']),
})
export type TargetImages = z.output<typeof targetImages>

export const DECISION_KINDS = ['rollback', 'abort', 'pause', 'resume', 'self-heal', 'sync', 'remediation'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export const decision = z.object({
  kind: openEnum(DECISION_KINDS),
  ...moment,
  revision: z.optional(revision),
  by: decider,
})
export type Decision = z.output<typeof decision>

export const targetAddress = z.object({
  kind: openEnum(TARGET_KINDS),
  namespace: z.optional(name),
  name,
})
export type TargetAddress = z.output<typeof targetAddress>

/** What was observed of one target, and what follows from it for the wanted revision. */
export const targetConvergence = z.object({
  target: targetAddress,
  /** Why the revision is the wanted one: an input named it, or it is the last change that the observation shows. */
  wanted: z.object({ revision: z.optional(revision), by: openEnum(['input', 'images', 'last-change', 'none']) }),
  verdict: convergenceState,
  confidence,
  /** Why the verdict is no better, as a fixed word. */
  reason: z.optional(
    openEnum([
      'operation-failed',
      'operation-running',
      'no-automation',
      'suspended',
      'not-compared',
      'not-evaluated',
      'deleted',
      'no-object',
      'still-progressing',
      'no-replicas',
      'soak-not-over',
    ]),
  ),
  states: list(stateEntry, 20),
  /** Milliseconds from `accepted` to `applied`, and from `accepted` to `healthy`; absent if one was not observed. */
  reconciliationMs: z.optional(count),
  convergenceMs: z.optional(count),
  observedFrom: z.optional(time),
  observedUntil: z.optional(time),
  soakMs: z.optional(count),
  /** The observer's clock minus the controller's, where they differ by more than the resolution of the controller's. */
  clockOffsetMs: z.optional(z.number()),
  sync: z.optional(text(60)),
  health: z.optional(openEnum(HEALTH)),
  generation: z.optional(count),
  observedGeneration: z.optional(count),
  replicas: z.optional(replicas),
  operation: z.optional(operation),
  conditions: list(condition, LIMITS.convergenceConditions),
  history: list(appliedRevision, LIMITS.convergenceHistory),
  decisions: list(decision, LIMITS.convergenceDecisions),
  images: targetImages,
  resources: list(treeResource, LIMITS.convergenceResources),
  warnings: list(warningCount, EVENT_CLASSES.length + 1),
  transitions: list(transition, LIMITS.convergenceTransitions),
  /** How many there were: more than `transitions` holds if it was cut. */
  transitionCount: count,
  gaps: list(gap, 50),
})
export type TargetConvergence = z.output<typeof targetConvergence>
