import type { AccountInput } from '../account/build-account.ts'
import { UNKNOWN_REPOSITORY } from '../core/ids.ts'
import { knownFields } from '../core/optional-fields.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import type { Fact, Source } from '../schema/values/fact.ts'
import type { RunPlace } from './subject.ts'

/** What is said of a run beside where it is. */
export type Stated = Partial<AccountInput['run']>

/** The facts of a run of which REST alone speaks. */
export const runFactsByRest = (api: RunFacts): Stated =>
  knownFields({
    number: fact(api.number),
    event: fact(api.event),
    headSha: fact(api.headSha),
    workflow: fact(api.workflow),
    fork: fact(api.fork),
  })

/** The facts of the run: where it is by `source`, then what is stated of it, then its times. */
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
  ...knownFields({ createdAt: fact(api.createdAt), startedAt: fact(api.startedAt) }),
  url: { value: attemptUrl({ serverUrl, repository, runId, attempt }), source },
})

/** What REST says of a repository's id; nobody does where it says nothing. */
export const repositoryIdByRest = (id: string): Fact<string> =>
  id === UNKNOWN_REPOSITORY ? { value: id, source: 'runner', confidence: 'low' } : { value: id, source: 'api' }

/** Page of the attempt: a check run's `details_url`. */
export const attemptUrl = ({
  serverUrl,
  repository,
  runId,
  attempt,
}: RunPlace & { readonly attempt: number }): string =>
  `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`

const fact = <T>(value: T | undefined): Fact<T> | undefined =>
  value === undefined ? undefined : { value, source: 'api' }
