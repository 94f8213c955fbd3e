import type { Confidence } from '../../model/fact.ts'
import type { Canceller, FailureClass } from '../../model/failure.ts'

export type FailureRule = {
  readonly id: string
  readonly class: FailureClass
  /**
   * `runner`: only what stands at the begin of an `##[error]` line or of an annotation, as the runner and GitHub write
   * it. A script can print that too, so that no line alone is more than medium evidence.
   */
  readonly where: 'runner' | 'any'
  /** On one line in lower case, at most 300 characters, without time, colours and `##[error]`. Linear. */
  readonly pattern: RegExp
  readonly confidence: Confidence
  /** What is shown of the line where the pattern has no group `said`; that group holds fixed words and digits only. */
  readonly quote?: string
  readonly by?: Canceller
}

const runner = (id: string, of: FailureClass, pattern: RegExp, quote?: string): FailureRule => ({
  id,
  class: of,
  where: 'runner',
  pattern,
  confidence: 'medium',
  ...(quote === undefined ? {} : { quote }),
})

const any = (id: string, of: FailureClass, pattern: RegExp, quote?: string): FailureRule => ({
  ...runner(id, of, pattern, quote),
  where: 'any',
})

/**
 * What lines of logs and annotations say of a failure. The first rule that matches any line of the failed step wins, so
 * the order is the precedence: how the job was ended, what GitHub refused, resources, tests that count their failures,
 * then what one tool says of one cause, and last the words that many tools use. To teach a new one, add a line and a case
 * in __tests__/findings/failure-rules.test.ts; a word that it needs goes into src/log/readers/error-lines.ts.
 */
