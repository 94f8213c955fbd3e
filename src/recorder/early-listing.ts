import type { Environment } from '../env.ts'
import { BUDGETS } from '../model/budgets.ts'
import type { OwnCall } from '../model/build-facts.ts'
import { startCall } from '../sources/own-call.ts'
import { askForArtifacts } from '../sources/results-call.ts'
import { parseRuntimeToken } from '../sources/runtime-token.ts'
import { readServerClock, type ServerClock } from '../sources/server-clock.ts'

/** The question for the run's artifacts, on its way while the rest of post loads. */
export type EarlyListing = {
  readonly backend: { readonly backendRunId: string; readonly backendJobId: string } | undefined
  /** The bare answer; undefined where the runner gave no results service. Somebody must await it or let it fail. */
  readonly answer: Promise<unknown> | undefined
  /** GitHub's clock as the answer showed it, once it came. */
  readonly clock: () => ServerClock | undefined
  /** How the question went so far; undefined where nobody was asked. */
  readonly call: () => OwnCall | undefined
}

/** Asks at once: the answer's way is longer than the loading of what reads it. */
export const askEarly = (environment: Environment, now: () => number): EarlyListing => {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment
  const backend = parseRuntimeToken(token ?? '')
  if (url === undefined || token === undefined || backend === undefined || !URL.canParse(url))
    return { backend, answer: undefined, clock: () => undefined, call: () => undefined }
  let clock: ServerClock | undefined
  const call = startCall('results', 'ListArtifacts', now(), now)
  const answer = askForArtifacts({ url, token, ...backend }, BUDGETS.results, (date, sentAt, receivedAt) => {
    clock = readServerClock(date, sentAt, receivedAt, 'results')
  })
  answer.then(() => call.answered(), call.failed)
  return { backend, answer, clock: () => clock, call: call.soFar }
}
