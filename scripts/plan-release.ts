import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { planRelease } from './release-plan.ts'

// node lib/scripts/plan-release.js <folder>: writes notes.md there and, in a workflow, the outputs `tag` and `moving-tag`.
const [folder = 'release'] = process.argv.slice(2)
const { version }: { readonly version: string } = JSON.parse(await readFile('package.json', 'utf8'))
const { tag, movingTag, notes } = planRelease(version, await readFile('CHANGELOG.md', 'utf8'))
await mkdir(folder, { recursive: true })
await writeFile(join(folder, 'notes.md'), notes)
const outputs = process.env['GITHUB_OUTPUT']
if (outputs !== undefined) await appendFile(outputs, `tag=${tag}\nmoving-tag=${movingTag}\n`)
console.log(`${tag}, ${movingTag}`)
