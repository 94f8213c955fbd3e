import { parseRunArtifactName } from '../../core/artifact-name.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { workflowPath } from '../../core/workflow-path.ts'
import { readRestArtifacts, readRestArtifactZip } from '../../github/rest/run-artifacts.ts'
import { readRun } from '../../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import { createArtifactBudget, openRunArtifact } from '../../github/unpack-artifact.ts'
import { refuseRun } from '../../history/keep-run.ts'
import { findBranch } from '../../history/to-history-run.ts'
import type { RunArtifactRead } from '../manifests/verify-run-artifact.ts'
import type { HistoryWriter } from './history-key.ts'
import type { PastOwner, PastPorts } from './observed-past.ts'

/** A verified report, and the digest of the history that it saved. */
export type AcceptedReport = { readonly saved: string; readonly digest: string }

/** Why a report is not accepted. `isTransient`: GitHub may answer otherwise the next time. */
type Refused = { readonly refusal: string; readonly isTransient: boolean }

const refuse = (refusal: string, isTransient = false): Refused => ({ refusal, isTransient })

/**
 * Checks the report that a found entry names: GitHub lists its run as one of this branch and workflow whose history is
 * kept, and its run artifact verifies. Neither the key nor the entry is believed.
 */
export const acceptWriter = async (
  { client, verifier }: PastPorts,
  run: PastOwner,
  branch: string,
  writer: HistoryWriter,
): Promise<readonly AcceptedReport[] | Refused> => {
  const what = `run ${writer.runId}`
  const [{ facts, refusal }, listed] = await Promise.all([
    readRun(client, run.repository, writer.runId, undefined),
    readRestArtifacts(client, run.repository, writer.reporterRunId),
  ])
  if (refusal !== undefined)
    return refuse(`${what}, which wrote it, cannot be read (${refusal.detail})`, refusal.reason !== 'not-found')
  const refused = refuseRun({
    event: facts.event,
    branch: facts.headBranch,
    isFork: facts.fork,
    defaultBranch: run.defaultBranch,
    isProtected: facts.headBranch === branch ? run.isProtected : undefined,
  })
  if (refused !== undefined) return refuse(`${what}, which wrote it: ${refused}`)
  if (facts.headBranch !== branch) return refuse(`${what}, which wrote it, is of another branch`)
  if (workflowPath(facts.path) !== run.workflow) return refuse(`${what}, which wrote it, is of another workflow`)
  const reports = listed.value.filter(({ name }) => isReportOf(name, writer)).slice(0, LIMITS.pastReports)
  if (reports.length === 0) return refuse(`the report of ${what} is not there`, listed.refusal !== undefined)
  const read = await Promise.all(reports.map(artifact => readReport({ client, verifier }, run.repository, artifact)))
  const judged = read.map(one => ('refusal' in one ? one : toAccepted(one, run, branch, writer)))
  const accepted = judged.flatMap(one => ('refusal' in one ? [] : [one]))
  const [refusedReport] = judged.flatMap(one => ('refusal' in one ? [one] : []))
  return accepted.length > 0 || refusedReport === undefined
    ? accepted
    : refuse(`the report of ${what} ${refusedReport.refusal}`, refusedReport.isTransient)
}

const isReportOf = (name: string, { runId, attempt }: HistoryWriter): boolean => {
  const parsed = parseRunArtifactName(name)
  return parsed?.runId === runId && parsed.attempt === attempt
}

/** Downloads and reads a run artifact of any run. */
export const readReport = async (
  { client, verifier }: Pick<PastPorts, 'client' | 'verifier'>,
  repository: string,
  artifact: ListedArtifact,
): Promise<RunArtifactRead | Refused> => {
  try {
    const zip = await readRestArtifactZip(client, repository, artifact)
    if (!zip.ok) return refuse(`cannot be downloaded (${zip.detail})`, zip.reason !== 'not-found')
    return await verifier.readRun(openRunArtifact(zip.value, createArtifactBudget()))
  } catch (error) {
    return refuse(`cannot be read (${error instanceof TraceError ? error.message : toOneLine(error)})`)
  }
}

const toAccepted = (
  { manifest, identity, unverified, digest }: RunArtifactRead,
  run: PastOwner,
  branch: string,
  writer: HistoryWriter,
): AcceptedReport | Refused => {
  if (unverified !== undefined) return refuse(`is not verified (${unverified})`)
  const { repositoryId, runId, attempt, event, fork } = manifest.run
  const isOfWriter =
    repositoryId.value === run.repositoryId && runId.value === writer.runId && attempt.value === writer.attempt
  const reporter = manifest.reporter?.runId ?? writer.runId
  if (!isOfWriter || reporter !== writer.reporterRunId) return refuse('is about another run')
  const refused = refuseRun({
    ...{ event: event?.value, branch: findBranch(manifest.run), isFork: fork?.value },
    ...{ defaultBranch: run.defaultBranch, isProtected: run.isProtected },
  })
  if (refused !== undefined) return refuse(`is of a run that is not kept: ${refused}`)
  // A collector runs on the default branch (docs.github.com "Events that trigger workflows", workflow_run).
  const signedOn = reporter === writer.runId ? branch : run.defaultBranch
  const ref = identity?.sourceRepositoryRef
  if (identity !== undefined && ref !== `refs/heads/${signedOn ?? ''}`) return refuse('was signed on another branch')
  const saved = manifest.findings?.baseline.saved
  return saved === undefined ? refuse('names no history that it saved') : { saved, digest }
}
