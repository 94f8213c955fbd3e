import { json, type LabResponse } from '../http.ts'
import { paginate } from './answer.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'

/** docs.github.com "Permissions required for GitHub Apps": metadata, which every token has. */
const METADATA: Permission = { key: 'metadata', access: 'read' }

/** All rules stand in one ruleset of the repository. The branch need not exist. */
const ofBranch = (call: Call): LabResponse => {
  const { branchRules, repository } = call.context.state
  const page = paginate(call, branchRules.get(call.params['branch'] ?? '') ?? [])
  const ruleset = {
    ruleset_source_type: 'Repository',
    ruleset_source: `${repository.owner}/${repository.name}`,
    ruleset_id: repository.id,
  }
  return json(
    200,
    page.items.map(rule => ({ ...rule, ...ruleset })),
    page.headers,
  )
}

export const ruleRoutes: readonly Route[] = [repositoryRoute('GET /rules/branches/{branch}', METADATA, ofBranch)]
