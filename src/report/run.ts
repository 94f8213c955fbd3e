import { sha256Hex } from '../digest.ts'
import type { Environment } from '../env.ts'
import { writeValues } from '../github/job-files.ts'
import { BUDGETS } from '../model/budgets.ts'
import { type KnownValues, redactSecrets } from '../model/redact.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { fromMillis } from '../model/time.ts'
import { signatureLine, title } from '../render/headline.ts'
import { renderRunReport } from '../render/run-report.ts'
import { readOwnCredentials } from '../sources/own-credentials.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { sealManifest } from '../trust/seal.ts'
import { runStatement } from '../trust/statement.ts'
import { collectManifests } from './collect-manifests.ts'
import { connect, type World } from './connect.ts'
import { findEvidence } from './find-evidence.ts'
import { findSurroundings } from './find-surroundings.ts'
import { withFound } from './found.ts'
import type { ReportInputs } from './inputs.ts'
import { judgeWith, policyFaults, readPolicy } from './judge-run.ts'
import { listRun } from './list-run.ts'
import type { Merged } from './merge/merge-run.ts'
import { sortCandidates } from './merge/sort-candidates.ts'
import { mergeOf } from './merge-of-run.ts'
import { observeAround, withLogs } from './observe-around.ts'
import { type Presented, presentRun } from './present-run.ts'
import { type Published, publishRun } from './publish-run.ts'
import { readLogs } from './read-logs.ts'
import { redactAccount } from './redact-account.ts'
import { createStepTeller } from './told-steps.ts'
import { createVerifier } from './verify-manifest.ts'

export type ReportOutcome = {
  readonly faults: readonly string[]
  /** Markdown for the log, where nothing else could show it. */
  readonly toLog: string | undefined
  readonly headline: string
}

/**
 * Observes the run, collects and verifies its manifests, joins both into the account of the run, seals, publishes and
 * shows it. What the world refuses is a line in the report. @throws TraceError INPUT_INVALID outside a job.
 */
export const runReport = async (
  inputs: ReportInputs,
  environment: Environment,
  now: () => number,
): Promise<ReportOutcome> => {
  const world = await connect(inputs, environment)

  const listed = await listRun(world, now)
  const policy = await readPolicy(world)
  const verifier = await createVerifier(inputs.trustedRoot, inputs.signingKey)
  const collected = await collectManifests(world, listed.artifacts, verifier, now)
  const sorted = sortCandidates(world, collected.candidates)
  // Whoever may not list the jobs may read nothing else of the run either.
  const around = listed.jobs === undefined ? undefined : await observeAround(world, listed, sorted, now)
  const logs = await readLogs(world, listed, sorted, createStepTeller(around, listed.jobs ?? []))

  const observation = around === undefined ? undefined : withLogs(around, logs)
  const timeline = observation === undefined ? undefined : buildTimeline(observation)
  const reportedAt = fromMillis(now())
  const merge = mergeOf(world, { listed, collected, sorted, logs, observation, timeline, reportedAt })
  const joined = merge({ mode: 'none', reason: 'requested' }).manifest
  const evidence = await findEvidence(world, listed, sorted, joined)
  const surroundings = await findSurroundings(world, listed, around, joined, now)
  const judge = judgeWith(world, policy, now())
  const known = readOwnCredentials(environment)

  const sealed = await sealManifest(
    { where: 'report', inputs, environment, visibility: world.event.visibility, serverUrl: world.serverUrl },
    {
      build: signing =>
        withReport(redactAccount(judge([evidence, surroundings].reduce(withFound, merge(signing))), known), known),
      statement: ({ manifest, report }, digestHex, sizeBytes) =>
        runStatement(manifest, digestHex, sizeBytes, sha256Hex(new TextEncoder().encode(report))),
    },
    () => BUDGETS.signing,
  )
  const { shown, report } = sealed
  const published = await publishRun(world, sealed, report)
  const signed = `${report}\n${signatureLine(shown)}`
  const presented = await presentRun(world, shown, signed)
  writeOutputs(world, sealed.manifest, published, presented)
  return {
    faults: [
      verifier.fault,
      sealed.fault,
      ...policyFaults(world, policy, sealed.manifest.policy),
      ...published.faults,
      ...presented.faults,
    ].flatMap(fault => (fault === undefined ? [] : [known.replaceIn(fault)])),
    toLog: presented.toLog ? signed : undefined,
    headline: title(shown),
  }
}

/**
 * The account and the text that people read of it, which is signed with it. Job manifests too are shown without
 * credentials: one that a step forged may hold anything.
 */
const withReport = (merged: Merged, known: KnownValues) => {
  const shown = redactSecrets(merged.manifest, known).value
  return { ...merged, shown, report: renderRunReport(shown) }
}

const writeOutputs = (
  { environment }: World,
  { correlationId, result, policy }: RunManifest,
  { manifestPath }: Published,
  { checkRunUrl }: Presented,
): void =>
  writeValues(environment['GITHUB_OUTPUT'], {
    'correlation-id': correlationId,
    result,
    'policy-verdict': policy?.verdict,
    'run-manifest': manifestPath,
    'check-run-url': checkRunUrl,
  })
