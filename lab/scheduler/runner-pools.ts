import type { LabRunner } from '../job-plan.ts'

export type Lease = { readonly runner: LabRunner; readonly groupId: number; readonly release: () => void }

export type RunnerRequest = { readonly labels: readonly string[]; readonly group: string | undefined }

export type PoolOptions = {
  /** Machines for each hosted label (`ubuntu-latest`, …). */
  readonly hosted: number
  /** Machines for each set of self-hosted labels. */
  readonly selfHosted: number
  readonly nodePath: string
  readonly nextId: () => number
}

export type RunnerPools = {
  /** Whether any machine of the lab could ever take such a job. */
  readonly serves: (request: RunnerRequest) => boolean
  /** Whether every hosted machine for such a job is taken: on GitHub that is the concurrency limit of the account. */
  readonly areHostedBusy: (request: RunnerRequest) => boolean
  /** Waits in line for a machine; undefined when `signal` was aborted first. */
  readonly acquire: (request: RunnerRequest, signal: AbortSignal) => Promise<Lease | undefined>
}

/** Runner version the lab imitates; the first with `job.workflow_*` unflagged and `$/` (actions/runner v2.336.0). */
const VERSION = '2.336.0'
const IMAGE = { label: 'ubuntu-24.04', version: '20261116.1.0' }

type Pool = {
  readonly request: RunnerRequest
  readonly isHosted: boolean
  free: LabRunner[]
  readonly waiting: Waiter[]
}
type Waiter = { readonly give: (runner: LabRunner | undefined) => void }

/** Machines by label: Linux only, one line for each set of labels, first come, first served. */
export const createRunnerPools = (options: PoolOptions): RunnerPools => {
  const pools = new Map<string, Pool>()
  const poolOf = (request: RunnerRequest): Pool => {
    const key = keyOf(request)
    const known = pools.get(key)
    if (known !== undefined) return known
    const isHosted = isHostedRequest(request)
    const size = isHosted ? options.hosted : options.selfHosted
    const free = Array.from({ length: size }, (_, index) => machine(request, isHosted, index + 1, options))
    const pool: Pool = { request, isHosted, free, waiting: [] }
    pools.set(key, pool)
    return pool
  }
  const giveBack = (pool: Pool, runner: LabRunner): void => {
    // A hosted machine is used once: what comes back is another one.
    const next = pool.isHosted ? machine(pool.request, true, 0, options) : runner
    const waiter = pool.waiting.shift()
    if (waiter === undefined) pool.free.push(next)
    else waiter.give(next)
  }
  return {
    serves: ({ labels, group }) =>
      (labels.length > 0 || group !== undefined) && !labels.some(label => /^(?:windows|macos)/i.test(label)),
    areHostedBusy: request => {
      const pool = poolOf(request)
      return pool.isHosted && pool.free.length === 0
    },
    acquire: async (request, signal) => {
      const pool = poolOf(request)
      const runner = pool.free.shift() ?? (await inLine(pool, signal))
      if (runner === undefined) return undefined
      if (signal.aborted) {
        giveBack(pool, runner)
        return undefined
      }
      return { runner, groupId: pool.isHosted ? 0 : 1, release: () => giveBack(pool, runner) }
    },
  }
}

const inLine = (pool: Pool, signal: AbortSignal): Promise<LabRunner | undefined> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve(undefined)
    const waiter: Waiter = {
      give: runner => {
        signal.removeEventListener('abort', leave)
        resolve(runner)
      },
    }
    const leave = (): void => {
      pool.waiting.splice(pool.waiting.indexOf(waiter), 1)
      resolve(undefined)
    }
    signal.addEventListener('abort', leave, { once: true })
    pool.waiting.push(waiter)
  })

const isHostedRequest = ({ labels, group }: RunnerRequest): boolean =>
  group === undefined && labels.length === 1 && /^ubuntu-/i.test(labels[0] ?? '')

const keyOf = ({ labels, group }: RunnerRequest): string =>
  [group ?? '', ...labels.map(label => label.toLowerCase()).toSorted()].join('\n')

/** Names and groups as GitHub's (recorded jobs of 2026: `GitHub Actions 1000149203`, group `GitHub Actions`). */
const machine = (request: RunnerRequest, isHosted: boolean, index: number, options: PoolOptions): LabRunner => {
  const id = isHosted ? options.nextId() % 1_000_000_000 : index
  return {
    id,
    name: isHosted
      ? `GitHub Actions ${1_000_000_000 + id}`
      : `${request.labels.at(-1) ?? request.group ?? 'lab'}-${index}`,
    groupName: isHosted ? 'GitHub Actions' : (request.group ?? 'Default'),
    environment: isHosted ? 'github-hosted' : 'self-hosted',
    os: 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    version: VERSION,
    image: IMAGE,
    nodePath: options.nodePath,
  }
}
