import { sha256Hex } from '../digest.ts'
import type { Environment } from '../env.ts'
import { writeValues } from '../github/job-files.ts'
import type { SigningState } from '../model/job-manifest.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { fromMillis } from '../model/time.ts'
import { title } from '../render/headline.ts'
import { renderRunReport } from '../render/run-report.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { collectManifests } from './collect-manifests.ts'
import { connect } from './connect.ts'
import { findEvidence, withEvidence } from './find-evidence.ts'
import { findSurroundings, withSurroundings } from './find-surroundings.ts'
import type { ReportInputs } from './inputs.ts'
import { judgeWith, policyFaults, readPolicy } from './judge-run.ts'
import { mergeRun } from './merge/merge-run.ts'
import { sortCandidates } from './merge/sort-candidates.ts'
import { observeAround, withLogs } from './observe-around.ts'
import { observeRun } from './observe-run.ts'
import { presentRun } from './present-run.ts'
import { publishRun } from './publish-run.ts'
import { type Logs, readLogs } from './read-logs.ts'
import { reporterOf, runFactsOf } from './run-facts.ts'
import { sealRun } from './sign-run.ts'
import { createStepTeller } from './told-steps.ts'
import { createVerifier } from './verify-manifest.ts'

export type ReportOutcome = {
  readonly faults: readonly string[]
  /** Markdown for the log, where nothing else could show it. */
  readonly toLog: string | undefined
  readonly headline: string
}

/**
 * Observes the run, collects and verifies its manifests, merges both into the run manifest, seals, publishes and shows
 * it. What the world refuses is a line in the report. @throws TraceError INPUT_INVALID outside a job.
 */
export const runReport = async (
  inputs: ReportInputs,
  environment: Environment,
  now: () => number,
): Promise<ReportOutcome> => {
  const world = await connect(inputs, environment)
  const observed = await observeRun(world, now)
  const policy = await readPolicy(world)
  const verifier = await createVerifier(inputs.trustedRoot, inputs.signingKey)
  const collected = await collectManifests(world, observed.artifacts, verifier, now)
  const identity = { runId: world.runId, attempt: world.attempt, repositoryId: world.repositoryId }
  const sorted = sortCandidates(identity, collected.candidates)
  // Whoever may not list the jobs may read nothing else of the run either.
  const around = observed.jobs === undefined ? undefined : await observeAround(world, observed, sorted, now)
  const logs = await readLogs(world, observed, sorted, createStepTeller(around, observed.jobs ?? []))
  const observation = around === undefined ? undefined : withLogs(around, logs)
  const timeline = observation === undefined ? undefined : buildTimeline(observation)
  const reportedAt = fromMillis(now())

  const merge = (signing: SigningState) =>
    mergeRun({
      ...observed,
      run: runFactsOf(world, observed.facts),
      reporter: reporterOf(world),
      ownJobId: world.followed ? '' : inputs.jobId,
      ownJobKey: world.followed ? '' : (environment['GITHUB_JOB'] ?? ''),
      needs: world.followed ? undefined : inputs.needs,
      sorted,
      logs: logs.facts,
      errorLines: logs.errorLines,
      signals: observation?.endSignals ?? new Map(),
      annotations: observation?.annotations,
      services: logs.services,
      told: logs.told,
      unread: logs.unread,
      api: observed.facts,
      strangers: collected.strangers,
      timeline,
      gaps: [...observed.gaps, ...logs.gaps, ...(around?.gaps ?? [])],
      warnings: [...observed.warnings, ...unreadForBudget(logs)],
      apiBudget: world.rest.spent(),
      signing,
      reportedAt,
      sha256: sha256Hex,
    })

  const joined = merge({ mode: 'none', reason: 'requested' }).manifest
  const evidence = await findEvidence(world, observed, sorted, joined)
  const surroundings = await findSurroundings(world, observed, around, joined, now)
  const judge = judgeWith(world, policy, now())
  const sealed = await sealRun(world, signing =>
    judge(withSurroundings(withEvidence(merge(signing), evidence), surroundings)),
  )
  const report = renderRunReport(sealed.manifest)
  const published = await publishRun(world, sealed, report)
  const presented = await presentRun(world, sealed.manifest, report)
  writeValues(environment['GITHUB_OUTPUT'], {
    'correlation-id': sealed.manifest.correlationId,
    result: sealed.manifest.result,
    'policy-verdict': sealed.manifest.policy?.verdict,
    'run-manifest': published.manifestPath,
    'check-run-url': presented.checkRunUrl,
  })
  return {
    faults: [
      verifier.fault,
      sealed.fault,
      ...policyFaults(world, policy, sealed.manifest.policy),
      ...published.faults,
      ...presented.faults,
    ].filter(fault => fault !== undefined),
    toLog: presented.toLog ? report : undefined,
    headline: title(sealed.manifest),
  }
}

const unreadForBudget = ({ unread }: Logs): RunManifest['warnings'] => {
  const count = [...unread.values()].filter(reason => reason === 'budget').length
  return count === 0 ? [] : [{ code: 'budget', subject: `${count} job logs` }]
}
