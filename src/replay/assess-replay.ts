import { LIMITS } from '../core/limits.ts'
import { fromMillis, toMillis } from '../core/time.ts'
import { type PresentState, REPLAY_VERSION, type ReplayAssessment } from '../schema/questions/replay-assessment.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import { VERSION } from '../schema/values/version.ts'
import { writeCheckoutScript } from './checkout-script.ts'
import {
  listActions,
  listCaches,
  listContainerImages,
  listDeployManifests,
  listDownloads,
  listRunnerImages,
  listServices,
  listTools,
  listVariables,
} from './list-pinned-inputs.ts'
import { getCommit, listCommit, listWorkflowFiles } from './list-run-inputs.ts'
import { joinOpen, joinPinned, type KindReading, listRanJobs } from './listed-input.ts'
import { listLockfiles, listPackages } from './package-inputs.ts'
import { scoreReplay } from './score-replay.ts'
import { quoteShell } from './shell-words.ts'

/** A run to assess, and how it was read. */
export type RunToAssess = {
  readonly manifest: RunManifest
  readonly signed: ReplayAssessment['run']['signed']
  readonly place: string
  readonly gaps: readonly Gap[]
}

/** Lists everything that a repetition of the run needs, by kind. */
export const listReplayInputs = (manifest: RunManifest): readonly KindReading[] => {
  const jobs = listRanJobs(manifest.jobs)
  return [
    listCommit(manifest),
    listWorkflowFiles(manifest),
    listActions(jobs, getCommit(manifest)?.value),
    listContainerImages(jobs),
    listRunnerImages(jobs),
    listTools(jobs),
    listLockfiles(jobs),
    listPackages(jobs),
    listDownloads(jobs),
    listDeployManifests(jobs),
    listCaches(jobs),
    listVariables(jobs),
    listServices(jobs),
  ]
}

/**
 * Assesses what a repetition of the run would use: the pinned inputs, those that may differ, what has changed since, a
 * score with its parts, and the commands.
 */
export const assessReplay = (run: RunToAssess, present: PresentState): ReplayAssessment => {
  const readings = listReplayInputs(run.manifest)
  const pinned = joinPinned(readings.flatMap(reading => reading.pinned))
  const open = joinOpen(readings.flatMap(reading => reading.open))
  const left = excess(pinned) + excess(open)
  return {
    kind: 'replay-assessment',
    schemaVersion: REPLAY_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    run: toAssessedRun(run),
    pinned: pinned.slice(0, LIMITS.replayInputs),
    open: open.slice(0, LIMITS.replayInputs),
    notListed: left > 0 ? left : undefined,
    present,
    score: scoreReplay(readings),
    commands: toCommands(run.manifest, { pinned, open }),
    gaps: [...run.gaps, ...run.manifest.gaps].slice(0, LIMITS.gaps),
  }
}

const excess = ({ length }: readonly unknown[]): number => Math.max(0, length - LIMITS.replayInputs)

const toAssessedRun = ({ manifest, signed, place }: RunToAssess): ReplayAssessment['run'] => {
  const { run, result } = manifest
  return {
    place: place.slice(0, 1_024),
    signed,
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    runId: run.runId.value,
    attempt: run.attempt.value,
    number: run.number?.value,
    event: run.event?.value,
    commit: getCommit(manifest)?.value,
    result: result === 'other' ? 'incomplete' : result,
    createdAt: run.createdAt?.value,
    url: run.url?.value,
  }
}

/** GitHub's own server, where the manifest of an old version names none. */
const GITHUB = 'https://github.com'

/** "up to 30 days after its initial run" (docs.github.com "Re-running workflows and jobs"). */
const RERUN_DAYS = 30
const DAY_MS = 86_400_000

/**
 * A re-run has the commit, the ref and the event of the first attempt (docs.github.com "Re-running workflows and jobs"),
 * and the workflow file at that commit.
 */
const toCommands = (
  manifest: RunManifest,
  inputs: Pick<ReplayAssessment, 'pinned' | 'open'>,
): ReplayAssessment['commands'] => {
  const { run } = manifest
  const serverUrl = run.serverUrl?.value ?? GITHUB
  const created = toMillis(run.createdAt?.value ?? '')
  const host = serverUrl.replace(/^https?:\/\//, '')
  const repository = serverUrl === GITHUB ? run.repository.value : `${host}/${run.repository.value}`
  return {
    rerun: `gh run rerun ${run.runId.value} --repo ${quoteShell(repository)}`,
    rerunUntil: created === undefined ? undefined : fromMillis(created + RERUN_DAYS * DAY_MS),
    checkout: writeCheckoutScript({
      serverUrl,
      repository: run.repository.value,
      runId: run.runId.value,
      commit: getCommit(manifest)?.value,
      ref: run.ref?.value,
      ...inputs,
    }),
  }
}
