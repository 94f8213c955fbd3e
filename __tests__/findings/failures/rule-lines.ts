/**
 * Lines that each rule reads and lines that hold its words elsewhere, by the rule's id. `##[error]` stands where the
 * runner or an action writes it.
 */
export type RuleLines = readonly [id: string, reads: readonly string[], leaves: readonly string[]]

const E = '##[error]'

const RUNNER: readonly RuleLines[] = [
  [
    'attempt-time-limit',
    [`${E}Final attempt failed. Timeout of 60000ms hit`],
    ['beforeEach: timeout of 5000ms hit in spec'],
  ],
  [
    'attempt-failed',
    ['Attempt 1 failed. Reason: Child_process exited with error code 1'],
    ['it retries when attempt 1 failed twice'],
  ],
  ['attempt', ['Attempt 2/3', 'Attempt 2', 'retry 3 of 5', 'Try #2'], ['the attempt 2 of the user to log in']],
  [
    'completed-after',
    ['Command completed after 3 attempt(s).'],
    ['expect(log).toBe("Command completed after 3 attempt(s)")'],
  ],
  [
    'queue-time-limit',
    [`${E}The job has exceeded the maximum execution time while awaiting a runner for 24h0m0s`],
    ['see: the job has exceeded the maximum execution time while awaiting a runner'],
  ],
  [
    'runner-not-acquired',
    [`${E}The job was not acquired by Runner of type hosted even after multiple attempts`],
    ['docs: the job was not acquired by Runner'],
  ],
  [
    'repeatedly-not-acquired',
    [`${E}The job was not started because it repeatedly failed to be acquired`],
    ['the lock repeatedly failed to be acquired'],
  ],
  [
    'internal-error',
    [`${E}GitHub Actions has encountered an internal error when running your job.`],
    ['it has encountered an internal error when running your job'],
  ],
  [
    'job-time-limit',
    [
      `${E}The job running on runner GitHub Actions 5 has exceeded the maximum execution time of 360 minutes.`,
      `${E}The job has exceeded the maximum execution time of 1h0m0s`,
    ],
    ['the query has exceeded the maximum execution time of 30 s'],
  ],
  [
    'step-time-limit',
    [`${E}The action 'Run tests' has timed out after 10 minutes.`, `${E}The action has timed out.`],
    ['the request has timed out'],
  ],
  [
    'runner-lost-communication',
    [
      `${E}The hosted runner: GitHub Actions 12 lost communication with the server. Anything in your workflow`,
      `${E}The self-hosted runner: a-1 lost communication with the server. Verify`,
    ],
    ['the client lost communication with the server'],
  ],
  [
    'runner-shutdown',
    [`${E}The runner has received a shutdown signal. This can happen when the runner service is stopped`],
    ['worker received a shutdown signal'],
  ],
  [
    'machine-taken',
    [`${E}Received request to deprovision: The request was cancelled by the remote provider.`],
    ['[controller] received request to deprovision node 4'],
  ],
  [
    'fail-fast',
    [`${E}The strategy configuration was canceled because "build.a" failed`],
    ['note: the strategy configuration was canceled'],
  ],
  [
    'newer-run',
    [`${E}Canceling since a higher priority waiting request for 'ci-main' exists`],
    ['queue: higher priority waiting request arrived'],
  ],
  ['person', [`${E}The run was canceled by @octocat.`], ['the run was canceled by @octocat and others']],
  ['canceled-by-app', [`${E}The run was canceled by @some-app[bot].`], ['the run was canceled by @nobody [bot]']],
  [
    'operation-canceled',
    [`${E}The operation was canceled.`],
    ['TaskCanceledException: the operation was canceled by the test'],
  ],
  ['interrupted', ['received SIGINT'], ['the process received SIGINT in a test']],
  [
    'concurrency-deadlock',
    [
      `${E}Canceling since a deadlock for concurrency group 'x' was detected between 'a' and 'b'`,
      `${E}Canceling since a deadlock was detected for concurrency group: x between a and b`,
    ],
    ['ERROR: deadlock detected in transaction 5'],
  ],
  [
    'branch-not-allowed',
    [`${E}Branch "feature-x" is not allowed to deploy to gated due to environment protection rules.`],
    ['docs: blocked due to environment protection rules'],
  ],
  [
    'deployment-rejected',
    [`${E}The deployment was rejected or didn't satisfy other protection rules.`],
    ["echo 'the deployment was rejected or didn't satisfy'"],
  ],
  [
    'action-not-allowed',
    [`${E}The action a/b@v1 is not allowed in o/r because all actions must be from a repository owned by o.`],
    ['trailing comma is not allowed in JSON'],
  ],
  [
    'account-blocked',
    [
      `${E}The job was not started because recent account payments have failed or your spending limit needs to be increased.`,
    ],
    ['the job was not started because of a missing file'],
  ],
  [
    'storage-quota',
    [`${E}Failed to CreateArtifact: Artifact storage quota has been hit. Unable to upload any new artifacts.`],
    ['docs: what to do when the storage quota has been hit'],
  ],
  [
    'template-not-valid',
    [
      `${E}The template is not valid. .github/workflows/ci.yml (Line: 5, Col: 9)`,
      `${E}Error: The workflow is not valid. ci.yml`,
    ],
    ['the value is not valid'],
  ],
  [
    'workflow-file-not-valid',
    [`${E}Invalid workflow file: .github/workflows/ci.yml#L5`],
    ['test: reports invalid workflow file'],
  ],
  [
    'expression-not-valid',
    [
      `${E}Unrecognized named-value: 'secrets'. Located at position 1 within expression: secrets.X`,
      `${E}Error when evaluating 'strategy' for job 'build'.`,
    ],
    ['parser: unrecognized function call in template'],
  ],
  [
    'action-not-resolved',
    [`${E}Unable to resolve action a/b@v9, unable to find version v9`],
    ['redux: unable to resolve action creator'],
  ],
  [
    'action-without-metadata',
    [`${E}Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '/home/runner/work/a'.`],
    ["the script can't find 'action.yml' in the archive"],
  ],
  [
    'action-version-retired',
    [
      `${E}This request has been automatically failed because it uses a deprecated version of \`actions/upload-artifact: v3\`.`,
    ],
    ['request automatically failed because it uses a deprecated version'],
  ],
  [
    'input-missing',
    [`${E}Input required and not supplied: token`],
    ['test: throws when input required and not supplied'],
  ],
  [
    'file-command-refused',
    [
      `${E}Unable to process file command 'output' successfully.`,
      `${E}Invalid format '2025.342.1'`,
      `${E}Invalid value. Matching delimiter not found 'EOF'`,
    ],
    ["date: invalid format '%Q'"],
  ],
  [
    'process-not-started',
    [
      `${E}An error occurred trying to start process '/usr/bin/bash' with working directory '/home/runner/work/a/a/x'. No such file or directory`,
    ],
    ['System: an error occurred trying to start process x'],
  ],
  [
    'container-on-linux',
    [`${E}Container action is only supported on Linux`],
    ['note: container action is only supported on Linux'],
  ],
  [
    'input-not-valid',
    [
      `${E}Input does not meet YAML 1.2 "Core Schema" specification: fetch-depth`,
      `${E}Parameter token or opts.auth is required`,
    ],
    ['value: input does not meet YAML 1.2'],
  ],
  ['job-container-required', [`${E}Error: Job Container is required.`], ['job containers are required for services']],
  [
    'secret-withheld',
    [`${E}Secret token is required, but not provided while calling.`],
    ['a value is required, but not provided'],
  ],
  [
    'action-download-info',
    [`${E}Failed to resolve action download info. Error: Service Unavailable`],
    ['it logs when it failed to resolve action download info'],
  ],
  [
    'action-download',
    [
      `${E}Failed to download archive 'https://codeload.github.com/a/b/tar.gz/1' after 3 attempts.`,
      `${E}An action could not be found at the URI 'https://api.github.com/x'`,
    ],
    ['curl: failed to download archive'],
  ],
  ['docker-pull-failed', [`${E}Docker pull failed with exit code 1`], ['# docker pull failed with exit code 1']],
  ['docker-build-failed', [`${E}Docker build failed with exit code 1`], ['# docker build failed with exit code 1']],
  [
    'container-start-failed',
    [
      `${E}Failed to initialize container postgres:16`,
      `${E}One or more containers failed to start.`,
      `${E}Docker start fail with exit code 1`,
    ],
    ['pod: one or more containers failed to start'],
  ],
  [
    'container-hook-failed',
    [`${E}Executing the custom container implementation failed. Please contact your self hosted runner administrator.`],
    ['log: executing the custom container implementation failed'],
  ],
  ['exit-code', [`${E}Process completed with exit code 2.`], ['echo: process completed with exit code 2.']],
  [
    'action-exit-code',
    [`${E}The process '/usr/bin/make' failed with exit code 2`, `${E}golangci-lint exit with code 4`],
    ['expected the tool failed with exit code 2'],
  ],
]

