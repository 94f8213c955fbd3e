import type { RunManifest } from '../schema/run/run-manifest.ts'
import { addRun } from './add-run.ts'
import { addContents } from './content-facts.ts'
import { addDeployments } from './deployment-facts.ts'
import { createFactBuilder } from './fact-builder.ts'
import type { TraceFacts } from './facts.ts'
import { addJobs } from './job-facts.ts'
import { findScope } from './node-ids.ts'

/** Returns what one run manifest states, as nodes and edges. `place` names the manifest in the answer. */
export const toTraceFacts = (manifest: RunManifest, place: string): TraceFacts => {
  const builder = createFactBuilder(findScope(manifest), place)
  const run = addRun(builder, manifest)
  const jobs = addJobs(builder, manifest, run)
  addContents(builder, manifest, jobs)
  addDeployments(builder, manifest, jobs)
  return builder.facts
}
