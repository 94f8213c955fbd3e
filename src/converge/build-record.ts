import { CONVERGENCE_VERSION, type ConvergenceRecord } from '../schema/converge/convergence-record.ts'
import type { TargetConvergence } from '../schema/converge/target-convergence.ts'
import type { Gap } from '../schema/values/fact.ts'
import { VERSION } from '../schema/values/version.ts'

/** Builds the document of one observation. */
export const buildConvergenceRecord = (
  targets: readonly TargetConvergence[],
  gaps: readonly Gap[],
): ConvergenceRecord => ({
  kind: 'convergence-record',
  schemaVersion: CONVERGENCE_VERSION,
  tool: { name: 'pipeline-trace', version: VERSION },
  targets: [...targets],
  gaps: [...gaps],
})
