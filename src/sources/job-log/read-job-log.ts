import type { Learned } from '../../model/fact.ts'
import type { Artifact, CacheOperation, ContainerImage, Step, UsedAction } from '../../model/job-manifest.ts'
import { createArtifactReader, type Download } from './artifact-lines.ts'
import { createCacheReader } from './cache-lines.ts'
import { createContainerReader } from './container-lines.ts'
import { gapsOfLog } from './log-gaps.ts'
import { parseLogLine } from './log-line.ts'
import { createStepReader } from './log-steps.ts'
import { createSections, isStepAfterPosts, type Section } from './section.ts'
import { createSetUpReader, type SetUpFacts } from './set-up-facts.ts'

export type JobLogFacts = SetUpFacts & {
  readonly actions: readonly UsedAction[]
  readonly caches: readonly CacheOperation[]
  readonly artifacts: readonly Artifact[]
  readonly downloads: readonly Download[]
  readonly containers: readonly ContainerImage[]
  readonly steps: readonly Step[]
}

export type JobLogOptions = {
  /** False where the log's beginning is missing. */
  readonly fromStart?: boolean
  /** Steps with their times, of the worker's log or REST; with them a script cannot pass for an action. */
  readonly steps?: readonly Step[]
}

/**
 * Facts of a job's log, as REST serves it or as the runner keeps it: what Set up job says of runner, image, permissions
 * and actions, and what actions and posts say of caches, artifacts and containers. One pass, memory bounded. What a
 * script prints is believed of nothing.
 */
export const readJobLog = async (
  lines: AsyncIterable<string> | Iterable<string>,
  options: JobLogOptions = {},
): Promise<Learned<JobLogFacts>> => {
  const sections = createSections({ fromStart: options.fromStart ?? true, steps: options.steps ?? [] })
  const readers = createReaders()
  for await (const raw of lines) {
    const line = parseLogLine(raw)
    const before = readers.last
    const section = sections.next(line)
    if (section !== before && isStepAfterPosts(section)) readers.dropPosts()
    readers.last = section
    readers.steps.read(line, section)
    switch (section.kind) {
      case 'set-up':
        readers.setUp.read(line)
        break
      case 'prepare':
        readers.containers.read(line)
        break
      case 'action':
      case 'post':
        if (sections.inHead()) break
        readers.caches.read(line, section)
        readers.artifacts.read(line, section)
        break
      case 'plain':
        break
    }
  }
  return {
    facts: {
      ...readers.setUp.facts(),
      actions: sections.fetched.actions(),
      caches: readers.caches.operations(),
      artifacts: readers.artifacts.artifacts(),
      downloads: readers.artifacts.downloads(),
      containers: readers.containers.containers(),
      steps: readers.steps.steps(),
    },
    gaps: gapsOfLog(readers, sections),
  }
}

const createReaders = () => {
  const caches = createCacheReader()
  const artifacts = createArtifactReader()
  return {
    setUp: createSetUpReader(),
    containers: createContainerReader(),
    steps: createStepReader(),
    caches,
    artifacts,
    droppedPosts: 0,
    last: undefined as Section | undefined,
    dropPosts(): void {
      this.droppedPosts += caches.dropPosts() + artifacts.dropPosts()
    },
  }
}
