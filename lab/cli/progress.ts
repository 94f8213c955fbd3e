import type { Progress } from '../scheduler/lab.ts'
import type { LabJob } from '../state.ts'
import type { Terminal } from './terminal.ts'

/** One line for each change of a run or job: seconds since the start, run, job, state. */
export const printProgress = ({ err }: Terminal, began: number): ((progress: Progress) => void) => {
  const seconds = (): string => ((Date.now() - began) / 1000).toFixed(1).padStart(5)
  return progress => {
    const { run } = progress
    const shown = run.event === 'workflow_run' ? `${run.workflowName} #${run.number}` : `#${run.number}`
    if (progress.kind === 'run') return err(`${seconds()}s  ${shown}  ${progress.text}\n`)
    const { job } = progress
    const state = job.status === 'completed' ? (job.conclusion ?? 'completed') : job.status.replace('_', ' ')
    const where = job.status === 'in_progress' && job.runnerName !== null ? ` on ${job.runnerName}` : ''
    err(`${seconds()}s  ${shown}.${job.attempt}  ${job.name}: ${state}${where}\n`)
    if (job.conclusion === 'failure') for (const line of errorsOf(job)) err(`${' '.repeat(13)}${line}\n`)
  }
}

const SHOWN = 5
const TAG = '##[error]'

/** The first error lines of a job's log, without control characters. */
const errorsOf = ({ log }: LabJob): readonly string[] =>
  Buffer.from(log ?? [])
    .toString('utf8')
    .split('\n')
    .filter(line => line.includes(TAG))
    .slice(0, SHOWN)
    .map(line => line.slice(line.indexOf(TAG) + TAG.length).replace(/\p{Cc}/gu, ''))
