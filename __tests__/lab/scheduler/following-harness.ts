import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { WorkflowOnDisk } from '../../../lab/scheduler/enter-run.ts'
import type { Outcome } from '../../../lab/scheduler/run-attempt.ts'
import type { LabOptions } from '../../../lab/scheduler/start-lab.ts'
import type { LabJob, LabToken } from '../../../lab/state.ts'
import { folderOf } from '../runner/harness.ts'
import { aLab, type TestLab } from './lab-harness.ts'

/** Where followers leave what they saw. */
export const left = folderOf({})

export const PATH = '.github/workflows/after.yml'
export const CI = `name: CI
on: [push, pull_request]
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ run: 'test "$GITHUB_RUN_ATTEMPT" -gt 1' }] }
`

/** A workflow that follows CI, with one job of one script: it finds the event, and a client `api` with the token of the job. */
export const follower = (
  permissions: string,
  script: string,
  on = '{ workflow_run: { workflows: [CI], types: [completed] } }',
) =>
  `name: After
on: ${on}
permissions: { ${permissions} }
jobs:
  look:
    runs-on: ubuntu-latest
    env: { TOKEN: '\${{ github.token }}', SECRET: '\${{ secrets.DEPLOY }}', LEFT: '${left.path}' }
    steps:
      - run: |
          node - <<'SCRIPT'
          const { readFileSync, writeFileSync } = require('node:fs')
          const { env } = process
          const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
          const followed = event.workflow_run
          const leave = (name, value) => writeFileSync(env.LEFT + '/' + name + '.json', JSON.stringify(value))
          const api = async (method, path, body) => {
            const response = await fetch(env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + path, {
              method, body: body && JSON.stringify(body), headers: { authorization: 'Bearer ' + env.TOKEN },
            })
            const bytes = Buffer.from(await response.arrayBuffer())
            const isJson = response.headers.get('content-type')?.includes('json')
            return { status: response.status, body: isJson ? JSON.parse(bytes) : bytes.toString('base64') }
          }
          const main = async () => {
${script.replace(/^/gm, '            ')}
          }
          main()
          SCRIPT
`

/** What a follower left under that name. */
export const read = <T = Record<string, unknown>>(name: string): T =>
  JSON.parse(readFileSync(join(left.path, `${name}.json`), 'utf8')) as T

type Look = (lab: TestLab, follow: (completed: Outcome) => Promise<Outcome>) => Promise<void>

/** A lab with the workflow CI and the one that follows it, whose job must succeed. */
export const inLabWith = async (
  ci: string,
  following: string,
  options: Partial<LabOptions>,
  look: Look,
): Promise<void> => {
  const lab = await aLab(ci, { [PATH]: following }, options)
  const workflow: WorkflowOnDisk = { file: join(lab.workspace, PATH), path: PATH }
  try {
    await look(lab, async completed => {
      const started = await lab.scheduler.follow(workflow, completed)
      if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
      if (started.outcome.conclusion !== 'success') throw new Error(lab.findLog(started.outcome, 'look'))
      return started.outcome
    })
    expect(lab.lab.services.violations).toEqual([])
  } finally {
    await lab.dispose()
  }
}

export const jobIn = (lab: TestLab, outcome: Outcome): LabJob => {
  const [job] = lab.jobs(outcome).values()
  if (job === undefined) throw new Error('the run has no job')
  return job
}

export const tokenOf = (lab: TestLab, job: LabJob, kind: LabToken['kind']): readonly [string, LabToken] => {
  const found = [...lab.lab.state.tokens].find(([, token]) => token.kind === kind && token.jobId === job.id)
  if (found === undefined) throw new Error(`no ${kind} token of job ${job.id}`)
  return found
}
