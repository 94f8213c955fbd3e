import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { toMillis } from '../../../src/core/time.ts'
import { aFolder, observationOf, observeFolder, removeFolders } from '../observe-twice.ts'

const recordings = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded')
const list = (folder: string, pattern: RegExp): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(file => pattern.test(file))
        .map(file => join(folder, file))
        .sort()
    : []
const jobFiles = list(join(recordings, 'runs'), /workflow_jobs?\.json$/).filter(file =>
  existsSync(join(dirname(file), 'workflow.json')),
)
const recorded = jobFiles.length === 0 ? describe.skip : describe

afterAll(removeFolders)

/** A recorded run under the names of a folder. */
const folderOf = (jobs: string): string => {
  const root = aFolder()
  copyFileSync(join(dirname(jobs), 'workflow.json'), join(root, 'run.json'))
  copyFileSync(jobs, join(root, 'jobs.json'))
  const logs = list(dirname(jobs), /\/logs\/\d+\.log$/)
  if (logs.length > 0) mkdirSync(join(root, 'logs'))
  for (const log of logs) cpSync(log, join(root, 'logs', `${basename(log, '.log')}.txt`))
  return root
}

/** Each job once: one recording holds a job twice. */
const countJobs = (file: string): number => {
  const body = JSON.parse(readFileSync(file, 'utf8'))
  const jobs: readonly { readonly id: number }[] = Array.isArray(body) ? body : body.jobs
  return new Set(jobs.map(({ id }) => id)).size
}

/** Skipped where the recorded data is not there. */
recorded('runs recorded from GitHub, as folders', () => {
  test.each(jobFiles.map(file => [file.slice(recordings.length), file]))('%s', async (_, file) => {
    const seen = observationOf(await observeFolder(folderOf(file)))
    const latest = seen.attempts.at(-1)
    expect(latest?.jobs).toHaveLength(countJobs(file))
    expect(latest?.attempt).toBe(seen.run.attempt)
    expect(seen.run.repository).toMatch(/^[\w.-]+\/[\w.-]+$/)
    const ends = latest?.jobs?.map(job => toMillis(job.api.completedAt ?? '') ?? 0) ?? []
    expect(toMillis(seen.observedAt)).toBeGreaterThanOrEqual(Math.max(...ends))
    expect(seen.gaps.filter(({ reason }) => reason === 'malformed')).toEqual([])
  })

  test('logs that lie there tell when the runner spoke', async () => {
    const all = jobFiles.find(file => file.includes('all_post_commit_passing'))
    const seen = observationOf(await observeFolder(folderOf(all ?? '')))
    expect(seen.attempts.at(-1)?.traces.size).toBeGreaterThan(0)
  })
})

const runFiles = list(join(recordings, 'rest/hub4j'), /_runs_\d+\.json$/).filter(file => !file.includes('/mappings/'))
const single = runFiles.length === 0 ? describe.skip : describe

/** Run answers of 2021 to 2024 alone: everything else is absent, and the run is still a run. */
single('single run answers recorded from GitHub', () => {
  test.each(runFiles.map(file => [file.slice(recordings.length), file]))('%s', async (_, file) => {
    const root = aFolder()
    copyFileSync(file, join(root, 'run.json'))
    const raw = JSON.parse(readFileSync(file, 'utf8'))
    const seen = observationOf(await observeFolder(root))
    expect(seen.run).toMatchObject({ runId: String(raw.id), attempt: raw.run_attempt ?? 1, status: raw.status })
    expect(seen.attempts.at(-1)?.jobs).toBeUndefined()
    expect(seen.gaps.find(({ field }) => field === 'jobs')?.reason).toBe('not-provided')
  })
})

const statuses = list(join(recordings, 'rest/hub4j'), /__files\/.*_statuses\.json$/)
const deployed = statuses.length === 0 ? describe.skip : describe

deployed('deployment statuses recorded from GitHub', () => {
  test.each(statuses.map(file => [file.slice(recordings.length), file]))('%s', async (_, file) => {
    const root = aFolder()
    const run = { id: 7, html_url: 'https://github.com/octo/app/actions/runs/7', head_sha: 'a'.repeat(40) }
    writeFileSync(join(root, 'run.json'), JSON.stringify(run))
    writeFileSync(join(root, 'jobs.json'), '{"total_count":0,"jobs":[]}')
    const deployment = { id: 3, environment: 'x', created_at: '2021-01-01T00:00:00Z' }
    writeFileSync(join(root, 'deployments.json'), JSON.stringify([deployment]))
    mkdirSync(join(root, 'statuses'))
    const raw = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(join(root, 'statuses/3.json'), JSON.stringify(Array.isArray(raw) ? raw : [raw]))
    const seen = observationOf(await observeFolder(root))
    const times = seen.deployments[0]?.statuses.map(one => toMillis(one.createdAt) ?? 0) ?? []
    expect(times).toHaveLength(Array.isArray(raw) ? raw.length : 1)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})