export const FAILURE_RULES: readonly FailureRule[] = [
  // How the job was ended. The wordings are cited in src/log/readers/end-signal-words.ts; "action … has timed out" is what the
  // runner writes for `timeout-minutes` of a step (actions/runner src/Runner.Worker/StepsRunner.cs).
  runner(
    'queue-time-limit',
    'capacity',
    /^the job has exceeded the maximum execution time while awaiting a runner/,
    'the job has exceeded the maximum execution time while awaiting a runner',
  ),
  runner(
    'runner-not-acquired',
    'capacity',
    /^the job was not acquired by runner /,
    'the job was not acquired by a runner',
  ),
  runner(
    'job-time-limit',
    'time-out',
    /^the job (?:running on runner .{0,200} )?has exceeded the maximum execution time of /,
    'the job has exceeded the maximum execution time',
  ),
  runner('step-time-limit', 'time-out', /^the action '.{0,200}' (?<said>has timed out after \d{1,6} minutes)/),
  runner(
    'runner-lost-communication',
    'runner-lost',
    /^the (?:self-hosted|hosted) runner(?::? .{0,200})? lost communication with the server/,
    'the runner lost communication with the server',
  ),
  runner(
    'runner-shutdown',
    'runner-lost',
    /^the runner has received a shutdown signal/,
    'the runner has received a shutdown signal',
  ),
  {
    ...runner(
      'fail-fast',
      'cancelled',
      /^the strategy configuration was canceled because /,
      'the strategy configuration was canceled',
    ),
    by: 'fail-fast',
  },
  {
    ...runner(
      'newer-run',
      'cancelled',
      /^canceling since a higher priority waiting request for /,
      'canceling since a higher priority waiting request exists',
    ),
    by: 'newer-run',
  },
  // A login without `[bot]`; an app can cancel too, and then nobody says for whom.
  {
    ...runner('person', 'cancelled', /^the run was canceled by @[\w-]{1,100}\.?$/, 'the run was canceled by a person'),
    by: 'person',
  },
  runner('canceled-by-app', 'cancelled', /^the run was canceled by @/, 'the run was canceled by an app'),
  runner('operation-canceled', 'cancelled', /^the operation was canceled\.?$/, 'the operation was canceled'),
  runner('interrupted', 'cancelled', /^received sigint$/, 'received SIGINT'),

  // What GitHub or the repository's rules refuse. The wordings were read in actions/deploy-pages#151 (with the general
  // "rejected" line below it), philosowaffle/peloton-to-garmin#547, github/gh-aw#9260, nodejs/admin#980; GH006 and GH013
  // are git's answers to a refused push (docs.github.com "Available rules for rulesets").
  runner(
    'branch-not-allowed',
    'policy',
    /is not allowed to deploy to .{0,200} due to environment protection rules/,
    'not allowed to deploy due to environment protection rules',
  ),
  runner(
    'deployment-rejected',
    'policy',
    /^the deployment was rejected or didn't satisfy other protection rules/,
    'the deployment was rejected',
  ),
  runner(
    'action-not-allowed',
    'policy',
    /^(?:error : )?the action .{1,150} is not allowed in |^[\w./@-]{1,100}(?:, [\w./@-]{1,100}|,? and [\w./@-]{1,100}){0,2} (?:is|are) not allowed to be used in /,
    'the action is not allowed here',
  ),
  runner(
    'account-blocked',
    'policy',
    /^the job was not started because (?:recent account payments have failed|your account is locked)/,
    'the job was not started because of the account',
  ),
  any(
    'push-refused',
    'policy',
    /\b(?<said>gh006: protected branch update failed|gh013: repository rule violations found|protected branch hook declined|push declined due to repository rule violations)/,
  ),

  // The workflow or an action's metadata is wrong: sigstore/policy-controller#475, tree-sitter/workflows#5,
  // github/docs#33721, libretro/RetroArch#17378; actions/runner src/Runner.Worker/ActionManager.cs; actions/toolkit
  // packages/core/src/core.ts.
  runner(
    'template-not-valid',
    'workflow-definition',
    /^(?:error: )?the (?:template|workflow) is not valid/,
    'the template is not valid',
  ),
  runner('workflow-file-not-valid', 'workflow-definition', /^invalid workflow file/, 'invalid workflow file'),
  any(
    'expression-not-valid',
    'workflow-definition',
    /\b(?<said>unrecognized (?:named-value|function)|error when evaluating '(?:strategy|name|if|runs-on|env|environment|container|services|concurrency|timeout-minutes)' for job)/,
  ),
  runner(
    'action-not-resolved',
    'workflow-definition',
    /^(?:error: )?unable to resolve action/,
    'unable to resolve action',
  ),
  runner(
    'action-without-metadata',
    'workflow-definition',
    /^(?:error: )?can't find 'action\.yml'/,
    "can't find 'action.yml'",
  ),
  runner(
    'action-version-retired',
    'workflow-definition',
    /^(?:error: )?this request has been automatically failed because it uses a deprecated version of /,
    'it uses a deprecated version of an action',
  ),
  runner('input-missing', 'workflow-definition', /^(?:error: )?(?<said>input required and not supplied): /),

  // Artifacts and caches (actions/toolkit packages/artifact, actions/download-artifact src/download-artifact.ts,
  // actions/cache src/restoreImpl.ts).
  any(
    'artifact-missing',
    'artifact',
    /\b(?<said>artifact not found|unable to find any artifacts|no artifacts? found|artifact has expired|no files were found with the provided path)/,
  ),
  any('artifact-conflict', 'artifact', /\b(?<said>an artifact with this name already exists)/),
  any('artifact-digest', 'artifact', /artifact.{0,100}\b(?<said>digest validation failed)/),
  any(
    'artifact-service',
    'artifact',
    /\b(?<said>failed to (?:createartifact|finalizeartifact|listartifacts|getsignedartifacturl))\b/,
  ),
  any('artifact-transfer', 'artifact', /\b(?<said>unable to download artifact|failed to download artifact)/),
  any('cache-miss-fails', 'cache', /\b(?<said>failed to restore cache entry)\. exiting as fail-on-cache-miss is set/),
  runner(
    'cache-service',
    'cache',
    /^(?:error: )?(?<said>cache service responded with [45]\d\d|failed to (?:restore|save)(?= cache|: ))/,
  ),

  // The machine. 137 is 128 + SIGKILL: mostly the kernel's answer to memory that is gone (docs.docker.com "docker run").
  any('no-runner-pod', 'capacity', /\b(?<said>pod failed to come online)\b/),
  any(
    'disk-full',
    'resource',
    /\b(?<said>no space left on device|enospc|disk quota exceeded|there is not enough space on the disk)/,
  ),
  any(
    'memory',
    'resource',
    /(?<said>heap out of memory|java\.lang\.outofmemoryerror|cuda out of memory|cannot allocate memory|std::bad_alloc|\boomkilled|\boom-kill|^memoryerror\b|\bout of memory\b)/,
  ),
  any('build-daemon-gone', 'resource', /\b(?<said>gradle build daemon disappeared unexpectedly)/),
  any('open-files', 'resource', /\b(?<said>too many open files|emfile)\b/),
  any(
    'killed',
    'resource',
    /(?<said>fatal error: killed signal|signal: 9, sigkill|\bexit(?:ed)?(?: with)?(?: code)?:? 137\b|(?:^|[:0-9] {1,4})killed$)/,
  ),

  // Test runners that count their failures.
  any('pytest', 'test', /^(?:={1,200} )?(?<said>\d{1,7} failed)(?:, \d{1,7} [a-z]{1,20}){0,8} in \d/),
  any('pytest-case', 'test', /^failed [\w./-]{1,200}::/, 'FAILED, a case of pytest'),
  any('unittest', 'test', /^(?<said>failed \((?:failures|errors)=\d{1,7})/),
  any('jest', 'test', /^(?<said>(?:tests|test suites): {1,20}\d{1,7} failed)/),
  any('vitest', 'test', /^(?<said>(?:tests|test files) {1,20}\d{1,7} failed)/),
  any('node-test', 'test', /^(?:#|ℹ) (?<said>fail [1-9]\d{0,6})$/),
  any('mocha-playwright', 'test', /^(?<said>[1-9]\d{0,6} (?:failing|failed))$/),
  any('go-test', 'test', /^(?<said>--- fail): |^fail [\w./-]{1,200} (?:\d|\[build failed)/, 'a FAIL of go test'),
  any('cargo-test', 'test', /^(?<said>test result: failed\. \d{1,7} passed; \d{1,7} failed)/),
  any(
    'maven',
    'test',
    /(?<said>tests run: \d{1,7}, failures: (?:[1-9]\d{0,6}|\d{1,7}, errors: [1-9]\d{0,6})|there are test failures)/,
  ),
  any('gradle-test', 'test', /\b(?<said>there were failing tests)/),
  any('rspec', 'test', /^(?<said>\d{1,7} examples?, [1-9]\d{0,6} failures?)/),
  any(
    'phpunit',
    'test',
    /^(?<said>tests: \d{1,7}, assertions: \d{1,7}(?:, (?:errors|failures|warnings|skipped|incomplete|risky|deprecations): \d{1,7}){0,6}, (?:failures|errors): [1-9]\d{0,6})/,
  ),
  any(
    'dotnet-test',
    'test',
    /^failed! {1,4}- (?<said>failed: {1,10}[1-9]\d{0,6})|^test run failed\.$/,
    'a failed run of dotnet test',
  ),
  any('ctest', 'test', /^(?<said>\d{1,3}% tests passed, [1-9]\d{0,6} tests? failed out of \d{1,7})/),
  any('bazel-test', 'test', /\b(?<said>\d{1,7} fails? (?:locally|remotely))\b/),
  any('xcode-test', 'test', /^\*\* test failed \*\*/, 'TEST FAILED, of xcodebuild'),

  // A credential or a right is missing: what the service says, not what follows from it.
  any(
    'github-token',
    'permission',
    /\b(?<said>resource not accessible by integration|bad credentials|refusing to allow an? (?:github app|oauth app|personal access token) to create or update workflow)/,
  ),
  any(
    'github-push',
    'permission',
    /\b(?<said>permission to) .{1,200} denied to /,
    'permission to the repository denied',
  ),
  any(
    'git-credentials',
    'permission',
    /\b(?<said>authentication failed for|could not read username for|permission denied \(publickey)/,
  ),
  any('id-token', 'permission', /\b(?<said>unable to get actions_id_token_request_url)/),
  any(
    'cloud-credentials',
    'permission',
    /\b(?<said>could not load credentials from any providers|unable to locate credentials|could not find default credentials|expiredtoken|invalidclienttokenid)\b/,
  ),
  any(
    'cloud-denied',
    'permission',
    /\b(?<said>is not authorized to perform|not authorized to perform sts:assumerolewithwebidentity|accessdenied(?:exception)?\b|aadsts\d{4,8}|permission_denied\b)|\bpermission ['"][a-z.]{1,100}['"] denied/,
    'the cloud says: not authorized',
  ),
  any(
    'registry-denied',
    'permission',
    /\b(?<said>requested access to the resource is denied|unauthorized: authentication required|unauthorized: incorrect username or password|pull access denied)\b/,
  ),
  any('kubernetes-denied', 'permission', /\b(?<said>error from server \(forbidden\))/),

  // A package, image or ref that was asked for.
  runner(
    'action-download',
    'dependency',
    /^(?<said>failed to download (?:archive|action)|an action could not be found)|^action '.{0,250}' download has timed out/,
    'failed to download an action',
  ),
  any(
    'docker-manifest',
    'dependency',
    /\b(?<said>manifest unknown)|\bmanifest for .{1,200} not found/,
    'manifest unknown',
  ),
  runner('docker-pull', 'dependency', /^(?<said>docker pull failed with exit code \d{1,3})/),
  any(
    'git-ref',
    'dependency',
    /\b(?<said>couldn't find remote ref|remote end hung up unexpectedly|rpc failed; curl \d{1,3})/,
  ),
  any(
    'npm',
    'dependency',
    /^npm (?:err!|error) (?<said>code (?:e404|e429|e5\d\d|etarget|eresolve|eintegrity|eusage|enotfound|eai_again|econnreset|etimedout|err_socket_timeout))\b/,
  ),
  any(
    'pip',
    'dependency',
    /\b(?<said>no matching distribution found|could not find a version that satisfies the requirement|resolutionimpossible)\b/,
  ),
  any(
    'uv',
    'dependency',
    /\b(?<said>error while fetching remote python downloads|no solution found when resolving dependencies)\b/,
  ),
  any(
    'cargo',
    'dependency',
    /^error: (?<said>failed to (?:download|get `|select a version|fetch|query replaced source))|^(?:caused by: )?failed to download from `/,
    'cargo failed to download or select a version',
  ),
  any(
    'go-module',
    'dependency',
    /\b(?<said>verifying module: checksum mismatch|unknown revision)\b|^go: .{1,200}: reading https:\/\/.{1,200}: (?:4|5)\d\d /,
    'a Go module was not served as asked',
  ),
  any(
    'maven-gradle',
    'dependency',
    /\b(?<said>could not resolve dependencies for project|could not transfer artifact|could not resolve all (?:files|dependencies|artifacts|task dependencies) for configuration)/,
  ),
  any(
    'apt',
    'dependency',
    /^e: (?<said>failed to fetch|unable to locate package|unable to fetch some archives)\b|\bhash sum mismatch\b/,
    'apt failed to fetch a package',
  ),
  any('bundler', 'dependency', /\b(?<said>could not fetch specs from|could not find gem|bundler::httperror)\b/),
  any('nuget', 'dependency', /\b(?<said>unable to load the service index|error nu1(?:101|102|301))\b/),
  any(
    'hugging-face',
    'dependency',
    /\bwe couldn't connect to 'https:\/\/huggingface\.co'/,
    "we couldn't connect to huggingface.co",
  ),

  // Words that many tools use for a service that does not answer.
  any(
    'rate-limit',
    'dependency',
    /\b(?<said>api rate limit exceeded|secondary rate limit|toomanyrequests|too many requests|pull rate limit)\b/,
  ),
  any(
    'dns',
    'dependency',
    /\b(?<said>could not resolve host|couldn't resolve host|temporary failure in name resolution|name or service not known|nodename nor servname|no such host|getaddrinfo (?:enotfound|eai_again)|failed to resolve '|dns error)/,
  ),
  any(
    'tls',
    'dependency',
    /\b(?<said>certificate verify failed|unable to get local issuer certificate|certificate has expired|self[- ]signed certificate|x509: certificate|ssl_error_syscall|tls handshake (?:timeout|failure)|gnutls_handshake\(\) failed|sslhandshakeexception)/,
  ),
  any(
    'server-error',
    'dependency',
    /\b(?<said>returned error: 5\d\d|status code:? 5\d\d|50[234] (?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out))\b/,
  ),
  any(
    'connection',
    'dependency',
    /\b(?<said>econnreset|connection reset by peer|etimedout|connection timed out|connect timeout|read timed out|i\/o timeout|couldn't connect to server|failed to connect to(?= [\w.-]{1,100} port \d))\b/,
  ),

  // Weak words: a test may print them, and so may a command that goes on.
  {
    ...any('connection-refused', 'dependency', /\b(?<said>econnrefused|connection refused)\b/),
    confidence: 'low',
  },
  {
    ...any(
      'denied',
      'permission',
      /\b(?<said>access denied|403 forbidden|401 unauthorized|eacces|permission denied)\b/,
      'said',
    ),
    confidence: 'low',
  },
  // GNU timeout ends with 124 (coreutils manual, "timeout invocation").
  { ...runner('exit-124', 'time-out', /^(?<said>process completed with exit code 124)\.$/), confidence: 'low' },
]
