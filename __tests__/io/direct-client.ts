import { createHttpClient, type HttpClient } from '../../src/io/http-client.ts'
import { NO_PROXIES } from '../../src/io/proxy.ts'
import { BUDGETS } from '../../src/model/budgets.ts'

/** A client of a step by itself: no proxy, nothing failed yet. */
export const directClient = (): HttpClient => createHttpClient(NO_PROXIES, BUDGETS.commandLosses)
