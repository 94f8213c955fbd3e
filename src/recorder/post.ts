import { setImmediate } from 'node:timers/promises'
import { readEnvironment } from '../env.ts'
import { askEarly } from './early-listing.ts'
import { neverInTheWay } from './guard.ts'
import { isOff } from './switch.ts'

// After every other step of the job: read what happened, write it down, hand it over. Exit code 0 whatever happens.
await neverInTheWay(async () => {
  const environment = readEnvironment()
  if (isOff(environment)) return
  const early = askEarly(environment, Date.now)
  // Reading and running the rest of the bundle holds the event loop: first let the connection begin.
  await setImmediate()
  await setImmediate()
  const { recordJob } = await import('./record-job.ts')
  const { argv0, execPath } = process
  await recordJob({ environment, argv0, execPath, now: Date.now, early })
})
// A toolkit client that still retries must not hold the job.
process.exit(0)
