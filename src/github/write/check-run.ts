import * as z from 'zod/mini'
import type { Refusal, RestAnswer, RestClient } from '../rest/client.ts'
import type { Writer } from './octokit.ts'

/**
 * A check run of the report. It is complete from the first request on, and red only because of a policy and `fail-on`.
 */
export type CheckRun = {
  readonly name: string
  /** Head of the pull request or of the followed run, else GITHUB_SHA. */
  readonly headSha: string
  readonly conclusion: 'success' | 'neutral' | 'failure'
  /** `<correlation id>/<attempt>`: the same run and attempt is updated, a new attempt makes a new one. */
  readonly externalId: string
  readonly detailsUrl: string
  readonly title: string
  readonly summary: string
  /** Shown below the summary. */
  readonly text: string
  readonly annotations: readonly Annotation[]
}

/** An annotation beside a file. One request has at most 50, and later requests add more. */
export type Annotation = {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

export type Posted = { readonly ok: true; readonly url: string | undefined } | Refusal

/**
 * Posts the check run, or updates the check run of this run and attempt. If the lookup is refused, a new check run is
 * posted. POST /repos/{repo}/check-runs, PATCH /repos/{repo}/check-runs/{id}: `checks: write`.
 */
export const postCheckRun = async (
  client: Pick<RestClient, 'get'>,
  writer: Writer,
  repository: string,
  run: CheckRun,
): Promise<Posted> => {
  const existing = await findOwn(client, repository, run)
  const body = {
    name: run.name,
    status: 'completed',
    conclusion: run.conclusion,
    external_id: run.externalId,
    details_url: run.detailsUrl,
    output: { title: run.title, summary: run.summary, text: run.text },
  }
  return existing === undefined
    ? readPosted(
        await writer.write('POST /repos/{owner}/{repo}/check-runs', {
          ...ownerAndName(repository),
          ...body,
          output: { ...body.output, annotations: run.annotations },
          head_sha: run.headSha,
        }),
      )
    : readPosted(await writer.write(UPDATE, { ...ownerAndName(repository), check_run_id: existing, ...body }))
}

/**
 * Writes title, summary and text into a job's own check run, which is in the right suite. GitHub keeps control of
 * status and conclusion (JetBrains/qodana-action#599, mikepenz/action-junit-report `update_check`).
 */
export const writeOnJob = async (
  writer: Writer,
  repository: string,
  jobId: string,
  output: Pick<CheckRun, 'title' | 'summary' | 'text' | 'annotations'>,
): Promise<Posted> => {
  const { title, summary, text, annotations } = output
  const body = { output: { title, summary, text, annotations } }
  return readPosted(await writer.write(UPDATE, { ...ownerAndName(repository), check_run_id: jobId, ...body }))
}

const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}'

const ownerAndName = (repository: string): { readonly owner: string; readonly repo: string } => {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}

const posted = z.object({ html_url: z.optional(z.nullable(z.string().check(z.maxLength(1_024)))) })
const listed = z.object({
  check_runs: z.array(z.object({ id: z.int(), external_id: z.optional(z.nullable(z.string())) })),
})

const readPosted = (answer: RestAnswer<unknown>): Posted => {
  if (!answer.ok) return answer
  const parsed = z.safeParse(posted, answer.value)
  return { ok: true, url: parsed.success ? (parsed.data.html_url ?? undefined) : undefined }
}

const findOwn = async (
  client: Pick<RestClient, 'get'>,
  repository: string,
  run: CheckRun,
): Promise<number | undefined> => {
  const query = new URLSearchParams({ check_name: run.name, filter: 'all', per_page: '100' })
  const answer = await client.get(`/repos/${repository}/commits/${run.headSha}/check-runs?${query.toString()}`)
  if (!answer.ok) return undefined
  const parsed = z.safeParse(listed, answer.value)
  if (!parsed.success) return undefined
  return parsed.data.check_runs.find(other => other.external_id === run.externalId)?.id
}
