import { getOctokit } from '@actions/github'
import type { Refusal, RestAnswer, RestClient } from '../rest/client.ts'

/** The report's means of writing: Octokit's requests, and `send`'s answers. */
export type Writer = {
  /** @param route as Octokit has it: `POST /repos/{owner}/{repo}/check-runs`, its variables among `parameters`. */
  readonly write: (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<RestAnswer<unknown>>
}

/**
 * Returns Octokit over the report's HTTP client: `client` has the token, the proxies, the deadlines and the budget, and
 * gives the reason for a refusal. Octokit builds routes and bodies according to GitHub's description.
 */
export const createWriter = (client: Pick<RestClient, 'send'>, apiUrl: string): Writer => ({
  write: async (route, parameters) => {
    let answer: RestAnswer<unknown> | undefined
    const fetch = async (url: string, { method, body }: RequestInit): Promise<Response> => {
      answer = await client.send(checkMethod(method), url.slice(apiUrl.length), parseBody(body))
      return toResponse(answer)
    }
    try {
      // Octokit requires a token; the sent token is the client's.
      await getOctokit('of-the-client', { baseUrl: apiUrl, request: { fetch }, log: SILENT }).request(route, parameters)
    } catch (error) {
      // A refusal by the client becomes an error of Octokit.
      if (answer === undefined) throw error
    }
    return answer ?? NOT_SENT
  },
})

const checkMethod = (method: string | undefined): 'POST' | 'PATCH' => (method === 'PATCH' ? 'PATCH' : 'POST')

const parseBody = (body: unknown): object => (typeof body === 'string' ? JSON.parse(body) : {})

/** Octokit needs a status: that of the refusal, or a 5xx for a refusal without one. */
const toResponse = (answer: RestAnswer<unknown>): Response =>
  answer.ok
    ? Response.json(answer.value ?? null)
    : new Response(answer.detail, { status: answer.status === undefined || answer.status < 400 ? 503 : answer.status })

const ignore = (): void => undefined
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore }

const NOT_SENT: Refusal = {
  ok: false,
  reason: 'service-error',
  status: undefined,
  detail: 'nothing was sent',
  permission: undefined,
}
