import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { toGap } from '../io/gap-of.ts'
import { describeStatus, type HttpClient } from '../io/http/http-client.ts'
import { withoutProxyName } from '../io/http/proxy.ts'
import type { OwnCall } from '../schema/job/build-facts.ts'
import type { Fact, Gap, Reading } from '../schema/values/fact.ts'
import { startCall } from './own-call.ts'
import { readServerClock, type ServerClock } from './server-clock.ts'

export type JobRequest = {
  readonly apiUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly jobId: string
  readonly token: string
  readonly http: HttpClient
}

export type JobApiFacts = {
  readonly labels?: Fact<string[]>
  readonly name?: Fact<string>
  readonly group?: Fact<string>
  readonly runnerName?: Fact<string>
  readonly clock?: ServerClock
  /** The result of the one call; absent if none was sent. */
  readonly call?: OwnCall
}

const text = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))
const job = z.object({
  labels: z.array(z.string().check(z.maxLength(256))).check(z.maxLength(50)),
  name: text,
  runner_name: text,
  runner_group_name: text,
})

/**
 * Reads this job from REST, in one call: GET /repos/{owner}/{repo}/actions/jobs/{id}. A public repository answers
 * without any permission, a private one requires `actions: read`. A refusal is a gap that the report fills. Refusals
 * also give the offset of the clock.
 */
export const readJobFromApi = async (
  request: JobRequest,
  deadlineMs: number,
  now: () => number,
): Promise<Reading<JobApiFacts>> => {
  if (!isComplete(request)) return { value: {}, gaps: [gap('not-provided')] }
  const sentAt = now()
  const call = startCall('api', 'actions/get-job-for-workflow-run', sentAt, now)
  let clock: ServerClock | undefined
  const about = (): JobApiFacts => ({ ...withClock(clock), call: call.soFar() })
  try {
    const url = `${request.apiUrl.replace(/\/$/, '')}/repos/${request.repository}/actions/jobs/${request.jobId}`
    const { answer, value } = await request.http.requestJson({
      service: 'api',
      what: 'the job',
      url,
      call: { method: 'GET', headers: headers(request.token) },
      deadlineMs,
      maxBytes: LIMITS.jobAnswer,
    })
    const receivedAt = now()
    if (answer.status === 200) call.answered(receivedAt)
    else call.refused(receivedAt)
    clock = readServerClock(answer.headers['date'] ?? null, sentAt, receivedAt, 'api')
    if (answer.status === 403 || answer.status === 404 || answer.status === 401)
      return { value: about(), gaps: [gap('permission-denied', withoutProxyName(describeStatus(answer)))] }
    if (answer.status !== 200) throw new TraceError('HTTP', `the job: ${describeStatus(answer)}`)
    const parsed = z.safeParse(job, value)
    if (!parsed.success) return { value: about(), gaps: [gap('malformed')] }
    return { value: { ...toFacts(parsed.data), ...about() }, gaps: [] }
  } catch (error) {
    call.failed(error)
    return { value: about(), gaps: [toGap('runner.labels', 'api', error)] }
  }
}

/** All three become part of the URL that receives the token. */
const isComplete = ({ apiUrl, repository, jobId }: JobRequest): boolean =>
  URL.canParse(apiUrl) && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository) && /^\d{1,20}$/.test(jobId)

const headers = (token: string): Record<string, string> => ({
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
})

const toFacts = (answer: z.output<typeof job>): JobApiFacts => ({
  ...(answer.labels.length === 0 ? {} : { labels: { value: answer.labels, source: 'api' } }),
  ...named('name', answer.name),
  ...named('runnerName', answer.runner_name),
  ...named('group', answer.runner_group_name),
})

const named = <const K extends 'name' | 'runnerName' | 'group'>(key: K, value: string | null | undefined) =>
  value === undefined || value === null || value === '' ? {} : { [key]: { value, source: 'api' } as const }

const withClock = (clock: ServerClock | undefined): JobApiFacts => (clock === undefined ? {} : { clock })

const gap = (reason: Gap['reason'], detail?: string): Gap => ({
  field: 'runner.labels',
  source: 'api',
  reason,
  ...(detail === undefined ? {} : { detail }),
})
