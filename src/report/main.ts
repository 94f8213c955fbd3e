import { readEnvironment } from '../io/env.ts'
import { toWorkProgram } from '../process/program-path.ts'
import { superviseReport } from './supervise-report.ts'

// main-work.ts makes the report in a process of its own. An artifact or a log of a run may exceed what that process can
// bear, and a check run and a summary must still state so. The step is green whatever happens, and red only with
// `strict: true`.
process.exit(await superviseReport(toWorkProgram(import.meta.url), readEnvironment()))