const GITHUB: readonly RuleLines[] = [
  [
    'artifact-missing',
    [
      `${E}Unable to download artifact(s): Artifact not found for name: dist`,
      `${E}Unable to find any artifacts for the associated workflow`,
      `${E}No files were found with the provided path: out. No artifacts will be uploaded.`,
    ],
    ['maven: artifact not found in cache'],
  ],
  [
    'artifact-conflict',
    [
      `${E}Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run`,
    ],
    ['registry: an artifact with that name already exists'],
  ],
  ['artifact-digest', [`${E}Artifact digest validation failed. Expected a`], ['layer digest validation failed']],
  [
    'artifact-name-refused',
    [`${E}The artifact name is not valid: a:b. Contains the following character:  Colon :`],
    ['the artifact name is not valid in Maven'],
  ],
  [
    'artifact-service',
    [
      `${E}Failed to CreateArtifact: Unable to make request: ENOTFOUND`,
      `${E}Failed to FinalizeArtifact: Received non-retryable error`,
    ],
    ['mock: failedto createartifact'],
  ],
  [
    'artifact-transfer',
    [
      `${E}Unable to download artifact(s): Unable to download and extract artifact: Artifact download failed after 5 retries.`,
      `${E}Artifact upload failed with error: x`,
    ],
    ['test: unable to download artifact when offline'],
  ],
  [
    'artifact-done',
    [
      'Artifact download completed successfully.',
      'Artifact dist has been successfully uploaded! Final size is 12 bytes. Artifact ID is 5',
    ],
    ['artifact download completed with 3 errors'],
  ],
  [
    'cache-miss-fails',
    [`${E}Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: k`],
    ['failed to restore cache entry, going on'],
  ],
  [
    'cache-service',
    [`${E}Cache service responded with 503`, `${E}Failed to save: Unable to reserve cache`],
    ['the cache service responded with 503 in the mock'],
  ],
  [
    'cache-path-refused',
    [
      `${E}Path Validation Error: Path(s) specified in the action for caching do(es) not exist, hence no cache is being saved.`,
    ],
    ['path validation error: src is outside of the root'],
  ],
  [
    'cache-folder-missing',
    [
      `${E}Cache path /home/runner/.cache/uv does not exist on disk. This likely indicates`,
      `${E}Cache folder path is retrieved for pip but doesn't exist on disk: /home/runner/.cache/pip`,
    ],
    ['the file does not exist on disk'],
  ],
  [
    'github-rate-limit',
    [`${E}API rate limit exceeded for installation ID 5.`, `${E}You have exceeded a secondary rate limit. Please wait`],
    ['## how to avoid an API rate limit'],
  ],
  [
    'github-token',
    [
      `${E}Resource not accessible by integration`,
      'HTTP 401: Bad credentials (https://api.github.com/)',
      '! [remote rejected] a -> a (refusing to allow a GitHub App to create or update workflow `x` without `workflows` permission)',
    ],
    ['bad credential type'],
  ],
  [
    'github-sso',
    [`${E}Resource protected by organization SAML enforcement. You must grant your OAuth token access`],
    ['saml sso is set up'],
  ],
  [
    'gh-token-missing',
    ['gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable. Example:'],
    ['you can set the GH_TOKEN environment variable'],
  ],
  [
    'id-token',
    [
      `${E}Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable`,
      `${E}GitHub Actions did not inject $ACTIONS_ID_TOKEN_REQUEST_TOKEN or $ACTIONS_ID_TOKEN_REQUEST_URL into this job.`,
    ],
    ['ACTIONS_ID_TOKEN_REQUEST_URL: ***'],
  ],
  [
    'github-pull-request',
    [
      'pull request create failed: GraphQL: GitHub Actions is not permitted to create or approve pull requests (createPullRequest)',
    ],
    ['a bot is not permitted to create or approve pull requests'],
  ],
  [
    'github-exists',
    ['a release with the same tag name already exists: v1.0.0'],
    ['the error code already_exists is documented'],
  ],
  [
    'pages-off',
    [
      `${E}Failed to create deployment (status: 404) with build version 1. Ensure GitHub Pages has been enabled: https://github.com/o/r/settings/pages`,
    ],
    ['check that your site has pages enabled'],
  ],
  [
    'pages-failed',
    [`${E}Deployment failed, try again later.`, `${E}Failed to create deployment (status: 502) with build version 1.`],
    ['deployment failed, try again later'],
  ],
  [
    'tool-version',
    [
      `${E}The version '3.7' with architecture 'x64' was not found for Ubuntu 24.04.`,
      `${E}Unable to find Node version '99' for platform linux and architecture x64.`,
      `${E}Unknown version 9.9 for ruby on ubuntu-24.04`,
    ],
    ['the key was not found for user 5'],
  ],
  [
    'lock-file-missing',
    [`${E}Dependencies lock file is not found in /home/runner/work/a/a. Supported file patterns: package-lock.json`],
    ['dependencies lock file is not found'],
  ],
  [
    'cache-path-unresolved',
    [`${E}Some specified paths were not resolved, unable to cache dependencies.`],
    ['some specified paths were not resolved'],
  ],
  ['github-push', ['remote: Permission to o/r.git denied to github-actions[bot].'], ['access to /etc denied to user']],
  [
    'push-refused',
    [
      'remote: error: GH006: Protected branch update failed for refs/heads/main.',
      ' ! [remote rejected] main -> main (protected branch hook declined)',
      'remote: error: GH013: Repository rule violations found for refs/heads/main.',
    ],
    ['see the codes GH006 and GH013'],
  ],
]

