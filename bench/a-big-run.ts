import type { ObservedJob, RunObservation } from '../src/schema/observed/run-observation.ts'
import type { PlannedJob } from '../src/schema/observed/workflow-plan.ts'

const SECOND = 1_000
const BEGIN = Date.UTC(2026, 2, 1, 10)
const LAYERS = 10

/** A run of `count` jobs with `steps` steps each: ten layers, each job needing every job of the layer before. */
export const aBigRun = (count: number, steps: number): RunObservation => {
  const perLayer = count / LAYERS
  const names = Array.from({ length: LAYERS }, (_, layer) => `layer-${layer}`)
  const jobs = names.flatMap((name, layer) =>
    Array.from({ length: perLayer }, (_, index) => aJob(layer * perLayer + index, `${name} (${index})`, layer, steps)),
  )
  return {
    run: { serverUrl: 'https://github.com', repository: 'octo/demo', runId: '1', attempt: 1, startedAt: iso(0) },
    attempts: [{ attempt: 1, startedAt: iso(0), jobs, complete: true, traces: new Map() }],
    workflow: {
      plan: {
        name: 'ci',
        jobs: names.map((name, layer) => planned(name, names[layer - 1], perLayer)),
        hasConcurrency: false,
      },
      choice: { path: '.github/workflows/ci.yml', by: 'workflow-sha', inferred: false },
    },
    manifests: new Map(),
    deployments: [],
    approvals: [],
    pending: [],
    environments: [],
    concurrency: [],
    endSignals: new Map(),
    ownJobId: undefined,
    observedAt: iso(LAYERS * 600),
    gaps: [],
  }
}

const iso = (seconds: number): string => `${new Date(BEGIN + seconds * SECOND).toISOString().slice(0, 19)}Z`

const aJob = (number: number, name: string, layer: number, steps: number): ObservedJob => {
  const begin = layer * 600 + (number % 7)
  const length = 300 / steps
  return {
    id: String(1_000 + number),
    name,
    hasRunner: true,
    api: {
      status: 'completed',
      conclusion: 'success',
      createdAt: iso(begin),
      startedAt: iso(begin + (number % 40)),
      completedAt: iso(begin + (number % 40) + 300),
      labels: ['ubuntu-latest'],
      runnerName: `GitHub Actions ${number}`,
      runnerGroup: 'GitHub Actions',
      steps: Array.from({ length: steps }, (_, index) => ({
        number: index + 1,
        name: index === 0 ? 'Set up job' : index === steps - 1 ? 'Complete job' : `Run npm run step-${index}`,
        startedAt: iso(begin + (number % 40) + Math.floor(index * length)),
        completedAt: iso(begin + (number % 40) + Math.floor((index + 1) * length)),
        outcome: 'success',
        source: 'api',
      })),
    },
  }
}

const planned = (key: string, need: string | undefined, legs: number): PlannedJob => ({
  id: key,
  key,
  caller: undefined,
  needs: need === undefined ? [] : [need],
  kind: 'runs',
  instances: Array.from({ length: legs }, (_, index) => ({
    name: [`${key} (${index})`],
    scope: [],
    matrix: { index },
  })),
  anyName: [`${key} (`, null, ')'],
  anyScope: [],
  environment: undefined,
  hasConcurrency: false,
  labels: undefined,
  steps: [],
})
