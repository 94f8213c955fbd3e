import { LIMITS } from '../../../core/limits.ts'
import type { RunManifest } from '../../../schema/run/run-manifest.ts'
import { joinFacts, NO_FACTS, type TraceFacts } from '../../../trace/facts.ts'
import type { TraceQuestion } from '../../../trace/question.ts'
import { findSearchKeys, type SearchKeys } from '../../../trace/search-keys.ts'
import { toTraceFacts } from '../../../trace/to-facts.ts'
import type { FoundManifest, ManifestSource } from './manifest-source.ts'

/** A manifest that was read, without its content. */
export type ReadManifest = Pick<FoundManifest, 'place' | 'open'> & {
  readonly run: Pick<RunManifest['run'], 'repository' | 'runId' | 'attempt'>
  readonly reportedAt: string
}

export type SearchResult = {
  readonly facts: TraceFacts
  readonly read: readonly ReadManifest[]
  /** The search ended while there were names that had not been searched. */
  readonly isCut: boolean
}

/**
 * Reads the manifests that match the question, then those that name what the answer so far leads to, until nothing new
 * is named. Each name is searched once, so circles of runs end.
 */
export const searchInRounds = async (source: ManifestSource, question: TraceQuestion): Promise<SearchResult> => {
  const read: ReadManifest[] = []
  let facts = NO_FACTS
  const add = async (found: AsyncIterable<FoundManifest>): Promise<void> => {
    const parts: TraceFacts[] = []
    for await (const { place, manifest, open } of found) {
      parts.push(toTraceFacts(manifest, place))
      read.push({ place, open, run: manifest.run, reportedAt: manifest.reportedAt })
    }
    facts = joinFacts([facts, ...parts])
  }
  await add(source.findFirst(question))
  const seen = new Set<string>()
  for (let round = 0; round < LIMITS.traceRounds; round += 1) {
    const keys = withoutSeen(findSearchKeys(facts, question), seen)
    if (keys.digests.length + keys.runIds.length === 0) return { facts, read, isCut: false }
    await add(source.findMore(keys))
  }
  return { facts, read, isCut: true }
}

const withoutSeen = ({ digests, runIds }: SearchKeys, seen: Set<string>): SearchKeys => {
  const takeNew = (values: readonly string[]): readonly string[] => values.filter(value => !seen.has(value))
  const fresh = { digests: takeNew(digests), runIds: takeNew(runIds) }
  for (const value of [...fresh.digests, ...fresh.runIds]) seen.add(value)
  return fresh
}
