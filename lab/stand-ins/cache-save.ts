import { saveInMain } from './cache-steps.ts'
import { runEntry } from './entry.ts'

await runEntry(saveInMain)
