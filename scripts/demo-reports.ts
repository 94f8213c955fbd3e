import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

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
  const shown = writes.filter(({ status }) => status < 400).map(({ body }) => toMarkdown(body.output))
  const [failed, passed] = [shown[0], shown.at(-1)]
  const [firstRun] = (await readdir(folder)).filter(name => name.startsWith('run-')).sort()
  if (failed === undefined || passed === undefined || firstRun === undefined)
    throw new Error('the demonstration posted no check run')
  return { failed, passed, report: withoutPort(await readFile(join(folder, firstRun, 'report.md'), 'utf8')) }
}

/** Joins the parts of a check run in the order in which GitHub shows them. */
export const toMarkdown = ({ title, summary, text = '' }: z.output<typeof output>): string =>
  `${withoutPort(`# ${title}\n\n${summary.trim()}\n\n${text.trim()}`).replaceAll(/\n{3,}/g, '\n\n')}\n`

/** The lab's port is another one in each run. */
const withoutPort = (markdown: string): string => markdown.replaceAll(/(github\.localhost):\d{1,5}/g, '$1')
