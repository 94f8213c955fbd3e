/** Output of one step that failed, as the tools print it, with the class that a reader gives it. */
export type MinimalLog = {
  readonly name: string
  /** The action, else a script. */
  readonly uses?: string
  readonly lines: readonly string[]
  /** Exit code of a script. */
  readonly exit?: number
  readonly class: string
  readonly rule?: string
}

/** What was got over does not decide. */
const RECOVERED: readonly MinimalLog[] = [
  {
    name: 'cargo got over the network, then did not compile',
    lines: [
      'warning: spurious network error (3 tries remaining): [28] Timeout was reached (Connection timed out)',
      'warning: spurious network error (2 tries remaining): [56] Recv failure: Connection reset by peer',
      '   Compiling a v0.1.0',
      'error[E0425]: cannot find value `x` in this scope',
      '  --> src/main.rs:4:5',
      '4 |     x',
      '  |     ^ not found in this scope',
      'error: could not compile `a` (bin "a") due to 1 previous error',
    ],
    exit: 101,
    class: 'command',
  },
  {
    name: 'pip tried again and installed, then mypy found errors',
    lines: [
      "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError(\"HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Read timed out. (read timeout=15)\")': /packages/a",
      'Successfully installed mypy-1.0',
      'src/a.py:3: error: Incompatible return value type (got "int", expected "str")  [return-value]',
      'Found 1 error in 1 file (checked 4 source files)',
    ],
    exit: 1,
    class: 'command',
    rule: 'mypy',
  },
  {
    name: 'curl tried again and had it, then a check of its own',
    lines: [
      'curl: (28) Failed to connect to example.org port 443 after 130000 ms: Connection timed out',
      'Warning: Problem : timeout. Will retry in 1 seconds. 3 retries left.',
      'version mismatch: expected 1.2, found 1.1',
    ],
    exit: 1,
    class: 'command',
    rule: 'exit-code',
  },
  {
    name: 'docker pulled at the second attempt, then tests failed',
    uses: 'nick-fields/retry@v3',
    lines: [
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection',
      '##[warning]Attempt 1 failed. Reason: Child_process exited with error code 1',
      '1 failed, 3 passed in 2.10s',
      '##[error]Final attempt failed. Child_process exited with error code 1',
    ],
    class: 'test',
    rule: 'pytest',
  },
  {
    name: 'a test failed in the first loop, the network ended the last one',
    lines: ['Attempt 1', '1 failed, 3 passed in 2.10s', 'Attempt 2', 'curl: (6) Could not resolve host: example.org'],
    exit: 6,
    class: 'dependency',
  },
  {
    name: 'a wait for a port of its own, then a failed test',
    lines: [
      'connect ECONNREFUSED 127.0.0.1:5432',
      'connect ECONNREFUSED 127.0.0.1:5432',
      'connect ECONNREFUSED 127.0.0.1:5432',
      '  12 passing (2s)',
      '  1 failing',
    ],
    exit: 1,
    class: 'test',
  },
  {
    name: 'a port of its own that never answered',
    lines: ['Error: connect ECONNREFUSED 127.0.0.1:3000', 'server did not start'],
    exit: 1,
    class: 'command',
  },
  {
    name: 'pnpm tried again, then the build failed',
    lines: [
      ' WARN  GET https://registry.npmjs.org/a/-/a-1.tgz error (ECONNRESET). Will retry in 10 seconds. 2 retries left.',
      'Done in 12.1s using pnpm v10.0.0',
      "src/a.ts(3,5): error TS2322: Type 'number' is not assignable to type 'string'.",
      ' ELIFECYCLE  Command failed with exit code 2.',
    ],
    exit: 2,
    class: 'command',
    rule: 'typescript',
  },
  {
    name: 'apt ignored a mirror, installed, then make failed',
    lines: [
      'Ign:1 http://azure.archive.ubuntu.com/ubuntu jammy InRelease',
      'Err:2 http://azure.archive.ubuntu.com/ubuntu jammy-updates InRelease',
      '  503  Service Unavailable [IP: 1.2.3.4 80]',
      'Setting up libfoo (1.0-1) ...',
      'make: *** [Makefile:4: all] Error 1',
    ],
    exit: 2,
    class: 'command',
  },
  {
    name: 'disk was freed and it was tried again, then a linter',
    lines: [
      'tar: a: Cannot write: No space left on device',
      'Attempt 2',
      'Linting',
      '✖ 2 problems (2 errors, 0 warnings)',
    ],
    exit: 1,
    class: 'command',
  },
]

