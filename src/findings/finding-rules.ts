import type { FindingRuleName } from '../schema/run/finding.ts'
import { artifactAmbiguity } from './rules/artifact-ambiguity.ts'
import { cacheDrift } from './rules/cache-drift.ts'
import { clockTrouble } from './rules/clock-trouble.ts'
import { deploymentBlindSpot } from './rules/deployment-blind-spot.ts'
import { environmentDecay } from './rules/environment-decay.ts'
import type { FindingRule } from './rules/finding-rule.ts'
import { imageDrift } from './rules/image-drift.ts'
import { movedAction } from './rules/moved-action.ts'
import { needlessWork } from './rules/needless-work.ts'
import { notRecorded } from './rules/not-recorded.ts'
import { oversizedJob } from './rules/oversized-job.ts'
import { permissionDrift } from './rules/permission-drift.ts'
import { policyOpacity } from './rules/policy-opacity.ts'
import { retryMasking } from './rules/retry-masking.ts'
import { runnerOverlap } from './rules/runner-overlap.ts'
import { runnerStarvation } from './rules/runner-starvation.ts'
import { serializedEdge } from './rules/serialized-edge.ts'

/** The rules by name. FINDING_RULES has their order. */
export const RULES: Readonly<Partial<Record<FindingRuleName, FindingRule>>> = {
  'runner-starvation': runnerStarvation,
  'cache-drift': cacheDrift,
  'artifact-ambiguity': artifactAmbiguity,
  'policy-opacity': policyOpacity,
  'environment-decay': environmentDecay,
  'retry-masking': retryMasking,
  'deployment-blind-spot': deploymentBlindSpot,
  'runner-overlap': runnerOverlap,
  'permission-drift': permissionDrift,
  'moved-action': movedAction,
  'image-drift': imageDrift,
  'serialized-edge': serializedEdge,
  'oversized-job': oversizedJob,
  'needless-work': needlessWork,
  'clock-trouble': clockTrouble,
  'not-recorded': notRecorded,
}
