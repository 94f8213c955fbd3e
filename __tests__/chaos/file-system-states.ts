import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

/** Where a step can have been. */
export type Place = {
  /** Of the runner. */
  readonly root: string
  readonly workspace: string
  readonly temp: string
  readonly eventFile: string
  readonly backendId: string
  /** Runs when the state is over. */
  readonly onEnd: (undo: () => void) => void
}

/** What is set for post beside the files. */
export type Settings = {
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly through?: readonly string[]
}

/** A thing that a step left behind before post. */
export type FileSystemState = {
  readonly name: string
  readonly put?: (place: Place) => void
  readonly settings?: (place: Place) => Settings
  /** The word of the digest line where no artifact can be expected; else the manifest must have been uploaded. */
  readonly notUploaded?: 'disk-full' | 'no-temp'
  /** Needs mounts of its own. */
  readonly needsMounts?: true
}

const MB = 1_048_576
const TB = 1_024 * 1_024 * MB

const fifo = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true, recursive: true })
  execFileSync('mkfifo', [path])
}
const link = (to: string, path: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true, recursive: true })
  symlinkSync(to, path)
}
const folder = (path: string): void => {
  rmSync(path, { force: true, recursive: true })
  mkdirSync(path, { recursive: true })
}
const sparse = (path: string, size: number): void => {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  const file = openSync(path, 'w')
  ftruncateSync(file, size)
  closeSync(file)
}
const socket = ({ onEnd }: Place, path: string): void => {
  rmSync(path, { force: true })
  // Names of sockets are short: it is made where the path is.
  const server = createServer().listen(path)
  server.on('error', () => undefined)
  onEnd(() => server.close())
}
const text = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
const fill = (unit: string, bytes: number): string => unit.repeat(Math.floor(bytes / unit.length))

const WORKFLOW = '.github/workflows/ci.yml'
const HEAD = 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps: []\n'
const LINE = '2026-01-01T00:00:00.0000000Z '
const page = ({ root, backendId }: Place, number = 1): string => join(root, `_diag/pages/t_${backendId}_${number}.log`)
const worker = ({ root }: Place): string => join(root, '_diag/Worker_20260101-000000-utc.log')

const EVENT: readonly FileSystemState[] = [
  { name: 'event file: a pipe', put: ({ eventFile }) => fifo(eventFile) },
  { name: 'event file: /dev/zero', put: ({ eventFile }) => link('/dev/zero', eventFile) },
  { name: 'event file: a pipe behind a link', put: ({ eventFile }) => link('/proc/self/fd/0', eventFile) },
  { name: 'event file: a folder', put: ({ eventFile }) => folder(eventFile) },
  { name: 'event file: a socket', put: place => socket(place, place.eventFile) },
  { name: 'event file: a link to itself', put: ({ eventFile }) => link(eventFile, eventFile) },
  { name: 'event file: a terabyte', put: ({ eventFile }) => sparse(eventFile, TB) },
  { name: 'event file: junk', put: ({ eventFile }) => text(eventFile, '{ not json') },
  { name: 'event file: 25 MB of brackets', put: ({ eventFile }) => text(eventFile, fill('[', 25 * MB)) },
  {
    name: 'event file: two million members',
    put: ({ eventFile }) =>
      text(eventFile, `{${Array.from({ length: 1_900_000 }, (_, index) => `"k${index}":1`).join(',')}}`),
  },
  { name: 'event file: another process', put: ({ eventFile }) => link('/proc/1/environ', eventFile) },
]

