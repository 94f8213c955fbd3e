import { nodeId } from '../answer.ts'
import type { BodyContext } from '../route.ts'

/** `simple-user`. Ids of people the lab does not know are derived from the name, so that they stay the same. */
export const userBody = (context: BodyContext, login: string): Record<string, unknown> => {
  const isBot = login.endsWith('[bot]')
  const id =
    login === 'github-actions[bot]'
      ? 41_898_282
      : login === context.state.repository.owner
        ? context.state.repository.ownerId
        : Array.from(login).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 90_000_000, 7) +
          1000
  const url = `${context.apiUrl}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${context.serverUrl}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${context.serverUrl}/${isBot ? `apps/${login.replace('[bot]', '')}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  }
}

const APP_WRITES: readonly string[] = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'packages',
  'pages',
  'pull_requests',
  'repository_hooks',
  'repository_projects',
  'statuses',
  'vulnerability_alerts',
]

/** As on github.com. */
export const ACTIONS_APP_ID = 15_368

/** The GitHub Actions app, under whose name every check run of a workflow token stands. Ids as on github.com. */
export const actionsApp = (context: BodyContext): Record<string, unknown> => ({
  id: ACTIONS_APP_ID,
  client_id: 'Iv1.05c79e9ad1f6bdfa',
  slug: 'github-actions',
  node_id: 'MDM6QXBwMTUzNjg=',
  owner: userBody(context, 'github'),
  name: 'GitHub Actions',
  description: 'Automate your workflow from idea to production',
  external_url: 'https://help.github.com/en/actions',
  html_url: `${context.serverUrl}/apps/github-actions`,
  created_at: '2018-07-30T09:30:17Z',
  updated_at: '2025-03-07T16:35:00Z',
  permissions: Object.fromEntries(APP_WRITES.map(key => [key, 'write']).concat([['metadata', 'read']])),
  events: ['check_run', 'check_suite', 'push'],
})
