import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { refuseStaleDist } from '../../scripts/built-from.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'

export const ROOT = resolve(import.meta.dirname, '..', '..')
const LAB = join(ROOT, 'lib', 'lab', 'main.js')

// What runs here is dist/: a stale one would be tested in the place of the sources.
await refuseStaleDist(ROOT)

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs a program to its end and keeps what it wrote. */
export const runNode = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.on('error', failed)
    child.on('close', code => done({ code: code ?? -1, stdout, stderr }))
  })

export type RunFolder = {
  readonly folder: string
  readonly manifest: RunManifest
  /** Files below the folder, sorted. */
  readonly files: readonly string[]
}

export type LabRequestLine = { readonly method: string; readonly path: string; readonly status: number }

export type LabOutcome = Ran & {
  readonly out: string
  /** Unpacked run artifacts, oldest first. */
  readonly runs: readonly RunFolder[]
  /** The same, made after the run by a workflow that followed it. */
  readonly after: readonly RunFolder[]
  readonly requests: readonly LabRequestLine[]
}

/** Runs a workflow on the lab through its command line, as a user would, and reads what it left in `--out`. */
export const runWorkflow = async (file: string, options: readonly string[] = []): Promise<LabOutcome> =>
  runLab(['run', join(import.meta.dirname, 'workflows', file), ...options])

/** @param hostile the run itself leaves folders with names of ours that nobody should read. */
export const runLab = async (args: readonly string[], hostile = false): Promise<LabOutcome> => {
  const out = await mkdtemp(join(tmpdir(), 'pipeline-trace-e2e-'))
  const ran = await runNode([LAB, ...args, '--out', out])
  const names = (await readdir(out)).sort(byRunAndAttempt)
  const read = (pattern: RegExp) =>
    Promise.all(names.filter(name => pattern.test(name)).map(name => readRunFolder(join(out, name))))
  return {
    ...ran,
    out,
    runs: hostile ? [] : await read(/^run-\d+-\d+$/),
    after: await read(/^run-\d+-\d+-after$/),
    requests: await readRequests(join(out, 'requests.jsonl')),
  }
}

const byRunAndAttempt = (a: string, b: string): number => {
  const [, runA = '', attemptA = ''] = a.split('-')
  const [, runB = '', attemptB = ''] = b.split('-')
  return Number(runA) - Number(runB) || Number(attemptA) - Number(attemptB)
}

export const readRunFolder = async (folder: string): Promise<RunFolder> => ({
  folder,
  manifest: readRunManifest(await readFile(join(folder, 'run-manifest.json'))).value,
  files: (await readdir(folder, { recursive: true })).sort(),
})

const readRequests = async (file: string): Promise<LabRequestLine[]> =>
  (await readFile(file, 'utf8').catch(() => ''))
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** The job of that name; fails with the names there are. */
export const jobOf = (manifest: RunManifest, name: string): ReportedJob => {
  const job = manifest.jobs.find(candidate => candidate.name === name)
  if (job === undefined) throw new Error(`no job ${name} among ${manifest.jobs.map(each => each.name).join(', ')}`)
  return job
}

export type CheckRunWrite = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly body: {
    readonly name?: string
    readonly head_sha?: string
    readonly conclusion?: string
    readonly output?: {
      readonly title?: string
      readonly summary?: string
      readonly text?: string
      readonly annotations?: readonly {
        readonly path: string
        readonly start_line: number
        readonly annotation_level: string
        readonly title: string
        readonly message: string
      }[]
    }
  }
}

/** The writes to check runs of a lab run, in order, refused ones too. */
export const checkRunWrites = async ({ out }: LabOutcome): Promise<readonly CheckRunWrite[]> =>
  JSON.parse(await readFile(join(out, 'check-run.json'), 'utf8'))

/** Requests whose path holds that text. */
export const requestsTo = ({ requests }: LabOutcome, part: string): readonly LabRequestLine[] =>
  requests.filter(({ path }) => path.includes(part))
