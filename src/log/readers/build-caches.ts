import { LIMITS } from '../../core/limits.ts'
import type { BuildCacheUse } from '../../schema/job/build-facts.ts'
import { after, type LogLine, withoutColours } from '../lines/log-line.ts'
import { type Located, type LogStep, locate, placeInJob } from '../steps/log-step.ts'
import { type BuildCache, type CompilerCounts, findCompilerCache, readCounts } from './compiler-caches.ts'
import type { LineReader } from './line-reader.ts'

type Layers = { readonly line: LogLine; readonly step: LogStep; cached: number; imports: string[] }

/**
 * Reads the use of build tools' own caches. The tools print it in the step that runs them, so each fact is about the
 * step with the line and no other.
 */
export const createBuildCacheReader = (): LineReader<BuildCacheUse> => {
  let found: Located<BuildCacheUse>[] = []
  let builds: Layers[] = []
  const seen = new Set<string>()
  let layers: Layers | undefined
  /** Statistics of a compiler cache that further lines complete. */
  let counts: CompilerCounts | undefined
  let last: LogStep | undefined
  let isCut = false
  const isFull = (): boolean => found.length + builds.length >= LIMITS.buildCaches
  /**
   * Returns true for a repeated line. GitHub serves some logs with parts repeated: a second line with the same time
   * adds nothing.
   */
  const isRepeated = (line: LogLine, what: string): boolean => {
    if (line.time === undefined || seen.size >= MAX_SEEN) return false
    const name = `${line.time} ${what}`
    if (seen.has(name)) return true
    seen.add(name)
    return false
  }
  const add = (cache: BuildCache, line: LogLine, step: LogStep): void => {
    if (isRepeated(line, JSON.stringify(cache))) return
    if (isFull()) isCut = true
    else found.push(locate({ ...cache, ...placeInJob(step) }, line, step))
  }
  const build = (line: LogLine, step: LogStep): Layers | undefined => {
    if (layers !== undefined) return layers
    if (isFull()) isCut = true
    else {
      layers = { line, step, cached: 0, imports: [] }
      builds.push(layers)
    }
    return layers
  }
  const read = (line: LogLine, step: LogStep): void => {
    if (step !== last) {
      last = step
      layers = undefined
      counts = undefined
    }
    const text = withoutColours(line.text)
    if (text.startsWith('##[')) return
    if (text.startsWith('#')) {
      const event = toBuildKitEvent(text)
      if (event === undefined || isRepeated(line, text)) return
      // A step may run several builds.
      if (event.startsWith(BEGIN)) layers = undefined
      count(build(line, step), event)
      return
    }
    const whole = toBazel(text) ?? toGradle(text)
    if (whole !== undefined) add(whole, line, step)
    counts = readCounts(text, line, counts)
    const cache = counts === undefined ? undefined : findCompilerCache(counts)
    if (counts === undefined || cache === undefined) return
    add(cache, counts.line, step)
    counts = undefined
  }
  const located = (): readonly Located<BuildCacheUse>[] =>
    [
      ...found,
      ...builds.map(({ line, step, cached, imports }) =>
        locate({ tool: 'buildkit' as const, cachedLayers: cached, imports, ...placeInJob(step) }, line, step),
      ),
    ].sort((one, other) => one.line - other.line)
  return {
    prefixes: [
      'INFO: ',
      'Cacheable calls:',
      '  Hits:',
      'Hits:',
      'Compile requests ',
      'Cache hits ',
      'cache hit (',
      'cache miss ',
    ],
    words: [' CACHED', ' building with "', ' importing cache manifest from ', ' actionable task'],
    steps: ['action', 'post', 'script'],
    read,
    dropForged: isForged => {
      const before = found.length + builds.length
      found = found.filter(({ step }) => !isForged(step))
      builds = builds.filter(({ step }) => !isForged(step))
      return before - found.length - builds.length
    },
    located,
    isCut: () => isCut,
  }
}

const MAX_SEEN = 5_000

const MAX_IMPORTS = 10
const BEGIN = 'building with '

/**
 * Reads `#12 CACHED` and `#4 importing cache manifest from <ref>` (moby/buildkit util/progress/progressui/printer.go,
 * cache/remotecache/import.go), and `#0 building with "default" instance using docker driver`, where a build begins
 * (docker/buildx util/progress/printer.go).
 */
const toBuildKitEvent = (text: string): string | undefined =>
  /^#\d{1,6} (CACHED|building with ".{1,200}|importing cache manifest from \S{1,300})$/.exec(text.trimEnd())?.[1]

const count = (layers: Layers | undefined, said: string): void => {
  if (layers === undefined || said.startsWith(BEGIN)) return
  const from = after(said, 'importing cache manifest from ')
  if (from === undefined) layers.cached += 1
  else if (layers.imports.length < MAX_IMPORTS && !layers.imports.includes(from)) layers.imports.push(from)
}

/**
 * Reads `INFO: 7 processes: 1 remote cache hit, 3 internal.` (bazelbuild/bazel
 * src/main/java/…/build/lib/actions/SpawnStats.java).
 */
const toBazel = (text: string): BuildCache | undefined => {
  const [, processes, kinds] = /^INFO: (\d{1,9}) process(?:es)?: (.{1,500})\.$/.exec(text) ?? []
  if (processes === undefined || kinds === undefined) return undefined
  const count = (kind: string): number => Number(new Map(kinds.split(', ').map(nameAndCount)).get(kind) ?? 0)
  return {
    tool: 'bazel',
    processes: Number(processes),
    remoteHits: count('remote cache hit'),
    diskHits: count('disk cache hit'),
  }
}

/** Splits `5 from cache` into name and count. */
const nameAndCount = (item: string): readonly [string, string] => {
  const space = item.indexOf(' ')
  const count = item.slice(0, Math.max(space, 0))
  return [item.slice(space + 1), /^\d{1,9}$/.test(count) ? count : '0']
}

/**
 * Reads `14 actionable tasks: 1 executed, 1 from cache, 12 up-to-date` (gradle/gradle
 * …/TaskExecutionStatisticsReporter).
 */
const toGradle = (text: string): BuildCache | undefined => {
  const [, tasks, kinds] = /^(\d{1,9}) actionable tasks?: (.{1,200})$/.exec(text) ?? []
  if (tasks === undefined || kinds === undefined) return undefined
  const counts = new Map(kinds.split(', ').map(nameAndCount))
  const count = (kind: string): number => Number(counts.get(kind) ?? 0)
  return {
    tool: 'gradle',
    tasks: Number(tasks),
    executed: count('executed'),
    fromCache: count('from cache'),
    upToDate: count('up-to-date'),
  }
}
