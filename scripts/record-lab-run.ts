/**
 * Writes __tests__/samples/lab-run: a run of the lab with most of what a timeline tells apart, saved by `fetch`, and what
 * `report` says of it.
 *
 *   node lib/scripts/record-lab-run.js          the recording anew, and both reports
 *   node lib/scripts/record-lab-run.js report   the reports alone, of the recording that is there
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Lab } from '../lab/scheduler/lab.ts'
import { startLab } from '../lab/scheduler/start-lab.ts'
import type { LabRun } from '../lab/state.ts'
import { fetchRun } from '../src/cli/fetch.ts'
import { report } from '../src/cli/report.ts'
import { NO_PROXIES } from '../src/io/http/proxy.ts'

const TARGET = '__tests__/samples/lab-run'
const RECORDING = `${TARGET}/recording`
const PATH = '.github/workflows/ci.yml'
/** Fixed, since it stands in the recorded addresses. */
const PORT = 41_414

/** A matrix, needs, a job that fails in the first attempt only, a skipped one, an environment that a reviewer holds. */
const WORKFLOW = `name: CI
on: push
permissions: { contents: read }
jobs:
  test:
    strategy: { matrix: { node: [20, 24] } }
    runs-on: ubuntu-latest
    steps:
      - uses: OWNER/pipeline-trace@v1
      - run: |
          npm() { sleep 1; }
          npm ci
      - run: |
          npm() { sleep \${{ matrix.node == 24 && 3 || 1 }}; }
          npm test
  flaky:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm() { sleep 2; test "$GITHUB_RUN_ATTEMPT" -gt 1; }
          npm test
  deploy:
    needs: [test, flaky]
    environment: production
    runs-on: ubuntu-latest
    steps:
      - run: sleep 2
  notify:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    steps:
      - run: exit 1
`

const main = async (): Promise<void> => {
  if (process.argv[2] !== 'report') await record()
  await writeReports()
}

const record = async (): Promise<void> => {
  const workspace = await mkdtemp(join(tmpdir(), 'pipeline-trace-recording-'))
  const file = join(workspace, PATH)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, WORKFLOW)
  const environments = [{ name: 'production', reviewers: ['mona'] }]
  const running = await startLab({ workspace, port: PORT, environments, reviewAfterMs: 3_000 })
  try {
    const started = await running.scheduler.run({ file, path: PATH, event: undefined, fork: false })
    if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
    await running.scheduler.rerunFailed(started.outcome.run.id)
    await save(running.lab, started.outcome.run)
  } finally {
    await running.stop()
    await rm(workspace, { recursive: true, force: true })
  }
}

const save = async ({ state, services }: Lab, run: LabRun): Promise<void> => {
  const { githubToken } = services.issueTokens({
    jobId: run.attempts[0]?.jobIds[0] ?? 0,
    runId: run.id,
    attempt: 1,
    permissions: { actions: 'read', deployments: 'read', checks: 'read', contents: 'read' },
    backendRunId: run.backendRunId,
    backendJobId: 'job',
    cacheScopes: [],
    oidcClaims: {},
  })
  await rm(RECORDING, { recursive: true, force: true })
  const { exitCode, lost } = await fetchRun(
    {
      repository: `${state.repository.owner}/${state.repository.name}`,
      runId: String(run.id),
      attempt: undefined,
      folder: RECORDING,
      apiUrl: services.apiUrl,
      serverUrl: services.serverUrl,
      token: githubToken,
      tokenFrom: 'GH_TOKEN',
      proxies: NO_PROXIES,
      logs: 'archive',
      force: false,
      budget: 200,
      now: Date.now,
    },
    line => process.stderr.write(`${line}\n`),
  )
  if (exitCode !== 0) throw new Error(lost.join('\n'))
}

const writeReports = async (): Promise<void> => {
  const from = { kind: 'offline', folder: RECORDING, attempt: undefined } as const
  for (const [format, name] of [
    ['json', 'report.json'],
    ['markdown', 'report.md'],
  ] as const)
    await report(
      { name: 'report', from, format, output: `${TARGET}/${name}`, quiet: true },
      Date.now,
      () => undefined,
      {
        isTerminal: false,
        hasColour: false,
      },
    )
}

await main()
