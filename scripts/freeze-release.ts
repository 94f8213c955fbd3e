/**
 * Freezes the minor version of the schemas that is about to be released: its schemas in schema/<minor>/, and in
 * __tests__/samples/<minor>/ a job manifest, a run manifest (of a run on the lab) and dist/ as one file. Later versions are
 * held against all of it. dist/ must be built first.
 *
 *   npm run freeze             a minor that is not frozen yet
 *   npm run freeze -- again    anew, before its release: never after it
 */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeOutput } from '../lab/cli/output-folder.ts'
import type { Outcome } from '../lab/scheduler/run-attempt.ts'
import type { Scheduler } from '../lab/scheduler/scheduler.ts'
import { startLab } from '../lab/scheduler/start-lab.ts'
import { SCHEMA_VERSION } from '../src/schema/values/version.ts'
import { packDist } from './dist-snapshot.ts'
import { FROZEN_SCHEMAS, frozenFolder, minorOf, sampleFolder } from './frozen-schemas.ts'
import { schemaFiles } from './schema-files.ts'

const PROJECT = '__tests__/samples/project'
const PATH = '.github/workflows/ci.yml'
/** Fixed, since it stands in the samples. */
const PORT = 41_415

const main = async (): Promise<void> => {
  const minor = minorOf(SCHEMA_VERSION)
  const isFrozen = await stat(frozenFolder(minor)).catch(() => undefined)
  if (isFrozen !== undefined && process.argv[2] !== 'again')
    throw new Error(
      `schema ${minor} is frozen: raise SCHEMA_VERSION in src/schema/values/version.ts for the next minor`,
    )
  await mkdir(frozenFolder(minor), { recursive: true })
  await mkdir(sampleFolder(minor), { recursive: true })
  for (const name of FROZEN_SCHEMAS)
    await writeFile(`${frozenFolder(minor)}/${name}.schema.json`, schemaFiles()[`schema/${name}.schema.json`] ?? '')
  await writeSamples(sampleFolder(minor))
  await writeFile(`${sampleFolder(minor)}/dist.json.br`, await packDist(process.cwd()))
}

const writeSamples = async (folder: string): Promise<void> => {
  const out = await mkdtemp(join(tmpdir(), 'pipeline-trace-freeze-'))
  const running = await startLab({
    workspace: PROJECT,
    port: PORT,
    environments: [{ name: 'production', reviewers: ['mona'] }],
    branchRules: { main: [{ type: 'deletion' }, { type: 'non_fast_forward' }] },
    reviewAfterMs: 1_500,
  })
  try {
    const outcomes = await runTwice(running.scheduler)
    const { runFolders } = await writeOutput(running.lab, running.scheduler, outcomes, out)
    const [first = '', second = ''] = runFolders
    await copyFile(join(second, 'run-manifest.json'), `${folder}/run-manifest.json`)
    await copyFile(await largestJobManifest(first), `${folder}/job-manifest.json`)
  } finally {
    await running.stop()
    await rm(out, { recursive: true, force: true })
  }
}

const runTwice = async (scheduler: Scheduler): Promise<readonly Outcome[]> => {
  const started = await scheduler.run({ file: join(PROJECT, PATH), path: PATH, event: 'push', fork: false })
  if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
  const again = await scheduler.rerunFailed(started.outcome.run.id)
  return again === undefined ? [started.outcome] : [started.outcome, again]
}

const largestJobManifest = async (folder: string): Promise<string> => {
  const jobs = join(folder, 'jobs')
  const names = (await readdir(jobs)).filter(name => /^[\d-]+\.json$/.test(name))
  const sizes = await Promise.all(names.map(async name => (await readFile(join(jobs, name))).byteLength))
  return join(jobs, names[sizes.indexOf(Math.max(...sizes))] ?? '')
}

await main()
