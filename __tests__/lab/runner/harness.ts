import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { JobPlan, JobResult, JobServices, LabRunner, StepPlan } from '../../../lab/job-plan.ts'
import { runJob } from '../../../lab/runner/run-job.ts'
import type { LabStep } from '../../../lab/state.ts'

export const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
export const BACKEND_RUN = '11111111-1111-4111-8111-111111111111'
export const BACKEND_JOB = '22222222-2222-4222-8222-222222222222'

export const step = (given: Partial<StepPlan>): StepPlan => ({ with: {}, env: {}, continueOnError: false, ...given })

export const plan = (steps: readonly StepPlan[], given: Partial<JobPlan> = {}): JobPlan => ({
  key: 'build',
  name: 'build (a)',
  labels: ['ubuntu-latest'],
  steps,
  env: {},
  outputs: {},
  defaults: {},
  timeoutMinutes: 5,
  contexts: {
    github: {
      repository: 'octo/app',
      event_name: 'push',
      ref: 'refs/heads/main',
      sha: SHA,
      event: { head_commit: { id: SHA } },
    },
    needs: {},
    inputs: {},
    vars: {},
    secrets: { TOKEN: 'swordfish-77' },
    matrix: null,
    strategy: { 'fail-fast': true },
  },
  workflow: { repository: 'octo/app', path: '.github/workflows/ci.yml', ref: 'refs/heads/main', sha: SHA },
  permissions: { contents: 'read', 'pull-requests': 'write' },
  jobId: 29549412945,
  runId: 10662355710,
  attempt: 1,
  backendRunId: BACKEND_RUN,
  backendJobId: BACKEND_JOB,
  ...given,
})

export const runner: LabRunner = {
  id: 7,
  name: 'lab-1',
  groupName: 'GitHub Actions',
  environment: 'github-hosted',
  os: 'Linux',
  arch: 'X64',
  version: '2.336.0',
  image: { label: 'ubuntu-24.04', version: '20260413.86.1' },
  nodePath: process.execPath,
}

export const services: JobServices = {
  serverUrl: 'http://github.localhost:1',
  apiUrl: 'http://127.0.0.1:1/api',
  resultsUrl: 'http://127.0.0.1:1/',
  githubToken: 'ghs_githubtoken',
  runtimeToken: 'runtime.token.value',
}

export type Files = Readonly<Record<string, string>>

/** A folder with the given files, deleted by `dispose`. */
export const folderOf = (files: Files): { readonly path: string; readonly dispose: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'lab-runner-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) }
}

export type Ran = JobResult & {
  readonly text: string
  /** Log lines without their times. */
  readonly lines: readonly string[]
  readonly steps: readonly LabStep[]
  readonly root: string
}

export type Options = {
  /** Actions by `owner/repo/ref/file`. */
  readonly actions?: Files
  readonly cancelled?: AbortSignal
  readonly plan?: Partial<JobPlan>
  readonly runner?: Partial<LabRunner>
  readonly services?: Partial<JobServices>
  readonly sourceTree?: string
  readonly standIn?: boolean
  readonly resolve?: (uses: string) => string | undefined
  /** Looks at the runner's folder before it is deleted. */
  readonly look?: (root: string) => void
  readonly onSteps?: (steps: readonly LabStep[]) => void
}

/** Runs a job with actions out of a temporary folder. */
export const run = async (steps: readonly StepPlan[], options: Options = {}): Promise<Ran> => {
  const actions = folderOf(options.actions ?? {})
  const root = mkdtempSync(join(tmpdir(), 'lab-root-'))
  let seen: readonly LabStep[] = []
  try {
    const result = await runJob(
      plan(steps, options.plan),
      { ...runner, ...options.runner },
      { ...services, ...options.services },
      {
        onSteps: list => {
          seen = list
          options.onSteps?.(list)
        },
        resolveAction: async uses => {
          const [path = '', ref = ''] = uses.split('@')
          const [owner = '', name = '', ...rest] = path.split('/')
          const folder = options.resolve?.(uses) ?? join(actions.path, owner, name, ref, ...rest)
          return { folder, sha: SHA, standIn: options.standIn ?? false }
        },
        now: () => new Date(),
        cancelled: options.cancelled ?? new AbortController().signal,
        ...(options.sourceTree === undefined ? {} : { sourceTree: options.sourceTree }),
      },
      root,
    )
    options.look?.(root)
    const text = new TextDecoder().decode(result.log)
    const lines = text
      .split('\n')
      .slice(0, -1)
      .map(line => line.replace(/^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /, ''))
    return { ...result, text, lines, steps: seen, root }
  } finally {
    actions.dispose()
    rmSync(root, { recursive: true, force: true })
  }
}

/** A JavaScript action whose stages each append `<name> <stage>` to `order.txt` in the workspace, then run a script. */
export const fixtureAction = (
  folder: string,
  stages: { readonly pre?: string; readonly main?: string; readonly post?: string },
  extra = '',
): Files => {
  const name = folder.split('/')[1] ?? folder
  const script = (stage: string, body: string): string => `
import { appendFileSync } from 'node:fs'
appendFileSync(process.env.GITHUB_WORKSPACE + '/order.txt', '${name} ${stage}\\n')
console.log('${name} ${stage} ran')
${body}
`
  const lines = Object.keys({ main: '', ...stages }).map(stage => `  ${stage}: ${stage}.mjs`)
  return {
    [`${folder}/action.yml`]: `name: ${name}\n${extra}runs:\n  using: node24\n${lines.join('\n')}\n`,
    ...Object.fromEntries(
      Object.entries({ main: '', ...stages }).map(([stage, body]) => [`${folder}/${stage}.mjs`, script(stage, body)]),
    ),
  }
}