const PACKAGES: readonly RuleLines[] = [
  [
    'npm-publish-denied',
    ['npm error 404 Not Found - PUT https://registry.npmjs.org/@o%2fp - Not found'],
    ['npm error 404 Not Found - GET https://registry.npmjs.org/nope'],
  ],
  ['npm-disk', ['npm ERR! code ENOSPC'], ['npm error code ENOSPCX']],
  [
    'npm',
    [
      'npm error code ERESOLVE',
      'npm ERR! code E404',
      'npm error code ETARGET',
      'npm error code ECONNRESET',
      'npm ERR! code EUSAGE',
    ],
    ['// handles npm error code ERESOLVE'],
  ],
  ['npm-denied', ['npm error code E401', 'npm ERR! code ENEEDAUTH'], ['throws npm error code E401']],
  [
    'npm-publish-conflict',
    ['npm error You cannot publish over the previously published versions: 1.0.0.'],
    ['you cannot publish over the weekend'],
  ],
  [
    'npm-command',
    ['npm error Missing script: "biuld"', 'npm error code EPUBLISHCONFLICT'],
    ['the missing script: build.sh'],
  ],
  [
    'npm-script',
    ['npm error Lifecycle script `test` failed with error:', 'npm ERR! code ELIFECYCLE', 'npm error command failed'],
    ['expected npm error command failed'],
  ],
  [
    'npm-added',
    ['added 312 packages, and audited 313 packages in 4s', 'up to date in 1s'],
    ['added 3 packages to the list of exclusions'],
  ],
  [
    'pnpm',
    [
      ' ERR_PNPM_FETCH_404  GET https://registry.npmjs.org/nope: Not Found - 404',
      ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"',
      'ERR_PNPM_META_FETCH_FAIL  GET https://x: request failed',
    ],
    ['case "ERR_PNPM_FETCH_404": return'],
  ],
  [
    'pnpm-denied',
    [' ERR_PNPM_FETCH_401  GET https://npm.pkg.github.com/x: Unauthorized - 401'],
    ['if code is ERR_PNPM_FETCH_401'],
  ],
  [
    'pnpm-script',
    [' ELIFECYCLE  Command failed with exit code 1.', ' ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  a@1 test: `jest`'],
    ['the ELIFECYCLE code'],
  ],
  [
    'pnpm-retry',
    [' WARN  GET https://registry.npmjs.org/a error (ECONNRESET). Will retry in 10 seconds. 2 retries left.'],
    ['warn: job will retry in vain'],
  ],
  ['pnpm-done', ['Done in 4.2s', 'Done in 812ms using pnpm v10.1.0'], ['all work done in the garden']],
  [
    'yarn',
    [
      '➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.',
      'error Couldn\'t find package "nope" on the "npm" registry.',
      'error An unexpected error occurred: "https://registry.yarnpkg.com/a: Request failed \\"500\\"".',
      'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.',
      'error Error: https://registry.yarnpkg.com/@acme%2fnope: Not found',
    ],
    ['see YN0028 in the documentation'],
  ],
  [
    'yarn-retry',
    ['info There appears to be trouble with your network connection. Retrying...'],
    ['is there trouble with your network connection?'],
  ],
  ['yarn-done', ['✨  Done in 12.30s.', '➤ YN0000: · Done in 5s 12ms'], ['it was done in 3 steps']],
  ['yarn-script', ['error Command failed with exit code 1.'], ['test: error command failed with exit code']],
  [
    'corepack',
    [
      'Internal Error: Error when performing the request to https://registry.npmjs.org/pnpm/latest; for troubleshooting help',
      'Error: Server answered with HTTP 500 when performing the request to https://repo.yarnpkg.com/tags',
    ],
    ['mock server answered with http 500'],
  ],
  [
    'bun',
    [
      'error: GET https://registry.npmjs.org/a/-/a-1.0.0.tgz - 504',
      'error: FailedToOpenSocket downloading package manifest a',
      'error: a@^9 failed to resolve',
      'error: lockfile had changes, but lockfile is frozen',
      'error: No version matching "^9" found for specifier "a" (but package exists)',
    ],
    ['GET https://a.example - 504'],
  ],
  ['bun-script', ['error: script "test" exited with code 1'], ['the script exited with code 1']],
  [
    'node-module',
    ["Error: Cannot find module './a'", "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'a' imported from /b.mjs"],
    ['it throws when it cannot find module a'],
  ],
  [
    'browser-not-installed',
    [
      "Error: browserType.launch: Executable doesn't exist at /home/runner/.cache/ms-playwright/chromium-1/chrome",
      'The cypress npm package is installed, but the Cypress binary is missing.',
    ],
    ['expect(text).toBe("Executable doesn\'t exist at x")'],
  ],
  [
    'browser-download',
    [
      'Error: Failed to download Chromium 120.0, caused by',
      'The Cypress App could not be downloaded.',
      'Error: Download failure, code=1',
    ],
    ['test: failed to download report'],
  ],
  ['node-gyp', ['gyp ERR! build error'], ['gyp ERR! stack Error']],
  [
    'pip',
    [
      'ERROR: No matching distribution found for nope==9',
      'ERROR: Could not find a version that satisfies the requirement nope',
      'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io',
      'ERROR: Cannot install a and b because these package versions have conflicting dependencies.',
      "ERROR: Package 'a' requires a different Python: 3.8.1 not in '>=3.9'",
    ],
    ['test_no_matching_distribution_found passes'],
  ],
  [
    'pip-hash',
    ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'],
    ['these packages do not match the hashes'],
  ],
  [
    'pip-http',
    [
      'ERROR: HTTP error 503 while getting https://files.pythonhosted.org/a',
      "ERROR: Could not install packages due to an OSError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Max retries exceeded",
    ],
    ['ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'],
  ],
  [
    'pip-denied',
    ['ERROR: HTTP error 403 while getting https://pypi.example.org/a'],
    ['logged error: http error 403 for the mock'],
  ],
  [
    'twine-denied',
    [
      'ERROR    HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/',
      'Error: Trusted publishing exchange failure:',
    ],
    ['raise HTTPError: 403'],
  ],
  [
    'twine-refused',
    ['ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/'],
    ['HTTPError: 400 in the mock'],
  ],
  [
    'pip-build',
    ['error: metadata-generation-failed', 'ERROR: Failed building wheel for a', 'error: subprocess-exited-with-error'],
    ['× failed building wheel'],
  ],
  [
    'pip-retry',
    [
      "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError'",
    ],
    ['warning: retrying the job'],
  ],
  ['pip-done', ['Successfully installed a-1.0 b-2.0'], ['the plugin was successfully installed here']],
  [
    'uv',
    [
      '  × No solution found when resolving dependencies:',
      'error: Failed to fetch: `https://pypi.org/simple/a/`',
      '  × Failed to download `a==1.0`',
      'error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.',
      'error: Request failed after 3 retries',
    ],
    ['the page says no solution found when resolving'],
  ],
  [
    'uv-http',
    ['  Caused by: HTTP status server error (503 Service Unavailable) for url (https://pypi.org/simple/a/)'],
    ['http status client error (404)'],
  ],
  [
    'uv-build',
    ['  × Failed to build `a==1.0`', '  ├─▶ The build backend returned an error'],
    ['we failed to build `it` in time'],
  ],
  ['uv-done', ['Installed 12 packages in 40ms'], ['the machine has installed 12 packages']],
  [
    'poetry',
    [
      "Because a depends on b (^9) which doesn't match any versions, version solving failed.",
      'pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.',
      'Your Pipfile.lock (abc123) is out of date. Expected: (def456).',
    ],
    ['## When version solving failed to'],
  ],
  [
    'conda',
    [
      'PackagesNotFoundError: The following packages are not available from current channels:',
      'CondaHTTPError: HTTP 503 SERVICE UNAVAILABLE for url <https://conda.anaconda.org>',
      'error    libmamba Could not solve for environment specs',
    ],
    ['raises PackagesNotFoundError'],
  ],
  [
    'hugging-face',
    ["OSError: We couldn't connect to 'https://huggingface.co' to load this file"],
    ['we connect to https://huggingface.co'],
  ],
  [
    'python-module',
    ["ModuleNotFoundError: No module named 'a'", "E   ImportError: cannot import name 'x' from 'a'"],
    ['# a ModuleNotFoundError: is raised'],
  ],
  [
    'python-syntax',
    ['SyntaxError: invalid syntax', 'IndentationError: unexpected indent'],
    ['except SyntaxError: pass'],
  ],
  ['python-memory', ['MemoryError'], ['class MemoryError2']],
  [
    'python-command',
    ["subprocess.CalledProcessError: Command '['make']' returned non-zero exit status 2."],
    ['returned non-zero exit status 2'],
  ],
  ['cargo-compile', ['error: could not compile `a` (lib) due to 1 previous error'], ['warning: could not compile `a`']],
  ['rustc', ['error[E0308]: mismatched types'], ['see error[E0308]']],
  [
    'cargo',
    [
      'error: failed to get `syn` as a dependency of package `a`',
      'error: failed to download from `https://static.crates.io/a`',
      'error: no matching package named `nope` found',
      'error: failed to select a version for `a`.',
      "error: could not download file from 'https://static.rust-lang.org/dist/channel-rust-1.toml.sha256'",
    ],
    ['warning: error: failed to download is a message'],
  ],
  [
    'cargo-lock',
    [
      'error: the lock file /a/Cargo.lock needs to be updated but --locked was passed to prevent this',
      'error: cannot update the lock file /a/Cargo.lock because --locked was passed to prevent this',
    ],
    ['the lock file is up to date'],
  ],
  [
    'cargo-publish',
    [
      'error: crate a@1.0.0 already exists on crates.io index',
      'error: failed to publish to registry at https://crates.io',
    ],
    ['check whether it already exists on crates.io index'],
  ],
  [
    'cargo-build',
    [
      'error: failed to run custom build command for `openssl-sys v0.9`',
      'error: linking with `cc` failed: exit status: 1',
      'error: failed to compile `a v1`, intermediate artifacts can be found at',
    ],
    ['we saw error: linking with pride'],
  ],
  [
    'cargo-audit',
    ['error: 2 vulnerabilities found!', 'advisories FAILED, bans ok, licenses ok, sources ok'],
    ['0 vulnerabilities found'],
  ],
  ['clippy', ['error: aborting due to 2 previous errors'], ['aborting due to 2 previous errors']],
  [
    'cargo-fmt',
    ['Diff in /home/runner/work/a/src/lib.rs:12:', 'Diff in src/lib.rs at line 12:'],
    ['the diff in question'],
  ],
  [
    'cargo-test',
    ['test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out'],
    ['test result: ok. 3 passed; 0 failed; 0 ignored'],
  ],
  [
    'cargo-test-target',
    ['error: test failed, to rerun pass `--lib`', 'error: 2 targets failed:'],
    ['2 targets failed to appear'],
  ],
  [
    'cargo-spurious',
    ['warning: spurious network error (2 tries remaining): [28] Timeout was reached'],
    ['a spurious network error'],
  ],
  [
    'cargo-done',
    [
      '    Finished `dev` profile [unoptimized + debuginfo] target(s) in 1.2s',
      '    Finished release [optimized] target(s) in 1m',
    ],
    ['we finished `it` off'],
  ],
  [
    'nextest',
    [
      '     Summary [   1.2s] 5 tests run: 4 passed, 1 failed, 0 skipped',
      '     Summary [  60.0s] 5 tests run: 4 passed, 1 timed out, 0 skipped',
    ],
    ['     Summary [   1.2s] 5 tests run: 5 passed, 0 skipped'],
  ],
  ['nextest-run', ['error: test run failed'], ['the error: test run failed again']],
  [
    'go-module',
    [
      'go: github.com/a/b@v1.2.3: invalid version: unknown revision v1.2.3',
      'verifying github.com/a/b@v1: checksum mismatch',
      'go: github.com/a/b@v1: reading https://proxy.golang.org/github.com/a/b/@v/v1.mod: 404 Not Found',
      'go: a@v1: Get "https://proxy.golang.org/a/@v/v1.mod": dial tcp: lookup proxy.golang.org: no such host',
    ],
    ['a checksum mismatch in the test'],
  ],
  [
    'go-mod-outdated',
    ['go: updates to go.mod needed; to update it:', 'go: updates to go.sum needed, disabled by -mod=readonly'],
    ['the error says go: updates to go.mod needed; to update it:'],
  ],
  [
    'go-build',
    ['FAIL\tgithub.com/a/b [build failed]', 'FAIL\tgithub.com/a/b [setup failed]'],
    ['ok github.com/a [build failed]'],
  ],
  [
    'go-test',
    ['--- FAIL: TestA (0.00s)', 'FAIL\tgithub.com/a/b\t0.012s'],
    ['--- PASS: TestFail (0.00s)', 'FAIL: see the log'],
  ],
  ['go-panic', ['panic: test timed out after 10m0s'], ['when a panic: test timed out']],
  ['go-compile', ['./main.go:12:5: undefined: x', 'pkg/a.go:3:2: "os" imported and not used'], ['main.go:12: a note']],
  [
    'gotestsum',
    ['DONE 120 tests, 2 failures in 3.1s', 'DONE 12 tests, 1 skipped, 1 failure in 3.1s'],
    ['DONE 120 tests in 3.1s'],
  ],
  [
    'ginkgo',
    ['FAIL! -- 4 Passed | 1 Failed | 0 Pending | 0 Skipped', 'Test Suite Failed'],
    ['SUCCESS! -- 5 Passed | 0 Failed | 0 Pending'],
  ],
  [
    'golangci-time-out',
    ['level=error msg="Timeout exceeded: try increasing it by passing --timeout option"'],
    ['timeout exceeded: try again'],
  ],
  ['golangci-lint', [`${E}issues found`, '3 issues:'], ['no issues found']],
]

