import { runEntry } from './entry.ts'
import { setUp } from './setup-node-steps.ts'

await runEntry(setUp)
