import { BUDGETS } from '../../src/core/budgets.ts'
import { createHttpClient, type HttpClient } from '../../src/io/http/http-client.ts'
import { NO_PROXIES } from '../../src/io/http/proxy.ts'

/** A client of a step by itself: no proxy, nothing failed yet. */
export const directClient = (): HttpClient => createHttpClient(NO_PROXIES, BUDGETS.commandLosses)
