import type { Gap } from '../../model/fact.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import { createArtifactReader } from './artifact-lines.ts'
import { createBelief } from './belief.ts'
import { createBuildCacheReader } from './build-cache-lines.ts'
import { createCacheReader } from './cache-lines.ts'
import { createContainerReader } from './container-lines.ts'
import { createFailureReader } from './failure-lines.ts'
import { createImageReader } from './image-lines.ts'
import { factsOf } from './located-facts.ts'
import type { LogFact } from './log-fact.ts'
import { gapsOfLog } from './log-gaps.ts'
import { createHeadReader } from './log-heads.ts'
import { type LogLine, parseLogLine } from './log-line.ts'
import type { JobLogOptions } from './read-job-log.ts'
import { createLineScan } from './scan-lines.ts'
import { createSections, isStepAfterPosts, type Section } from './section.ts'
import { createSetUpReader } from './set-up-facts.ts'
import { createToolReader } from './tool-lines.ts'

export type LogReading = {
  /** By line. */
  readonly facts: readonly LogFact[]
  /** Empty unless they were asked for. */
  readonly tools: readonly ResolvedTool[]
  readonly gaps: readonly Gap[]
  readonly lines: number
  readonly bytes: number
}

/**
 * Every fact of a job's log, with its line. One pass over the bytes, memory bounded; lines that no reader knows are only
 * counted. What a script prints is believed of that script alone.
 */
export const readLogFacts = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: LogFactOptions = {},
): Promise<LogReading> => {
  const reader = createFactReader(options)
  const scan = createLineScan(reader)
  for await (const chunk of chunks) scan.write(chunk)
  // The last line may have no end of its own.
  const counts = scan.end()
  return { ...reader.result(), ...counts }
}

export type LogFactOptions = JobLogOptions & {
  /** Versions that setup actions say they set up: every line of every action is read for them. */
  readonly withTools?: boolean
}

export type LogReaders = ReturnType<typeof createReaders>

const createFactReader = (options: LogFactOptions) => {
  const sections = createSections({ fromStart: options.fromStart ?? true, steps: options.steps ?? [] })
  const belief = createBelief(options.steps ?? [])
  const readers = createReaders()
  const tools = options.withTools === true ? createToolReader(belief.of) : undefined
  let last: Section | undefined
  let hasPost = false
  const read = (raw: string, number: number): void => {
    const line = parseLogLine(raw, number)
    const section = sections.next(line)
    if (section !== last) {
      // Looked for only where a post was: a log may have millions of heads.
      if (hasPost && isStepAfterPosts(section)) {
        readers.droppedPosts += readers.caches.dropPosts() + readers.artifacts.dropPosts()
        hasPost = false
      }
      hasPost ||= section.kind === 'post'
      belief.begin(section)
      readers.heads.begin(line, section)
      last = section
    }
    if (sections.inHead()) return
    readLine(readers, line, section)
    tools?.read(line, section)
  }
  return {
    read,
    needsEveryLine: () => (tools !== undefined && last?.kind === 'action') || sections.needsEveryLine(),
    result: () => ({
      facts: factsOf(readers, sections.fetched, belief),
      tools: tools?.tools() ?? [],
      gaps: gapsOfLog({ ...readers, ...(tools === undefined ? {} : { tools }) }, sections),
    }),
  }
}

const createReaders = () => ({
  setUp: createSetUpReader(),
  containers: createContainerReader(),
  heads: createHeadReader(),
  caches: createCacheReader(),
  artifacts: createArtifactReader(),
  buildCaches: createBuildCacheReader(),
  images: createImageReader(),
  failures: createFailureReader(),
  droppedPosts: 0,
})

const readLine = (readers: LogReaders, line: LogLine, section: Section): void => {
  readers.failures.read(line, section)
  switch (section.kind) {
    case 'set-up':
      readers.setUp.read(line)
      break
    case 'prepare':
      readers.containers.read(line)
      break
    case 'action':
    case 'post':
      readers.caches.read(line, section)
      readers.artifacts.read(line, section)
      readers.buildCaches.read(line, section)
      // No post step pushes an image, and any script can print "Post job cleanup".
      if (section.kind === 'action') readers.images.read(line, section)
      break
    case 'plain':
      // Commands of the runner: no tool writes them.
      if (line.text.startsWith('##[')) break
      readers.buildCaches.read(line, section)
      readers.images.read(line, section)
      break
  }
}
