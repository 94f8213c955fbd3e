import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StepPlan } from '../lab/job-plan.ts'
import { type Services, startServices } from '../lab/services.ts'
import type { LabState, LabStep } from '../lab/state.ts'
import { buildBundle } from '../scripts/bundles.ts'
import { ARTIFACT_PREFIX } from '../src/core/artifact-name.ts'
import { runLabJob } from './lab-job.ts'
import { timeProcess } from './process.ts'
import { measure, median } from './rounds.ts'

const RECORDER = 'bench/pipeline-trace@v1'
const UPLOAD = 'bench/upload-one@v1'

/** Medians in milliseconds, as the lab's runner times the steps; `bare` is a Node that does nothing. */
export type WholePost = {
  /** Pre, main and post of the recorder together. */
  readonly job: number
  readonly post: number
  readonly upload: number
  readonly bare: number
  /** What the measured posts did not do, for a time without the work says nothing. */
  readonly omitted: readonly ('sign' | 'upload')[]
}

/**
 * The whole post step (collection, keyless signing, upload) against an action that only uploads one file, both bundled
 * and minified alike and with the same packages left out, run by the lab's runner and served by the same lab.
 */
export const timeWholePost = async (root: string, node: string, rounds: number): Promise<WholePost> => {
  const services = await startServices(emptyState())
  const bundles = await mkdtemp(join(tmpdir(), 'pipeline-trace-bench-'))
  try {
    await buildBundle(root, { name: 'upload', entry: 'lib/bench/upload-one.js' }, bundles, false)
    await writeFile(join(bundles, 'upload', 'action.yml'), UPLOAD_ACTION)
    const folders = { [RECORDER]: root, [UPLOAD]: join(bundles, 'upload') }
    const timesOf = async (uses: string, steps: readonly StepPlan[]): Promise<readonly number[]> =>
      (await runLabJob({ services, node, steps, folders })).filter(({ name }) => name.includes(uses)).map(millisOf)
    const urls = { 'fulcio-url': services.fulcioUrl, 'rekor-url': services.rekorUrl, 'tsa-url': services.tsaUrl }
    const recorded = [step({ uses: RECORDER, with: { signing: 'keyless', ...urls } }), step({ run: 'true' })]
    const uploaded = [step({ run: 'echo {} > one.json' }), step({ uses: UPLOAD })]
    const posts: number[] = []
    const recordedJob = async (): Promise<number> => {
      const times = await timesOf(RECORDER, recorded)
      posts.push(times.at(-1) ?? Number.NaN)
      return sum(times)
    }
    const medians = await measure(
      [
        { name: 'job', run: recordedJob },
        { name: 'upload', run: async () => sum(await timesOf(UPLOAD, uploaded)) },
        { name: 'bare', run: () => timeProcess(node, ['-e', '0'], { PATH: process.env['PATH'] ?? '' }) },
      ],
      rounds,
    )
    const millis = (name: string): number => medians.get(name) ?? Number.NaN
    return {
      job: millis('job'),
      post: median(posts.slice(1)),
      upload: millis('upload'),
      bare: millis('bare'),
      omitted: omittedWork(services, rounds),
    }
  } finally {
    await services.stop()
    await rm(bundles, { recursive: true, force: true })
  }
}

const omittedWork = ({ state, requests }: Services, rounds: number): WholePost['omitted'] => {
  const artifacts = [...state.artifacts.values()].filter(({ name }) => name.startsWith(ARTIFACT_PREFIX))
  const certificates = requests.filter(({ path, status }) => path.includes('/fulcio/') && status < 300)
  return [
    ...(certificates.length < rounds ? (['sign'] as const) : []),
    ...(artifacts.length < rounds ? (['upload'] as const) : []),
  ]
}

const UPLOAD_ACTION = `name: upload one file
description: The smallest upload there is.
runs:
  using: node24
  main: index.js
`

const step = (given: Partial<StepPlan>): StepPlan => ({ with: {}, env: {}, continueOnError: false, ...given })

const millisOf = ({ name, startedAt, completedAt }: LabStep): number => {
  if (startedAt == null || completedAt == null) throw new Error(`no times of the step: ${name}`)
  return completedAt.getTime() - startedAt.getTime()
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const emptyState = (): LabState => {
  let last = 9_000_000_000
  return {
    repository: {
      owner: 'octo',
      name: 'shop',
      id: 712345678,
      ownerId: 1024025,
      visibility: 'public',
      defaultBranch: 'main',
    },
    runs: new Map(),
    jobs: new Map(),
    artifacts: new Map(),
    caches: new Map(),
    checkRuns: new Map(),
    deployments: new Map(),
    environments: new Map(),
    approvals: [],
    branchRules: new Map(),
    tokens: new Map(),
    blobs: new Map(),
    nextId: () => ++last,
    now: () => new Date(),
  }
}
