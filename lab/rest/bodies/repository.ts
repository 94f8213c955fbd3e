import { nodeId } from '../answer.ts'
import type { BodyContext } from '../route.ts'
import { userBody } from './user.ts'

/** Links of `minimal-repository`, field by path. */
const LINKS: Readonly<Record<string, string>> = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
}

export const repositoryUrl = (context: BodyContext): string =>
  `${context.apiUrl}/repos/${context.state.repository.owner}/${context.state.repository.name}`

export const repositoryHtmlUrl = (context: BodyContext): string =>
  `${context.serverUrl}/${context.state.repository.owner}/${context.state.repository.name}`

/** `minimal-repository` of the lab's own repository, or of a fork of it. */
export const minimalRepository = (
  context: BodyContext,
  head?: { readonly fullName: string; readonly id: number; readonly fork: boolean },
): Record<string, unknown> => {
  const own = context.state.repository
  const fullName = head?.fullName ?? `${own.owner}/${own.name}`
  const [owner = '', name = ''] = fullName.split('/')
  const id = head?.id ?? own.id
  const url = `${context.apiUrl}/repos/${fullName}`
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    private: own.visibility !== 'public',
    owner: userBody(context, owner),
    html_url: `${context.serverUrl}/${fullName}`,
    description: null,
    fork: head?.fork ?? false,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([field, path]) => [field, `${url}${path}`])),
  }
}

/** `full-repository`. Counters stay 0. */
export const fullRepository = (context: BodyContext): Record<string, unknown> => {
  const { owner, name, defaultBranch, visibility } = context.state.repository
  const html = repositoryHtmlUrl(context)
  return {
    ...minimalRepository(context),
    visibility,
    default_branch: defaultBranch,
    clone_url: `${html}.git`,
    git_url: `${html.replace(/^http/, 'git')}.git`,
    ssh_url: `git@github.localhost:${owner}/${name}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    archived: false,
    disabled: false,
    forks: 0,
    forks_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    size: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    network_count: 0,
    subscribers_count: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    pushed_at: '2020-01-01T00:00:00Z',
  }
}
