import type { LabRepository, LabState } from './state.ts'

export type StateOptions = {
  /** `octo` by default. */
  readonly owner?: string
  /** `pipeline` by default. */
  readonly name?: string
  /** `public` by default. */
  readonly visibility?: LabRepository['visibility']
  readonly now?: () => Date
}

/** Ids on github.com have eleven digits by now; a lab that starts low would hide mistakes with large numbers. */
const FIRST_ID = 31_000_000_000

/** An empty lab: one repository, no run yet. Ids and order are the same in every process. */
export const createState = (options: StateOptions = {}): LabState => {
  let id = FIRST_ID
  return {
    repository: {
      owner: options.owner ?? 'octo',
      name: options.name ?? 'pipeline',
      id: 812_345_678,
      ownerId: 87_654_321,
      visibility: options.visibility ?? 'public',
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
    nextId: () => {
      id += 1
      return id
    },
    now: options.now ?? (() => new Date()),
  }
}
