import { saveInPost } from './cache-steps.ts'
import { runEntry } from './entry.ts'

await runEntry(saveInPost)
