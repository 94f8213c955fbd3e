import { LIMITS } from '../../core/limits.ts'
import type { Replay, ResolvedTool } from '../../schema/job/replay.ts'
import type { Collected } from '../collect/collect.ts'

/** Builds the replay data of the manifest: what was kept for a repetition of the job. */
export const buildReplay = ({ replay, page, workflowFile }: Collected): Replay => {
  const { lockfiles, env, deployManifests, toolsOnPath, dependencies, variablesSet } = replay.value
  return {
    lockfiles: [...lockfiles],
    env: [...env.variables],
    deployManifests: [...deployManifests],
    tools: joinTools(page.value.tools, toolsOnPath).slice(0, LIMITS.tools),
    variablesSet,
    workflowFileDigest: workflowFile,
    dependencies: dependencies === undefined ? undefined : [...dependencies],
  }
}

/** Joins tools, log first. An action's log states more exactly what it set up than a folder on the path shows. */
const joinTools = (said: readonly ResolvedTool[], onPath: readonly ResolvedTool[]): readonly ResolvedTool[] => {
  const names = new Set(said.map(({ name }) => name))
  return [...said, ...onPath.filter(({ name }) => !names.has(name))]
}
