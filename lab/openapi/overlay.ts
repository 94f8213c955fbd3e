/**
 * Where the real API differs from its own description, or where the description says in prose only what it demands.
 * Each entry is set into the trimmed copy at `at` (keys joined by spaces) and names where the fact was read.
 * Null in nullable enums is handled for all schemas alike by the loader (`nullable` does not widen `enum` in Ajv).
 */
export type OverlayEntry = {
  readonly at: string
  readonly set: Readonly<Record<string, unknown>>
  readonly source: string
}

const STEP = 'components schemas job properties steps items properties'

export const OVERLAY: readonly OverlayEntry[] = [
  {
    at: 'paths',
    set: {
      '/repos/{owner}/{repo}/hash-algorithm': {
        get: {
          parameters: [{ $ref: '#/components/parameters/owner' }, { $ref: '#/components/parameters/repo' }],
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: { hash_algorithm: { type: 'string', enum: ['sha1', 'sha256'] } },
                    required: ['hash_algorithm'],
                  },
                },
              },
            },
          },
        },
      },
    },
    source:
      'docs.github.com REST "Get the hash algorithm for a repository" (apiVersion 2026-03-10); actions/checkout v7 src/github-api-helper.ts',
  },
  {
    at: `${STEP} status`,
    set: { enum: ['queued', 'in_progress', 'completed', 'pending', 'waiting'] },
    source: 'octokit/openapi x-webhooks workflow_job: steps[].status has pending and waiting',
  },
  {
    at: 'components schemas job properties started_at',
    set: { nullable: true },
    source: 'apache/devlake#8488: null started_at of a skipped job',
  },
  {
    at: 'components schemas deployment-status properties state',
    set: { enum: ['error', 'failure', 'inactive', 'pending', 'success', 'queued', 'in_progress', 'waiting'] },
    source: 'CloudSnorkel/cdk-github-runners#416, octokit/webhooks.net#52: `waiting` is sent',
  },
  ...['environment_url', 'target_url', 'log_url'].map(name => ({
    at: `components schemas deployment-status properties ${name}`,
    set: { format: 'uri-reference' },
    source: 'octokit/webhooks payload-examples deployment_status: the empty string is sent, and is the default',
  })),
  {
    at: 'components parameters per-page schema',
    set: { minimum: 1, maximum: 100 },
    source: 'octokit/openapi description of per_page: "max 100"',
  },
  {
    at: 'components parameters page schema',
    set: { minimum: 1 },
    source: 'docs.github.com "Using pagination in the REST API": pages count from 1',
  },
  {
    at: 'components parameters commit-ref schema',
    set: { minLength: 1 },
    source: 'octokit/openapi: "Can be a commit SHA, branch name, or tag name"',
  },
]
