import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readRun } from '../../../src/cli/read-run.ts'
import { decideFailure, decideFailureOfJob, decideFailureOfLog } from '../../../src/findings/failures/decide-failure.ts'
import { type LogReading, readLog } from '../../../src/log/read-log.ts'
import { ALL_READERS, type AllReaders } from '../../../src/log/readers.ts'
import { openFolder } from '../../../src/run/offline/open-folder.ts'
import { buildRunTimeline } from '../../../src/timeline/build-run-timeline.ts'
import { failedJob } from '../failed-job.ts'

const cases = resolve('../shared/cases')
const recorded = resolve('../shared/recorded')

/** What is missing here is said by the name of the test. */
const present = (folder: string): typeof describe | typeof describe.skip =>
  existsSync(folder) ? describe : describe.skip
const note = (folder: string): string => (existsSync(folder) ? '' : ' (not here)')

/** Of each job of a folder that did not end well: its name, and what a reader of it says. */
type Expected = readonly [folder: string, job: string, classes: readonly string[], more?: object]

const FOLDERS: readonly Expected[] = [
  ['01-rust-cache-silent-restore-windows/folder', 'build', ['unknown', 'cache']],
  ['04-cache-restore-stalls/folder', 'build_ui', ['time-out'], { step: { number: 2, name: 'Restore ui' } }],
  ['05-buildkit-gha-cache-sunset/folder', 'Build default', ['cache']],
  ['06-artifact-storage-quota/folder', 'Build APK', ['policy'], { owner: 'platform' }],
  ['07-hosted-deprovisioned/folder', 'Build Project', ['runner-lost'], { owner: 'github' }],
  ['07-hosted-deprovisioned/folder-error-type', 'Build Project', ['runner-lost']],
  ['07-hosted-deprovisioned/folder-failure', 'Build Project', ['runner-lost'], { owner: 'github' }],
  ['08-self-hosted-disk-full-merge-queue/folder', 'Build', ['resource'], { rule: 'disk-full' }],
  ['10-arc-kubernetes-hook-lint-failure/folder', 'lint', ['command'], { step: { number: 5, name: 'Lint' } }],
  ['10b-arc-kubernetes-no-container/folder', 'build', ['workflow-definition'], { owner: 'platform' }],
  ['14-runner-killed-step-cancelled/folder', 'test262', ['runner-lost']],
  ['14b-finalized-before-the-runner-noticed/folder', 'Integration tests', ['runner-lost']],
  [
    '16-pnpm-post-path-validation/folder',
    'build',
    ['cache'],
    { step: { number: 9, name: 'Post Run pnpm/action-setup@v6' } },
  ],
  ['16-pnpm-post-path-validation/uv', 'deploy', ['cache']],
  ['17-file-command-invalid-format/folder', 'determine-jobs', ['workflow-definition']],
  ['23-quarantined-step-stalls-into-job-limit/folder', 'test (22)', ['time-out']],
  ['26-action-download-info-unavailable/folder', 'test', ['dependency'], { owner: 'github' }],
  ['27-job-repeatedly-not-acquired/folder', 'Python', ['capacity'], { owner: 'github', confidence: 'high' }],
  ['27b-older-wordings/internal', 'build', ['unknown'], { owner: 'github' }],
  ['27b-older-wordings/one-day', 'build', ['capacity']],
  ['c-03-action-archive-503-old-runner/folder', 'build', ['dependency'], { rule: 'action-download', owner: 'github' }],
  ['c-04-action-archive-100s-timeout/folder', 'PR gate', ['dependency'], { rule: 'action-download' }],
  ['c-05-docker-action-build-429/folder', 'lint', ['dependency'], { rule: 'docker-rate-limit' }],
  ['c-07-cargo-spurious-network-error/folder', 'build', ['dependency'], { rule: 'cargo' }],
  ['c-07-cargo-spurious-network-error/folder-recovered', 'build', ['command']],
  ['c-08-golangci-lint-own-time-out/folder', 'lint', ['time-out'], { rule: 'golangci-time-out' }],
  ['c-09-playwright-worker-teardown/folder', 'e2e-test', ['test', 'time-out']],
  ['c-10-xdist-worker-died-then-silence/folder', 'test', ['cancelled']],
  ['c-10-xdist-worker-died-then-silence/folder-no-restart', 'test', ['test'], { rule: 'xdist-crash' }],
  ['c-12-bake-gha-cache-export-404/folder', 'build', ['cache'], { owner: 'github' }],
  ['c-12-bake-gha-cache-export-404/folder-blob-404', 'build', ['cache'], { owner: 'github' }],
  ['c-13-android-emulator-did-not-boot/folder', 'instrumentation', ['time-out']],
  ['c-14-github-api-rate-limit/folder', 'prepare', ['dependency'], { owner: 'github' }],
  ['c-15-cross-os-same-key-missed/folder', 'Test Cache Restore (windows-2022)', ['command']],
  ['c-17-xcodebuild-simulator-not-found/folder', 'ios', ['command'], { rule: 'xcode-destination' }],
  ['c-18-dotnet-test-host-hang/folder', 'build', ['test']],
  ['c-19-tool-download-502/folder', 'unit', ['dependency'], { rule: 'server-error' }],
  ['c-20-sccache-compile-terminated-by-signal-9/folder', 'Check Rust', ['resource']],
  ['c-20-sccache-compile-terminated-by-signal-9/folder-ld', 'Linux Unit', ['resource']],
  ['c-21-pnpm-fetch-403-of-a-public-registry/folder', 'e2e', ['dependency'], { rule: 'pnpm' }],
  ['c-22-pip-retried-then-own-error/folder', 'docs', ['command']],
  ['c-23-linter-prints-source-line/folder', 'lint', ['command']],
  ['d-07-merge-group-orphaned/folder', 'smoke (debian-12, 1)', ['cancelled'], { by: 'newer-run' }],
  ['d-09-deployment-false-refused/folder', 'with-secrets', ['policy'], { rule: 'branch-not-allowed' }],
  ['d-10-billing/folder', 'Lint', ['policy'], { owner: 'platform' }],
  ['d-11-timeout-is-cancelled/folder', 'nightly', ['time-out'], { step: { number: 2, name: 'Run claude' } }],
  ['d-12-gate-green-nothing-ran/folder', 'detect', ['cancelled']],
  ['d-16-dependabot-no-secret/folder', 'release-please', ['permission']],
  ['d-17-one-leg-queued/folder', 'Backend Tests (3.12, 8)', ['cancelled'], { by: 'person' }],
  ['d-18-deadlock-annotated/folder', 'build-image', ['workflow-definition'], { rule: 'concurrency-deadlock' }],
  ['d-27-cancelled-while-waiting/folder', 'deploy', ['cancelled'], { by: 'person' }],
]

