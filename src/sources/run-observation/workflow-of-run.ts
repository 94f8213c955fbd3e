import type { Gap } from '../../model/fact.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import type { ObservedJob, RunObservation } from '../../model/run-observation.ts'
import type { RunClient } from '../rest/client.ts'
import { readFileAt } from '../rest/contents.ts'
import { gapOfRefusal } from '../rest/refusal-gap.ts'
import type { RunFacts } from '../rest/run.ts'
import type { RunQuestion } from './question.ts'

export type WorkflowRead = { readonly read: RunObservation['workflow']; readonly gaps: readonly Gap[] }

export const readWorkflow = async (
  client: RunClient,
  question: RunQuestion,
  run: RunFacts,
  _manifests: ReadonlyMap<string, JobManifest>,
  _jobs: readonly ObservedJob[],
): Promise<WorkflowRead> => {
  const path = run.path?.split('@')[0]
  if (path === undefined || run.headSha === undefined) return { read: undefined, gaps: [] }
  const answer = await readFileAt(client, question.repository, path, run.headSha)
  return { read: undefined, gaps: answer.ok ? [] : [gapOfRefusal('workflow', answer)] }
}
