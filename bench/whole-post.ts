import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StepPlan } from '../lab/job-plan.ts'
import { startServices } from '../lab/services.ts'
import type { LabState, LabStep } from '../lab/state.ts'
import { buildBundle } from '../scripts/bundles.ts'
import { ARTIFACT_PREFIX } from '../src/model/artifact-name.ts'
import { runLabJob } from './lab-job.ts'
import { type Case, measure } from './rounds.ts'

const RECORDER = 'bench/pipeline-trace@v1'
const UPLOAD = 'bench/upload-one@v1'

/** Medians in milliseconds, as the lab's runner times the steps. */
export type WholePost = {
  readonly post: number
  readonly upload: number
  /** What the measured posts did not do, for a time without the work says nothing. */
  readonly omitted: readonly ('sign' | 'upload')[]
}

/**
 * The whole post step (collection, keyless signing, upload) against an action that only uploads one file, both bundled
 * with ncc, run by the lab's runner and served by the same lab.
 */
export const timeWholePost = async (root: string, node: string, rounds: number): Promise<WholePost> => {
  const services = await startServices(emptyState())
  const bundles = await mkdtemp(join(tmpdir(), 'pipeline-trace-bench-'))
  try {
    await buildBundle(root, { name: 'upload', entry: 'lib/bench/upload-one.js', executable: false }, bundles)
    await writeFile(join(bundles, 'upload', 'action.yml'), UPLOAD_ACTION)
    const folders = { [RECORDER]: root, [UPLOAD]: join(bundles, 'upload') }
    const job = (name: string, steps: readonly StepPlan[], isMeasured: (step: LabStep) => boolean): Case => ({
      name,
      run: async () => millisOf((await runLabJob({ services, node, steps, folders })).find(isMeasured), name),
    })
    const urls = { 'fulcio-url': services.fulcioUrl, 'rekor-url': services.rekorUrl, 'tsa-url': services.tsaUrl }
    const traced = step({ uses: RECORDER, with: { signing: 'keyless', ...urls } })
    const medians = await measure(
      [
        job('post', [traced, step({ run: 'true' })], ({ name }) => name.startsWith('Post ')),
        job('upload', [step({ run: 'echo {} > one.json' }), step({ uses: UPLOAD })], ({ name }) =>
          name.includes(UPLOAD),
        ),
      ],
      rounds,
    )
    const artifacts = [...services.state.artifacts.values()].filter(({ name }) => name.startsWith(ARTIFACT_PREFIX))
    const certificates = services.requests.filter(({ path, status }) => path.includes('/fulcio/') && status < 300)
    return {
      post: medians.get('post') ?? Number.NaN,
      upload: medians.get('upload') ?? Number.NaN,
      omitted: [
        ...(certificates.length < rounds ? (['sign'] as const) : []),
        ...(artifacts.length < rounds ? (['upload'] as const) : []),
      ],
    }
  } finally {
    await services.stop()
    await rm(bundles, { recursive: true, force: true })
  }
}

const UPLOAD_ACTION = `name: upload one file
description: The smallest upload there is.
runs:
  using: node24
  main: index.js
`

const step = (given: Partial<StepPlan>): StepPlan => ({ with: {}, env: {}, continueOnError: false, ...given })

const millisOf = (step: LabStep | undefined, name: string): number => {
  if (step?.startedAt == null || step.completedAt == null) throw new Error(`no times of the step: ${name}`)
  return step.completedAt.getTime() - step.startedAt.getTime()
}

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
