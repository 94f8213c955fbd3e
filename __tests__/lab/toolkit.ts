import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobServices } from '../../lab/job-plan.ts'

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs an ES module text with the unmodified toolkit packages, in the environment a runner gives to an action. */
export const runToolkit = (services: JobServices, script: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const temp = mkdtempSync(join(tmpdir(), 'toolkit-'))
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: process.cwd(),
      env: {
        PATH: process.env['PATH'],
        HOME: temp,
        ACTIONS_RESULTS_URL: services.resultsUrl,
        ACTIONS_RUNTIME_TOKEN: services.runtimeToken,
        ACTIONS_CACHE_SERVICE_V2: 'true',
        GITHUB_SERVER_URL: services.serverUrl,
        GITHUB_API_URL: services.apiUrl,
        GITHUB_TOKEN: services.githubToken,
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_WORKSPACE: temp,
        RUNNER_TEMP: temp,
        WORK: temp,
      },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += String(chunk)
    })
    child.stderr.on('data', chunk => {
      stderr += String(chunk)
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })

/** The value a script printed last as `RESULT <json>`. */
export const resultOf = (ran: Ran): unknown => {
  const line = ran.stdout.split('\n').findLast(one => one.startsWith('RESULT '))
  if (line === undefined) throw new Error(`no result\n${ran.stdout}\n${ran.stderr}`)
  return JSON.parse(line.slice('RESULT '.length))
}
