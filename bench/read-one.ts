import { open, readFile } from 'node:fs/promises'
import { chunksOfFile } from '../src/log/lines/chunks-of-file.ts'
import { toLogFacts } from '../src/log/log-facts.ts'
import { readLog } from '../src/log/read-log.ts'
import { ALL_READERS } from '../src/log/readers.ts'

/**
 * KB that this process held at most. Linux counts in getrusage(2) what the parent held when it forked, so that the bench
 * would measure itself; the high-water mark in proc(5) begins with the program.
 */
const mostMemory = async (): Promise<number> => {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const mark = /^VmHWM:\s{1,20}(\d{1,15}) kB$/m.exec(status)?.[1]
  return mark === undefined ? process.resourceUsage().maxRSS : Number(mark)
}

// Reads the log that is named and says how many facts it found and how much memory the process held at most, in KB.
const handle = await open(process.argv[2] ?? '')
const reading = await readLog(chunksOfFile(handle.fd, {}), ALL_READERS)
await handle.close()
console.log(JSON.stringify({ facts: toLogFacts(reading).length, lines: reading.end.lines, maxRss: await mostMemory() }))
