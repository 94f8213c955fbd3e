/*
 * Writes docs/sample/: the check runs of the demonstration's failing and its passing run, as they were posted. Run it after a
 * change of what a report says, and look at what changed: `npm run sample && npm run generate`.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const output = z.object({ title: z.string(), summary: z.string(), text: z.optional(z.string()) })
const posted = z.array(z.object({ status: z.number(), body: z.object({ output }) }))

/** The lab's port is another one in each run. */
const withoutPort = (markdown: string): string => markdown.replaceAll(/(http:\/\/github\.localhost):\d{1,5}/g, '$1')

const toMarkdown = ({ title, summary, text = '' }: z.output<typeof output>): string =>
  `${withoutPort(`# ${title}\n\n${summary.trim()}\n\n${text.trim()}`).replaceAll(/\n{3,}/g, '\n\n')}\n`

const out = await mkdtemp(join(tmpdir(), 'pipeline-trace-sample-'))
try {
  await promisify(execFile)(process.execPath, ['lib/lab/main.js', 'demo', '--out', out], { maxBuffer: 64_000_000 })
  const writes = z.parse(posted, JSON.parse(await readFile(join(out, 'check-run.json'), 'utf8')))
  const shown = writes.filter(({ status }) => status < 400).map(({ body }) => toMarkdown(body.output))
  const [failed, passed] = [shown[0], shown.at(-1)]
  if (failed === undefined || passed === undefined) throw new Error('the demonstration posted no check run')
  await writeFile('docs/sample/check-run.md', failed)
  await writeFile('docs/sample/passed.md', passed)
} finally {
  await rm(out, { recursive: true, force: true })
}
