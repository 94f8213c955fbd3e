import { readEnvironment } from '../io/env.ts'
import { toWorkProgram } from '../process/program-path.ts'
import { superviseReport } from './supervise-report.ts'

// The report is made by main-work.ts in a process of its own: an artifact or a log of a run may be more than it can bear, and
// then a check run and a summary still have to say so. Green whatever the context does; red only with `strict: true`.
process.exit(await superviseReport(toWorkProgram(import.meta.url), readEnvironment()))
