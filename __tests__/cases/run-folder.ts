import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import * as z from 'zod/mini'
import { report } from '../../src/cli/report.ts'
import { type RunTimeline, runTimeline } from '../../src/schema/run/run-timeline.ts'

/** One job in few words; times are seconds after the start of the run. */
export type SmallJob = {
  readonly id: number
  readonly name: string
  /** GitHub's conclusion; `pending` and the like for one that has none. */
  readonly end: string
  readonly from?: number
  readonly to?: number
  readonly attempt?: number
}

export type SmallRun = {
  readonly run?: Readonly<Record<string, unknown>>
  readonly jobs: readonly SmallJob[]
  readonly workflow?: string
  /** Further files by their path in the folder; what is no text is written as JSON. */
  readonly files?: Readonly<Record<string, unknown>>
  /** Files of the log archive. */
  readonly archive?: Readonly<Record<string, string>>
}

const SHA = 'a'.repeat(40)
const START = Date.UTC(2026, 8, 1, 10)
/** A time of the run as GitHub writes it. */
export const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString().replace('.000Z', 'Z')

const OPEN: ReadonlySet<string> = new Set(['queued', 'pending', 'waiting', 'in_progress'])

const toJob = ({ id, name, end, from = 0, to = 60, attempt = 1 }: SmallJob) => {
  const isOpen = OPEN.has(end)
  const ran = end !== 'skipped' && (!isOpen || end === 'in_progress')
  return {
    id,
    run_id: 7,
    run_attempt: attempt,
    name,
    status: isOpen ? end : 'completed',
    conclusion: isOpen ? null : end,
    created_at: at(from),
    started_at: at(ran ? from + 5 : from),
    completed_at: isOpen ? null : at(end === 'skipped' ? from : to),
    labels: ['ubuntu-latest'],
    runner_id: ran ? 1 : null,
    runner_name: ran ? 'GitHub Actions 1' : null,
    runner_group_name: ran ? 'GitHub Actions' : null,
    html_url: `https://github.com/octo/app/actions/runs/7/job/${id}`,
    steps: ran
      ? [
          {
            name: 'Run work',
            status: isOpen ? end : 'completed',
            conclusion: isOpen ? null : end,
            number: 2,
            started_at: at(from + 5),
            completed_at: isOpen ? null : at(to),
          },
        ]
      : [],
  }
}

const list = (jobs: readonly SmallJob[]) => ({ total_count: jobs.length, jobs: jobs.map(toJob) })

const filesOf = ({ run = {}, jobs, workflow, files = {}, archive }: SmallRun): Readonly<Record<string, unknown>> => ({
  'run.json': {
    id: 7,
    name: 'ci',
    path: '.github/workflows/ci.yml',
    head_branch: 'main',
    head_sha: SHA,
    run_number: 5,
    run_attempt: 1,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    created_at: at(0),
    run_started_at: at(0),
    updated_at: at(700),
    html_url: 'https://github.com/octo/app/actions/runs/7',
    repository: { id: 1, full_name: 'octo/app', default_branch: 'main' },
    head_repository: { id: 1, full_name: 'octo/app' },
    referenced_workflows: [],
    ...run,
  },
  'jobs.json': list(jobs),
  ...(workflow === undefined ? {} : { 'workflow.yml': workflow }),
  ...files,
  ...(archive === undefined
    ? {}
    : { 'run-logs.zip': zipSync(Object.fromEntries(Object.entries(archive).map(([k, v]) => [k, strToU8(v)]))) }),
})

/** Where a file that a job calls is in a folder. */
export const calledFile = (name: string): string => `workflows/octo/app/${SHA}/.github/workflows/${name}`
/** The list of an earlier attempt. */
export const earlierJobs = (jobs: readonly SmallJob[]): unknown => list(jobs)

export type ReadRun = {
  readonly document: RunTimeline
  readonly markdown: string
  /** The heading of the report. */
  readonly title: string
  readonly exitCode: number
}

const MARKS: ReadonlyMap<string | undefined, string> = new Map([
  ['success', '✅'],
  ['failure', '❌'],
  ['cancelled', '🚫'],
  ['skipped', '⏭️'],
  ['incomplete', '⏳'],
])

/** The run of a folder as the command line reports it; another attempt than the folder's where one is given. */
export const readFolder = async (folder: string, attempt?: number): Promise<ReadRun> => {
  const print = (format: 'json' | 'markdown') =>
    report(
      {
        name: 'report',
        from: { kind: 'offline', folder, attempt },
        format,
        output: undefined,
        quiet: true,
      },
      () => START + 3_600_000,
      () => undefined,
      { isTerminal: false, hasColour: false },
    )
  const [json, markdown] = [await print('json'), await print('markdown')]
  const document = z.parse(runTimeline, JSON.parse(json.output))
  const title = /^## (.*)/.exec(markdown.output)?.[1] ?? ''
  // No two formats differ in the result.
  expect(title.split(' ')[0]).toBe(MARKS.get(document.summary?.verdict))
  return {
    document,
    markdown: markdown.output,
    title,
    exitCode: json.exitCode,
  }
}

/** The same of a run in few words. */
export const readSmallRun = async (small: SmallRun, attempt?: number): Promise<ReadRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-case-'))
  try {
    for (const [path, content] of Object.entries(filesOf(small))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      const isRaw = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(join(folder, path), isRaw ? content : JSON.stringify(content))
    }
    return await readFolder(folder, attempt)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