const JVM_DOTNET: readonly RuleLines[] = [
  [
    'maven-denied',
    [
      '[ERROR] Failed to execute goal on project a: Could not transfer artifact g:a:pom:1 from/to central (https://maven.pkg.github.com/o/r): status code: 401, reason phrase: Unauthorized (401)',
    ],
    ['could not transfer artifact to the shelf'],
  ],
  [
    'maven-deploy-refused',
    [
      '[ERROR] Failed to execute goal deploy: Failed to deploy artifacts: Could not transfer artifact g:a:jar:1 from/to r (https://r.example): status code: 409, reason phrase: Conflict (409)',
    ],
    ['failed to deploy artifacts'],
  ],
  [
    'gradle-publish-denied',
    ["> Could not PUT 'https://maven.pkg.github.com/o/r/a.jar'. Received status code 403 from server: Forbidden"],
    ["could not put 'http' there"],
  ],
  [
    'gradle-publish-refused',
    ["> Could not PUT 'https://maven.pkg.github.com/o/r/a.jar'. Received status code 409 from server: Conflict"],
    ["> Could not PUT 'https://r.example/a.jar'. Received status code 503 from server"],
  ],
  [
    'gradle-denied',
    ["> Could not GET 'https://maven.pkg.github.com/o/r/a.pom'. Received status code 401 from server: Unauthorized"],
    ["> Could not GET 'https://repo.maven.apache.org/a.pom'. Received status code 503 from server"],
  ],
  [
    'maven',
    [
      '[ERROR] Failed to execute goal on project a: Could not resolve dependencies for project g:a:jar:1: Could not find artifact g:b:jar:9 in central',
      '[FATAL] Non-resolvable parent POM for g:a:1: Could not transfer artifact',
    ],
    ['it could not find artifact-like names'],
  ],
  [
    'maven-compile',
    [
      '[ERROR] COMPILATION ERROR : ',
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3:compile (default-compile) on project a: Compilation failure',
    ],
    ['compilation went well'],
  ],
  [
    'maven-test',
    [
      '[ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0',
      '[ERROR] There are test failures.',
      'Tests run: 5,  Failures: 1',
      '[ERROR] The forked VM terminated without properly saying goodbye. VM crash or System.exit called?',
    ],
    ['[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0'],
  ],
  [
    'maven-goal',
    [
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-checkstyle-plugin:3:check (default) on project a: You have 3 Checkstyle violations.',
    ],
    ['it failed to execute goal 3'],
  ],
  ['maven-done', ['[INFO] BUILD SUCCESS'], ['the build success rate']],
  [
    'gradle-resolve',
    [
      "> Could not resolve all files for configuration ':compileClasspath'.",
      '   > Could not resolve com.a:b:1.0.',
      '   > Could not find com.a:b:1.0.',
      "Plugin [id: 'x', version: '1'] was not found in any of the following sources:",
      "> Could not GET 'https://repo.maven.apache.org/a.pom'. Received status code 503 from server",
    ],
    ['could not find the key'],
  ],
  [
    'gradle-test',
    ['> There were failing tests. See the report at: file:///a', '12 tests completed, 1 failed'],
    ['there were no failing tests'],
  ],
  [
    'gradle-compile',
    [
      '> Compilation failed; see the compiler error output for details.',
      '> Compilation error. See log for more details',
    ],
    ['the compilation failed once; see the compiler'],
  ],
  [
    'build-daemon-gone',
    [
      'Gradle build daemon disappeared unexpectedly (it may have been killed or may have crashed)',
      'The Daemon will expire after the build after running out of JVM memory.',
    ],
    ['a build daemon appeared'],
  ],
  [
    'gradle-lock',
    [
      '> Timeout waiting to lock journal cache (/a/caches/journal-1). It is currently in use by another Gradle instance.',
    ],
    ['timeout waiting to unlock'],
  ],
  [
    'gradle-wrapper',
    [
      'Exception in thread "main" java.io.IOException: Server returned HTTP response code: 502 for URL: https://services.gradle.org/distributions/gradle-8-bin.zip',
      'Exception in thread "main" java.net.UnknownHostException: services.gradle.org',
      'Exception in thread "main" java.io.FileNotFoundException: https://services.gradle.org/distributions/gradle-99.zip',
    ],
    ['Exception in thread "main" java.lang.IllegalStateException: x'],
  ],
  ['gradle-task', ["Execution failed for task ':a:b'.", 'BUILD FAILED in 12s'], ['the build failed in March']],
  ['gradle-done', ['BUILD SUCCESSFUL in 12s'], ['was the build successful?']],
  [
    'sbt-update',
    [
      '[error] (update) sbt.librarymanagement.ResolveException: Error downloading g:a:1',
      '[error]   unresolved dependency: g#a;1: not found',
    ],
    ['test unresolvable dependencies'],
  ],
  [
    'sbt-test',
    [
      '[error] (Test / test) sbt.TestsFailedException: Tests unsuccessful',
      '[error] Failed: Total 5, Failed 1, Errors 0, Passed 4',
    ],
    ['[info] Passed: Total 5, Failed 0, Errors 0'],
  ],
  ['scalac', ['[error] (Compile / compileIncremental) Compilation failed'], ['[info] compilation failed earlier']],
  [
    'java-memory',
    [
      'java.lang.OutOfMemoryError: Java heap space',
      'Exception in thread "main" java.lang.OutOfMemoryError: Metaspace',
      '# There is insufficient memory for the Java Runtime Environment to continue.',
    ],
    ['catch(OutOfMemoryError e)'],
  ],
  [
    'nuget-denied',
    ['error NU1301:   Response status code does not indicate success: 401 (Unauthorized).'],
    ['response status code does not indicate success'],
  ],
  [
    'nuget',
    [
      '/a/b.csproj : error NU1101: Unable to find package Nope. No packages exist with this id in source(s): nuget.org',
      'error : Unable to load the service index for source https://api.nuget.org/v3/index.json.',
      '/a/b.csproj : error NU1102: Unable to find package A with version (>= 9)',
    ],
    ['warning NU1101: x'],
  ],
  [
    'nuget-push-conflict',
    ['error: Response status code does not indicate success: 409 (Conflict - The feed already contains it).'],
    ['409 (conflict) in the mock'],
  ],
  [
    'dotnet-test',
    [
      'Failed!  - Failed:     1, Passed:    11, Skipped:     0, Total:    12',
      'The active test run was aborted. Reason: Test host process crashed',
      'Test Run Failed.',
    ],
    ['Passed!  - Failed:     0, Passed:    11'],
  ],
  [
    'msbuild',
    [
      '/a/b.cs(1,2): error CS1002: ; expected [/a/b.csproj]',
      'MSBUILD : error MSB1009: Project file does not exist.',
      '/a/b.cs(1,2): error IDE0055: Fix formatting [/a/b.csproj]',
    ],
    ['/a/b.cs(1,2): warning CS0168: x'],
  ],
  ['msbuild-failed', ['Build FAILED.'], ['the build failed. again']],
  ['msbuild-done', ['Build succeeded.'], ['the build succeeded. hooray']],
  [
    'xcode-destination',
    [
      'xcodebuild: error: Unable to find a device matching the provided destination specifier:',
      'xcodebuild: error: Unable to find a destination matching the provided destination specifier:',
    ],
    ['unable to find a device'],
  ],
  [
    'swift-packages',
    [
      'xcodebuild: error: Could not resolve package dependencies:',
      "error: Dependencies could not be resolved because 'a' depends on 'b'",
      '[!] Unable to find a specification for `Nope`',
    ],
    ['the app could not resolve package'],
  ],
  [
    'xcode-test',
    ['** TEST FAILED **', 'Executed 5 tests, with 1 failure (0 unexpected) in 0.1 (0.2) seconds'],
    ['Executed 5 tests, with 0 failures (0 unexpected) in 0.1 (0.2) seconds'],
  ],
  ['xcode-build', ['** BUILD FAILED **', '** ARCHIVE FAILED **'], ['** BUILD SUCCEEDED **']],
  [
    'code-signing',
    [
      'error: No signing certificate "iOS Distribution" found',
      'error: "A" requires a provisioning profile.',
      "error: No profiles for 'a.b' were found",
    ],
    ['a signing certificate'],
  ],
  [
    'swift-testing',
    ['✘ Test run with 5 tests failed after 0.1 seconds with 1 issue.'],
    ['✔ Test run with 5 tests passed after 0.1 seconds.'],
  ],
  ['swift-compile', ["/a/b.swift:1:2: error: cannot find 'x' in scope"], ['/a/b.swift:1:2: warning: unused']],
  [
    'bundler',
    [
      "Could not find gem 'nope' in rubygems repository https://rubygems.org/ or installed locally.",
      'Bundler::HTTPError: Could not fetch specs from https://rubygems.org/',
      'Could not find rake-13.0 in locally installed gems',
      "ERROR:  Could not find a valid gem 'nope' (>= 0) in any repository",
      'Bundler could not find compatible versions for gem "a":',
    ],
    ['it could not find gem-like stones'],
  ],
  [
    'gem-native',
    [
      'ERROR: Failed to build gem native extension.',
      'Gem::Ext::BuildError: ERROR: Failed to build gem native extension.',
    ],
    ['build gem native extensions'],
  ],
  [
    'bundler-retry',
    ['Retrying fetcher due to error (2/4): Bundler::HTTPError Could not fetch specs'],
    ['retrying the fetcher'],
  ],
  ['gem-push', ['Repushing of gem versions is not allowed.'], ['repushing is not allowed']],
  ['bundle-done', ['Bundle complete! 12 Gemfile dependencies, 60 gems now installed.'], ['the bundle complete! set']],
  [
    'rspec',
    ['12 examples, 1 failure', '12 examples, 0 failures, 1 error occurred outside of examples'],
    ['12 examples, 0 failures'],
  ],
  [
    'minitest',
    ['5 runs, 9 assertions, 1 failures, 0 errors, 0 skips', '5 tests, 9 assertions, 0 failures, 2 errors, 0 pendings'],
    ['5 runs, 9 assertions, 0 failures, 0 errors, 0 skips'],
  ],
  ['cucumber', ['3 scenarios (1 failed, 2 passed)'], ['3 scenarios (3 passed)']],
  [
    'rubocop',
    ['12 files inspected, 3 offenses detected, 1 offense autocorrectable'],
    ['12 files inspected, no offenses detected'],
  ],
  [
    'composer',
    [
      'Your requirements could not be resolved to an installable set of packages.',
      'The "https://api.github.com/repos/a/b/zipball/1" file could not be downloaded (HTTP/2 502 )',
      'Your lock file does not contain a compatible set of packages. Please run composer update.',
    ],
    ['the picture could not be downloaded'],
  ],
  ['composer-denied', ['Could not authenticate against github.com'], ['we could not authenticate against it']],
  ['phpcs', ['FOUND 2 ERRORS AFFECTING 2 LINES'], ['FOUND 0 ERRORS AND 2 WARNINGS AFFECTING 2 LINES']],
  [
    'phpunit',
    ['Tests: 5, Assertions: 9, Failures: 1.', 'Tests: 5, Assertions: 9, Errors: 1, Failures: 2.'],
    ['Tests: 5, Assertions: 9, Skipped: 1.'],
  ],
  ['phpstan', [' [ERROR] Found 3 errors'], ['[OK] found 0 errors']],
]

