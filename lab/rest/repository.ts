import { json, type LabResponse } from '../http.ts'
import type { LabRun } from '../state.ts'
import { nodeId, paginate, restTime } from './answer.ts'
import { fullRepository, minimalRepository, repositoryHtmlUrl, repositoryUrl } from './bodies/repository.ts'
import { userBody } from './bodies/user.ts'
import { type Call, type Permission, type RestContext, type Route, repositoryRoute } from './route.ts'

const METADATA: Permission = { key: 'metadata', access: 'read' }
const PULLS: Permission = { key: 'pull-requests', access: 'read' }

const repository = (call: Call): LabResponse => json(200, fullRepository(call.context))

/** Pull requests of a commit, forks included: the way back when a run's own list is empty. */
const pullsOfCommit = (call: Call): LabResponse => {
  const sha = call.params['commit_sha'] ?? ''
  const byNumber = new Map<number, LabRun>()
  for (const run of call.context.state.runs.values())
    if (run.pullRequest !== undefined && (run.headSha === sha || run.sha === sha))
      byNumber.set(run.pullRequest.number, run)
  const page = paginate(call, [...byNumber.values()])
  const bodies = page.items.map(run => pullBody(call.context, run))
  return json(200, bodies, page.headers)
}

const pullBody = (context: RestContext, run: LabRun): Record<string, unknown> => {
  const pull = run.pullRequest
  if (pull === undefined) return {}
  const url = `${repositoryUrl(context)}/pulls/${pull.number}`
  const html = `${repositoryHtmlUrl(context)}/pull/${pull.number}`
  const issue = `${repositoryUrl(context)}/issues/${pull.number}`
  const { owner } = context.state.repository
  const [headOwner = ''] = run.headRepository.fullName.split('/')
  const links = {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(context)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl(context)}/statuses/${run.headSha}`,
  }
  return {
    url,
    id: pull.number,
    node_id: nodeId('PR', pull.number),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: pull.number,
    state: 'open',
    locked: false,
    title: run.displayTitle,
    user: userBody(context, run.actor),
    body: null,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: restTime(run.createdAt),
    updated_at: restTime(run.createdAt),
    closed_at: null,
    merged_at: null,
    merge_commit_sha: run.sha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: {
      label: `${headOwner}:${pull.headRef}`,
      ref: pull.headRef,
      sha: run.headSha,
      user: userBody(context, headOwner),
      repo: { ...fullRepository(context), ...minimalRepository(context, run.headRepository) },
    },
    base: {
      label: `${owner}:${pull.baseRef}`,
      ref: pull.baseRef,
      sha: pull.baseSha,
      user: userBody(context, owner),
      repo: fullRepository(context),
    },
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    draft: false,
  }
}

/** The object format of the repository: 40 digits, as all commits of the lab have. */
const hashAlgorithm = (): LabResponse => json(200, { hash_algorithm: 'sha1' })

export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('GET ', METADATA, repository),
  repositoryRoute('GET /commits/{commit_sha}/pulls', PULLS, pullsOfCommit),
  repositoryRoute('GET /hash-algorithm', METADATA, hashAlgorithm),
]
