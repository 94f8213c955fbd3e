import { LIMITS } from '../../core/limits.ts'
import type { Replay, ResolvedTool } from '../../schema/job/replay.ts'
import type { Collected } from '../collect/collect.ts'

/** What was kept for a repetition of the job, for the manifest. */
export const buildReplay = ({ replay, page, workflowFile }: Collected): Replay => {
  const { lockfiles, env, deployManifests, toolsOnPath, dependencies, variablesSet } = replay.facts
  return {
    lockfiles: [...lockfiles],
    env: [...env.variables],
    deployManifests: [...deployManifests],
    tools: joinTools(page.facts.tools, toolsOnPath).slice(0, LIMITS.tools),
    variablesSet,
    workflowFileDigest: workflowFile,
    dependencies: dependencies === undefined ? undefined : [...dependencies],
  }
}

/** The log first: an action says more exactly what it set up than a folder on the path. */
const joinTools = (said: readonly ResolvedTool[], onPath: readonly ResolvedTool[]): readonly ResolvedTool[] => {
  const names = new Set(said.map(({ name }) => name))
  return [...said, ...onPath.filter(({ name }) => !names.has(name))]
}
