import { runEntry } from './entry.ts'
import { saveInPost } from './setup-node-steps.ts'

await runEntry(saveInPost)
