import type { BuildCacheUse } from '../../schema/job/build-facts.ts'
import { after, type LogLine } from '../lines/log-line.ts'

export type BuildCache = Omit<BuildCacheUse, 'step' | 'action' | 'source' | 'confidence'>

/** Numbers of ccache or sccache from several lines, as far as they were read. */
export type CompilerCounts = {
  readonly tool: 'ccache' | 'sccache'
  /** The first of the lines. */
  readonly line: LogLine
  readonly calls?: number | undefined
  readonly hits?: number | undefined
  /** ccache 3 prints misses, and no calls. */
  readonly misses?: number | undefined
}

/**
 * Returns the counts after this line: ccache 4 `Cacheable calls: 685 / 2133 (32.11%)`, then ` Hits: 57 / 685`
 * (src/ccache/core/statistics.cpp); ccache 3 `cache hit (direct) 12` and two more (src/stats.c); sccache `Compile
 * requests 907`, then `Cache hits 12` (src/server.rs).
 */
export const readCounts = (
  text: string,
  line: LogLine,
  known: CompilerCounts | undefined,
): CompilerCounts | undefined => {
  const cacheable = numberAfter(text.trimStart(), 'Cacheable calls:')
  if (cacheable !== undefined) return { tool: 'ccache', line, calls: cacheable }
  const requests = numberAfter(text, 'Compile requests ')
  if (requests !== undefined) return { tool: 'sccache', line, calls: requests }
  const direct = numberAfter(text, 'cache hit (direct)')
  if (direct !== undefined) return { tool: 'ccache', line, hits: direct }
  if (known === undefined) return undefined
  if (known.calls !== undefined) {
    const hits = known.tool === 'ccache' ? numberAfter(text.trimStart(), 'Hits:') : numberAfter(text, 'Cache hits ')
    return hits === undefined ? known : { ...known, hits }
  }
  const preprocessed = numberAfter(text, 'cache hit (preprocessed)')
  if (preprocessed !== undefined) return { ...known, hits: (known.hits ?? 0) + preprocessed }
  const misses = numberAfter(text, 'cache miss ')
  return misses === undefined ? known : { ...known, misses }
}

/** Returns the cache use, or undefined while a number is missing. */
export const findCompilerCache = ({ tool, calls, hits, misses }: CompilerCounts): BuildCache | undefined => {
  if (hits === undefined) return undefined
  if (calls !== undefined) return { tool, calls, hits }
  return misses === undefined ? undefined : { tool, calls: hits + misses, hits }
}

/** Returns the number after the beginning and spaces. */
const numberAfter = (text: string, beginning: string): number | undefined => {
  const [word = ''] = (after(text, beginning) ?? '').slice(0, 200).trimStart().split(' ')
  return /^\d{1,12}$/.test(word) ? Number(word) : undefined
}
