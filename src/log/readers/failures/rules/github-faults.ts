import { defineRules } from '../failure-rule.ts'

const artifacts = defineRules('artifacts')
const caches = defineRules('caches')
const api = defineRules('github')

/**
 * GitHub's services as actions meet them: actions/toolkit packages/artifact and packages/cache, actions/upload-artifact,
 * actions/download-artifact, actions/cache, octokit/request-error.js, cli/cli.
 */
export const GITHUB_RULES = [
  artifacts.end(
    'artifact-missing',
    'artifact',
    [
      'artifact not found',
      'unable to find any artifacts',
      'no artifacts found',
      'no artifact found',
      'artifact has expired',
      'no files were found with the provided path',
    ],
    /^(?:error: |unable to download artifact\(s\): )?(?:.{0,100})\b(?<quote>artifact not found|unable to find any artifacts|no artifacts? found|artifact has expired|no files were found with the provided path)/,
    { onError: true },
  ),
  artifacts.end(
    'artifact-conflict',
    'artifact',
    ['an artifact with this name already exists'],
    /(?<quote>an artifact with this name already exists)/,
  ),
  artifacts.end(
    'artifact-digest',
    'artifact',
    ['digest validation failed'],
    /artifact.{0,100}\b(?<quote>digest validation failed)/,
  ),
  artifacts.end(
    'artifact-name-refused',
    'workflow-definition',
    [
      'the artifact name is not valid',
      'artifact path is not valid',
      'the path for one of the files in artifact is not valid',
    ],
    /(?<quote>(?:the artifact name|artifact path|the path for one of the files in artifact) is not valid)/,
    { onError: true },
  ),
  artifacts.end(
    'artifact-service',
    'artifact',
    [
      'failed to createartifact',
      'failed to finalizeartifact',
      'failed to listartifacts',
      'failed to getsignedartifacturl',
    ],
    /(?<quote>failed to (?:createartifact|finalizeartifact|listartifacts|getsignedartifacturl))\b/,
    { owner: 'github' },
  ),
  artifacts.cause(
    'artifact-transfer',
    'artifact',
    ['unable to download ', 'failed to download artifact', 'artifact upload failed', 'artifact download failed'],
    /^(?:error: )?(?<quote>unable to download (?:and extract )?artifact|failed to download artifact|artifact upload failed|artifact download failed)/,
    {
      onError: true,
    },
  ),
  artifacts.success(
    'artifact-done',
    ['artifact download completed', 'has been successfully uploaded'],
    /artifact download completed successfully|has been successfully uploaded/,
  ),

  caches.end(
    'cache-miss-fails',
    'cache',
    ['failed to restore cache entry'],
    /(?<quote>failed to restore cache entry)\. exiting as fail-on-cache-miss is set/,
  ),
  caches.end(
    'cache-service',
    'cache',
    ['cache service responded with', 'failed to restore', 'failed to save'],
    /^(?:error: )?(?<quote>cache service responded with [45]\d\d|failed to (?:restore|save)(?= cache|: ))/,
    {
      onError: true,
      owner: 'github',
    },
  ),
  caches.end(
    'cache-path-refused',
    'cache',
    ['path validation error'],
    /^(?:error: )?(?<quote>path validation error): path\(s\) specified in the action for caching do(?:\(es\)|es)? not exist/,
    { onError: true },
  ),
  caches.end(
    'cache-folder-missing',
    'cache',
    ['exist on disk'],
    /^(?:error: )?cache (?:path|folder path is retrieved for \S{1,60} but) .{0,300} ?(?<quote>(?:doesn't|does not) exist on disk)/,
    { onError: true },
  ),

  api.end(
    'github-rate-limit',
    'dependency',
    ['api rate limit exceeded', 'secondary rate limit', 'exceeded a secondary rate limit'],
    /(?<quote>api rate limit exceeded|(?:exceeded a )?secondary rate limit)/,
    { owner: 'github' },
  ),
  api.end(
    'github-token',
    'permission',
    ['resource not accessible by', 'bad credentials', 'refusing to allow a'],
    /(?<quote>resource not accessible by (?:integration|personal access token)|bad credentials|refusing to allow an? (?:github app|oauth app|personal access token) to create or update workflow)/,
  ),
  api.end(
    'github-sso',
    'permission',
    ['saml enforcement', 'saml sso'],
    /(?<quote>organization (?:has enabled or enforced saml sso|saml enforcement))|protected by organization saml enforcement/,
    {
      quote: 'protected by organization SAML enforcement',
    },
  ),
  api.end(
    'gh-token-missing',
    'workflow-definition',
    ['set the gh_token environment variable'],
    /^gh: to use github cli in a github actions workflow, (?<quote>set the gh_token environment variable)/,
  ),
  api.end(
    'id-token',
    'permission',
    ['actions_id_token_request_', 'ensure github_token has permission'],
    /(?<quote>unable to get actions_id_token_request_(?:url|token))|github actions did not inject \$?actions_id_token_request_|^(?:error: )?ensure github_token has permission /,
    { quote: 'the job may not ask for an OIDC token' },
  ),
  api.end(
    'github-pull-request',
    'permission',
    ['is not permitted to create or approve pull requests'],
    /(?<quote>github actions is not permitted to create or approve pull requests)/,
  ),
  api.end(
    'github-exists',
    'command',
    ['a release with the same tag name already exists', 'already_exists'],
    /(?<quote>a release with the same tag name already exists)|validation failed: \{.{0,200}"code":"already_exists"/,
    {
      quote: 'it exists already',
    },
  ),
  // actions/deploy-pages src/internal/deployment.js, actions/configure-pages src/api-client.js.
  api.end(
    'pages-off',
    'workflow-definition',
    ['ensure github pages has been enabled', 'has pages enabled'],
    /(?<quote>ensure github pages has been enabled)|please verify that the repository has pages enabled/,
    { quote: 'GitHub Pages is not enabled' },
  ),
  api.end(
    'pages-failed',
    'dependency',
    ['failed to create deployment (status: 5', 'deployment failed, try again later'],
    /^(?:error: )?(?<quote>failed to create deployment \(status: 5\d\d\)|deployment failed, try again later)/,
    { onError: true, owner: 'github' },
  ),
  // actions/setup-node, setup-python, setup-java, setup-go, ruby/setup-ruby.
  api.end(
    'tool-version',
    'dependency',
    [
      'was not found for ',
      'unable to find node version',
      'unable to find go version',
      'could not find satisfied version for',
      'unknown version ',
    ],
    /^(?:error: )?(?:the version '.{1,60}' with architecture '.{1,20}' (?<quote>was not found) for|unable to find (?:node|go) version '|could not find satisfied version for semver|unknown version \S{1,60} for \S{1,30} on )/,
    { onError: true, quote: 'no such version of the tool' },
  ),
  api.end(
    'lock-file-missing',
    'workflow-definition',
    ['dependencies lock file is not found'],
    /^(?:error: )?(?<quote>dependencies lock file is not found)/,
    { onError: true },
  ),
  caches.end(
    'cache-path-unresolved',
    'cache',
    ['some specified paths were not resolved'],
    /^(?:error: )?(?<quote>some specified paths were not resolved, unable to cache dependencies)/,
    { onError: true },
  ),
  api.end('github-push', 'permission', ['denied to '], /\bpermission to .{1,200} denied to /, {
    quote: 'permission to the repository denied',
  }),
  api.end(
    'push-refused',
    'policy',
    ['gh006', 'gh013', 'protected branch hook declined', 'push declined due to repository rule violations'],
    /(?<quote>gh006: protected branch update failed|gh013: repository rule violations found|protected branch hook declined|push declined due to repository rule violations)/,
  ),
]
