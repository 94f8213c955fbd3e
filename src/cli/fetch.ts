import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { TraceError } from '../core/error.ts'
import { createRecordingClient } from '../run/offline/recording-client.ts'
import type { LogSource, OtherRun } from '../run/subject.ts'
import type { Gap } from '../schema/values/fact.ts'
import { EXIT } from './exit.ts'
import type { Online } from './inputs/online-inputs.ts'
import { createOnlineClient } from './online-client.ts'
import { getReadAccount, readRun } from './read-run.ts'
import { checkRefusalLine, refusalLine, WITHOUT_TOKEN } from './refusal.ts'
import { resolveRun } from './resolve-run.ts'

export type FetchOptions = Online & {
  readonly folder: string
  readonly logs: LogSource
  /** Whether to write into a folder that is not empty. */
  readonly force: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
}

export type Fetched = {
  readonly exitCode: number
  /** What could not be saved, one line each; empty with exit code 0. */
  readonly lost: readonly string[]
}

/**
 * Saves what a report of the run needs. It sends exactly the requests that a report sends, so `report --offline` on
 * the folder prints what `report` would have printed at that moment. Files fetched before a failure stay.
 * @throws TraceError USAGE for a folder that is not empty, or cannot be made.
 */
export const fetchRun = async (given: FetchOptions, progress: (line: string) => void): Promise<Fetched> => {
  await prepareFolder(given)
  if (given.token === '') progress(WITHOUT_TOKEN)
  const resolved = await resolveRun(createOnlineClient(given), given)
  if (resolved.kind === 'refused') return { exitCode: EXIT.nothing, lost: [checkRefusalLine(given, resolved.refusal)] }
  const options = { ...given, ...resolved.online }
  const { serverUrl, repository, runId, attempt } = options
  const subject: OtherRun = { kind: 'other-run', serverUrl, repository, runId, attempt }
  const recording = createRecordingClient(createOnlineClient(options), options.folder, subject, options.logs)
  const wanted = { client: recording.client, subject, logs: options.logs, now: options.now }
  const answer = await readRun(wanted, progress)
  // Reads what a report reads after the jobs are joined. A token without a permission for it loses nothing of the run.
  if (answer.kind === 'observed') await getReadAccount(wanted, answer.read, { allowed: options.budget, used: 0 })
  await recording.finish(answer.kind === 'observed' ? answer.read.observation.observedAt : undefined)
  const unwritten = recording.lost().map(file => `${file}: could not be written`)
  if (answer.kind === 'refused') {
    const what = `run ${runId} of ${repository}`
    return { exitCode: EXIT.nothing, lost: [refusalLine(what, answer.refusal, options.tokenFrom), ...unwritten] }
  }
  const lost = [...answer.read.observation.gaps.filter(isLoss).map(toLine), ...unwritten]
  return { exitCode: lost.length === 0 ? EXIT.ok : EXIT.incomplete, lost }
}

const prepareFolder = async ({ folder, force }: FetchOptions): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true })
    const names = await readdir(folder)
    if (names.length === 0) return
    if (!force)
      throw new TraceError('USAGE', `${folder} is not empty`, {
        hint: 'Name a new folder, or write into it with --force',
      })
    // Leftover answers of another run would fill in for answers that are refused for this run.
    await Promise.all(OURS.map(name => rm(join(folder, name), { recursive: true, force: true })))
  } catch (error) {
    if (error instanceof TraceError) throw error
    throw new TraceError('USAGE', `cannot write to ${folder}`, { cause: error })
  }
}

/** Names that a fetch writes at the top of a folder. Other files stay untouched. */
const OURS = [
  'run.json',
  'jobs.json',
  'attempts',
  'artifacts.json',
  'approvals.json',
  'pending_deployments.json',
  'concurrency_groups.json',
  'environments',
  'deployments.json',
  'statuses',
  'check-runs',
  'workflow.yml',
  'workflows',
  'logs',
  'run-logs.zip',
  'manifests',
  'caches',
  'rules',
  'attestations',
  'past',
  'repository.json',
  'fetch.json',
]

/** Whether a gap is a loss of the fetch. Data that does not exist, or was not requested, is no loss. */
const isLoss = ({ reason }: Gap): boolean =>
  ['permission-denied', 'service-error', 'deadline', 'budget', 'malformed', 'too-large', 'not-readable'].includes(
    reason,
  )

const toLine = ({ field, reason, detail }: Gap): string =>
  `${field}: ${reason}${detail === undefined ? '' : `, ${detail}`}`