const decideFolder = async (folder: string, name: string) => {
  const path = resolve(cases, folder)
  const { client, subject, observedAt, logs } = await openFolder(path, undefined)
  const answer = await readRun({ client, subject, now: () => observedAt, logs }, () => undefined)
  if (answer.kind === 'refused') throw new Error(`${folder} cannot be read`)
  const timeline = buildRunTimeline(answer.read.observation)
  const readings = new Map<string, LogReading<AllReaders>>()
  for (const { id } of timeline.jobs) {
    const log = resolve(path, 'logs', `${id}.txt`)
    if (existsSync(log)) readings.set(id, await readLog([readFileSync(log)], ALL_READERS))
  }
  const job = timeline.jobs.find(one => one.name.startsWith(name))
  if (job === undefined) throw new Error(`${folder} has no job ${name}`)
  return decideFailureOfJob(timeline, job, { ...answer.read.observation, readings })
}

present(cases)(`situations of public reports${note(cases)}`, () => {
  test.each(FOLDERS)('%s, job %s: %s', async (folder, job, classes, more = {}) => {
    const decided = await decideFolder(folder, job)
    expect(classes).toContain(decided?.failure.class)
    expect(decided?.failure).toMatchObject(more)
  })

  test.each([
    ['12-gh-run-view-log-cut/job.log', 'test'],
    ['22-green-job-with-swallowed-failure/job.log', 'test'],
    ['c-03-action-archive-503-old-runner/modern-400.log', 'dependency'],
    ['c-04-action-archive-100s-timeout/old-runner.log', 'dependency'],
    ['c-14-github-api-rate-limit/secondary.log', 'dependency'],
    ['16-pnpm-post-path-validation/uv.log', 'cache'],
    ['c-20-sccache-compile-terminated-by-signal-9/ld.log', 'resource'],
  ])('%s alone: %s', async (file, expected) => {
    const reading = await readLog([readFileSync(resolve(cases, file))], ALL_READERS)
    expect(decideFailureOfLog(reading)?.failure).toMatchObject({ class: expected, confidence: 'low' })
  })

  test.each([
    '01-rust-cache-silent-restore-windows/job.log',
    '02-rust-cache-miss-key-and-save/writer.log',
    '11-sccache-write-errors/job.log',
    'c-01-retry-wrapper-masks-flake/job.log',
    'c-15-cross-os-same-key-missed/seed.log',
    'c-16-cache-lookup-only/job.log',
  ])('%s has no failure', async file => {
    expect(decideFailureOfLog(await readLog([readFileSync(resolve(cases, file))], ALL_READERS))).toBe(undefined)
  })
})

