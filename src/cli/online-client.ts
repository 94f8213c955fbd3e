import { BUDGETS } from '../core/budgets.ts'
import { createRestClient } from '../github/rest/client.ts'
import { createHttpClient } from '../io/http/http-client.ts'
import { VERSION } from '../schema/values/version.ts'
import type { Api } from './inputs/online-inputs.ts'

/**
 * Creates the client of the command line. Its limits allow one report of a large run, with an archive of all its logs.
 */
export const createOnlineClient = (
  { apiUrl, token, budget, proxies }: Pick<Api, 'apiUrl' | 'token' | 'budget' | 'proxies'>,
  patienceMs: number = BUDGETS.rateLimit,
): ReturnType<typeof createRestClient> =>
  createRestClient({
    apiUrl,
    token,
    userAgent: `pipeline-trace/${VERSION}`,
    budget,
    callMs: BUDGETS.restCall,
    downloadMs: BUDGETS.logArchive,
    http: createHttpClient(proxies, BUDGETS.commandLosses),
    patienceMs,
    sleep: millis => new Promise(resolve => setTimeout(resolve, millis)),
  })
