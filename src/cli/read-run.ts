import type { RunClient } from '../github/rest/client.ts'
import { readDefaultBranch } from '../github/rest/default-branch.ts'
import { toListedOwner } from '../run/history/listed-owner.ts'
import { readPast } from '../run/history/read-past.ts'
import { createArtifactSource } from '../run/manifests/artifact-source.ts'
import { createVerifier, type Verifier } from '../run/manifests/verify-manifest.ts'
import { type ObservationStep, observeRun, type Ports, type RunAnswered } from '../run/observe-run.ts'
import { type AccountRead, type Past, readAccount } from '../run/read-account.ts'
import { repositoryIdByRest, runFactsByRest, toRunFacts } from '../run/run-identity.ts'
import type { RunRead } from '../run/run-read.ts'
import type { LogSource, OtherRun } from '../run/subject.ts'

/** The wanted run, and the client that answers for it: REST or an offline folder. */
export type Wanted = {
  readonly client: RunClient
  readonly subject: OtherRun
  readonly logs: LogSource
  /** Epoch milliseconds; for a folder, the time at which it was fetched. */
  readonly now: () => number
}

/** Observes the run as the report action does. A run that cannot be read at all gives a refusal. */
export const readRun = (wanted: Wanted, progress: (line: string) => void): Promise<RunAnswered> => {
  const { subject, logs } = wanted
  return observeRun(getPorts(wanted, progress), subject, {
    logs,
    readsEarlierJobs: true,
    needsRun: true,
    takesUnsigned: true,
  })
}

/** Builds the account of that run, uncut and unsigned: the command line is not a job and signs nothing. */
export const getReadAccount = (wanted: Wanted, read: RunRead, requests: RunRequests): Promise<AccountRead> => {
  const { listed, observation, subject } = read
  const place = { ...subject, attempt: observation.run.attempt }
  const { facts } = listed
  const past = () => readEarlierRuns(wanted, read)
  return readAccount({ ...wanted, past }, read, {
    run: toRunFacts(place, repositoryIdByRest(read.repositoryId), 'api', runFactsByRest(facts), facts),
    reporter: undefined,
    apiBudget: requests,
    reportedAt: observation.observedAt,
  })
}

/**
 * Reads the past as the action does where no cache can be read. The cache service takes only the token that the runner
 * gives to a job (actions/toolkit packages/cache/src/internal/shared/cacheTwirpClient.ts).
 */
const readEarlierRuns = async ({ client, subject, now }: Wanted, read: RunRead): Promise<Past> => {
  const verifier = await createRunVerifier(subject, read.repositoryId)
  const owner = toListedOwner(read)
  const defaultBranch = owner.defaultBranch ?? (await readDefaultBranch(client, subject.repository))
  return readPast({ client, cache: NO_CACHE, verifier, now }, { ...owner, defaultBranch })
}

const NO_CACHE = 'the kept history can be read by a job alone'

export type RunRequests = { readonly allowed: number; readonly used: number }

const getPorts = ({ client, subject, now }: Wanted, progress: (line: string) => void): Ports => ({
  client,
  artifacts: createArtifactSource(client, subject, undefined),
  verifierFor: repositoryId => createRunVerifier(subject, repositoryId),
  now,
  sleep: millis => new Promise(resolve => setTimeout(resolve, millis)),
  progress: step => {
    const line = findLine(step)
    if (line !== undefined) progress(line)
  },
})

const createRunVerifier = ({ serverUrl, runId }: OtherRun, repositoryId: string): Promise<Verifier> =>
  createVerifier('', '', { serverUrl, repositoryId, runId, ownerId: undefined, issuer: undefined })

const findLine = (step: ObservationStep): string | undefined => {
  switch (step.at) {
    case 'run':
      return `run ${step.run.runId}, attempt ${step.run.attempt}: ${step.run.status ?? 'status unknown'}`
    case 'listed':
      return `${step.listed.jobs?.length ?? 0} jobs, ${step.listed.artifacts.length} artifacts`
    case 'manifests':
      return undefined
    case 'read': {
      const { deployments, manifests, environments } = step.read.observation
      return `${deployments.length} deployments, ${manifests.size} manifests, ${environments.length} environments`
    }
  }
}
