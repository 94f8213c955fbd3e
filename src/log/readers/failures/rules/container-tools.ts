import { defineRules } from '../failure-rule.ts'

const docker = defineRules('docker')
const buildkit = defineRules('buildkit')
const kubernetes = defineRules('kubernetes')
const registry = defineRules('registry')

/** moby/moby, docker/cli, distribution/distribution; moby/buildkit solver and cache/remotecache; kubernetes/kubectl, helm/helm. */
export const CONTAINER_RULES = [
  docker.end(
    'docker-rate-limit',
    'dependency',
    ['toomanyrequests', 'pull rate limit', '429 too many requests'],
    /(?<quote>toomanyrequests: |you have reached your (?:unauthenticated )?pull rate limit)|unexpected status.{0,200}: 429 too many requests/,
    { quote: 'the registry limits pulls' },
  ),
  docker.end(
    'docker-manifest',
    'dependency',
    [
      'manifest unknown',
      'manifest for ',
      ': not found',
      'no matching manifest for',
      'no match for platform in manifest',
    ],
    /(?<quote>manifest unknown)|\bmanifest for .{1,300} not found|failed to resolve (?:source metadata for|reference) .{1,300}: not found|no matching manifest for \S{1,60} in the manifest list|no match for platform in manifest/,
    { quote: 'manifest unknown' },
  ),
  registry.end(
    'registry-denied',
    'permission',
    [
      'requested access to the resource is denied',
      'unauthorized: authentication required',
      'unauthorized: incorrect username',
      'pull access denied',
      'denied: installation not allowed',
      'denied: permission_denied',
      'insufficient_scope',
      'no basic auth credentials',
      'error from registry: denied',
      '403 forbidden',
      '401 unauthorized',
    ],
    /(?<quote>requested access to the resource is denied|unauthorized: (?:authentication required|incorrect username or password)|pull access denied|denied: (?:installation not allowed|permission_denied)|no basic auth credentials|error from registry: denied|insufficient_scope: authorization failed)|(?:failed to authorize|unexpected status from .{1,100} request to .{1,300}): .{0,200}(?:401 unauthorized|403 forbidden)|unexpected status (?:from .{1,100} request|code https?:.{1,300}): (?:401 unauthorized|403 forbidden)/,
    { quote: 'the registry denied access' },
  ),
  docker.end(
    'docker-daemon',
    'resource',
    ['cannot connect to the docker daemon', 'is the docker daemon running'],
    /(?<quote>cannot connect to the docker daemon)/,
    { owner: 'platform' },
  ),
  docker.end(
    'docker-connect',
    'dependency',
    [
      'error response from daemon: ',
      'net/http: request canceled',
      'failed to do request',
      'failed to fetch anonymous token',
      'failed to fetch oauth token',
    ],
    /^(?:error: )?(?:error response from daemon: get "https?:.{1,300}(?<quote>net\/http: request canceled|dial tcp|i\/o timeout|connection reset|context deadline exceeded)|.{0,300}failed to do request: |.{0,300}failed to fetch (?:anonymous|oauth) token: (?:(?:get|post) |unexpected status from .{1,300}: 5))/,
    { quote: 'docker could not reach the registry' },
  ),
  docker.end(
    'docker-port',
    'command',
    ['port is already allocated', 'address already in use'],
    /^error response from daemon: .{0,300}(?<quote>port is already allocated|address already in use)/,
  ),
  docker.cause(
    'compose-unhealthy',
    'command',
    ['is unhealthy', 'dependency failed to start'],
    /^(?:dependency failed to start: )?container .{1,200} (?<quote>is unhealthy)|(?<=^)dependency failed to start/,
    { quote: 'a container did not become healthy' },
  ),

  buildkit.end(
    'build-cache-export',
    'cache',
    [
      'error writing layer blob',
      'blobnotfound',
      'failed to reserve cache',
      'error exporting cache',
      'failed to solve: error writing',
      'maximum timeout reached',
      'cache is read-only',
      'failed to parse error response 400',
      "services aren't available right now",
    ],
    /(?<quote>error writing (?:layer|manifest|config) blob|blobnotfound|failed to (?:copy|reserve) (?:to )?cache|cache export feature is (?:currently )?not supported)|failed to solve: (?:failed to parse error response 400: .{0,200}services aren't available right now|maximum timeout reached)/,
    { owner: 'github', quote: 'the export of the build cache failed' },
  ),
  buildkit.end(
    'buildkit-cache-sunset',
    'cache',
    ['this legacy service is shutting down', 'artifactcache', 'error configuring new cache'],
    /(?<quote>this legacy service is shutting down)|failed to solve: .{0,300}_apis\/artifactcache/,
    { quote: 'the cache service that the build asks is gone' },
  ),
  buildkit.wrapper(
    'buildkit-process',
    'command',
    ['did not complete successfully: exit code'],
    /^(?:error: )?(?:failed to build: )?(?:failed to solve: )?process ".{1,500}" (?<quote>did not complete successfully: exit code: \d{1,3})/,
  ),
  buildkit.end(
    'buildkit-file',
    'command',
    [
      'failed to calculate checksum of ref',
      'failed to compute cache key',
      'dockerfile parse error',
      'failed to read dockerfile',
    ],
    /^error: (?:failed to build: )?(?:failed to solve: )?(?:.{0,100}: )?(?<quote>failed to (?:calculate checksum of ref|compute cache key)|dockerfile parse error|failed to read dockerfile)|^(?:dockerfile parse error on line|failed to read dockerfile: )/,
    { quote: 'BuildKit could not read what the Dockerfile names' },
  ),
  buildkit.wrapper(
    'buildkit-failed',
    'command',
    ['buildx failed with', 'buildx bake failed with', 'failed to solve'],
    /^(?:error: )?(?<quote>buildx (?:bake )?failed with)|^error: (?:failed to build: )?failed to solve/,
    { quote: 'a build with BuildKit failed' },
  ),

  kubernetes.end(
    'kubernetes-denied',
    'permission',
    ['error from server (forbidden)'],
    /^(?<quote>error from server \(forbidden\))/,
  ),
  kubernetes.end(
    'kubernetes-credentials',
    'permission',
    ['you must be logged in to the server', 'error from server (unauthorized)'],
    /(?<quote>you must be logged in to the server|error from server \(unauthorized\))/,
  ),
  kubernetes.end(
    'kubernetes-unreachable',
    'dependency',
    ['kubernetes cluster unreachable', 'unable to connect to the server', 'the connection to the server'],
    /(?<quote>kubernetes cluster unreachable|unable to connect to the server|the connection to the server .{1,200} was refused)/,
    { quote: 'the Kubernetes API server could not be reached' },
  ),
  kubernetes.end(
    'rollout-time-out',
    'time-out',
    ['timed out waiting for the condition', 'context deadline exceeded', 'exceeded its progress deadline'],
    /^error: (?:upgrade failed: |install(?:ation)? failed: |.{0,200}: )?(?:.{0,200}: )?(?<quote>timed out waiting for the condition|context deadline exceeded)|^error: .{0,200}exceeded its progress deadline/,
    { quote: 'a roll-out did not become ready in time' },
  ),
  kubernetes.end(
    'helm-chart',
    'dependency',
    ['is not a valid chart repository', 'error: failed to download "', 'failed to fetch https'],
    /^error: (?:.{0,200}: )?(?:looks like "https?:.{1,300}" (?<quote>is not a valid chart repository)|failed to download "|failed to fetch https)/,
    {
      quote: 'Helm could not fetch a chart',
    },
  ),
  kubernetes.end(
    'kubernetes-refused',
    'command',
    ['error from server (', 'error validating data', 'error: unable to recognize'],
    /^(?<quote>error from server \((?:notfound|badrequest|conflict|alreadyexists|invalid)\))|^error: (?:error validating|unable to recognize)/,
    {
      quote: 'the Kubernetes API server refused',
    },
  ),
  // helm/helm pkg/engine/engine.go: `fail` and `required` of a template.
  kubernetes.end(
    'helm-template',
    'command',
    ['execution error at (', 'yaml parse error on '],
    /^error: (?:.{0,200}: )?(?<quote>execution error at|yaml parse error on) /,
    { quote: 'a template of the chart refused its values' },
  ),
  kubernetes.end(
    'helm-failed',
    'command',
    ['upgrade failed', 'installation failed', 'another operation (install/upgrade/rollback) is in progress'],
    /^error: (?<quote>upgrade failed|installation failed|another operation \(install\/upgrade\/rollback\) is in progress)/,
  ),
  kubernetes.end('no-runner-pod', 'capacity', ['pod failed to come online'], /(?<quote>pod failed to come online)/, {
    owner: 'platform',
  }),
]
