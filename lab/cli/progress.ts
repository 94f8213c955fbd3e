import type { Progress } from '../scheduler/lab.ts'
import type { Terminal } from './terminal.ts'

/** One line for each change of a run or job: seconds since the start, run, job, state. */
export const printProgress = ({ err }: Terminal, began: number): ((progress: Progress) => void) => {
  const seconds = (): string => ((Date.now() - began) / 1000).toFixed(1).padStart(5)
  return progress => {
    const { run } = progress
    if (progress.kind === 'run') return err(`${seconds()}s  #${run.number}  ${progress.text}\n`)
    const { job } = progress
    const state = job.status === 'completed' ? (job.conclusion ?? 'completed') : job.status.replace('_', ' ')
    const where = job.status === 'in_progress' && job.runnerName !== null ? ` on ${job.runnerName}` : ''
    err(`${seconds()}s  #${run.number}.${job.attempt}  ${job.name}: ${state}${where}\n`)
  }
}
