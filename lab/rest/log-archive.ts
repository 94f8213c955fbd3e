import type { LabJob, LabRun, LabState, LabStep } from '../state.ts'

/** Folder names are cut by UTF-16 units, without `/` and `:`; equal ones are numbered (cli/cli pkg/cmd/run/view). */
const FOLDER_LENGTH = 90

export const jobFolder = (name: string, taken: Map<string, number>): string => {
  const folder = safe(name).slice(0, FOLDER_LENGTH)
  const before = taken.get(folder) ?? 0
  taken.set(folder, before + 1)
  return before === 0 ? folder : `${folder} (${before})`
}

const safe = (name: string): string => name.replace(/[/:]/g, '')

/**
 * The server's own lines. Their times have milliseconds only, and they stand in no per-job log
 * (actions/runner#3189). Order and wording as in archives of 2025 and 2026.
 */
export const systemLog = (state: LabState, run: LabRun, job: LabJob): string => {
  const { owner, name } = state.repository
  const deployment = job.deploymentId === undefined ? undefined : state.deployments.get(job.deploymentId)
  const queued = deployment?.statuses.find(one => one.state === 'queued')?.createdAt ?? job.createdAt
  const isHosted = job.runnerGroupName === 'GitHub Actions'
  const lines: (readonly [Date, string])[] = [
    [job.createdAt, `Evaluating ${job.key}.if`],
    [job.createdAt, 'Evaluating: success()'],
    [job.createdAt, 'Result: true'],
    [queued, `Requested labels: ${job.labels.join(', ')}`],
    [queued, `Job defined at: ${owner}/${name}/${run.path}@${run.ref}`],
    [queued, 'Waiting for a runner to pick up this job...'],
  ]
  if (job.runnerName !== null && job.startedAt !== null) {
    if (isHosted) lines.push([job.startedAt, 'Job is waiting for a hosted runner to come online.'])
    const where = isHosted ? `hosted runner: ${job.runnerName}` : `runner: ${job.runnerName} (repository)`
    lines.push([job.startedAt, `Job is about to start running on the ${where}`])
  }
  return lines.map(([time, text]) => `${time.toISOString().slice(0, -1)}0000Z ${text}\n`).join('')
}

/** Parts of the job's log by step: a line belongs to the last step that had begun by its time. */
export const stepFiles = (job: LabJob): readonly (readonly [string, string])[] => {
  const begun = job.steps
    .filter((step): step is LabStep & { startedAt: Date } => step.startedAt !== null)
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || a.number - b.number)
  const parts = begun.map(() => [] as string[])
  let current = 0
  for (const line of Buffer.from(job.log ?? [])
    .toString('utf8')
    .split('\n')) {
    if (line === '') continue
    const time = Date.parse(
      line
        .replace(/^\uFEFF/, '')
        .slice(0, 23)
        .concat('Z'),
    )
    while (!Number.isNaN(time) && current + 1 < begun.length && (begun[current + 1]?.startedAt.getTime() ?? 0) <= time)
      current += 1
    parts[current]?.push(line)
  }
  return begun.flatMap((step, index) => {
    const lines = parts[index] ?? []
    return lines.length === 0 ? [] : [[`${step.number}_${safe(step.name)}.txt`, `${lines.join('\n')}\n`] as const]
  })
}
