import { LIMITS } from '../../core/limits.ts'
import type { Lineage } from '../../schema/run/run-evidence.ts'

/**
 * Lists the digests for attestation requests. First come deployed images and artifacts, alternating; then the other
 * digests that the run pushed or made, the biggest artifacts first. Images that a deploying job only pulled and no job
 * pushed come last: they come from elsewhere, and the repository seldom has attestations for them.
 */
export const digestsToAsk = ({ artifacts, images = [], deployed }: Lineage): readonly string[] => {
  const reached = new Set(deployed.flatMap(one => one.artifacts.flatMap(({ digest }) => digest ?? [])))
  const bySize = [...artifacts].sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0))
  const files = bySize.flatMap(({ digest }) => digest ?? [])
  const isUsedAlone = (one: (typeof images)[number]): boolean =>
    one.pushedBy === undefined && one.deployed.every(({ how }) => how === 'pulled-in-job')
  const theirs = images.filter(one => !isUsedAlone(one))
  const digests = [
    ...byTurns(
      theirs.filter(one => one.deployed.length > 0).map(({ digest }) => digest),
      files.filter(digest => reached.has(digest)),
    ),
    ...byTurns(
      theirs.filter(one => one.deployed.length === 0).map(({ digest }) => digest),
      files.filter(digest => !reached.has(digest)),
    ),
    ...images.filter(isUsedAlone).map(({ digest }) => digest),
  ]
  return [...new Set(digests)].slice(0, LIMITS.attestedDigests)
}

const byTurns = (some: readonly string[], others: readonly string[]): readonly string[] =>
  Array.from({ length: Math.max(some.length, others.length) }, (_, index) => [some[index], others[index]])
    .flat()
    .filter(digest => digest !== undefined)

export const withAttestations = (lineage: Lineage, counts: ReadonlyMap<string, number>): Lineage => {
  const counted = <T extends { readonly digest?: string | undefined }>(one: T): T & { attestations?: number } => {
    const attestations = counts.get(one.digest ?? '')
    return attestations === undefined ? one : { ...one, attestations }
  }
  return {
    ...lineage,
    artifacts: lineage.artifacts.map(counted),
    images: lineage.images === undefined ? undefined : lineage.images.map(counted),
  }
}
