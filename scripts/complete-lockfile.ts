import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { missingPackages } from './lockfile.ts'

// Run it after npm install has changed package-lock.json: npm run complete-lockfile.
const file = join(process.cwd(), 'package-lock.json')
const lockfile = JSON.parse(await readFile(file, 'utf8'))
for (const [path, entry] of missingPackages(lockfile))
  if (entry === undefined) console.log(`cannot complete ${path}`)
  else lockfile.packages[path] = entry
lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
await writeFile(file, `${JSON.stringify(lockfile, null, 2)}\n`)
