import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { classifyFailure } from '../../src/findings/failure/classify-failure.ts'
import { ruledBy } from '../../src/findings/failure/log-rules.ts'
import { readErrorLines } from '../log/log-text.ts'
import { failedJob, step } from './failed-job.ts'

const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'logs')
const present = existsSync(folder)

/** The log as the job wrote it: the excerpts mark the line that people found in them. */
const errorLines = (file: string) => {
  const text = readFileSync(resolve(folder, file), 'utf8').replace(/^#=(?:SOURCE=#.*\n|MATCH=# )|[‹›]/gm, '')
  return readErrorLines([new TextEncoder().encode(text)])
}

/** Classes were written down by reading the logs. All that is known besides is that the job failed. */
;(present ? describe : describe.skip)(`real logs${present ? '' : ' (no recorded data here)'}`, () => {
  test.each([
    ['pytorch/classify/action_archive_download_failure.txt', 'dependency', 'action-download'],
    ['pytorch/classify/artifact_not_found.txt', 'artifact', 'artifact-missing'],
    ['pytorch/classify/aws_credentials_load_failure.txt', 'permission', 'cloud-credentials'],
    ['pytorch/classify/checkout_ciflow_tag_missing.txt', 'dependency', 'git-ref'],
    ['pytorch/classify/docker_manifest_unknown.txt', 'dependency', 'docker-manifest'],
    ['pytorch/classify/gh_api_rate_limit.txt', 'dependency', 'rate-limit'],
    ['pytorch/classify/gha_cancellation_shutdown.txt', 'runner-lost', 'runner-shutdown'],
    ['pytorch/classify/gha_catchall_sigint.txt', 'cancelled', 'interrupted'],
    ['pytorch/classify/gha_operation_canceled.txt', 'cancelled', 'operation-canceled'],
    ['pytorch/classify/gha_timeout.txt', 'time-out', 'step-time-limit'],
    ['pytorch/classify/infra_osdc_pod_failure.txt', 'capacity', 'no-runner-pod'],
    ['pytorch/classify/s3_access_denied.txt', 'permission', 'cloud-denied'],
    ['pytorch/classify/uv_python_download_failed.txt', 'dependency', 'uv'],
    ['pytorch/error_log1.txt', 'dependency', 'hugging-face'],
    ['lmcrean/ISSUE_1.md', 'permission', 'cloud-denied'],
    ['tt-github-actions/infra_docker_pull_failure.txt', 'dependency', 'docker-manifest'],
    ['tt-github-actions/infra_network_dns.txt', 'dependency', 'dns'],
    ['tt-github-actions/pytest_failed_adjacent_skip.txt', 'test', 'pytest'],
    ['tt-github-actions/tt_metal_dispatch_timeout.txt', 'unknown', 'nothing-said'],
    ['tt-github-actions/vllm_config_error.txt', 'unknown', 'nothing-said'],
    ['tt-github-actions/success_healthy.txt', 'unknown', 'nothing-said'],
    ['rust-log-analyzer/test_missing_line.txt', 'unknown', 'nothing-said'],
    [
      'hub4j/testJobs_actions-user-content___files_1-u_a_p_1_runs_139_signedlogcontent_5.txt',
      'unknown',
      'nothing-said',
    ],
    [
      'hub4j/testJobs_actions-user-content___files_2-u_a_p_1_runs_139_signedlogcontent_4.txt',
      'unknown',
      'nothing-said',
    ],
  ])('%s: %s, by %s', async (file, expected, rule) => {
    const lines = await errorLines(file)
    expect(classifyFailure({ job: failedJob(), errorLines: lines, signals: [] })).toMatchObject({
      class: expected,
      rule,
      confidence: 'low',
    })
  })

  test.each(['tt_metal_dispatch_timeout', 'vllm_config_error'])('%s in a step that failed: a command', async name => {
    const lines = await errorLines(`tt-github-actions/${name}.txt`)
    const job = failedJob({ steps: [step()] })
    expect(classifyFailure({ job, errorLines: lines, signals: [] })).toMatchObject({ class: 'command' })
  })

  test('a job that ended well has no failure, whatever its log says', async () => {
    const lines = await errorLines('pytorch/classify/s3_access_denied.txt')
    expect(classifyFailure({ job: failedJob({ conclusion: 'success' }), errorLines: lines, signals: [] })).toBe(
      undefined,
    )
  })

  test('no rule speaks of the jobs of a run that passed', async () => {
    const logs = resolve(folder, '../runs/tt-metal/all_post_commit_passing_10662355710/10662355710/logs')
    const files = readdirSync(logs)
    const verdicts = await Promise.all(
      files.map(async file => ruledBy(await readErrorLines([readFileSync(resolve(logs, file))]), 'low')),
    )
    expect(files).toHaveLength(18)
    expect(verdicts.filter(verdict => verdict !== undefined)).toEqual([])
  })

  test('the lines are those that a person reads out of the log', async () => {
    const lines = await errorLines('pytorch/classify/uv_python_download_failed.txt')
    expect(classifyFailure({ job: failedJob(), errorLines: lines, signals: [] })?.evidence).toEqual([
      { line: 31, quote: 'error while fetching remote python downloads' },
    ])
  })
})
