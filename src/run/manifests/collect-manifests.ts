import type { Candidate } from '../../account/candidate.ts'
import { parseJobArtifactName } from '../../core/artifact-name.ts'
import { LIMITS } from '../../core/limits.ts'
import type { RunClient } from '../../github/rest/client.ts'
import { readRestArtifacts } from '../../github/rest/run-artifacts.ts'
import { inFairOrder } from '../../github/results/artifact-order.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import { createArtifactBudget, unpackJobArtifact } from '../../github/unpack-artifact.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { ArtifactSource } from './artifact-source.ts'
import { collectEarlier } from './collect-earlier.ts'
import {
  type Collected,
  type Collector,
  download,
  NOTHING,
  readCandidate,
  refused,
  undelivered,
  unreadable,
  type WantedRun,
} from './read-candidate.ts'
import { createShares, type Shares } from './uploader-shares.ts'

type Services = Pick<Collector, 'verifier'> & {
  readonly client: RunClient
  readonly artifacts: ArtifactSource
  readonly now: () => number
}

type Wanted = Pick<Collector, 'run' | 'takesUnsigned'> & {
  readonly artifacts: readonly ListedArtifact[]
  /** Ids of the jobs that GitHub lists; undefined where it lists none. */
  readonly jobIds: ReadonlySet<string> | undefined
}

/**
 * Downloads, unpacks, reads and verifies every manifest artifact of the run. Artifacts named for listed jobs come
 * first, and each uploader has only its own share. An artifact that cannot be accepted is named with one reason. A
 * fault of one artifact does not affect another.
 */
export const collectManifests = async (
  { client, artifacts: source, verifier, now }: Services,
  { artifacts, jobIds, ...wanted }: Wanted,
): Promise<Collected> => {
  const room = { bytes: LIMITS.carriedFiles, zipped: LIMITS.carriedZipped }
  const collector: Collector = { ...wanted, source, verifier, budget: createArtifactBudget(now), room }
  const shares = createShares(collector.budget)
  const ours = artifacts.filter(artifact => artifact.name.startsWith('pipeline-trace-job-'))
  const direct = inParallel(inFairOrder(ours, jobIds), LIMITS.downloadsAtOnce, artifact =>
    collectOne(collector, shares, artifact),
  )
  const all = await collectEarlier(collector, artifacts, direct.then(gather))
  return { ...all, candidates: await withExpiry(client, wanted.run, all.candidates) }
}

const gather = (parts: readonly Collected[]): Collected => ({
  candidates: parts.flatMap(part => part.candidates),
  unmatchedArtifacts: parts.flatMap(part => part.unmatchedArtifacts),
  earlierReports: parts.flatMap(part => part.earlierReports),
  gaps: parts.flatMap(part => part.gaps),
})

const collectOne = async (collector: Collector, shares: Shares, artifact: ListedArtifact): Promise<Collected> => {
  const { run } = collector
  const name = parseJobArtifactName(artifact.name)
  if (name === undefined) return refused(artifact.name, 'forged-name', 'not a name that the recorder gives')
  if (name.runId !== run.runId) return refused(artifact.name, 'other-run', `named for run ${name.runId}`)
  if (name.attempt > run.attempt) return refused(artifact.name, 'other-attempt', `named for attempt ${name.attempt}`)
  try {
    const found = await shares.spend(artifact, async (share): Promise<Collected> => {
      const zip = await download(collector, artifact)
      if (!zip.ok) return undelivered(artifact.name, zip)
      const candidate = await readCandidate(collector, artifact, unpackJobArtifact(zip.value, share), undefined)
      return { ...NOTHING, candidates: [candidate] }
    })
    return typeof found === 'string' ? refused(artifact.name, 'budget', found) : found
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

/** Adds the expiry of artifacts that alone hold a manifest. Only REST gives it. */
const withExpiry = async (
  client: RunClient,
  { repository, runId }: WantedRun,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> => {
  if (candidates.every(({ bytes, artifact }) => bytes !== undefined || artifact.expiresAt !== undefined))
    return candidates
  const { value: items } = await readRestArtifacts(client, repository, runId)
  const expiries = new Map(items.map(({ id, expiresAt }) => [id, expiresAt]))
  return candidates.map(candidate => {
    const expiresAt = candidate.bytes === undefined ? expiries.get(candidate.artifact.id) : undefined
    return expiresAt === undefined ? candidate : { ...candidate, artifact: { ...candidate.artifact, expiresAt } }
  })
}
