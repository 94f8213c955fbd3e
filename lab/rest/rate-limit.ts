import { json } from '../http.ts'
import type { LabState } from '../state.ts'
import type { Route } from './route.ts'

const HOUR_MS = 3_600_000

export type RateLimit = {
  readonly route: Route
  /** Counts one request; false when none is left in this hour. */
  readonly take: () => boolean
  readonly headers: () => Readonly<Record<string, string>>
}

/** GITHUB_TOKEN's primary limit: a number of requests an hour for the repository, all of its workflows together. */
export const createRateLimit = (state: LabState, limit: number): RateLimit => {
  let resetAt = state.now().getTime() + HOUR_MS
  let used = 0
  const roll = (): void => {
    if (state.now().getTime() < resetAt) return
    resetAt = state.now().getTime() + HOUR_MS
    used = 0
  }
  const numbers = () => ({ limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) })
  return {
    take: () => {
      roll()
      if (used >= limit) return false
      used += 1
      return true
    },
    headers: () => {
      roll()
      const { remaining, reset } = numbers()
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
        'x-github-api-version-selected': '2022-11-28',
        'x-github-media-type': 'github.v3; format=json',
      }
    },
    route: {
      operation: 'GET /rate_limit',
      answer: () => {
        roll()
        const core = numbers()
        const search = { limit: 30, used: 0, remaining: 30, reset: core.reset }
        return json(200, { resources: { core, search }, rate: core })
      },
    },
  }
}