/** The excerpts mark the line that people found in them. */
const readRecorded = (file: string): Promise<LogReading<AllReaders>> => {
  const text = readFileSync(resolve(recorded, 'logs', file), 'utf8').replace(/^#=(?:SOURCE=#.*\n|MATCH=# )|[‹›]/gm, '')
  return readLog([new TextEncoder().encode(text)], ALL_READERS)
}

present(recorded)(`real logs${note(recorded)}`, () => {
  test.each([
    ['pytorch/classify/action_archive_download_failure.txt', 'dependency', 'action-download'],
    ['pytorch/classify/artifact_not_found.txt', 'artifact', 'artifact-missing'],
    ['pytorch/classify/aws_credentials_load_failure.txt', 'permission', 'cloud-credentials'],
    ['pytorch/classify/checkout_ciflow_tag_missing.txt', 'dependency', 'git-ref'],
    ['pytorch/classify/docker_manifest_unknown.txt', 'dependency', 'docker-manifest'],
    ['pytorch/classify/gh_api_rate_limit.txt', 'dependency', 'github-rate-limit'],
    ['pytorch/classify/gha_cancellation_shutdown.txt', 'runner-lost', 'runner-shutdown'],
    ['pytorch/classify/gha_catchall_sigint.txt', 'cancelled', 'interrupted'],
    ['pytorch/classify/gha_operation_canceled.txt', 'cancelled', 'operation-canceled'],
    ['pytorch/classify/gha_timeout.txt', 'time-out', 'step-time-limit'],
    ['pytorch/classify/infra_osdc_pod_failure.txt', 'capacity', 'no-runner-pod'],
    ['pytorch/classify/s3_access_denied.txt', 'permission', 'cloud-denied'],
    ['pytorch/classify/uv_python_download_failed.txt', 'dependency', 'uv'],
    ['pytorch/error_log1.txt', 'dependency', undefined],
    ['lmcrean/ISSUE_1.md', 'permission', 'cloud-denied'],
    ['tt-github-actions/infra_docker_pull_failure.txt', 'dependency', 'docker-manifest'],
    ['tt-github-actions/infra_network_dns.txt', 'dependency', undefined],
    ['tt-github-actions/pytest_failed_adjacent_skip.txt', 'test', undefined],
  ])('%s: %s, by %s', async (file, expected, rule) => {
    const decided = decideFailure({ job: failedJob(), reading: await readRecorded(file), signals: [] })
    expect(decided?.failure).toMatchObject({ class: expected, ...(rule === undefined ? {} : { rule }) })
  })

  test.each(['tt_metal_dispatch_timeout', 'vllm_config_error', 'success_healthy'])('%s names no cause', async name => {
    const reading = await readRecorded(`tt-github-actions/${name}.txt`)
    const decided = decideFailure({ job: failedJob(), reading, signals: [] })
    expect(['unknown', 'command', 'test']).toContain(decided?.failure.class)
  })
})