const RUNNER: readonly FileSystemState[] = [
  { name: 'set-up info: a pipe', put: ({ root }) => fifo(join(root, '.setup_info')) },
  { name: 'runner file: brackets', put: ({ root }) => text(join(root, '.runner'), fill('[', 65_000)) },
  { name: 'log page: a pipe', put: place => fifo(page(place)) },
  { name: 'log page: a folder', put: place => folder(page(place)) },
  { name: 'log page: a terabyte', put: place => sparse(page(place), TB) },
  { name: 'log page: 30 MB of line ends', put: place => text(page(place), `${LINE}x\n${fill('\n', 30 * MB)}`) },
  {
    name: 'log page: 30 MB of error lines',
    put: place => text(page(place), fill(`${LINE}##[error]denied 403 https://registry.npmjs.org/x failed\n`, 30 * MB)),
  },
  {
    name: 'log pages: twenty thousand',
    put: place => {
      for (let number = 1; number <= 20_000; number += 1) text(page(place, number), '')
    },
  },
  { name: 'worker log: /dev/zero', put: place => link('/dev/zero', worker(place)) },
  { name: 'worker log: a terabyte', put: place => sparse(worker(place), TB) },
  {
    name: 'worker log: a job message of 20 MB of brackets',
    put: place =>
      text(
        worker(place),
        `[2026-01-01 00:00:00Z INFO Worker] Job message:\n ${fill('[', 20 * MB)}\n[2026-01-01 00:00:00Z INFO JobRunner] Job ID ${place.backendId}\n`,
      ),
  },
  {
    name: 'worker log: a million entries',
    put: place =>
      text(
        worker(place),
        `[2026-01-01 00:00:00Z INFO JobRunner] Job ID ${place.backendId}\n${fill('[2026-01-01 00:00:00Z INFO StepsRunner] x\n', 23 * MB)}`,
      ),
  },
  { name: 'diagnostics: a link to itself', put: ({ root }) => link(join(root, '_diag'), join(root, '_diag')) },
  {
    name: 'artifacts list: a pipe',
    put: ({ root }) => fifo(join(root, 'list.json')),
    settings: ({ root }) => ({ environment: { GITHUB_ARTIFACTS_LIST: join(root, 'list.json') } }),
  },
]

const WORKSPACE: readonly FileSystemState[] = [
  { name: 'workflow file: a pipe', put: ({ workspace }) => fifo(join(workspace, WORKFLOW)) },
  { name: 'workflow file: a folder', put: ({ workspace }) => folder(join(workspace, WORKFLOW)) },
  {
    name: 'workflow file: closing brackets',
    put: ({ workspace }) => text(join(workspace, WORKFLOW), `${HEAD}z: [${fill('}', 300_000)}`),
  },
  {
    name: 'workflow file: anchors',
    put: ({ workspace }) => text(join(workspace, WORKFLOW), `${HEAD}z: [${fill('&a *a,', 600_000)}]\n`),
  },
  {
    name: 'workflow file: tags',
    put: ({ workspace }) => text(join(workspace, WORKFLOW), `${HEAD}z: ${fill('!a ', 600_000)}\n`),
  },
  {
    name: 'lockfiles: pipes, devices, terabytes, line ends in names',
    put: ({ workspace }) => {
      fifo(join(workspace, 'package-lock.json'))
      link('/dev/zero', join(workspace, 'yarn.lock'))
      sparse(join(workspace, 'go.sum'), TB)
      text(join(workspace, 'a\nb', 'Cargo.lock'), 'x')
      for (let index = 0; index < 60; index += 1) sparse(join(workspace, `d${index}`, 'go.sum'), 32 * MB)
    },
  },
  {
    name: 'workspace: a tree without end',
    put: ({ workspace }) => {
      link('..', join(workspace, 'up'))
      mkdirSync(join(workspace, ...Array.from({ length: 1_000 }, () => 'd')), { recursive: true })
    },
  },
  {
    name: 'workspace: a link to the whole system',
    put: ({ workspace }) => {
      rmSync(workspace, { recursive: true })
      symlinkSync('/', workspace)
    },
    settings: () => ({ inputs: { subjects: 'proc/*,dev/*', 'deploy-manifests': 'proc/kmsg,dev/zero' } }),
  },
  {
    name: 'subjects: pipes, sockets, terabytes',
    put: place => {
      const out = join(place.workspace, 'o')
      fifo(join(out, 'pipe'))
      sparse(join(out, 'large'), TB)
      for (let index = 0; index < 20; index += 1) sparse(join(out, `f${index}`), 4_000 * MB)
    },
    settings: () => ({ inputs: { subjects: 'o/*' } }),
  },
  {
    name: 'subjects: a hundred patterns over twenty thousand files',
    put: ({ workspace }) => {
      for (let index = 0; index < 20_000; index += 1) text(join(workspace, 'o', `f${index}`), '')
    },
    settings: () => ({
      inputs: { subjects: Array.from({ length: 100 }, (_, index) => `o/*f*${'1*'.repeat(index % 5)}`).join(',') },
    }),
  },
  {
    name: 'deployment manifest: 8 MB of line ends',
    put: ({ workspace }) => text(join(workspace, 'k.yaml'), `${fill('\n', 8 * MB - 100)}a@sha256:${'a'.repeat(64)}`),
    settings: () => ({ inputs: { 'deploy-manifests': 'k.yaml' } }),
  },
]

