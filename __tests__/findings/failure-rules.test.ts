import { describe, expect, test } from '@jest/globals'
import { FAILURE_RULES } from '../../src/findings/failure/failure-rules.ts'
import { ruledBy, ruledByMessage } from '../../src/findings/failure/log-rules.ts'
import { bytesOf, readErrorLines } from '../log/log-text.ts'

/** A line as tools and the runner print it, the class that a reader gives, the rule that tells, what is shown. */
const CASES: readonly (readonly [line: string, of: string, rule: string, quote: string])[] = [
  [
    '##[error]The job has exceeded the maximum execution time while awaiting a runner for 24h0m0s',
    'capacity',
    'queue-time-limit',
    'the job has exceeded the maximum execution time while awaiting a runner',
  ],
  [
    '##[error]The job was not acquired by Runner of type hosted even after multiple attempts',
    'capacity',
    'runner-not-acquired',
    'the job was not acquired by a runner',
  ],
  [
    '##[error]The job running on runner GitHub Actions 3 has exceeded the maximum execution time of 360 minutes.',
    'time-out',
    'job-time-limit',
    'the job has exceeded the maximum execution time',
  ],
  [
    "##[error]The action 'Test' has timed out after 360 minutes.",
    'time-out',
    'step-time-limit',
    'has timed out after 360 minutes',
  ],
  [
    '##[error]The self-hosted runner: box-1 lost communication with the server. Verify the machine is running.',
    'runner-lost',
    'runner-lost-communication',
    'the runner lost communication with the server',
  ],
  [
    '##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped.',
    'runner-lost',
    'runner-shutdown',
    'the runner has received a shutdown signal',
  ],
  [
    '##[error]The strategy configuration was canceled because "test._20_x" failed',
    'cancelled',
    'fail-fast',
    'the strategy configuration was canceled',
  ],
  [
    '##[error]Canceling since a higher priority waiting request for ci-refs/heads/main exists',
    'cancelled',
    'newer-run',
    'canceling since a higher priority waiting request exists',
  ],
  ['##[error]The run was canceled by @octocat.', 'cancelled', 'person', 'the run was canceled by a person'],
  [
    '##[error]The run was canceled by @dependabot[bot].',
    'cancelled',
    'canceled-by-app',
    'the run was canceled by an app',
  ],
  ['##[error]The operation was canceled.', 'cancelled', 'operation-canceled', 'the operation was canceled'],
  ['##[error]received SIGINT', 'cancelled', 'interrupted', 'received SIGINT'],
  [
    '##[error]Branch "topic" is not allowed to deploy to production due to environment protection rules.',
    'policy',
    'branch-not-allowed',
    'not allowed to deploy due to environment protection rules',
  ],
  [
    "##[error]The deployment was rejected or didn't satisfy other protection rules.",
    'policy',
    'deployment-rejected',
    'the deployment was rejected',
  ],
  [
    '##[error]actions/checkout@v4 and actions/setup-node@v4 are not allowed to be used in octo/repo. Actions in this workflow must be: within a repository owned by octo.',
    'policy',
    'action-not-allowed',
    'the action is not allowed here',
  ],
  [
    '##[error]The action foo/bar@v1 is not allowed in octo/repo because all actions must be from octo.',
    'policy',
    'action-not-allowed',
    'the action is not allowed here',
  ],
  [
    '##[error]The job was not started because recent account payments have failed or your spending limit needs to be increased.',
    'policy',
    'account-blocked',
    'the job was not started because of the account',
  ],
  [
    'remote: error: GH006: Protected branch update failed for refs/heads/main.',
    'policy',
    'push-refused',
    'gh006: protected branch update failed',
  ],
  [
    '##[error]The template is not valid. .github/workflows/ci.yml (Line: 9, Col: 11): Unexpected value',
    'workflow-definition',
    'template-not-valid',
    'the template is not valid',
  ],
  [
    '##[error]Invalid workflow file: .github/workflows/ci.yml#L12',
    'workflow-definition',
    'workflow-file-not-valid',
    'invalid workflow file',
  ],
  [
    "##[error].github/workflows/ci.yml (Line: 3, Col: 7): Unrecognized named-value: 'secrets'",
    'workflow-definition',
    'expression-not-valid',
    'unrecognized named-value',
  ],
  [
    '##[error]Unable to resolve action `actions/checkout@v99`, unable to find version `v99`',
    'workflow-definition',
    'action-not-resolved',
    'unable to resolve action',
  ],
  [
    "##[error]Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '/home/runner/work/a/a/x'.",
    'workflow-definition',
    'action-without-metadata',
    "can't find 'action.yml'",
  ],
  [
    '##[error]This request has been automatically failed because it uses a deprecated version of `actions/upload-artifact: v2`.',
    'workflow-definition',
    'action-version-retired',
    'it uses a deprecated version of an action',
  ],
  [
    '##[error]Input required and not supplied: token',
    'workflow-definition',
    'input-missing',
    'input required and not supplied',
  ],
  [
    '##[error]Unable to download artifact(s): Artifact not found for name: dist',
    'artifact',
    'artifact-missing',
    'artifact not found',
  ],
  [
    '##[error]Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    'artifact',
    'artifact-conflict',
    'an artifact with this name already exists',
  ],
  [
    "##[error]Artifact 'dist' digest validation failed. Please verify the integrity of the artifact.",
    'artifact',
    'artifact-digest',
    'digest validation failed',
  ],
  [
    '##[error]Failed to FinalizeArtifact: Unable to make request: ECONNRESET',
    'artifact',
    'artifact-service',
    'failed to finalizeartifact',
  ],
  [
    '##[error]Unable to download artifact(s): Unable to make request',
    'artifact',
    'artifact-transfer',
    'unable to download artifact',
  ],
  [
    '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: npm-1',
    'cache',
    'cache-miss-fails',
    'failed to restore cache entry',
  ],
  ['##[error]Cache service responded with 503', 'cache', 'cache-service', 'cache service responded with 503'],
  [
    '##[error]Error: pod failed to come online with error: Error: Pod a-b is unhealthy',
    'capacity',
    'no-runner-pod',
    'pod failed to come online',
  ],
  ['tar: ./x: Cannot write: No space left on device', 'resource', 'disk-full', 'no space left on device'],
  [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'resource',
    'memory',
    'heap out of memory',
  ],
  [
    'Gradle build daemon disappeared unexpectedly (it may have been killed or may have crashed)',
    'resource',
    'build-daemon-gone',
    'gradle build daemon disappeared unexpectedly',
  ],
  ['OSError: [Errno 24] Too many open files', 'resource', 'open-files', 'too many open files'],
  ['##[error]Process completed with exit code 137.', 'resource', 'killed', 'exit code 137'],
  ['/home/runner/work/_temp/1.sh: line 3:  2290 Killed', 'resource', 'killed', '0 killed'],
  ['================== 1 failed, 1 skipped, 4 warnings in 51.30s ===================', 'test', 'pytest', '1 failed'],
  ['FAILED tests/test_a.py::test_b - AssertionError', 'test', 'pytest-case', 'FAILED, a case of pytest'],
  ['FAILED (failures=2)', 'test', 'unittest', 'failed (failures=2'],
  ['Tests:       3 failed, 10 passed, 13 total', 'test', 'jest', 'tests: 3 failed'],
  [' Test Files  1 failed | 4 passed (5)', 'test', 'vitest', 'test files 1 failed'],
  ['# fail 2', 'test', 'node-test', 'fail 2'],
  ['  2 failing', 'test', 'mocha-playwright', '2 failing'],
  ['--- FAIL: TestParse (0.00s)', 'test', 'go-test', '--- fail'],
  ['FAIL\tgithub.com/a/b\t0.01s', 'test', 'go-test', 'a FAIL of go test'],
  [
    'test result: FAILED. 3 passed; 1 failed; 0 ignored',
    'test',
    'cargo-test',
    'test result: failed. 3 passed; 1 failed',
  ],
  ['[ERROR] Tests run: 12, Failures: 1, Errors: 0, Skipped: 0', 'test', 'maven', 'tests run: 12, failures: 1'],
  ['> There were failing tests. See the report at: file:///x', 'test', 'gradle-test', 'there were failing tests'],
  ['10 examples, 1 failure', 'test', 'rspec', '10 examples, 1 failure'],
  ['Tests: 5, Assertions: 9, Failures: 1.', 'test', 'phpunit', 'tests: 5, assertions: 9, failures: 1'],
  ['Failed!  - Failed:     1, Passed:     9, Skipped:     0', 'test', 'dotnet-test', 'failed: 1'],
  ['66% tests passed, 1 tests failed out of 3', 'test', 'ctest', '66% tests passed, 1 tests failed out of 3'],
  ['Executed 4 out of 4 tests: 3 tests pass and 1 fails locally.', 'test', 'bazel-test', '1 fails locally'],
  ['** TEST FAILED **', 'test', 'xcode-test', 'TEST FAILED, of xcodebuild'],
  [
    '##[error]Resource not accessible by integration',
    'permission',
    'github-token',
    'resource not accessible by integration',
  ],
  ['remote: Permission to octo/repo.git denied to github-actions[bot].', 'permission', 'github-push', 'permission to'],
  [
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    'permission',
    'git-credentials',
    'could not read username for',
  ],
  [
    '##[error]Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable',
    'permission',
    'id-token',
    'unable to get actions_id_token_request_url',
  ],
  [
    '##[error]Credentials could not be loaded: Could not load credentials from any providers',
    'permission',
    'cloud-credentials',
    'could not load credentials from any providers',
  ],
  [
    'User: arn:aws:sts::1:x is not authorized to perform: s3:PutObject on resource',
    'permission',
    'cloud-denied',
    'is not authorized to perform',
  ],
  [
    'denied: Permission "artifactregistry.repositories.uploadArtifacts" denied on resource',
    'permission',
    'cloud-denied',
    'the cloud says: not authorized',
  ],
  [
    'denied: requested access to the resource is denied',
    'permission',
    'registry-denied',
    'requested access to the resource is denied',
  ],
  [
    'Error from server (Forbidden): pods is forbidden',
    'permission',
    'kubernetes-denied',
    'error from server (forbidden)',
  ],
  [
    "##[error]Failed to download archive 'https://codeload.github.com/a/b/tar.gz/1' after 3 attempts.",
    'dependency',
    'action-download',
    'failed to download archive',
  ],
  [
    'Error response from daemon: manifest for python:3.14t not found: manifest unknown: manifest unknown',
    'dependency',
    'docker-manifest',
    'manifest unknown',
  ],
  ['##[error]Docker pull failed with exit code 1', 'dependency', 'docker-pull', 'docker pull failed with exit code 1'],
  ["fatal: couldn't find remote ref refs/tags/x", 'dependency', 'git-ref', "couldn't find remote ref"],
  ['npm error code ERESOLVE', 'dependency', 'npm', 'code eresolve'],
  ['npm ERR! code E404', 'dependency', 'npm', 'code e404'],
  ['ERROR: No matching distribution found for nothing==9', 'dependency', 'pip', 'no matching distribution found'],
  [
    "error: Error while fetching remote python downloads json from 'https://raw.githubusercontent.com/a'",
    'dependency',
    'uv',
    'error while fetching remote python downloads',
  ],
  ['error: failed to select a version for `serde`.', 'dependency', 'cargo', 'failed to select a version'],
  [
    'go: example.org/a@v1: reading https://proxy.golang.org/example.org/a/@v/v1.mod: 404 Not Found',
    'dependency',
    'go-module',
    'a Go module was not served as asked',
  ],
  [
    '[ERROR] Could not resolve dependencies for project a:b:jar:1',
    'dependency',
    'maven-gradle',
    'could not resolve dependencies for project',
  ],
  [
    'E: Failed to fetch http://azure.archive.ubuntu.com/ubuntu/pool/x.deb  404  Not Found',
    'dependency',
    'apt',
    'failed to fetch',
  ],
  [
    "Could not find gem 'rails (= 99)' in rubygems repository https://rubygems.org/",
    'dependency',
    'bundler',
    'could not find gem',
  ],
  [
    'error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json.',
    'dependency',
    'nuget',
    'error nu1301',
  ],
  [
    "OSError: We couldn't connect to 'https://huggingface.co' to load this file",
    'dependency',
    'hugging-face',
    "we couldn't connect to huggingface.co",
  ],
  ['toomanyrequests: You have reached your pull rate limit.', 'dependency', 'rate-limit', 'toomanyrequests'],
  ['curl: (6) Could not resolve host: example.org', 'dependency', 'dns', 'could not resolve host'],
  [
    'curl: (60) SSL: unable to get local issuer certificate',
    'dependency',
    'tls',
    'unable to get local issuer certificate',
  ],
  ['curl: (22) The requested URL returned error: 503', 'dependency', 'server-error', 'returned error: 503'],
  ['Error: read ECONNRESET', 'dependency', 'connection', 'econnreset'],
  ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'dependency', 'connection-refused', 'econnrefused'],
  ['./run.sh: Permission denied', 'permission', 'denied', 'permission denied'],
  ['##[error]Process completed with exit code 124.', 'time-out', 'exit-124', 'process completed with exit code 124'],
]

