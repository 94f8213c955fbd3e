import { open } from 'node:fs/promises'
import { chunksOfFile } from '../src/sources/job-log/chunks-of-file.ts'
import { readLogFacts } from '../src/sources/job-log/read-log-facts.ts'

// Reads the log that is named and says how many facts it found and how much memory the process held at most, in KB.
const handle = await open(process.argv[2] ?? '')
const { facts, lines } = await readLogFacts(chunksOfFile(handle.fd, {}))
await handle.close()
console.log(JSON.stringify({ facts: facts.length, lines, maxRss: process.resourceUsage().maxRSS }))