const TEMP: readonly FileSystemState[] = [
  { name: 'temp: deleted', put: ({ temp }) => rmSync(temp, { recursive: true }) },
  {
    name: 'temp: a file',
    put: ({ root }) => text(join(root, 'f'), ''),
    settings: ({ root }) => ({ environment: { RUNNER_TEMP: join(root, 'f') } }),
  },
  { name: 'temp: a link to itself', put: ({ temp }) => link(temp, temp) },
  { name: 'temp: a link to nowhere', put: ({ temp }) => link('/proc/nope', temp) },
  { name: 'temp: a link to a folder that nobody writes to', put: ({ temp }) => link('/proc', temp) },
  {
    name: 'temp: below /proc',
    settings: () => ({ environment: { RUNNER_TEMP: '/proc/nope/x', TMPDIR: '/proc/nope' } }),
  },
  {
    name: 'temp: full',
    needsMounts: true,
    settings: ({ temp }) => ({
      through: mounted(`mount -t tmpfs -o size=4k none '${temp}' && head -c 9000 /dev/zero > '${temp}/x'`),
    }),
  },
  {
    name: 'temp: full, and everything else read-only',
    needsMounts: true,
    notUploaded: 'disk-full',
    settings: ({ temp }) => ({
      through: mounted(
        `${READ_ONLY}; mount -t tmpfs -o size=4k none '${temp}' && head -c 9000 /dev/zero > '${temp}/x'`,
      ),
    }),
  },
  {
    name: 'everything read-only',
    needsMounts: true,
    notUploaded: 'no-temp',
    settings: () => ({ through: mounted(READ_ONLY) }),
  },
]

const ENVIRONMENT: readonly FileSystemState[] = [
  {
    name: 'variables: certificates in a pipe, few threads, numbers that are none',
    // NODE_EXTRA_CA_CERTS is not among them: Node itself reads that file before any program of its own runs.
    put: ({ root }) => fifo(join(root, 'ca.pem')),
    settings: ({ root }) => ({
      environment: {
        SSL_CERT_FILE: join(root, 'ca.pem'),
        UV_THREADPOOL_SIZE: '1',
        ACTIONS_ARTIFACT_UPLOAD_CONCURRENCY: 'x',
        ACTIONS_ARTIFACT_UPLOAD_TIMEOUT_MS: 'x',
        NODE_V8_COVERAGE: join(root, 'coverage'),
        NODE_COMPILE_CACHE: '/proc/nope',
        AZURE_LOG_LEVEL: 'verbose',
        DEBUG: '*',
        TMPDIR: '/nonexistent',
      },
    }),
  },
  {
    name: 'variables: a megabyte and a half of them',
    settings: () => ({
      environment: Object.fromEntries(
        Array.from({ length: 15 }, (_, index) => [`${index % 2 === 0 ? 'NODE_' : ''}BIG${index}`, fill('x', 100_000)]),
      ),
    }),
  },
  {
    name: 'everything at once',
    put: place => {
      fifo(place.eventFile)
      text(page(place), fill('\n', 30 * MB))
      text(join(place.workspace, WORKFLOW), `${HEAD}z: [${fill('&a *a,', 600_000)}]\n`)
      sparse(worker(place), TB)
      link('/proc/nope', place.temp)
      fifo(join(place.root, '.setup_info'))
    },
  },
]

/** In a system of mounts of its own, which ends with the process. Other shells drop variables such as INPUT_JOB-ID. */
const mounted = (commands: string): readonly string[] => [
  'unshare',
  '-Urm',
  'bash',
  '-c',
  `${commands}; exec "$@"`,
  'bash',
]

const READ_ONLY = ['/tmp', '/dev/shm', '/var/tmp']
  .map(path => `mount --bind ${path} ${path} && mount -o remount,bind,ro ${path}`)
  .join(' && ')

export const FILE_SYSTEM_STATES: readonly FileSystemState[] = [
  ...EVENT,
  ...RUNNER,
  ...WORKSPACE,
  ...TEMP,
  ...ENVIRONMENT,
]

/** Whether this system lets a test mount for itself. */
export const canMount = (): boolean => {
  try {
    execFileSync('unshare', ['-Urm', 'sh', '-c', `mount -t tmpfs none /mnt && ${READ_ONLY}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
