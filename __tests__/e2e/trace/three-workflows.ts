import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeOutput } from '../../../lab/cli/output-folder.ts'
import type { Outcome } from '../../../lab/scheduler/run-attempt.ts'
import { startLab } from '../../../lab/scheduler/start-lab.ts'

const RECORDER = '      - uses: OWNER/pipeline-trace@v1\n'

const report = (needs: string): string => `
  pipeline-trace:
    needs: ${needs}
    if: always()
    permissions: { actions: read, contents: read, deployments: read, checks: write, id-token: write }
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ toJSON(needs.*.result) }}
      fulcio-url: \${{ vars.FULCIO_URL }}
      rekor-url: \${{ vars.REKOR_URL }}
      tsa-url: \${{ vars.TSA_URL }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
`

const BUILD = `name: Build
on: [push, pull_request]
permissions: { contents: read }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
${RECORDER}      - run: mkdir out && date +%s%N > out/app.bin
      - uses: actions/upload-artifact@v4
        with: { name: app, path: out/ }
${report('build')}`

const DEPLOY = `name: Deploy
on: { workflow_run: { workflows: [Build], types: [completed] } }
permissions: { contents: read, actions: read }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: staging
    steps:
${RECORDER}      - uses: actions/download-artifact@v4
        with: { name: app, path: out, github-token: '\${{ github.token }}', run-id: '\${{ github.event.workflow_run.id }}' }
      - run: test -s out/app.bin
${report('deploy')}`

const SMOKE = `name: Smoke test
on: { workflow_run: { workflows: [Deploy], types: [completed] } }
permissions: { contents: read }
jobs:
  smoke:
    runs-on: ubuntu-latest
    steps:
${RECORDER}      - run: echo answers
${report('smoke')}`

const FILES = { 'build.yml': BUILD, 'deploy.yml': DEPLOY, 'smoke.yml': SMOKE } as const

export type ThreeRuns = {
  /** Holds `run-<id>-<attempt>/` of each run and the trusted root of the lab. */
  readonly folder: string
  readonly trustedRoot: string
  readonly repository: string
  readonly build: Outcome
  readonly deploy: Outcome
  readonly smoke: Outcome
  readonly violations: readonly string[]
  readonly dispose: () => Promise<void>
}

/** Build, then deploy by `workflow_run` with an approval, then a smoke test by `workflow_run`, on the lab with dist/. */
export const runThreeWorkflows = async (): Promise<ThreeRuns> => {
  const root = await mkdtemp(join(tmpdir(), 'pipeline-trace-three-'))
  const workspace = join(root, 'repository')
  const folder = join(root, 'artifacts')
  const trustedRoot = join(root, 'trusted-root.json')
  const at = (name: string) => ({ path: `.github/workflows/${name}`, file: join(workspace, '.github/workflows', name) })
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(dirname(at(name).file), { recursive: true })
    await writeFile(at(name).file, content)
  }
  await mkdir(folder)
  const running = await startLab({
    workspace,
    environments: [{ name: 'staging', reviewers: ['hubot'] }],
    reviewAfterMs: 1_500,
    trustedRootFile: trustedRoot,
  })
  try {
    const { scheduler, lab } = running
    const build = ended(await scheduler.run({ ...at('build.yml'), event: 'push', fork: false }))
    const deploy = ended(await scheduler.follow(at('deploy.yml'), build))
    const smoke = ended(await scheduler.follow(at('smoke.yml'), deploy))
    await writeOutput(lab, scheduler, [build, deploy, smoke], folder)
    const { owner, name } = lab.state.repository
    const repository = `${lab.services.serverUrl}/${owner}/${name}`
    const dispose = () => rm(root, { recursive: true, force: true })
    const { violations } = lab.services
    return { folder, trustedRoot, repository, build, deploy, smoke, violations: [...violations], dispose }
  } finally {
    await running.stop()
  }
}

type Started = Awaited<ReturnType<Awaited<ReturnType<typeof startLab>>['scheduler']['run']>>

const ended = (started: Started): Outcome => {
  if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
  if (started.outcome.conclusion !== 'success') throw new Error(`run ${started.outcome.run.workflowName} failed`)
  return started.outcome
}
