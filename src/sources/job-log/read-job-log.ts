import type { BuildCacheUse, ImagePull, ImagePush } from '../../model/build-facts.ts'
import type { Learned } from '../../model/fact.ts'
import type { Artifact, CacheOperation, ContainerImage, Step, UsedAction } from '../../model/job-manifest.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import type { Download } from './artifact-lines.ts'
import { gapsOfLog } from './log-gaps.ts'
import { buildCachesOf, pullsOf, pushesOf, toolsOf } from './manifest-facts.ts'
import { type Chunks, type JobLogOptions, readLog } from './read-log.ts'
import type { SetUpFacts } from './set-up-facts.ts'

export type JobLogFacts = SetUpFacts & {
  readonly actions: readonly UsedAction[]
  readonly caches: readonly CacheOperation[]
  readonly buildCaches: readonly BuildCacheUse[]
  readonly artifacts: readonly Artifact[]
  readonly downloads: readonly Download[]
  readonly containers: readonly ContainerImage[]
  readonly pulls: readonly ImagePull[]
  readonly pushes: readonly ImagePush[]
  /** Those that setup actions say they set up. */
  readonly tools: readonly ResolvedTool[]
  readonly steps: readonly Step[]
}

/**
 * Facts of a job's log, as REST serves it or as the runner keeps it, in the shape of the manifest: what Set up job says of
 * runner, image, permissions and actions, and what actions and posts say of caches, artifacts and containers. What a
 * script prints is believed of none of these; of builds and images it is believed little.
 */
export const readJobLog = async (chunks: Chunks, options: JobLogOptions = {}): Promise<Learned<JobLogFacts>> => {
  const { readers, sections, belief } = await readLog(chunks, options)
  const { setUp, caches, artifacts, containers, steps, buildCaches, images, tools, droppedPosts } = readers
  return {
    facts: {
      ...setUp.facts(),
      actions: sections.fetched.actions(),
      caches: caches.operations(),
      buildCaches: buildCachesOf(buildCaches.located(), belief),
      artifacts: artifacts.artifacts(),
      downloads: artifacts.downloads(),
      containers: containers.containers(),
      pulls: pullsOf(images.located(), belief),
      pushes: pushesOf(images.located(), belief),
      tools: toolsOf(tools.located(), belief),
      steps: steps.steps(),
    },
    gaps: gapsOfLog({ caches, artifacts, steps, buildCaches, pushes: images, tools, droppedPosts }, sections),
  }
}
