import { LIMITS } from '../../model/limits.ts'
import type { BuildCache } from './log-fact.ts'
import { after, type LogLine } from './log-line.ts'
import type { Section } from './section.ts'

export type LocatedBuildCache = { readonly cache: BuildCache; readonly line: LogLine; readonly section: Section }

export type BuildCacheReader = {
  readonly read: (line: LogLine, section: Section) => void
  readonly located: () => readonly LocatedBuildCache[]
  readonly cut: () => boolean
}

type Layers = { readonly line: LogLine; readonly section: Section; cached: number; imports: string[] }

/**
 * What build tools say of their own caches. They print it themselves, in whatever step runs them, so that it is about the
 * step that it stands in and no other.
 */
export const createBuildCacheReader = (): BuildCacheReader => {
  const found: LocatedBuildCache[] = []
  const builds: Layers[] = []
  const seen = new Set<string>()
  let layers: Layers | undefined
  /** A first number that waits for the line with the hits. */
  let calls: { readonly tool: 'ccache' | 'sccache'; readonly calls: number; readonly line: LogLine } | undefined
  let last: Section | undefined
  let cut = false
  const isFull = (): boolean => found.length + builds.length >= LIMITS.caches
  const add = (cache: BuildCache, line: LogLine, section: Section): void => {
    // Logs are served with stretches repeated at times.
    const name = `${line.time} ${JSON.stringify(cache)}`
    if (line.time !== undefined && seen.has(name)) return
    if (isFull()) cut = true
    else {
      seen.add(name)
      found.push({ cache, line, section })
    }
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
      calls = undefined
    }
    const text = line.text.startsWith('\u001b') ? line.text.replace(COLOUR, '') : line.text
    if (text.startsWith('##[')) return
    if (text.startsWith('#')) {
      readBuildKit(text, () => build(line, section))
      return
    }
    const whole = bazelOf(text) ?? gradleOf(text)
    if (whole !== undefined) add(whole, line, section)
    const counted = callsOf(text)
    if (counted !== undefined) calls = { ...counted, line }
    const hits = calls === undefined ? undefined : hitsOf(text, calls.tool)
    if (calls === undefined || hits === undefined) return
    add({ tool: calls.tool, calls: calls.calls, hits }, calls.line, section)
    calls = undefined
  }
  const located = (): readonly LocatedBuildCache[] => [
    ...found,
    ...builds.map(({ line, section, cached, imports }) => ({
      cache: { tool: 'buildkit' as const, cachedLayers: cached, imports },
      line,
      section,
    })),
  ]
  return { read, located, cut: () => cut }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing colours is the purpose
const COLOUR = /\u001b\[[\d;]{0,20}m/g

const MAX_IMPORTS = 10

/** `#12 CACHED`, `#4 importing cache manifest from <ref>`: moby/buildkit util/progress/progressui/printer.go, cache/remotecache/import.go. */
const readBuildKit = (text: string, build: () => Layers | undefined): void => {
  const [, what] = /^#\d{1,6} (CACHED|importing cache manifest from \S{1,300})$/.exec(text.trimEnd()) ?? []
  if (what === undefined) return
  const layers = build()
  const from = after(what, 'importing cache manifest from ')
  if (layers === undefined) return
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

/** `Cacheable calls:  685 / 2133 (32.11%)` of ccache 4 (src/ccache/core/statistics.cpp); `Compile requests  907` of sccache (src/server.rs). */
const callsOf = (text: string): { readonly tool: 'ccache' | 'sccache'; readonly calls: number } | undefined => {
  const ccache = numberAfter(text.trimStart(), 'Cacheable calls:')
  if (ccache !== undefined) return { tool: 'ccache', calls: ccache }
  const sccache = numberAfter(text, 'Compile requests ')
  return sccache === undefined ? undefined : { tool: 'sccache', calls: sccache }
}

const hitsOf = (text: string, tool: 'ccache' | 'sccache'): number | undefined =>
  tool === 'ccache' ? numberAfter(text.trimStart(), 'Hits:') : numberAfter(text, 'Cache hits ')

/** The number that stands next, after spaces. */
const numberAfter = (text: string, beginning: string): number | undefined => {
  const [word = ''] = (after(text, beginning) ?? '').slice(0, 200).trimStart().split(' ')
  return /^\d{1,12}$/.test(word) ? Number(word) : undefined
}