/** Source that was printed is nothing that happened. */
const PRINTED: readonly MinimalLog[] = [
  {
    name: 'golangci-lint shows the source line',
    lines: [
      'client.go:69:10: ST1005: error strings should not be capitalized (stylecheck)',
      '\t\treturn fmt.Errorf("429 Too Many Requests: connection refused to %q", host)',
      '\t\t      ^',
    ],
    exit: 1,
    class: 'command',
  },
  {
    name: 'rustc shows the source line',
    lines: [
      'error[E0308]: mismatched types',
      '  --> src/lib.rs:3:9',
      '   |',
      '12 |     panic!("No space left on device");',
      '   |     ^^^^^^ expected',
      'error: could not compile `a` (lib) due to 1 previous error',
    ],
    exit: 101,
    class: 'command',
  },
  {
    name: 'eslint shows a code frame',
    lines: [
      '/a/b.js',
      '  3:7  error  Unexpected console statement  no-console',
      '> 12 |   throw new Error("certificate has expired")',
      '     |   ^',
      '✖ 1 problem (1 error, 0 warnings)',
    ],
    exit: 1,
    class: 'command',
    rule: 'eslint',
  },
  {
    name: 'gcc shows the source line',
    lines: [
      "src/a.c:12:5: error: 'errno_' undeclared",
      '   12 |     perror("Cannot allocate memory");',
      '      |     ^~~~~~',
      'make: *** [Makefile:3: a.o] Error 1',
    ],
    exit: 2,
    class: 'command',
  },
  {
    name: 'ruff shows the source line',
    lines: [
      'a.py:3:5: F841 Local variable `x` is assigned to but never used',
      '  |',
      '3 |     x = "Temporary failure in name resolution"',
      '  |     ^ F841',
      'Found 1 error.',
    ],
    exit: 1,
    class: 'command',
  },
  {
    name: 'names of tests hold every word',
    lines: [
      '✓ answers 429 Too Many Requests (3 ms)',
      '✓ says no space left on device',
      'ok 3 - getaddrinfo ENOTFOUND is retried',
      'test net::connection_refused ... ok',
      '  1 failing',
    ],
    exit: 1,
    class: 'test',
  },
  {
    name: 'a symbol holds a word',
    lines: [
      "a.cpp:(.text+0x5): undefined reference to `std::bad_alloc::what() const'",
      'collect2: error: ld returned 1 exit status',
    ],
    exit: 1,
    class: 'command',
  },
  {
    name: 'a command is shown before it runs',
    lines: ['+ echo "curl: (6) Could not resolve host: example.org"', '##[command]/usr/bin/git fetch'],
    exit: 1,
    class: 'command',
  },
]

