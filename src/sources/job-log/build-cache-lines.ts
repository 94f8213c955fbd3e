import { LIMITS } from '../../model/limits.ts'
import { type CompilerCounts, compilerCacheOf, countsOf } from './compiler-cache-lines.ts'
import type { BuildCache } from './log-fact.ts'
import { after, type LogLine } from './log-line.ts'
import type { Section } from './section.ts'

export type LocatedBuildCache = { readonly cache: BuildCache; readonly line: LogLine; readonly section: Section }

export type BuildCacheReader = {
  readonly read: (line: LogLine, section: Section) => void
  /** Drops what posts said: a step began after them, so that no post had run. */
  readonly dropPosts: () => number
  readonly located: () => readonly LocatedBuildCache[]
  readonly cut: () => boolean
}

type Layers = { readonly line: LogLine; readonly section: Section; cached: number; imports: string[] }

/**
 * What build tools say of their own caches. They print it themselves, in whatever step runs them, so that it is about the
 * step that it stands in and no other.
 */
export const createBuildCacheReader = (): BuildCacheReader => {
  let found: LocatedBuildCache[] = []
  let builds: Layers[] = []
  const seen = new Set<string>()
  let layers: Layers | undefined
  /** Statistics of a compiler cache of which more lines are to come. */
  let counts: CompilerCounts | undefined
  let last: Section | undefined
  let cut = false
  const isFull = (): boolean => found.length + builds.length >= LIMITS.buildCaches
  /** Logs are served with stretches repeated at times: a line of the same time says nothing new. */
  const isRepeated = (line: LogLine, what: string): boolean => {
    if (line.time === undefined || seen.size >= MAX_SEEN) return false
    const name = `${line.time} ${what}`
    if (seen.has(name)) return true
    seen.add(name)
    return false
  }
  const add = (cache: BuildCache, line: LogLine, section: Section): void => {
    if (isRepeated(line, JSON.stringify(cache))) return
    if (isFull()) cut = true
    else found.push({ cache, line, section })
  }
  const build = (line: LogLine, section: Section): Layers | undefined => {
    if (layers !== undefined) return layers
    if (isFull()) cut = true
    else {
      layers = { line, section, cached: 0, imports: [] }
      builds.push(layers)
    }
    return layers
  }
  const read = (line: LogLine, section: Section): void => {
    if (section !== last) {
      last = section
      layers = undefined
      counts = undefined
    }
    const text = line.text.startsWith('\u001b') ? line.text.replace(COLOUR, '') : line.text
    if (text.startsWith('##[')) return
    if (text.startsWith('#')) {
      const said = buildKitOf(text)
      if (said === undefined || isRepeated(line, text)) return
      // A step may run several builds.
      if (said.startsWith(BEGIN)) layers = undefined
      tell(build(line, section), said)
      return
    }
    const whole = bazelOf(text) ?? gradleOf(text)
    if (whole !== undefined) add(whole, line, section)
    counts = countsOf(text, line, counts)
    const cache = counts === undefined ? undefined : compilerCacheOf(counts)
    if (counts === undefined || cache === undefined) return
    add(cache, counts.line, section)
    counts = undefined
  }
  const located = (): readonly LocatedBuildCache[] => [
    ...found,
    ...builds.map(({ line, section, cached, imports }) => ({
      cache: { tool: 'buildkit' as const, cachedLayers: cached, imports },
      line,
      section,
    })),
  ]
  const dropPosts = (): number => {
    const before = found.length + builds.length
    found = found.filter(({ section }) => section.kind !== 'post')
    builds = builds.filter(({ section }) => section.kind !== 'post')
    return before - found.length - builds.length
  }
  return { read, dropPosts, located, cut: () => cut }
}

const MAX_SEEN = 5_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing colours is the purpose
const COLOUR = /\u001b\[[\d;]{0,20}m/g

const MAX_IMPORTS = 10
const BEGIN = 'building with '

/**
 * `#12 CACHED`, `#4 importing cache manifest from <ref>`: moby/buildkit util/progress/progressui/printer.go,
 * cache/remotecache/import.go; `#0 building with "default" instance using docker driver`, where a build begins: docker/buildx
 * util/progress/printer.go.
 */
const buildKitOf = (text: string): string | undefined =>
  /^#\d{1,6} (CACHED|building with ".{1,200}|importing cache manifest from \S{1,300})$/.exec(text.trimEnd())?.[1]

const tell = (layers: Layers | undefined, said: string): void => {
  if (layers === undefined || said.startsWith(BEGIN)) return
  const from = after(said, 'importing cache manifest from ')
  if (from === undefined) layers.cached += 1
  else if (layers.imports.length < MAX_IMPORTS && !layers.imports.includes(from)) layers.imports.push(from)
}

/** `INFO: 7 processes: 1 remote cache hit, 3 internal.`: bazelbuild/bazel src/main/java/…/build/lib/actions/SpawnStats.java. */
const bazelOf = (text: string): BuildCache | undefined => {
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

/** `5 from cache` as name and count. */
const nameAndCount = (item: string): readonly [string, string] => {
  const space = item.indexOf(' ')
  const count = item.slice(0, Math.max(space, 0))
  return [item.slice(space + 1), /^\d{1,9}$/.test(count) ? count : '0']
}

/** `14 actionable tasks: 1 executed, 1 from cache, 12 up-to-date`: gradle/gradle …/TaskExecutionStatisticsReporter. */
const gradleOf = (text: string): BuildCache | undefined => {
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
