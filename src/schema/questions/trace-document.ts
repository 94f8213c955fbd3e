import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, source } from '../values/fact.ts'
import { count, list, numericId, openEnum, text } from '../values/scalar.ts'

const name = text(1_024)
/** An id of a node: it is the same in every manifest that names the thing. */
const nodeId = text(2_000)

/** What a trace leads through. */
export const traceNode = z.object({
  id: nodeId,
  kind: openEnum([
    'pull-request',
    'commit',
    'run',
    'job',
    'signer',
    'artifact', // a file of GitHub's artifact service
    'image',
    'file', // a declared subject, or a deployed file
    'approval',
    'deployment',
    'environment',
  ]),
  name,
  /** The SHA of a commit, the digest of an artifact, an image or a file. */
  digest: z.optional(text(200)),
  repository: z.optional(text(300)),
  runId: z.optional(numericId),
  attempt: z.optional(count),
  jobId: z.optional(numericId),
  event: z.optional(text(100)),
  /** Result of a run or a job, state of an approval or a deployment, as one word. */
  state: z.optional(text(40)),
  at: z.optional(time),
  /** Who decided. */
  by: z.optional(list(name, 20)),
  /** The rules that held the job. */
  rules: z.optional(list(text(60), 20)),
  /** False: other manifests name it, and its own manifest is not in what was searched. */
  searched: z.boolean(),
})
export type TraceNode = z.output<typeof traceNode>

/** One fact that joins two nodes, from the cause to the effect. */
export const traceEdge = z.object({
  from: nodeId,
  to: nodeId,
  relation: openEnum([
    'proposed', // pull request → commit
    'started', // commit → run
    'triggered', // run → run of event workflow_run
    'ran', // run → job
    'signed', // signer → job
    'made', // job → artifact
    'used', // artifact → job
    'deployed', // job → deployment
    'part-of', // artifact → deployment
    'approved', // approval → deployment
    'rejected',
    'held', // undecided, or passed by a rule without people
    'reached', // deployment → environment
    'targeted', // deployment → environment that it did not, or not surely, reach
    'followed-by', // deployment → run that its run triggered
  ]),
  source,
  confidence,
  /** Place of the manifest that states it. */
  manifest: name,
})
export type TraceEdge = z.output<typeof traceEdge>

/** Why a chain lacks a part. */
export const traceGap = z.object({
  code: openEnum([
    'producer-not-searched', // no manifest in what was searched names a job that made the artifact
    'run-not-searched',
    'trigger-unknown', // a run of workflow_run whose manifest names no run before it
    'artifacts-not-observed', // the deploying job has no record of its artifacts
    'no-artifact', // it has one, and used and made none
    'no-approval-recorded',
    'approval-time-unknown',
    'job-unknown', // no job is known that made the deployment
    'unsigned-job',
    'pull-request-unknown',
    'digest-differs', // a job got other bytes than were made
    'nothing-observed-after',
  ]),
  node: z.optional(nodeId),
})
export type TraceGap = z.output<typeof traceGap>

/** A chain from the first cause to the last effect; `nodes` is in that order. */
export const traceChain = z.object({
  /** The deployment that it ends in, if it ends in one. */
  deployment: z.optional(nodeId),
  nodes: list(nodeId, LIMITS.traceNodes),
  gaps: list(traceGap, LIMITS.traceGaps),
})
export type TraceChain = z.output<typeof traceChain>

/** A manifest that the answer rests on. */
export const tracedManifest = z.object({
  place: name,
  repository: text(300),
  runId: numericId,
  attempt: count,
  reportedAt: time,
  /**
   * `verified`: the signature holds, and its signer is the expected one. `signed`: it holds, and no expected signer was
   * given. `not-checked`: the answer rests on more manifests than are verified.
   */
  signature: openEnum(['verified', 'signed', 'not-verified', 'incomplete', 'unsigned', 'not-checked']),
  /** A sentence of the verifier. */
  reason: z.optional(text(500)),
})
export type TracedManifest = z.output<typeof tracedManifest>

export const TRACE_VERSION = '1.0.0'

/** `pipeline-trace trace --format json`. */
export const traceDocument = z.object({
  kind: z.literal('trace'),
  schemaVersion,
  tool,
  question: z.object({
    kind: openEnum(['digest', 'commit', 'run', 'pull-request', 'deployment', 'environment', 'number']),
    value: name,
  }),
  answer: openEnum([
    'found',
    'not-found',
    'ambiguous', // a shortened digest or commit fits several
  ]),
  /** The nodes that the question names. */
  subjects: list(nodeId, LIMITS.traceSubjects),
  /** Of several deployments, the newest that reached its environment is the first. */
  chains: list(traceChain, LIMITS.traceChains),
  nodes: list(traceNode, LIMITS.traceNodes),
  edges: list(traceEdge, LIMITS.traceEdges),
  manifests: list(tracedManifest, LIMITS.traceManifests),
  searched: z.object({
    places: list(name, LIMITS.tracePlaces),
    /** Run manifests that were looked through, and those of them that were read whole. */
    manifests: count,
    read: count,
    refused: list(z.object({ place: name, reason: text(300) }), LIMITS.traceRefused),
    /** What was not looked at, and why. */
    notSearched: list(text(300), LIMITS.traceGaps),
  }),
})
export type TraceDocument = z.output<typeof traceDocument>
