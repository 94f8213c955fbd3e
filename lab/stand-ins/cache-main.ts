import { restore } from './cache-steps.ts'
import { runEntry } from './entry.ts'

await runEntry(() => restore(false))
