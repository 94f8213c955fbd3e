import * as z from 'zod/mini'
import { count, numericId, text } from './scalar.ts'

/** The run whose end began a run of event `workflow_run`. Both are runs of one repository. */
export const triggeringRun = z.object({
  runId: numericId,
  attempt: z.optional(count),
  /** `name:` of its workflow, else the path. */
  workflow: z.optional(text(1_024)),
})
export type TriggeringRun = z.output<typeof triggeringRun>
