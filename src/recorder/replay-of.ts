import { LIMITS } from '../model/limits.ts'
import type { Replay } from '../model/replay.ts'
import type { Collected } from './collect.ts'

/** What was kept for a repetition of the job, for the manifest. */
export const replayOf = ({ replay }: Collected): Replay => {
  const { lockfiles, env, deployManifests, toolsOnPath, dependencies } = replay.facts
  return {
    lockfiles: [...lockfiles],
    env: [...env.variables],
    deployManifests: [...deployManifests],
    tools: toolsOnPath.slice(0, LIMITS.tools),
    dependencies: dependencies === undefined ? undefined : [...dependencies],
  }
}
