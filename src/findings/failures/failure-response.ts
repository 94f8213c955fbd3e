import type { FailureClass } from '../../schema/run/failure.ts'

/** The owner of a failure class, and the first action to take. docs/failure-classes.md has the same table. */
export type FailureResponse = { readonly owner: string; readonly next: string }

export const FAILURE_RESPONSES: Readonly<Record<FailureClass, FailureResponse>> = {
  command: { owner: 'author', next: 'read the last lines of the step' },
  test: { owner: 'author', next: 'open the failed tests, and compare with earlier runs before a re-run' },
  dependency: {
    owner: 'external service, or the author who named it',
    next: 'look at the status of the service and re-run the failed jobs once; pin, mirror or cache what is fetched',
  },
  capacity: { owner: 'platform', next: 'look at the runner group, its labels and its limits' },
  'runner-lost': {
    owner: 'platform',
    next: 'look at the machine (spot instance, scaling, memory) and re-run the failed jobs',
  },
  resource: { owner: 'author, platform', next: 'take a larger runner, less parallel work, or less on the disk' },
  'time-out': {
    owner: 'author',
    next: 'find the step that hung; raise `timeout-minutes` only for work that grew',
  },
  cancelled: { owner: 'whoever cancelled', next: 'nothing, or look at `concurrency` and `fail-fast`' },
  permission: {
    owner: 'author, platform',
    next: 'compare `permissions:`, secrets and the trust policy of the cloud with what was asked',
  },
  policy: { owner: 'approver, platform', next: 'ask whoever owns the rule' },
  artifact: { owner: 'author', next: 'look at the job that should have uploaded it' },
  cache: { owner: 'author, GitHub', next: 'run the job that makes the cache; drop `fail-on-cache-miss`' },
  'workflow-definition': { owner: 'author', next: 'correct the file at the line that GitHub names' },
  unknown: { owner: 'nobody yet', next: 'read the log; if its words are common, add a rule' },
}

/** The response of a rule that knows more than its class. */
const OF_RULE: ReadonlyMap<string, Partial<FailureResponse>> = new Map([
  [
    'secrets-withheld',
    { next: 'skip the job for such runs, or give Dependabot a secret of this name (Settings, Dependabot secrets)' },
  ],
  [
    'storage-quota',
    { owner: 'platform', next: 'delete old artifacts, shorten `retention-days`, or raise the limit of the account' },
  ],
  ['internal-error', { owner: 'GitHub', next: 're-run the failed jobs; look at githubstatus.com if it fails again' }],
  [
    'buildkit-cache-sunset',
    { owner: 'author', next: 'raise Buildx and BuildKit: older ones ask a cache service that GitHub shut down' },
  ],
  [
    'build-cache-export',
    { owner: 'GitHub', next: 're-run the failed jobs; `ignore-error=true` in `cache-to` lets the build pass without' },
  ],
  ['cache-path-refused', { owner: 'author', next: 'name a path that exists when the job ends, or drop the cache' }],
  ['cache-folder-missing', { owner: 'author', next: 'drop the cache input of a job that installs nothing' }],
])

/** Returns the response to a class. A class that a later version added has the response of an unknown failure. */
export const respondTo = (name: FailureClass | 'other', rule?: string): FailureResponse => {
  const response = FAILURE_RESPONSES[name === 'other' ? 'unknown' : name]
  return rule === undefined ? response : { ...response, ...OF_RULE.get(rule) }
}
