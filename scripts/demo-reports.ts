import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import type { FailureQuotes } from '../src/findings/failures/quotes.ts'
import { renderCheckRun } from '../src/render/check-run-body.ts'
import { readRunManifest } from '../src/schema/read-manifest.ts'
import { onSimulatedClock } from './simulated-clock.ts'

const output = z.object({ title: z.string(), summary: z.string(), text: z.optional(z.string()) })
const posted = z.array(z.object({ status: z.number(), body: z.object({ output }) }))

/** What readers see of the demonstration's runs, as Markdown. */
export type DemoReports = {
  /** The check run of the failing run, and the one of the run that passed. */
  readonly failed: string
  readonly passed: string
  /** The report of the failing run, which is also its job summary. */
  readonly report: string
}

/** Runs the demonstration and reads its reports. */
export const runDemo = async (): Promise<DemoReports> => {
  const out = await mkdtemp(join(tmpdir(), 'pipeline-trace-demo-'))
  try {
    await promisify(execFile)(process.execPath, ['lib/lab/main.js', 'demo', '--out', out], { maxBuffer: 64_000_000 })
    return await readDemo(out)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** Reads the reports from the folder that `npm run demo -- --out <folder>` wrote. */
export const readDemo = async (folder: string): Promise<DemoReports> => {
  const writes = z.parse(posted, JSON.parse(await readFile(join(folder, 'check-run.json'), 'utf8')))
  const [first] = writes.filter(({ status }) => status < 400)
  const runs = (await readdir(folder)).filter(name => name.startsWith('run-')).sort()
  const [firstRun, lastRun] = [runs[0], runs.at(-1)]
  if (first === undefined || firstRun === undefined || lastRun === undefined)
    throw new Error('the demonstration posted no check run')
  return {
    failed: await render(join(folder, firstRun), readQuotes(first.body.output.summary)),
    passed: await render(join(folder, lastRun), new Map()),
    report: withoutPort(await readFile(join(folder, firstRun, 'report.md'), 'utf8')),
  }
}

/** The demonstration's steps take seconds; those of a project take minutes. */
const FACTOR = 20

/** Renders the check run of a run artifact on a clock on which the run took minutes. */
const render = async (folder: string, quotes: FailureQuotes): Promise<string> => {
  const manifest = readRunManifest(await readFile(join(folder, 'run-manifest.json'))).value
  return toMarkdown(renderCheckRun(onSimulatedClock(manifest, FACTOR), { quotes }))
}

/** Takes the words of the failed step out of the check run that was posted: no manifest has them. */
const readQuotes = (summary: string): FailureQuotes => {
  const [, jobId = '', step, line] = /\/job\/(\d{1,20})#step:(\d{1,5}):(\d{1,9})/.exec(summary) ?? []
  const [, text] = /^> <code>(.{1,300})<\/code>$/m.exec(summary) ?? []
  if (text === undefined) return new Map()
  return new Map([[jobId, [{ stepNumber: Number(step), line: undefined, stepLine: Number(line), text }]]])
}

/** Joins the parts of a check run in the order in which GitHub shows them. */
export const toMarkdown = ({ title, summary, text = '' }: z.output<typeof output>): string =>
  `${withoutPort(`# ${title}\n\n${summary.trim()}\n\n${text.trim()}`).replaceAll(/\n{3,}/g, '\n\n')}\n`

/** The lab's port is another one in each run. */
const withoutPort = (markdown: string): string => markdown.replaceAll(/(github\.localhost):\d{1,5}/g, '$1')
