/**
 * The map of src/: what each module holds and which modules it may import. Data goes one way: what is outside is read,
 * observed, understood, signed and rendered, and nothing goes back. docs/architecture.md shows this table.
 */
export type Module = {
  /** What the module holds, for a reader of docs/architecture.md. */
  readonly holds: string
  /** Other modules of src/ whose code it may run. */
  readonly imports: readonly string[]
  /** Modules whose types it may name, but whose code it may not run. */
  readonly types?: readonly string[]
  /** Packages, `node:` for Node's own modules; a name stands for its subpaths, `*` for any. */
  readonly packages: readonly string[]
}

const SCHEMA = ['zod/mini']
const NODE = ['node:', ...SCHEMA]

/** From the bottom up: a module stands below those that it imports. */
export const MODULES: Readonly<Record<string, Module>> = {
  core: {
    holds: 'time, ids, names, limits, time budgets, the error, redaction, canonical JSON',
    imports: [],
    packages: SCHEMA,
  },
  schema: {
    holds: 'documents that leave the process (zod), and the types that modules hand to each other',
    imports: ['core'],
    packages: SCHEMA,
  },
  io: {
    holds: 'the environment, files, archives, and the one way out: HTTP with proxies, deadlines and caps',
    imports: ['core'],
    types: ['schema'],
    packages: NODE,
  },
  process: { holds: 'a process that works and the one that ends it in time', imports: ['core', 'io'], packages: NODE },
  log: {
    holds: 'the one reader of job logs: bytes in, facts with their lines out',
    imports: ['core', 'schema', 'io'],
    packages: NODE,
  },
  workflow: {
    holds: 'workflow files: plan, expressions, matrix, labels',
    imports: ['core', 'schema', 'io'],
    packages: ['*', '#workflow-parser'],
  },
  runner: {
    holds: 'what the machine knows of the job: its files, contexts and log',
    imports: ['core', 'schema', 'io', 'log'],
    packages: NODE,
  },
  workspace: {
    holds:
      'files of the workspace: lockfiles, deployment manifests, test reports, declared subjects; probes of dependencies',
    imports: ['core', 'schema', 'io', 'log', 'workflow'],
    packages: [...NODE, '#workflow-parser', 'minimatch', 'saxes'],
  },
  github: {
    holds: 'GitHub’s services: REST, the results service, and the few calls that write',
    imports: ['core', 'schema', 'io', 'log', 'workflow'],
    packages: ['*', '#workflow-parser'],
  },
  signing: {
    holds: 'in-toto statement, DSSE envelope, Sigstore bundle',
    imports: ['core', 'schema', 'io'],
    packages: NODE,
  },
  agreement: {
    holds: 'pure: each field of a manifest compared with what the others observed',
    imports: ['core', 'schema'],
    types: ['verify'],
    packages: SCHEMA,
  },
  verify: {
    holds: 'the one verifier, of bundles, manifests, runs, and GitHub’s account of them',
    imports: ['core', 'schema', 'io', 'signing', 'agreement'],
    packages: ['*'],
  },
  timeline: {
    holds: 'pure: states and intervals of jobs, their graph, critical path, attempts, protection rules',
    imports: ['core', 'schema'],
    packages: SCHEMA,
  },
  history: {
    holds: 'pure: the compact past of a workflow, its statistics, and what a run is compared with',
    imports: ['core', 'schema'],
    packages: SCHEMA,
  },
  findings: {
    holds: 'pure: why jobs failed, what caches and artifacts did, what a rerun would find changed',
    imports: ['core', 'schema', 'timeline', 'log', 'history'],
    packages: SCHEMA,
  },
  compare: {
    holds: 'pure: two runs compared, what went in, what they did, and what explains the difference of their time',
    imports: ['core', 'schema', 'timeline', 'history', 'findings'],
    packages: SCHEMA,
  },
  replay: {
    holds: 'pure: what a repetition of a run would use, pinned or not, and the commands for it',
    imports: ['core', 'schema', 'timeline', 'history', 'findings'],
    packages: SCHEMA,
  },
  trace: {
    holds: 'pure: what many run manifests state together, as chains from a commit to an environment',
    imports: ['core', 'schema', 'timeline', 'history', 'findings'],
    packages: SCHEMA,
  },
  converge: {
    holds: 'pure: what was observed of a deployment target, and what follows from it',
    imports: ['core', 'schema'],
    packages: SCHEMA,
  },
  cluster: {
    holds: 'Kubernetes and Argo CD: kubeconfig, lists and watches of deployment targets',
    imports: ['core', 'schema', 'io', 'converge'],
    packages: [...NODE, 'yaml'],
  },
  policy: { holds: 'pure: the rules of the gate file', imports: ['core', 'schema', 'verify'], packages: SCHEMA },
  // Joins what was read into the run manifest. It knows the shapes that readers return, no more.
  account: {
    holds: 'pure: the account of a run, jobs joined with their manifests',
    imports: ['core', 'schema', 'timeline', 'history', 'findings', 'agreement'],
    types: ['log', 'github', 'verify', 'run'],
    packages: SCHEMA,
  },
  run: {
    holds: 'the one observation of a run, for the report action, the command line and offline folders',
    imports: [
      'core',
      'schema',
      'io',
      'log',
      'workflow',
      'github',
      'signing',
      'verify',
      'timeline',
      'history',
      'findings',
      'agreement',
      'account',
      'compare',
    ],
    packages: ['*'],
  },
  render: {
    holds: 'pure: the account as text',
    imports: ['core', 'schema', 'timeline', 'history', 'findings'],
    packages: SCHEMA,
  },
  recorder: {
    holds: 'entry points of `action.yml`',
    imports: [
      'core',
      'schema',
      'io',
      'process',
      'log',
      'workflow',
      'runner',
      'workspace',
      'github',
      'signing',
      'verify',
    ],
    packages: ['*'],
  },
  observer: { holds: 'entry point of `converge/action.yml`', imports: ['*'], packages: ['*'] },
  report: { holds: 'entry points of `report/action.yml`', imports: ['*'], packages: ['*'] },
  cli: { holds: 'the command line', imports: ['*'], packages: ['*'] },
  read: {
    holds: 'the readers of documents, as a library for other programs',
    imports: ['core', 'schema', 'run'],
    packages: ['node:'],
  },
  parts: { holds: 'the entry points as parts of one bundle ([Bundles](#bundles))', imports: ['*'], packages: [] },
}

/** Modules that hand nothing to others: no module may import them but `parts`. */
export const ENTRY_MODULES: readonly string[] = ['recorder', 'observer', 'report', 'cli', 'read', 'parts']

/** The module of a file of src/; undefined for any other file. */
export const moduleOf = (file: string): string | undefined => {
  const [top, name, folder] = file.split('/')
  if (top !== 'src' || name === undefined) return undefined
  return name === 'account' && folder === 'agreement' ? 'agreement' : name
}

/** Whether the code, or only the types, of one module may be imported by another. */
export const mayImport = (from: string, to: string, typeOnly: boolean): boolean => {
  const { imports = [], types = [] } = MODULES[from] ?? {}
  if (from === to) return true
  if (ENTRY_MODULES.includes(to) && from !== 'parts') return false
  return imports.includes('*') || imports.includes(to) || (typeOnly && types.includes(to))
}
