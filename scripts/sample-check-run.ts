/*
 * Writes docs/sample/: the check runs of the demonstration's failing and its passing run, as they were posted. Run it after a
 * change of what a report says, and look at what changed: `npm run sample && npm run generate`.
 */
import { writeFile } from 'node:fs/promises'
import { runDemo } from './demo-reports.ts'

const { failed, passed } = await runDemo()
await writeFile('docs/sample/check-run.md', failed)
await writeFile('docs/sample/passed.md', passed)