/** The first cause, through the programs that only ran another one. */
const CAUSES: readonly MinimalLog[] = [
  {
    name: 'npm ci: not found',
    lines: [
      'npm error code E404',
      'npm error 404 Not Found - GET https://registry.npmjs.org/nope - Not found',
      'npm error A complete log of this run can be found in: /a.log',
    ],
    exit: 1,
    class: 'dependency',
    rule: 'npm',
  },
  {
    name: 'npm publish: not allowed',
    lines: ['npm error code E404', 'npm error 404 Not Found - PUT https://registry.npmjs.org/@o%2fp - Not found'],
    exit: 1,
    class: 'permission',
  },
  {
    name: 'npm publish: exists',
    lines: [
      'npm error code E403',
      'npm error 403 403 Forbidden - PUT https://registry.npmjs.org/a - You cannot publish over the previously published versions: 1.0.0.',
    ],
    exit: 1,
    class: 'command',
  },
  {
    name: 'a linter inside npm test',
    lines: [
      '✖ 3 problems (3 errors, 0 warnings)',
      'npm error Lifecycle script `lint` failed with error:',
      'npm error code 1',
    ],
    exit: 1,
    class: 'command',
    rule: 'eslint',
  },
  {
    name: 'pip inside a docker build',
    lines: [
      '#9 3.412 ERROR: Could not find a version that satisfies the requirement nope==9 (from versions: none)',
      '#9 3.413 ERROR: No matching distribution found for nope==9',
      '#9 ERROR: process "/bin/sh -c pip install nope==9" did not complete successfully: exit code: 1',
      'ERROR: failed to solve: process "/bin/sh -c pip install nope==9" did not complete successfully: exit code: 1',
    ],
    exit: 1,
    class: 'dependency',
    rule: 'pip',
  },
  {
    name: 'curl inside a docker build',
    uses: 'docker/build-push-action@v6',
    lines: [
      '#7 12.10 curl: (22) The requested URL returned error: 503',
      '#7 ERROR: process "/bin/sh -c curl -f x" did not complete successfully: exit code: 22',
      '##[error]buildx failed with: ERROR: failed to solve: process "/bin/sh -c curl -f x" did not complete successfully: exit code: 22',
    ],
    class: 'dependency',
  },
  {
    name: 'tests inside turbo',
    lines: [
      'web:test: Tests:       2 failed, 40 passed, 42 total',
      'web:test:  ELIFECYCLE  Test failed. See above for more details.',
    ],
    exit: 1,
    class: 'test',
    rule: 'jest',
  },
  {
    name: 'go test',
    lines: [
      '--- FAIL: TestA (0.00s)',
      '    a_test.go:12: got 1, want 2',
      'FAIL',
      'FAIL\tgithub.com/a/b\t0.012s',
      'FAIL',
    ],
    exit: 1,
    class: 'test',
  },
  {
    name: 'go test that did not build',
    lines: ['# github.com/a/b', './a.go:12:5: undefined: x', 'FAIL\tgithub.com/a/b [build failed]', 'FAIL'],
    exit: 1,
    class: 'command',
    rule: 'go-compile',
  },
  {
    name: 'go module',
    lines: [
      'go: github.com/a/b@v9.9.9: reading https://proxy.golang.org/github.com/a/b/@v/v9.9.9.info: 404 Not Found',
      '\tserver response: not found: x',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'Maven cannot resolve',
    lines: [
      '[INFO] BUILD FAILURE',
      '[ERROR] Failed to execute goal on project a: Could not resolve dependencies for project g:a:jar:1: Could not transfer artifact g:b:jar:1 from/to central: Connect timed out',
      '[ERROR] -> [Help 1]',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'Maven may not deploy',
    lines: [
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-deploy-plugin:3:deploy (default-deploy) on project a: Failed to deploy artifacts: Could not transfer artifact g:a:jar:1 from/to github (https://maven.pkg.github.com/o/r): status code: 401, reason phrase: Unauthorized (401)',
    ],
    exit: 1,
    class: 'permission',
  },
  {
    name: 'Gradle tests',
    lines: [
      '12 tests completed, 1 failed',
      '> Task :test FAILED',
      'FAILURE: Build failed with an exception.',
      "Execution failed for task ':test'.",
      '> There were failing tests. See the report at: file:///a',
      'BUILD FAILED in 10s',
    ],
    exit: 1,
    class: 'test',
  },
  {
    name: 'Gradle resolves nothing',
    lines: [
      "Execution failed for task ':compileJava'.",
      "> Could not resolve all files for configuration ':compileClasspath'.",
      '   > Could not resolve com.a:b:1.0.',
      "      > Could not GET 'https://repo.maven.apache.org/a.pom'. Received status code 502 from server: Bad Gateway",
      'BUILD FAILED in 10s',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'Gradle daemon',
    lines: ['Gradle build daemon disappeared unexpectedly (it may have been killed or may have crashed)'],
    exit: 1,
    class: 'resource',
  },
  {
    name: 'NuGet feed denies',
    lines: [
      '/a/b.csproj : error NU1301: Unable to load the service index for source https://nuget.pkg.github.com/o/index.json.',
      '/a/b.csproj : error NU1301:   Response status code does not indicate success: 401 (Unauthorized).',
    ],
    exit: 1,
    class: 'permission',
  },
  {
    name: 'NuGet is down',
    lines: [
      '/a/b.csproj : error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json.',
      '/a/b.csproj : error NU1301:   Response status code does not indicate success: 503 (Service Unavailable).',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'a compiler was killed',
    lines: [
      'c++: fatal error: Killed signal terminated program cc1plus',
      'compilation terminated.',
      'make[2]: *** [CMakeFiles/a.dir/build.make:76: a.o] Error 1',
    ],
    exit: 2,
    class: 'resource',
  },
  { name: 'killed without a word', lines: ['working'], exit: 137, class: 'resource', rule: 'exit-137' },
  {
    name: 'the heap of Node',
    lines: [
      'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
      'Aborted (core dumped)',
      'npm error code 134',
    ],
    exit: 134,
    class: 'resource',
  },
  {
    name: 'a full disk',
    lines: [
      'npm error code ENOSPC',
      'npm error syscall write',
      'npm error nospc ENOSPC: no space left on device, write',
    ],
    exit: 228,
    class: 'resource',
  },
  { name: 'timeout(1)', lines: ['working'], exit: 124, class: 'time-out' },
  {
    name: 'a push that a rule refused',
    lines: [
      'remote: error: GH013: Repository rule violations found for refs/heads/main.',
      ' ! [remote rejected] main -> main (push declined due to repository rule violations)',
      "error: failed to push some refs to 'https://github.com/a/b'",
    ],
    exit: 1,
    class: 'policy',
  },
  {
    name: 'a push without the right',
    lines: [
      'remote: Permission to a/b.git denied to github-actions[bot].',
      "fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403",
    ],
    exit: 128,
    class: 'permission',
  },
  {
    name: 'a push behind',
    lines: [
      ' ! [rejected]        main -> main (fetch first)',
      "error: failed to push some refs to 'https://github.com/a/b'",
    ],
    exit: 1,
    class: 'command',
  },
  {
    name: 'LFS budget',
    uses: 'actions/checkout@v4',
    lines: [
      'batch response: This repository exceeded its LFS budget. The account responsible for the budget should increase it to restore access.',
      'error: failed to fetch some objects',
      "##[error]The process '/usr/bin/git' failed with exit code 2",
    ],
    class: 'policy',
  },
  {
    name: 'checkout without its ref',
    uses: 'actions/checkout@v4',
    lines: [
      "##[error]fatal: couldn't find remote ref refs/heads/nope",
      "##[error]The process '/usr/bin/git' failed with exit code 128",
    ],
    class: 'dependency',
  },
  {
    name: 'the token may not',
    uses: 'actions/github-script@v7',
    lines: [
      'RequestError [HttpError]: Resource not accessible by integration',
      '##[error]Unhandled error: HttpError: Resource not accessible by integration',
    ],
    class: 'permission',
  },
  {
    name: 'an input is missing',
    uses: 'a/b@v1',
    lines: ['##[error]Input required and not supplied: token'],
    class: 'workflow-definition',
  },
  {
    name: 'an action of its own words',
    uses: 'a/b@v1',
    lines: ['##[error]The title of the pull request is not in the form'],
    class: 'command',
  },
  {
    name: 'setup-python without the version',
    uses: 'actions/setup-python@v5',
    lines: [
      "##[error]The version '3.7' with architecture 'x64' was not found for Ubuntu 24.04.",
      'The list of all available versions can be found here: https://x',
    ],
    class: 'dependency',
  },
  {
    name: 'an artifact that is not there',
    uses: 'actions/download-artifact@v4',
    lines: ['##[error]Unable to download artifact(s): Artifact not found for name: dist'],
    class: 'artifact',
  },
  {
    name: 'an artifact twice',
    uses: 'actions/upload-artifact@v4',
    lines: [
      '##[error]Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    ],
    class: 'artifact',
  },
  {
    name: 'a cache that must be there',
    uses: 'actions/cache/restore@v4',
    lines: ['##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: k'],
    class: 'cache',
  },
  {
    name: 'the cloud denies',
    lines: ['An error occurred (AccessDenied) when calling the PutObject operation: Access Denied'],
    exit: 254,
    class: 'permission',
  },
  {
    name: 'a role by OIDC',
    uses: 'aws-actions/configure-aws-credentials@v4',
    lines: ['##[error]Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity'],
    class: 'permission',
  },
  {
    name: 'Terraform',
    lines: ['╷', '│ Error: Reference to undeclared resource', '│ ', '│   on main.tf line 12', '╵'],
    exit: 1,
    class: 'command',
    rule: 'terraform',
  },
  {
    name: 'Terraform registry',
    lines: [
      '╷',
      '│ Error: Failed to query available provider packages',
      '│ ',
      '│ Could not retrieve the list of available versions for provider',
      '╵',
    ],
    exit: 1,
    class: 'dependency',
  },
  { name: 'helm in time', lines: ['Error: UPGRADE FAILED: context deadline exceeded'], exit: 1, class: 'time-out' },
  {
    name: 'kubectl forbidden',
    lines: ['Error from server (Forbidden): deployments.apps is forbidden: User "a" cannot patch'],
    exit: 1,
    class: 'permission',
  },
  {
    name: 'a registry limits pulls',
    lines: [
      'ERROR: failed to solve: python:3.12: failed to resolve source metadata for docker.io/library/python:3.12: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/python/manifests/sha256:1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'a registry denies a push',
    lines: ['denied: permission_denied: write_package'],
    exit: 1,
    class: 'permission',
  },
  {
    name: 'the export of a build cache',
    uses: 'docker/build-push-action@v6',
    lines: [
      '#20 pushing manifest for ghcr.io/a/b:1 done',
      '#22 exporting to GitHub Actions Cache',
      '#22 ERROR: error writing layer blob: failed to parse error response 503',
      '##[error]buildx failed with: ERROR: failed to solve: error writing layer blob: failed to parse error response 503',
    ],
    class: 'cache',
  },
  {
    name: 'bundler',
    lines: ['Could not reach host index.rubygems.org. Check your network', 'connection and try again.'],
    exit: 17,
    class: 'dependency',
  },
  {
    name: 'rspec',
    lines: ['Failures:', '  1) A does b', 'Finished in 0.1 seconds', '12 examples, 1 failure'],
    exit: 1,
    class: 'test',
  },
  {
    name: 'composer',
    lines: ['Your requirements could not be resolved to an installable set of packages.', '  Problem 1'],
    exit: 2,
    class: 'dependency',
  },
  { name: 'phpunit', lines: ['FAILURES!', 'Tests: 5, Assertions: 9, Failures: 1.'], exit: 1, class: 'test' },
  {
    name: 'uv resolves nothing',
    lines: [
      '  × No solution found when resolving dependencies:',
      '  ╰─▶ Because a was not found in the package registry',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'pytest cannot collect',
    lines: [
      '____ ERROR collecting tests/test_a.py ____',
      "E   ModuleNotFoundError: No module named 'a'",
      '=== short test summary info ===',
      'ERROR tests/test_a.py',
      '!!!!! Interrupted: 1 error during collection !!!!!',
      '=== 1 error in 0.40s ===',
    ],
    exit: 2,
    class: 'test',
  },
  {
    name: 'coverage is low',
    lines: ['42 passed in 3.10s', 'FAIL Required test coverage of 80% not reached. Total coverage: 79.10%'],
    exit: 1,
    class: 'command',
  },
  { name: 'apt finds nothing', lines: ['E: Unable to locate package nope'], exit: 100, class: 'dependency' },
  { name: 'brew', lines: ['Error: No available formula with the name "nope".'], exit: 1, class: 'dependency' },
  {
    name: 'choco',
    lines: [
      'nope not installed. The package was not found with the source(s) listed.',
      'Chocolatey installed 0/1 packages. 1 packages failed.',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'a download of a tool',
    uses: 'oven-sh/setup-bun@v2',
    lines: [
      'Error: Unexpected HTTP response: 502',
      'Waiting 12 seconds before trying again',
      'Error: Unexpected HTTP response: 502',
      'Waiting 18 seconds before trying again',
      '##[error]Error: Unexpected HTTP response: 502',
    ],
    class: 'dependency',
  },
  {
    name: 'xcodebuild tests',
    lines: ['Failing tests:', '\tATests.testB()', '** TEST FAILED **'],
    exit: 65,
    class: 'test',
  },
  {
    name: 'an emulator that did not boot',
    uses: 'reactivecircus/android-emulator-runner@v2',
    lines: ['##[error]Timeout waiting for emulator to boot.'],
    class: 'time-out',
  },
  {
    name: 'a step limit',
    lines: ['working', "##[error]The action 'Run tests' has timed out after 10 minutes."],
    class: 'time-out',
  },
  {
    name: 'an old runner says a step limit',
    lines: ['working', '##[error]The action has timed out.'],
    class: 'time-out',
  },
  {
    name: 'what a step wrote is refused',
    lines: ["##[error]Unable to process file command 'output' successfully.", "##[error]Invalid format '1.2.3'"],
    class: 'workflow-definition',
  },
  {
    name: 'stopped from outside',
    lines: [
      'make: *** [Makefile:12: test] Terminated',
      '##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped',
    ],
    exit: 143,
    class: 'runner-lost',
  },
  {
    name: 'CRLF and colours',
    lines: ['\u001b[31mnpm\u001b[0m \u001b[31merror\u001b[0m code ERESOLVE\r'],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'UTF-16 of a Windows tool',
    lines: [
      'E\u0000R\u0000R\u0000O\u0000R\u0000:\u0000 \u0000N\u0000o\u0000 \u0000m\u0000a\u0000t\u0000c\u0000h\u0000i\u0000n\u0000g\u0000 \u0000d\u0000i\u0000s\u0000t\u0000r\u0000i\u0000b\u0000u\u0000t\u0000i\u0000o\u0000n\u0000 \u0000f\u0000o\u0000u\u0000n\u0000d\u0000 \u0000f\u0000o\u0000r\u0000 \u0000x\u0000',
    ],
    exit: 1,
    class: 'dependency',
  },
  {
    name: 'words of another language',
    lines: ['bash: ./x: Datei oder Verzeichnis nicht gefunden'],
    exit: 127,
    class: 'command',
  },
]

export const MINIMAL_LOGS: readonly MinimalLog[] = [...RECOVERED, ...PRINTED, ...CAUSES]