/** Through the reader of logs: a rule whose words it does not look for never sees its line. */
const throughLog = (line: string) => readErrorLines(bytesOf([`2026-08-06T18:23:45.1234567Z ${line}`]))

test.each(CASES)('%s', async (line, of, rule, quote) => {
  expect(ruledBy(await throughLog(line), 'medium')).toMatchObject({ class: of, rule, evidence: [{ line: 1, quote }] })
})

test('every rule has a case', () => {
  const tried = new Set(CASES.map(([, , rule]) => rule))
  expect(FAILURE_RULES.map(({ id }) => id).filter(id => !tried.has(id))).toEqual([])
  expect(new Set(FAILURE_RULES.map(({ id }) => id)).size).toBe(FAILURE_RULES.length)
})

test('no rule is surer than a script may be', () => {
  expect(FAILURE_RULES.filter(({ confidence }) => confidence === 'high')).toEqual([])
})

describe('what is no failure', () => {
  test.each([
    'INFO: 172.17.0.1:45642 - "GET /tt-liveness HTTP/1.1" 500 Internal Server Error',
    '##[warning]Docker pull failed with exit code 1, back off 7.078 seconds before retry.',
    'Tests:       13 passed, 13 total',
    'test result: ok. 3 passed; 0 failed; 0 ignored',
    '[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0',
    '10 examples, 0 failures',
    '0 failing',
    '100% tests passed, 0 tests failed out of 3',
    'server_tests - INFO - Total: 4  |  Passed: 4  |  Failed: 0',
    'The operation was canceled.',
    'we say: The runner has received a shutdown signal.',
    'Killed the sheep of the neighbour',
  ])('%s', async line => {
    expect(ruledBy(await throughLog(line), 'medium')).toBe(undefined)
  })
})

test('a message of an annotation counts as the runner speaking', () => {
  expect(ruledByMessage(['Process completed with exit code 1.', 'The run was canceled by @octocat.'], 'high')).toEqual({
    class: 'cancelled',
    confidence: 'medium',
    rule: 'person',
    by: 'person',
    evidence: [{ quote: 'the run was canceled by a person' }],
  })
})
