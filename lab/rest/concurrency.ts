import { json, type LabResponse } from '../http.ts'
import type { LiveGroup, LiveGroups, Member } from '../scheduler/concurrency-groups.ts'
import { notFound, refused } from './answer.ts'
import { repositoryHtmlUrl, repositoryUrl } from './bodies/repository.ts'
import { type Call, type Permission, type RestContext, type Route, repositoryRoute } from './route.ts'
import { findRun } from './runs.ts'

const READ: Permission = { key: 'actions', access: 'read' }

const groupsOf = ({ context }: Call): LiveGroups => context.hooks.concurrency ?? NONE
const NONE: LiveGroups = { live: () => [], find: () => undefined, namesOf: () => [] }

/** Every group of the run's configuration; members are there while they hold it or wait. */
const listOfRun = (call: Call): LabResponse => {
  const run = findRun(call)
  if (run === undefined) return notFound()
  const groups = groupsOf(call)
  const names = groups.namesOf(run.id)
  const page = cursorPage(call, names)
  const bodies = page.names.map(name => ({
    group_name: name,
    group_url: groupUrl(call.context, name),
    group_members: (groups.find(name)?.members ?? []).flatMap((member, position) =>
      member.runId === run.id
        ? [{ ...memberBody(call.context, member, position), ...place(call, name, member, position) }]
        : [],
    ),
  }))
  return json(200, { total_count: names.length, concurrency_groups: bodies }, page.headers)
}

const list = (call: Call): LabResponse => {
  const live = groupsOf(call).live()
  const page = cursorPage(
    call,
    live.map(({ name }) => name),
  )
  const bodies = live
    .filter(({ name }) => page.names.includes(name))
    .map(({ name, acquiredAt }) => ({
      group_name: name,
      group_url: groupUrl(call.context, name),
      last_acquired_at: acquiredAt.toISOString(),
    }))
  return json(200, { total_count: live.length, concurrency_groups: bodies }, page.headers)
}

/** The whole line of a group, or what is ahead of one of it: that one comes last. */
const one = (call: Call): LabResponse => {
  const group = groupsOf(call).find(call.params['concurrency_group_name'] ?? '')
  if (group === undefined) return notFound()
  const members = aheadOf(call, group)
  if (members === undefined) return refused(422, 'Validation Failed')
  return json(200, {
    group_name: group.name,
    group_url: groupUrl(call.context, group.name),
    total_count: members.length,
    group_members: members.map((member, position) => memberBody(call.context, member, position)),
  })
}

const aheadOf = ({ query }: Call, { members }: LiveGroup): readonly Member[] | undefined => {
  const run = query.get('ahead_of_run')
  const job = query.get('ahead_of_job')
  if (run === null && job === null) return members
  if (run !== null && job !== null) return undefined
  const last = members.findIndex(({ runId, jobId }) =>
    job === null ? jobId === undefined && runId === Number(run) : jobId === Number(job),
  )
  return last === -1 ? undefined : members.slice(0, last + 1)
}

const groupUrl = (context: RestContext, name: string): string =>
  `${repositoryUrl(context)}/actions/concurrency_groups/${encodeURIComponent(name)}`

const memberBody = (context: RestContext, { runId, jobId }: Member, position: number): Record<string, unknown> => {
  const { state } = context
  const job = jobId === undefined ? undefined : state.jobs.get(jobId)
  const html = `${repositoryHtmlUrl(context)}/actions/runs/${runId}`
  return {
    run_id: runId,
    run_name: state.runs.get(runId)?.workflowName ?? '',
    run_url: `${repositoryUrl(context)}/actions/runs/${runId}`,
    run_html_url: html,
    ...(job === undefined
      ? {}
      : {
          job_id: job.id,
          job_name: job.name,
          job_url: `${repositoryUrl(context)}/actions/jobs/${job.id}`,
          job_html_url: `${html}/job/${job.id}`,
        }),
    status: position === 0 ? 'in_progress' : 'pending',
  }
}

const place = ({ context }: Call, name: string, { runId, jobId }: Member, position: number) => ({
  position,
  position_url: `${groupUrl(context, name)}?${jobId === undefined ? `ahead_of_run=${runId}` : `ahead_of_job=${jobId}`}`,
})

/** A page of sorted names by `after` or `before`; the cursor is the name at the border. */
const cursorPage = (
  call: Call,
  all: readonly string[],
): { readonly names: readonly string[]; readonly headers: Readonly<Record<string, string>> } => {
  const size = Math.min(Math.max(Number(call.query.get('per_page') ?? 30), 1), 100)
  const after = read(call.query.get('after'))
  const before = read(call.query.get('before'))
  const left = all.filter(name => (after === undefined || name > after) && (before === undefined || name < before))
  const names = before === undefined ? left.slice(0, size) : left.slice(-size)
  const last = names.at(-1)
  if (last === undefined || last === all.at(-1)) return { names, headers: {} }
  const query = new URLSearchParams(call.query)
  query.delete('before')
  query.set('after', Buffer.from(last).toString('base64url'))
  return { names, headers: { link: `<${call.url}?${query.toString()}>; rel="next"` } }
}

const read = (cursor: string | null): string | undefined =>
  cursor === null ? undefined : Buffer.from(cursor, 'base64url').toString('utf8')

export const concurrencyRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/runs/{run_id}/concurrency_groups', READ, listOfRun),
  repositoryRoute('GET /actions/concurrency_groups/{concurrency_group_name}', READ, one),
  repositoryRoute('GET /actions/concurrency_groups', READ, list),
]
