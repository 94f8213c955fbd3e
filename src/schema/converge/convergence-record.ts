import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { gap } from '../values/fact.ts'
import { list } from '../values/scalar.ts'
import { targetConvergence } from './target-convergence.ts'

/** Version of the convergence record. */
export const CONVERGENCE_VERSION = '1.0.0'

/** What `pipeline-trace converge` and the action converge/action.yml write: one entry for each target. */
export const convergenceRecord = z.object({
  kind: z.literal('convergence-record'),
  schemaVersion,
  tool,
  targets: list(targetConvergence, LIMITS.convergenceTargets),
  gaps: list(gap, LIMITS.gaps),
})
export type ConvergenceRecord = z.output<typeof convergenceRecord>
