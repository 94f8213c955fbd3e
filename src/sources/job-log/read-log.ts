import type { Step } from '../../model/job-manifest.ts'
import { createArtifactReader } from './artifact-lines.ts'
import { type Belief, createBelief } from './belief.ts'
import { createBuildCacheReader } from './build-cache-lines.ts'
import { createCacheReader } from './cache-lines.ts'
import { createContainerReader } from './container-lines.ts'
import { createFailureReader } from './failure-lines.ts'
import { createImageReader } from './image-lines.ts'
import { createHeadReader } from './log-heads.ts'
import { type LogLine, parseLogLine } from './log-line.ts'
import { createStepReader } from './log-steps.ts'
import { createLineScan } from './scan-lines.ts'
import { createSections, isStepAfterPosts, type Section, type SectionReader } from './section.ts'
import { createSetUpReader } from './set-up-facts.ts'
import { createToolReader } from './tool-lines.ts'

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export type JobLogOptions = {
  /** False where the log's beginning is missing. */
  readonly fromStart?: boolean
  /** True where the job still writes its log: half a line may stand at the end. */
  readonly goesOn?: boolean
  /** Steps with exact times from the worker's log; with them a script cannot pass for an action. */
  readonly steps?: readonly Step[]
}

export type LogReaders = ReturnType<typeof createReaders>

/** A log that was read to its end: its readers hold what it told. */
export type ReadLog = {
  readonly readers: LogReaders
  readonly sections: SectionReader
  readonly belief: Belief
  readonly lines: number
  readonly bytes: number
}

/**
 * One pass over the bytes of a job's log, memory bounded; lines that no reader knows are only counted. Whoever asks a log
 * asks here, so that the recorder, the report and the command line say the same of it.
 */
export const readLog = async (chunks: Chunks, options: JobLogOptions = {}): Promise<ReadLog> => {
  const { read, needsEveryLine, ...rest } = createLogReader(options)
  const scan = createLineScan({ read, needsEveryLine })
  for await (const chunk of chunks) scan.write(chunk)
  // The last line of a whole log may have no end of its own.
  return { ...rest, ...scan.end(options.goesOn ?? false) }
}

const createLogReader = ({ fromStart = true, steps = [] }: JobLogOptions) => {
  const sections = createSections({ fromStart, steps })
  const belief = createBelief(steps)
  const readers = createReaders()
  let last: Section | undefined
  let hasPost = false
  const read = (raw: string, number: number): void => {
    const line = parseLogLine(raw, number)
    const section = sections.next(line)
    if (section !== last) {
      // Looked for only where a post was: a log may have millions of heads.
      if (hasPost && isStepAfterPosts(section)) {
        readers.droppedPosts += dropPosts(readers)
        hasPost = false
      }
      hasPost ||= section.kind === 'post'
      belief.begin(section)
      readers.heads.begin(line, section)
      last = section
    }
    readers.steps.read(line, section)
    if (!sections.inHead()) readLine(readers, line, section)
  }
  const needsEveryLine = (): boolean => sections.needsEveryLine() || readers.tools.needsEveryLine()
  return { read, needsEveryLine, readers, sections, belief }
}

const createReaders = () => ({
  setUp: createSetUpReader(),
  containers: createContainerReader(),
  heads: createHeadReader(),
  steps: createStepReader(),
  caches: createCacheReader(),
  artifacts: createArtifactReader(),
  // Apart, so that they change nothing of what is believed.
  doubtedCaches: createCacheReader(),
  doubtedArtifacts: createArtifactReader(),
  buildCaches: createBuildCacheReader(),
  images: createImageReader(),
  tools: createToolReader(),
  failures: createFailureReader(),
  droppedPosts: 0,
})

const dropPosts = ({ caches, artifacts, buildCaches }: LogReaders): number =>
  caches.dropPosts() + artifacts.dropPosts() + buildCaches.dropPosts()

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
      if (section.kind === 'post') break
      readers.images.read(line, section)
      readers.tools.read(line, section)
      break
    case 'plain':
      if (section.mayBe !== undefined) {
        readers.doubtedCaches.read(line, section.mayBe)
        readers.doubtedArtifacts.read(line, section.mayBe)
      }
      // Commands of the runner: no tool writes them.
      if (line.text.startsWith('##[')) break
      readers.buildCaches.read(line, section)
      readers.images.read(line, section)
      break
  }
}
