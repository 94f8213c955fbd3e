import type { FindingRuleName } from '../schema/run/finding.ts'
import { artifactAmbiguity } from './rules/artifact-ambiguity.ts'
import { clockTrouble } from './rules/clock-trouble.ts'
import { deploymentBlindSpot } from './rules/deployment-blind-spot.ts'
import type { FindingRule } from './rules/finding-rule.ts'
import { imageDrift } from './rules/image-drift.ts'
import { notRecorded } from './rules/not-recorded.ts'
import { oversizedJob } from './rules/oversized-job.ts'
import { policyOpacity } from './rules/policy-opacity.ts'
import { retryMasking } from './rules/retry-masking.ts'
import { runnerOverlap } from './rules/runner-overlap.ts'
import { runnerStarvation } from './rules/runner-starvation.ts'
import { serializedEdge } from './rules/serialized-edge.ts'

/** The rules by name. FINDING_RULES has their order. */
export const RULES: Readonly<Partial<Record<FindingRuleName, FindingRule>>> = {
  'runner-starvation': runnerStarvation,
  'artifact-ambiguity': artifactAmbiguity,
  'policy-opacity': policyOpacity,
  'retry-masking': retryMasking,
  'deployment-blind-spot': deploymentBlindSpot,
  'runner-overlap': runnerOverlap,
  'image-drift': imageDrift,
  'serialized-edge': serializedEdge,
  'oversized-job': oversizedJob,
  'clock-trouble': clockTrouble,
  'not-recorded': notRecorded,
}
