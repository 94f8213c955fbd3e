import { parseJobArtifactName } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { readRestArtifacts } from '../github/rest/run-artifacts.ts'
import { inFairOrder } from '../github/results/artifact-order.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import { createArtifactBudget, unpackJobArtifact } from '../github/unpack-artifact.ts'
import { inParallel } from '../io/in-parallel.ts'
import { collectEarlier } from './collect-earlier.ts'
import type { World } from './connect.ts'
import type { Listed } from './list-run.ts'
import type { Candidate } from './merge/candidate.ts'
import {
  type Collected,
  type Collector,
  download,
  NOTHING,
  readCandidate,
  refused,
  unreadable,
} from './read-candidate.ts'
import { createShares, type Shares } from './uploader-shares.ts'
import type { Verifier } from './verify-manifest.ts'

const WIDTH = 6

/**
 * Downloads, unpacks, reads and verifies every manifest artifact of the run, those in the name of listed jobs first and no
 * uploader before the others. An artifact that cannot be taken becomes an unmatched artifact with one reason; no fault of one artifact
 * touches another.
 */
export const collectManifests = async (
  world: World,
  listed: Pick<Listed, 'artifacts' | 'jobs'>,
  verifier: Verifier,
  now: () => number,
): Promise<Collected> => {
  const room = { bytes: LIMITS.carriedFiles, zipped: LIMITS.carriedZipped }
  const collector: Collector = { world, verifier, budget: createArtifactBudget(now), room }
  const shares = createShares(collector.budget)
  const ours = listed.artifacts.filter(artifact => artifact.name.startsWith('pipeline-trace-job-'))
  const jobIds = listed.jobs === undefined ? undefined : new Set(listed.jobs.map(({ id }) => id))
  const direct = await inParallel(inFairOrder(ours, jobIds), WIDTH, artifact => collectOne(collector, shares, artifact))
  const all = await collectEarlier(collector, listed.artifacts, gather(direct))
  return { ...all, candidates: await withExpiry(world, all.candidates) }
}

const gather = (parts: readonly Collected[]): Collected => ({
  candidates: parts.flatMap(part => part.candidates),
  unmatchedArtifacts: parts.flatMap(part => part.unmatchedArtifacts),
  earlierReports: parts.flatMap(part => part.earlierReports),
})

const collectOne = async (collector: Collector, shares: Shares, artifact: ListedArtifact): Promise<Collected> => {
  const { world, budget } = collector
  const name = parseJobArtifactName(artifact.name)
  if (name === undefined) return refused(artifact.name, 'forged-name', 'not a name that the recorder gives')
  if (name.runId !== world.runId) return refused(artifact.name, 'other-run', `named for run ${name.runId}`)
  if (name.attempt > world.attempt) return refused(artifact.name, 'other-attempt', `named for attempt ${name.attempt}`)
  try {
    const found = await shares.spend(artifact, async share => {
      const unpacked = unpackJobArtifact(await download(world, artifact, budget), share)
      return readCandidate(collector, artifact, unpacked, undefined)
    })
    return typeof found === 'string' ? refused(artifact.name, 'budget', found) : { ...NOTHING, candidates: [found] }
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

/** Until when the artifacts that alone hold a manifest are there: only REST knows. */
const withExpiry = async (world: World, candidates: readonly Candidate[]): Promise<readonly Candidate[]> => {
  if (candidates.every(({ bytes }) => bytes !== undefined)) return candidates
  const { items } = await readRestArtifacts(world.rest, world.repository, world.runId)
  const expiries = new Map(items.map(({ id, expiresAt }) => [id, expiresAt]))
  return candidates.map(candidate => {
    const expiresAt = candidate.bytes === undefined ? expiries.get(candidate.artifact.id) : undefined
    return expiresAt === undefined ? candidate : { ...candidate, artifact: { ...candidate.artifact, expiresAt } }
  })
}
