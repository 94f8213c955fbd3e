import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, source } from '../values/fact.ts'
import { ownerClass } from '../values/owner-class.ts'
import { count, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'
import { lastGreen } from './last-green.ts'

const name = text(1_024)

/** The rules that findings are made by: the seven failure modes first. docs/findings/ has a page for each. */
export const FINDING_RULES = [
  'runner-starvation',
  'cache-drift',
  'artifact-ambiguity',
  'policy-opacity',
  'environment-decay',
  'retry-masking',
  'deployment-blind-spot',
  'runner-overlap',
  'permission-drift',
  'moved-action',
  'image-drift',
  'serialized-edge',
  'oversized-job',
  'needless-work',
  'clock-trouble',
  'not-recorded',
] as const
export const findingRule = openEnum(FINDING_RULES)
export type FindingRuleName = (typeof FINDING_RULES)[number]

/** A place where a reader can see for himself what a finding rests on. */
export const findingEvidence = z.object({
  /** What stands there, with its numbers. */
  what: text(300),
  source: z.optional(source),
  job: z.optional(name),
  jobId: z.optional(numericId),
  step: z.optional(name),
  /** Line of the job's log, from 1. */
  line: z.optional(count),
  url: z.optional(name),
})
export type FindingEvidence = z.output<typeof findingEvidence>

/** A failure mode that the run shows, with what it rests on and what to do. */
export const finding = z.object({
  rule: findingRule,
  severity: openEnum(['high', 'medium', 'low']),
  /** What the finding is about. Two findings of one rule have different subjects. */
  subject: z.object({
    kind: openEnum([
      'run',
      'job',
      'step',
      'label',
      'cache',
      'artifact',
      'environment',
      'action',
      'image',
      'test',
      'package',
      'tool',
      'variable',
    ]),
    name,
    jobId: z.optional(numericId),
  }),
  /** One sentence with the numbers. */
  summary: text(500),
  evidence: list(findingEvidence, LIMITS.findingEvidence),
  confidence,
  /** Why the confidence is what it is. */
  reason: text(300),
  /** What to do. */
  response: text(500),
  owner: ownerClass,
  /** People and teams who can act, where a source names them: reviewers, code owners of the workflow file. */
  owners: z.optional(list(text(256), 10)),
  /** `reviewers`: of the environment. `codeowners`: of the workflow file, by the CODEOWNERS file of the same commit. */
  ownersFrom: z.optional(openEnum(['reviewers', 'codeowners'])),
})
export type Finding = z.output<typeof finding>

/** The past that findings were compared with. */
export const baseline = z.object({
  /** `cache`: kept by earlier reports. `artifacts`: their run manifests. `api`: conclusions and times alone. */
  from: openEnum(['cache', 'artifacts', 'api', 'none']),
  runs: count,
  newest: z.optional(time),
  oldest: z.optional(time),
  /** SHA-256 of the history that this report saved: a later report accepts only an entry that a report names. */
  saved: z.optional(sha256Digest),
  /** Why it is not the best source, or why nothing was saved. */
  reason: z.optional(text(LIMITS.baselineReason)),
})
export type BaselineFacts = z.output<typeof baseline>

/** The failed jobs of the run, compared with the last finished run of the past. */
export const failuresCompared = z.object({
  runId: numericId,
  number: z.optional(count),
  branch: name,
  /** The run is of a proposed change: what is new came with it. */
  isChange: z.boolean(),
  failed: count,
  alsoFailed: count,
  /** Jobs that the earlier run passed. */
  newlyFailed: count,
})
export type FailuresCompared = z.output<typeof failuresCompared>

/** The findings of a run, by rank. */
export const runFindings = z.object({
  baseline,
  failures: z.optional(failuresCompared),
  /** What changed since the last successful run, where that matters. */
  lastGreen: z.optional(lastGreen),
  found: list(finding, LIMITS.findings),
  /** Differences from the compared run that nothing ties to a failure. */
  otherDifferences: list(text(300), 50),
  /** Findings that the configuration file ignores. */
  ignored: list(z.object({ rule: findingRule, subject: name, until: z.optional(text(10)) }), LIMITS.ignoredFindings),
})
export type RunFindings = z.output<typeof runFindings>

/** Version of the document of findings. */
export const FINDINGS_VERSION = '1.0.0'

/** The findings of a run as a document of their own. */
export const findingsDocument = z.object({
  kind: z.literal('findings'),
  schemaVersion,
  tool,
  correlationId: text(300),
  attempt: count,
  ...runFindings.shape,
})
export type FindingsDocument = z.output<typeof findingsDocument>