const SYSTEM: readonly RuleLines[] = [
  [
    'apt',
    [
      'E: Failed to fetch http://archive.ubuntu.com/a.deb  503  Service Unavailable [IP: 1.2.3.4 80]',
      'E: Unable to locate package nope',
      "E: The repository 'http://a.example focal Release' does not have a Release file.",
      "E: Package 'a' has no installation candidate",
    ],
    ['W: Failed to fetch http://a.example'],
  ],
  [
    'apt-lock',
    ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 5 (apt-get)'],
    ['could not get lock on the row'],
  ],
  [
    'apt-conflict',
    ['E: Unable to correct problems, you have held broken packages.'],
    ['The following packages have unmet dependencies:'],
  ],
  [
    'dpkg',
    ['E: Sub-process /usr/bin/dpkg returned an error code (1)', 'dpkg: error processing package a (--configure):'],
    ['dpkg: warning: x'],
  ],
  ['apt-done', ['Setting up libssl-dev:amd64 (3.0.2-0ubuntu1) ...'], ['setting up the database']],
  ['apt-retry', ['Ign:5 http://archive.ubuntu.com/ubuntu focal InRelease'], ['ignore: 5']],
  [
    'homebrew',
    [
      'Error: No available formula with the name "nope".',
      'Error: python@3.9: Failed to download resource "python@3.9"',
      "Error: Cask 'nope' is unavailable: No Cask with this name exists.",
    ],
    ['the brew is unavailable'],
  ],
  ['homebrew-link', ['Error: The `brew link` step did not complete successfully'], ['run brew link']],
  [
    'apk',
    ['ERROR: unable to select packages:'],
    ['WARNING: fetching https://dl-cdn.alpinelinux.org/a: temporary error (try again later)'],
  ],
  [
    'dnf',
    [
      "Error: Failed to download metadata for repo 'baseos': Cannot download repomd.xml",
      'Error: Unable to find a match: nope',
      'Error: Nothing to do',
    ],
    ['we were unable to find a match'],
  ],
  [
    'pacman',
    ['error: target not found: nope', "error: failed retrieving file 'a.db' from mirror : x"],
    ['the target not found'],
  ],
  [
    'vcpkg',
    ['error: failed to download from mirror set', 'a.cmake:5: error: Failed to download from mirror set'],
    ['mirror set'],
  ],
  ['vcpkg-build', ['error: building zlib:x64-linux failed with: BUILD_FAILED'], ['it failed with: BUILD_FAILED']],
  ['conan', ["ERROR: Package 'a/1' not resolved: Unable to find 'a/1' in remotes."], ['the name was not resolved: x']],
  [
    'nix-fetch',
    [
      "error: unable to download 'https://cache.nixos.org/a.narinfo': HTTP error 504",
      "error: hash mismatch in fixed-output derivation '/nix/store/a.drv':",
    ],
    ['warning: unable to download it'],
  ],
  [
    'nix-build',
    ["error: builder for '/nix/store/a.drv' failed with exit code 1", "error: Cannot build '/nix/store/a.drv'."],
    ['we cannot build here'],
  ],
  [
    'checksum',
    ['sha256sum: WARNING: 1 computed checksum did NOT match', 'md5sum: WARNING: 2 computed checksums did NOT match'],
    ['the WARNING: 1 computed checksum did NOT match was ignored'],
  ],
  [
    'choco',
    [
      'Chocolatey installed 0/1 packages. 1 packages failed.',
      'nope not installed. The package was not found with the source(s) listed.',
    ],
    ['Chocolatey installed 1/1 packages.'],
  ],
  [
    'docker-rate-limit',
    [
      'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      'ERROR: unexpected status from HEAD request to https://registry-1.docker.io/v2/a: 429 Too Many Requests',
    ],
    ['docs on the pull rate limit'],
  ],
  [
    'docker-manifest',
    [
      'Error response from daemon: manifest for a/b:nope not found: manifest unknown: manifest unknown',
      'ERROR: failed to solve: a/b:nope: failed to resolve source metadata for docker.io/a/b:nope: docker.io/a/b:nope: not found',
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
    ],
    ['the manifest for the app'],
  ],
  [
    'registry-denied',
    [
      'denied: requested access to the resource is denied',
      "Error response from daemon: pull access denied for a/b, repository does not exist or may require 'docker login'",
      'no basic auth credentials',
      'denied: permission_denied: write_package',
      'ERROR: failed to push ghcr.io/a/b: unexpected status from POST request to https://ghcr.io/v2/a/b/blobs/uploads/: 403 Forbidden',
    ],
    ['GET /admin 403 forbidden'],
  ],
  [
    'docker-daemon',
    ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
    ['connect to the docker daemon'],
  ],
  [
    'docker-connect',
    [
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection',
      'ERROR: failed to solve: a: failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token": dial tcp 1.2.3.4:443: i/o timeout',
    ],
    ['Error response from daemon: No such container: a'],
  ],
  [
    'docker-port',
    [
      'Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:80 failed: port is already allocated',
    ],
    ['listen: address already in use'],
  ],
  [
    'compose-unhealthy',
    ['dependency failed to start: container a-db-1 is unhealthy', 'Container a-db-1 is unhealthy'],
    ['this habit is unhealthy'],
  ],
  [
    'build-cache-export',
    [
      `${E}buildx failed with: ERROR: failed to solve: error writing layer blob: not_found`,
      '#22 ERROR: error writing layer blob: not_found',
    ],
    ['writing layer blob done'],
  ],
  [
    'buildkit-cache-sunset',
    [`${E}buildx failed with: ERROR: failed to solve: This legacy service is shutting down, effective April 15, 2025.`],
    ['a legacy service'],
  ],
  [
    'buildkit-process',
    [
      'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
      'ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    ],
    ['the job did not complete successfully: exit code: 2'],
  ],
  [
    'buildkit-file',
    [
      'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref a: "/x": not found',
      'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
      'ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN',
    ],
    ['## dockerfile parse errors explained'],
  ],
  [
    'buildkit-failed',
    [
      `${E}buildx failed with: ERROR: x`,
      `${E}buildx bake failed with: ERROR: x`,
      'ERROR: failed to build: failed to solve: x',
    ],
    ['why buildx failed with me'],
  ],
  [
    'kubernetes-denied',
    ['Error from server (Forbidden): pods is forbidden: User "a" cannot list resource "pods"'],
    ['the error from server (forbidden)'],
  ],
  [
    'kubernetes-credentials',
    ['error: You must be logged in to the server (Unauthorized)', 'Error from server (Unauthorized)'],
    ['you must be logged in'],
  ],
  [
    'kubernetes-unreachable',
    [
      'Error: Kubernetes cluster unreachable: Get "https://10.0.0.1:6443/version": x',
      'Unable to connect to the server: dial tcp: lookup a on 1.1.1.1:53: no such host',
    ],
    ['connect to the server'],
  ],
  [
    'rollout-time-out',
    [
      'error: timed out waiting for the condition',
      'Error: UPGRADE FAILED: context deadline exceeded',
      'error: deployment "a" exceeded its progress deadline',
    ],
    ['level=error msg="Running error: context loading failed: context deadline exceeded"'],
  ],
  [
    'helm-chart',
    [
      'Error: looks like "https://charts.example" is not a valid chart repository or cannot be reached: x',
      'Error: failed to download "a/b"',
    ],
    ['is not a valid chart repository'],
  ],
  [
    'kubernetes-refused',
    [
      'Error from server (NotFound): namespaces "a" not found',
      'error: error validating "a.yml": error validating data: x',
    ],
    ['an error from server (nginx)'],
  ],
  [
    'helm-template',
    [
      'Error: execution error at (app/templates/deploy.yaml:3:4): image.tag is required',
      'Error: UPGRADE FAILED: execution error at (app/templates/a.yaml:1:2): set a host',
      'Error: YAML parse error on app/templates/a.yaml: error converting YAML to JSON',
    ],
    ['a test of: execution error at (x)'],
  ],
  [
    'helm-failed',
    [
      'Error: UPGRADE FAILED: release a failed',
      'Error: INSTALLATION FAILED: cannot re-use a name that is still in use',
    ],
    ['upgrade failed'],
  ],
  [
    'no-runner-pod',
    [`${E}Error: pod failed to come online with error: Error: Pod a is unhealthy`],
    ['the pod came online'],
  ],
  [
    'cloud-credentials',
    [
      `${E}Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers`,
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      'Error: No valid credential sources found',
      `${E}google-github-actions/auth failed with: failed to generate Google Cloud federated token for //iam`,
    ],
    ['credentials could be loaded'],
  ],
  [
    'cloud-denied',
    [
      'User: arn:aws:sts::1:assumed-role/a is not authorized to perform: s3:PutObject',
      'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
      'ERROR: AADSTS700016: Application was not found',
      'denied: Permission "artifactregistry.repositories.uploadArtifacts" denied on resource "a"',
    ],
    ['AccessDenied is an error code'],
  ],
  [
    'cloud-limit',
    [
      'An error occurred (ThrottlingException) when calling the X operation: Rate exceeded',
      'ERROR: RESOURCE_EXHAUSTED: Quota',
    ],
    ['the rate was exceeded'],
  ],
  [
    'cloud-capacity',
    ['An error occurred (InsufficientInstanceCapacity) when calling the RunInstances operation'],
    ['insufficient capacity'],
  ],
  [
    'deploy-credentials',
    [
      "✘ [ERROR] In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable",
      'Error: No existing credentials found. Please run `vercel login` or pass "--token"',
      'Error: Failed to authenticate, have you run firebase login?',
    ],
    ['no existing credentials found'],
  ],
  [
    'quality-gate',
    ['QUALITY GATE STATUS: FAILED - View details on https://sonarcloud.io', '✖ Quality Gate has FAILED.'],
    ['QUALITY GATE STATUS: PASSED'],
  ],
  [
    'codecov-denied',
    [
      'error - 2026-01-01 -- Upload failed: {"message":"Token required because branch is protected"}',
      `${E}Codecov: Failed to upload: token required`,
    ],
    ['Upload failed: {"message":"x"}'],
  ],
  ['terraform-lock', ['│ Error: Error acquiring the state lock'], ['acquire the state lock']],
  [
    'terraform-registry',
    [
      '│ Error: Failed to query available provider packages',
      '│ Error: Failed to install provider',
      '│ Error: Failed to download module',
    ],
    ['we failed to install provider x'],
  ],
  ['terraform', ['│ Error: Reference to undeclared resource'], ['│ Warning: error: x']],
  [
    'ansible',
    [
      'web1                       : ok=2    changed=0    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0',
    ],
    [
      'web1                       : ok=2    changed=1    unreachable=0    failed=0    skipped=0    rescued=1    ignored=0',
    ],
  ],
  [
    'ansible-unreachable',
    ['fatal: [web1]: UNREACHABLE! => {"changed": false, "unreachable": true}'],
    ['the task of [web1]: UNREACHABLE! => was ignored'],
  ],
  [
    'vault',
    [
      `${E}failed to retrieve vault token. code: ERR_NON_2XX_3XX_RESPONSE`,
      `${E}Unable to retrieve result for "a". No match data was found`,
    ],
    ['we failed to retrieve vault tokens in the test of vault'],
  ],
]

const TESTS: readonly RuleLines[] = [
  [
    'pytest',
    [
      '========= 1 failed, 5 passed in 0.12s =========',
      '=== 2 errors in 0.40s ===',
      '1 failed, 3 passed, 2 warnings in 1.20s',
    ],
    ['========= 5 passed in 0.12s ========='],
  ],
  ['pytest-case', ['FAILED tests/test_a.py::test_b - AssertionError: x'], ['FAILED to parse']],
  [
    'pytest-collection',
    [
      'ERROR tests/test_a.py - ImportError: x',
      '!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!',
      '____ ERROR collecting tests/test_a.py ____',
    ],
    ['ERROR while collecting garbage'],
  ],
  ['pytest-nothing', ['========= no tests ran in 0.01s ========='], ['no tests ran in the night']],
  [
    'xdist-crash',
    ["worker 'gw3' crashed while running 'tests/test_a.py::test_b'", '[gw3] node down: Not properly terminated'],
    ['the node down the road'],
  ],
  ['unittest', ['FAILED (failures=1)', 'FAILED (errors=2, skipped=1)'], ['failed (failures are normal)']],
  [
    'jest',
    ['Tests:       1 failed, 5 passed, 6 total', 'Test Suites: 1 failed, 2 passed, 3 total'],
    ['Tests:       6 passed, 6 total'],
  ],
  [
    'vitest',
    [' Test Files  1 failed | 5 passed (6)', '      Tests  2 failed | 40 passed (42)'],
    ['      Tests  42 passed (42)'],
  ],
  ['node-test', ['# fail 1', 'ℹ fail 2'], ['# fail 0']],
  ['mocha', ['  2 failing'], ['  0 failing']],
  [
    'playwright',
    [
      '  1 failed',
      '  3 errors were not a part of any test, see above for details',
      `${E}Worker teardown timeout of 300000ms exceeded.`,
    ],
    ['  1 failed login attempt'],
  ],
  [
    'cypress',
    ['  ✖  1 of 5 failed (20%)                     00:10       12       11        1        -        -'],
    ['  1 of 5 failed (20%)'],
  ],
  ['googletest', ['[  FAILED  ] 2 tests, listed below:'], ['[  PASSED  ] 2 tests.']],
  ['googletest-case', ['[  FAILED  ] A.B (0 ms)'], ['[       OK ] A.Failed (0 ms)']],
  [
    'catch2',
    ['test cases: 5 | 4 passed | 1 failed', '[doctest] test cases: 5 | 4 passed | 1 failed | 0 skipped'],
    ['test cases: 5 | 5 passed'],
  ],
  [
    'ctest',
    ['80% tests passed, 1 tests failed out of 5', 'The following tests FAILED:'],
    ['100% tests passed, 0 tests failed out of 5'],
  ],
  ['bazel-test', ['Executed 5 out of 5 tests: 4 tests pass and 1 fails locally.'], ['it fails locally on mine']],
  ['deno-test', ['FAILED | 4 passed | 1 failed (12ms)'], ['ok | 5 passed | 0 failed (12ms)']],
  ['nose', ['FAILED (SKIP=1, errors=2)'], ['FAILED (skip)']],
  ['dart-test', ['00:01 +4 -1: Some tests failed.'], ['some tests failed. But others did not']],
  [
    'karma',
    ['Chrome Headless 120 (Linux): Executed 5 of 5 (1 FAILED) (0.1 secs)'],
    ['Executed 5 of 5 SUCCESS (0.1 secs)'],
  ],
  ['tap', ['# failed 1 of 5 tests'], ['# failed to do']],
  ['emulator', [`${E}Timeout waiting for emulator to boot.`], ['waiting for emulator to boot']],
  ['ava', ['  2 tests failed'], ['2 tests failed to be found']],
  ['specs', ['5 specs, 1 failure', '1 doctest, 12 tests, 2 failures'], ['5 specs, 0 failures']],
  [
    'webdriverio',
    ['Spec Files:\t 4 passed, 1 failed, 5 total (100% completed) in 00:00:10'],
    ['Spec Files:\t 5 passed, 5 total'],
  ],
  ['boost-test', ['*** 1 failure is detected in the test module "a"'], ['no failures detected in the test module']],
  ['meson-test', ['Fail:               1'], ['Fail:               0']],
  ['prove', ['Result: FAIL', 'Failed 1/5 test programs. 1/40 subtests failed.'], ['Result: PASS']],
  ['haskell-test', ['1 out of 5 tests failed (0.10s)', 'Test suite spec: FAIL'], ['All 5 tests passed (0.10s)']],
  [
    'julia-test',
    ['ERROR: LoadError: Some tests did not pass: 5 passed, 1 failed, 0 errored, 0 broken.'],
    ['some tests did not pass the review'],
  ],
  ['testthat', ['[ FAIL 1 | WARN 0 | SKIP 0 | PASS 5 ]'], ['[ FAIL 0 | WARN 0 | SKIP 0 | PASS 5 ]']],
  ['robot', ['5 tests, 4 passed, 1 failed'], ['5 tests, 5 passed, 0 failed']],
  ['behave', ['0 features passed, 1 failed, 0 skipped'], ['1 feature passed, 0 failed, 0 skipped']],
  ['lit', ['Failed Tests (3):'], ['Failed tests']],
  ['bun-test', [' 1 fail'], [' 0 fail']],
  ['tap-case', ['not ok 3 - adds numbers'], ['not ok 3 - adds numbers # TODO later']],
  ['vitest-errors', ['Vitest caught 1 unhandled error during the test run.'], ['vitest caught my eye']],
  ['jest-suite', ['  ● Test suite failed to run'], ['the test suite failed to run']],
]

const COMPILERS: readonly RuleLines[] = [
  [
    'c-compile',
    [
      "src/a.c:12:5: error: 'x' undeclared",
      '/a/b.h:3:10: fatal error: nope.h: No such file or directory',
      'A.java:12: error: cannot find symbol',
    ],
    ['time: 12: error: x is not'],
  ],
  [
    'msvc',
    ["a.cpp(12,5): error C2065: 'x': undeclared identifier", 'LINK : fatal error LNK1104: cannot open file'],
    ['a note: error coding'],
  ],
  [
    'linker',
    [
      "a.c:(.text+0x5): undefined reference to `x'",
      'collect2: error: ld returned 1 exit status',
      'clang: error: linker command failed with exit code 1',
    ],
    ['undefined symbolism'],
  ],
  [
    'compiler-killed',
    [
      'c++: fatal error: Killed signal terminated program cc1plus',
      'collect2: fatal error: ld terminated with signal 9 [Killed]',
      'sccache: Compile terminated by signal 9',
      "error: process didn't exit successfully: `rustc` (signal: 9, SIGKILL: kill)",
    ],
    ['terminated with signal 15'],
  ],
  ['make', ['make: *** [Makefile:12: test] Error 2', 'make[1]: *** [all] Error 1'], ['make: Nothing to be done']],
  ['make-killed', ['make: *** [Makefile:10: setup] Error 137'], ['error 137 is documented']],
  [
    'bazel-server',
    ["Server terminated abruptly (error code: 14, error message: 'Socket closed', log file: '/a')"],
    ['the server terminated abruptly'],
  ],
  ['make-terminated', ['make: *** [Makefile:12: test] Terminated'], ['[watchdog] *** [x] terminated']],
  ['ninja', ['ninja: build stopped: subcommand failed.'], ['ninja: no work to do.']],
  [
    'cmake',
    ['CMake Error at CMakeLists.txt:12 (find_package):', 'CMake Error: The source directory does not exist.'],
    ['-- CMake errors are shown below'],
  ],
  [
    'bazel',
    ['ERROR: Build did NOT complete successfully', 'FAILED: Build did NOT complete successfully'],
    ['the build did not complete successfully'],
  ],
  [
    'typescript',
    ["src/a.ts(12,5): error TS2304: Cannot find name 'x'.", "src/a.ts:12:5 - error TS2304: Cannot find name 'x'."],
    ['see error TS2304'],
  ],
  ['eslint', ['✖ 3 problems (2 errors, 1 warning)', '✖ 1 problem (1 error, 0 warnings)'], ['3 problems (solved)']],
  [
    'prettier',
    [
      '[warn] Code style issues found in 3 files. Run Prettier with --write to fix.',
      'Code style issues found in the above file.',
    ],
    ['no code style problems'],
  ],
  ['ruff', ['Found 3 errors.', 'Found 3 errors (1 fixed, 2 remaining).'], ['Found 0 errors.', 'All checks passed!']],
  ['black', ['3 files would be reformatted, 5 files would be left unchanged.'], ['which files would be reformatted?']],
  [
    'flake8-finding',
    ['src/a.py:12:5: E501 line too long (90 > 79 characters)', "a.py:1:1: F401 'os' imported but unused"],
    ['src/a.py:12: in test_b'],
  ],
  [
    'mypy',
    [
      'src/a.py:12: error: Incompatible types in assignment  [assignment]',
      'Found 3 errors in 1 file (checked 5 source files)',
    ],
    ['src/a.py:12: note: x'],
  ],
  ['pylint', ['Your code has been rated at 8.50/10'], ['the code has been rated']],
  ['shellcheck', ['In scripts/a.sh line 5:'], ['In the file at line 5: x']],
  ['pre-commit', ['- hook id: ruff'], ['the hook id: ruff']],
  ['biome', ['check ━━━ Some errors were emitted while running checks.'], ['some errors were emitted']],
  [
    'sphinx',
    [
      'build finished with problems, 1 warning (with warnings treated as errors).',
      'Sphinx error:',
      'Warning, treated as error:',
    ],
    ['the build finished with problems'],
  ],
  [
    'coverage',
    [
      'Jest: "global" coverage threshold for branches (80%) not met: 75%',
      'FAIL Required test coverage of 80% not reached. Total coverage: 79.10%',
      'ERROR: Coverage for lines (79.1%) does not meet global threshold (80%)',
    ],
    ['coverage threshold is 80'],
  ],
  [
    'command-not-found',
    [
      '/home/runner/work/_temp/a.sh: line 1: nope: command not found',
      "'nope' is not recognized as an internal or external command,",
    ],
    ['echo "command not found is a message"'],
  ],
  [
    'file-not-found',
    [
      "mv: cannot stat 'a.json': No such file or directory",
      '/home/runner/work/_temp/a.sh: line 3: ./x: No such file or directory',
    ],
    ['warning: no such file or directory (ignored)'],
  ],
  [
    'denied',
    ['/home/runner/work/_temp/a.sh: line 1: ./x.sh: Permission denied', "Error: EACCES: permission denied, open '/a'"],
    ['test permission denied page'],
  ],
]

const MACHINE: readonly RuleLines[] = [
  [
    'disk-full',
    [
      'tar: a: Cannot write: No space left on device',
      'Error: ENOSPC: no space left on device, write',
      'a.proto: write error (disk full?). Continue? (y/n/^C)',
      'ENOSPC: System limit for number of file watchers reached',
    ],
    ['t.Errorf(`want no space left on devices`)'],
  ],
  [
    'memory',
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      "terminate called after throwing an instance of 'std::bad_alloc'",
      'fork: Cannot allocate memory',
      'memory allocation of 1048576 bytes failed',
      'A jest worker process (pid=123) was terminated by another process: signal=SIGKILL, exitCode=null.',
    ],
    ['undefined reference to std::bad_alloc::what()'],
  ],
  [
    'killed',
    [
      '/home/runner/work/_temp/a.sh: line 2:  1234 Killed                  make test',
      'Killed',
      'Error: Command exited with code 137',
    ],
    ['the process was killed by the test on purpose, as it should'],
  ],
  ['open-files', ["Error: EMFILE: too many open files, open '/a'"], ['how many files are open']],
  [
    'curl-failed',
    [
      'curl: (6) Could not resolve host: example.org',
      'curl: (28) Operation timed out after 30000 milliseconds',
      'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL',
    ],
    ['curl: (23) Failed writing body'],
  ],
  ['curl-http-error', ['curl: (22) The requested URL returned error: 503'], ['the requested url returned error: 503']],
  ['curl-not-found', ['curl: (22) The requested URL returned error: 404'], ['the requested url returned error: 404']],
  ['curl-denied', ['curl: (22) The requested URL returned error: 403'], ['the requested url returned error: 401']],
  [
    'curl-will-retry',
    [
      'Warning: Problem : timeout. Will retry in 1 seconds. 3 retries left.',
      'Warning: Problem: HTTP error. Will retry in 2 seconds. 1 retry left.',
    ],
    ['the user will retry in a while'],
  ],
  [
    'wget-failed',
    [
      "wget: unable to resolve host address 'example.org'",
      '2026-01-01 10:00:00 ERROR 503: Service Unavailable.',
      'wget: server returned error: HTTP/1.1 404 Not Found',
    ],
    ['an error 503: x'],
  ],
  [
    'git-host',
    [
      "fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com",
      "fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 503",
    ],
    ["unable to access '/a'"],
  ],
  [
    'git-access-denied',
    ["fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403"],
    ['the requested url returned error: 403'],
  ],
  [
    'git-credentials',
    [
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      "fatal: Authentication failed for 'https://github.com/a/b/'",
      'git@github.com: Permission denied (publickey).',
    ],
    ['it says authentication failed, for all I know'],
  ],
  [
    'git-ref',
    [
      "fatal: couldn't find remote ref refs/heads/nope",
      'fatal: the remote end hung up unexpectedly',
      'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly',
    ],
    ['the remote end hung up'],
  ],
  [
    'git-repository-not-found',
    ['remote: Repository not found.', "fatal: repository 'https://github.com/a/nope/' not found"],
    ['if the repository is not found'],
  ],
  ['git-ref-missing', [`${E}A branch or tag with the name 'nope' could not be found`], ['the file could not be found']],
  [
    'git-push-rejected',
    [' ! [rejected]        main -> main (fetch first)', "error: failed to push some refs to 'https://github.com/a/b'"],
    ['the request was [rejected]'],
  ],
  [
    'git-conflict',
    ['Automatic merge failed; fix conflicts and then commit the result.', 'error: could not apply 1a2b3c4... Add a'],
    ['it says Automatic merge failed; fix conflicts', 'error: could not apply the patch'],
  ],
  [
    'lfs-budget',
    [
      'batch response: This repository is over its data quota. Account responsible for LFS bandwidth should purchase more data packs',
      'This repository exceeded its LFS budget. The account responsible for the budget should increase it',
    ],
    ['the disk is over its data quota'],
  ],
  ['host-key', ['Host key verification failed.'], ['when host key verification failed, try']],
  [
    'ssh-connect',
    [
      'ssh: connect to host example.org port 22: Connection timed out',
      'ssh: Could not resolve hostname example.org: Name or service not known',
    ],
    ['ssh: connected'],
  ],
  ['keyserver', ['gpg: keyserver receive failed: No data'], ['the keyserver receive failed']],
  [
    'git-process',
    [`${E}The process '/usr/bin/git' failed with exit code 128`],
    ["the process '/usr/bin/git' failed with exit code 128"],
  ],
  ['git-retry', ['Waiting 12 seconds before trying again'], ['we are waiting 12 seconds']],
  [
    'dns',
    [
      'Error: getaddrinfo ENOTFOUND registry.example.org',
      'dial tcp: lookup proxy.example.org: no such host',
      'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    ],
    ['name or service unknown'],
  ],
  [
    'tls',
    [
      'SSL certificate problem: unable to get local issuer certificate',
      'x509: certificate signed by unknown authority',
      'net/http: TLS handshake timeout',
    ],
    ['the certificate was issued'],
  ],
  [
    'rate-limit',
    ['Error: 429 Too Many Requests', 'HTTP error: 429', 'urllib3: too many requests for url'],
    ['✓ answers 429 too many requests'],
  ],
  [
    'server-error',
    [
      `${E}Error: Unexpected HTTP response: 502`,
      'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: https://a.example',
      'Request failed with status code 503',
      'The remote server returned an error: (503) Server Unavailable.',
    ],
    ['test 500 items'],
  ],
  [
    'connection',
    [
      'Error: read ECONNRESET',
      'read tcp 10.0.0.1:443: connection reset by peer',
      'requests.exceptions.ConnectionError: HTTPSConnectionPool: Max retries exceeded with url: /a',
      'TypeError: fetch failed',
    ],
    ['connect to http://localhost:3000: ETIMEDOUT'],
  ],
  [
    'connection-refused',
    ['connect ECONNREFUSED 34.1.2.3:443', 'dial tcp 34.1.2.3:443: connect: connection refused'],
    ['connect ECONNREFUSED 127.0.0.1:5432'],
  ],
  ['tries-again', ['Retrying in 5 seconds', 'Request failed, will retry'], ['the retry button']],
]

export const RULE_LINES: readonly RuleLines[] = [
  ...RUNNER,
  ...GITHUB,
  ...PACKAGES,
  ...JVM_DOTNET,
  ...SYSTEM,
  ...TESTS,
  ...COMPILERS,
  ...MACHINE,
]
