import type { AccountInput } from '../account/build-account.ts'
import { UNKNOWN_REPOSITORY } from '../core/ids.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import type { Fact, Source } from '../schema/values/fact.ts'
import type { RunPlace } from './subject.ts'

/** Facts of a run beside its place. */
export type Stated = Partial<AccountInput['run']>

/** Returns the facts of a run that only REST gives. */
export const runFactsByRest = (api: RunFacts): Stated => ({
  number: fact(api.number),
  event: fact(api.event),
  headSha: fact(api.headSha),
  workflow: fact(api.workflow),
  fork: fact(api.fork),
})

/** Builds the facts of the run: its place from `source`, then the stated facts, then its times. */
export const toRunFacts = (
  { serverUrl, repository, runId, attempt }: RunPlace & { readonly attempt: number },
  repositoryId: Fact<string>,
  source: Source,
  stated: Stated,
  api: RunFacts,
): AccountInput['run'] => ({
  serverUrl: { value: serverUrl, source },
  repository: { value: repository, source },
  repositoryId,
  runId: { value: runId, source },
  attempt: { value: attempt, source },
  ...stated,
  headBranch: fact(api.headBranch),
  createdAt: fact(api.createdAt),
  startedAt: fact(api.startedAt),
  url: { value: attemptUrl({ serverUrl, repository, runId, attempt }), source },
})

/** Returns the repository id from REST; UNKNOWN_REPOSITORY with low confidence where REST gives none. */
export const repositoryIdByRest = (id: string): Fact<string> =>
  id === UNKNOWN_REPOSITORY ? { value: id, source: 'runner', confidence: 'low' } : { value: id, source: 'api' }

/** Returns the page of the attempt: the `details_url` of a check run. */
export const attemptUrl = ({
  serverUrl,
  repository,
  runId,
  attempt,
}: RunPlace & { readonly attempt: number }): string =>
  `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`

const fact = <T>(value: T | undefined): Fact<T> | undefined =>
  value === undefined ? undefined : { value, source: 'api' }
