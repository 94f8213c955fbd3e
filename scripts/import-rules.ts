/**
 * The map of src/: which room may import which. Data goes one way (outside world, sources, model, timeline / trust /
 * findings, render, outside world) and never back. `root` is the handful of files directly in src/.
 */
export type Room = {
  /** Rooms of src/ besides itself. */
  readonly rooms: readonly string[]
  /** Rooms whose types it may name, but not whose code it may run. */
  readonly types?: readonly string[]
  /** Packages, `node:` for Node's own modules; a name stands for its subpaths, `*` for any. */
  readonly packages: readonly string[]
}

const SCHEMA = ['zod/mini']

export const ROOMS: Readonly<Record<string, Room>> = {
  // The pure rooms: neither `node:` nor `@actions/*`.
  model: { rooms: [], packages: SCHEMA },
  timeline: { rooms: ['model'], packages: SCHEMA },
  findings: { rooms: ['model', 'timeline', 'log'], packages: SCHEMA },
  render: { rooms: ['model', 'timeline', 'findings'], packages: SCHEMA },
  // Joins what was read of a run into its account. It knows the shapes that sources return, no more.
  account: {
    rooms: ['model', 'timeline', 'findings', 'cross-examination'],
    types: ['log', 'sources', 'trust', 'run'],
    packages: SCHEMA,
  },
  // src/parts: the entry points, as parts of the shared bundle.
  parts: { rooms: ['recorder', 'report', 'cli', 'trust', 'sources'], packages: [] },
  // src/trust/cross-examination: who confirms which field of a manifest.
  'cross-examination': { rooms: ['model'], types: ['trust'], packages: SCHEMA },
  // The shell.
  root: { rooms: ['model'], packages: ['node:', ...SCHEMA] },
  // The way out: HTTP with proxies, deadlines and caps.
  io: { rooms: ['model', 'root'], packages: ['node:'] },
  // One reader of logs: bytes in, facts with their lines out.
  log: { rooms: ['model'], packages: ['node:', ...SCHEMA] },
  sources: { rooms: ['model', 'root', 'io', 'log'], packages: ['*'] },
  trust: { rooms: ['model', 'root', 'io', 'cross-examination'], packages: ['*'] },
  github: { rooms: ['model', 'root', 'io', 'sources'], packages: ['*'] },
  recorder: { rooms: ['model', 'root', 'io', 'log', 'sources', 'trust', 'github'], packages: ['*'] },
  // The one observation of a run: for the report action, the command line and offline folders.
  run: {
    rooms: ['model', 'root', 'io', 'log', 'sources', 'trust', 'timeline', 'findings', 'account'],
    packages: ['*'],
  },
  report: {
    rooms: ['model', 'root', 'io', 'sources', 'trust', 'github', 'timeline', 'findings', 'render', 'account', 'run'],
    packages: ['*'],
  },
  cli: {
    rooms: ['model', 'root', 'io', 'log', 'sources', 'trust', 'timeline', 'findings', 'render', 'account', 'run'],
    packages: ['*'],
  },
}

/** `model` for a file of src/model/, `root` for one directly in src/; undefined outside src/. */
export const roomOf = (file: string): string | undefined => {
  const [top, second, third] = file.split('/')
  if (top !== 'src' || second === undefined) return undefined
  if (second === 'trust' && third === 'cross-examination') return 'cross-examination'
  return third === undefined ? 'root' : second
}
