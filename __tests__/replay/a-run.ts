import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'

export const SAMPLE = join(import.meta.dirname, '..', 'samples', '1.0', 'run-manifest.json')

const sample = readRunManifest(readFileSync(SAMPLE)).value

/** The manifest of a run on the lab. */
export const aRun = (): RunManifest => sample

export const SHA = 'a'.repeat(40)
export const DIGEST = `sha256:${'b'.repeat(64)}`

/** A job with a recorder and nothing else; what a test is about is added to its record. */
export const aJob = (name: string, record: Partial<NonNullable<ReportedJob['record']>> = {}): ReportedJob => {
  const [job] = aRun().jobs.filter(one => one.record !== undefined)
  if (job?.record === undefined) throw new Error('the sample has no recorded job')
  const empty = { actions: [], caches: [], artifacts: [], containers: [], downloads: [], pulls: [], gaps: [] }
  const replay = { lockfiles: [], env: [], deployManifests: [], tools: [] }
  return {
    ...job,
    name,
    services: [],
    packages: [],
    record: { ...job.record, ...empty, services: [], replay, ...record },
  }
}

/** A run of these jobs alone. */
export const aRunOf = (jobs: readonly ReportedJob[], more: Partial<RunManifest> = {}): RunManifest => {
  const run = aRun()
  return { ...run, jobs: [...jobs], rerunConditions: undefined, artifacts: [], gaps: [], ...more }
}
