import { strToU8 } from 'fflate'
import type { LabAttempt, LabJob, LabRun, LabState, LabStep } from '../state.ts'

/**
 * The files of the log archive of an attempt: `<n>_<job>.txt` with the whole log, `<job>/<number>_<step>.txt` with its
 * parts and `<job>/system.txt` with what GitHub did before a runner spoke (AdnaneKhan/gato-x#103).
 */
export const archivedFiles = (
  state: LabState,
  run: LabRun,
  { jobIds }: Pick<LabAttempt, 'jobIds'>,
): Record<string, Uint8Array> => {
  const files: Record<string, Uint8Array> = {}
  const taken = new Map<string, number>()
  for (const [index, job] of jobIds.flatMap(id => state.jobs.get(id) ?? []).entries()) {
    if (job.conclusion === 'skipped') continue
    const folder = jobFolder(job.name, taken)
    files[`${folder}/system.txt`] = strToU8(systemLog(state, run, job))
    if (job.log === undefined) continue
    files[`${index}_${folder}.txt`] = job.log
    for (const [name, text] of stepFiles(job)) files[`${folder}/${name}`] = strToU8(text)
  }
  return files
}

/**
 * Since June 2025 names have `_` for `/` and are otherwise as they are (cli/cli#11109; tenstorrent/tt-metal
 * infra/data_collection/github/extract_job_logs_from_archive.py). Equal ones are numbered.
 */
const jobFolder = (name: string, taken: Map<string, number>): string => {
  const folder = safe(name)
  const before = taken.get(folder) ?? 0
  taken.set(folder, before + 1)
  return before === 0 ? folder : `${folder} (${before})`
}

const safe = (name: string): string => name.replaceAll('/', '_')

type Line = readonly [Date, string]

/**
 * The server's own lines, as in archives of 2025 and 2026. Their times have milliseconds only, and they stand in no
 * per-job log (actions/runner#3189). Lines that belong together stand together, but those groups in any order: which
 * one is the job's id's to say, so that all orders are seen.
 */
export const systemLog = (state: LabState, run: LabRun, job: LabJob): string => {
  const groups = [admitting(job), queueing(state, run, job), ...starting(job).map(line => [line])]
  const first = job.id % groups.length
  const isReversed = job.id % 2 === 1
  const turned = [...groups.slice(first), ...groups.slice(0, first)]
  return (isReversed ? turned.toReversed() : turned)
    .flat()
    .map(([time, text]) => `${time.toISOString().slice(0, -1)}0000Z ${text}\n`)
    .join('')
}

const admitting = (job: LabJob): readonly Line[] => {
  const conditions = job.admission?.conditions ?? [{ name: job.key, at: job.createdAt, expression: 'success()' }]
  return conditions.flatMap(({ name, at, expression, expanded }): readonly Line[] => [
    [at, `Evaluating ${name}.if`],
    [at, `Evaluating: ${expression}`],
    ...(expanded === undefined ? [] : [[at, `Expanded: ${expanded}`] as const]),
    [at, 'Result: true'],
  ])
}

/** The waiting line comes again every five minutes. */
const AGAIN_MS = 300_000

/** Nothing where the job was held by an environment or a group until its end. */
const queueing = (state: LabState, run: LabRun, job: LabJob): readonly Line[] => {
  const { owner, name } = state.repository
  const from = job.queuedAt ?? (job.runnerId === null ? undefined : job.createdAt)
  if (from === undefined) return []
  const to = (job.runnerId === null ? job.completedAt : job.startedAt) ?? from
  const chain = job.admission?.chain ?? []
  const again: Line[] = []
  for (let at = from.getTime() + AGAIN_MS; at < to.getTime(); at += AGAIN_MS) again.push([new Date(at), WAITING])
  return [
    [from, `Requested labels: ${job.labels.join(', ')}`],
    [from, `Job defined at: ${job.admission?.definedAt ?? `${owner}/${name}/${run.path}@${run.ref}`}`],
    ...(chain.length === 0 ? [] : [[from, 'Reusable workflow chain:'] as const]),
    ...chain.map((file, index) => [from, index === 0 ? file : `-> ${file}`] as const),
    [from, WAITING],
    ...(job.busyAt === undefined ? [] : [[job.busyAt, busy(job)] as const]),
    ...again,
  ]
}

const WAITING = 'Waiting for a runner to pick up this job...'

const busy = ({ labels }: LabJob): string =>
  `All GitHub-hosted runners with label [${labels.join(', ')}] are busy. For more information, see https://gh.io/job-concurrency-limits`

const starting = (job: LabJob): readonly Line[] => {
  if (job.runnerName === null || job.startedAt === null) return []
  if (job.runnerGroupName !== 'GitHub Actions')
    return [[job.startedAt, `Job is about to start running on the runner: ${job.runnerName}`]]
  return [
    [job.startedAt, 'Job is waiting for a hosted runner to come online.'],
    [job.startedAt, `Job is about to start running on the hosted runner: ${job.runnerName}`],
  ]
}

/** Parts of the job's log by step: a line belongs to the last step that had begun by its time. */
const stepFiles = (job: LabJob): readonly (readonly [string, string])[] => {
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
