import { BUDGETS } from '../core/budgets.ts'
import { type KnownValues, redactSecrets } from '../core/redact/redact.ts'
import { fromMillis } from '../core/time.ts'
import { quoteFailures } from '../findings/failures/decide-failure.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Environment } from '../io/env.ts'
import { signatureLine } from '../render/run-headline.ts'
import { renderRunReport, renderTitle } from '../render/run-report.ts'
import { writeValues } from '../runner/job-files.ts'
import { readOwnCredentials } from '../runner/own-credentials.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { signManifest } from '../signing/sign-manifest.ts'
import { runStatement } from '../signing/statement.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { toIssuer } from '../verify/issuers.ts'
import { collectManifests } from './collect-manifests.ts'
import { connect, type World, withRepositoryId } from './connect.ts'
import { findEvidence } from './find-evidence.ts'
import { findRerunConditions } from './find-surroundings.ts'
import { withFound } from './found.ts'
import type { ReportInputs } from './inputs.ts'
import { jobLines } from './job-lines.ts'
import { judgeWith, policyFaults, readPolicy } from './judge-run.ts'
import { keptManifests } from './kept-manifests.ts'
import { listRun } from './list-run.ts'
import { cutRows } from './merge/cut-rows.ts'
import { fitRunManifest } from './merge/fit-run-manifest.ts'
import type { Merged } from './merge/merge-run.ts'
import { sortCandidates } from './merge/sort-candidates.ts'
import { mergeOf } from './merge-of-run.ts'
import { observeAround, withLogs } from './observe-around.ts'
import { type Presented, presentRun } from './present-run.ts'
import { countConclusions, type Known, type SendProgress } from './progress.ts'
import { type Published, publishRun } from './publish-run.ts'
import { type Logs, readLogs } from './read-logs.ts'
import { redactAccount } from './redact-account.ts'
import { createStepTeller } from './told-steps.ts'
import { createVerifier, type TrustedRun } from './verify-manifest.ts'

export type ReportOutcome = {
  readonly faults: readonly string[]
  /** Markdown for the log, where nothing else could show it. */
  readonly toLog: string | undefined
  readonly headline: string
}

/**
 * Observes the run, collects and verifies its manifests, joins both into the account of the run, signs, publishes and
 * shows it. What the world refuses is a line in the report. @throws TraceError INPUT_INVALID outside a job.
 */
export const runReport = async (
  inputs: ReportInputs,
  environment: Environment,
  now: () => number,
  send: SendProgress,
): Promise<ReportOutcome> => {
  const connected = await connect(inputs, environment)

  // The rules of a gate first: they are a request or two, and without them nothing else counts.
  const policy = await readPolicy(connected, now)
  void send({ stage: 'list', known: knownOf(connected, undefined) })
  const listed = await listRun(connected, now)
  const world = withRepositoryId(connected, listed.facts.repositoryId)
  void send({
    stage: 'manifests',
    known: { ...knownOf(world, listed.facts.headSha), ...(listed.jobs && { jobs: countConclusions(listed.jobs) }) },
  })
  const verifier = await createVerifier(inputs.trustedRoot, inputs.signingKey, trustedRunOf(world))
  const collected = await collectManifests(world, listed, verifier, now)
  const sorted = sortCandidates(world, collected.candidates)
  void send({ stage: 'logs', known: { manifests: collected.candidates.length } })
  // Whoever may not list the jobs may read nothing else of the run either.
  const around = listed.jobs === undefined ? undefined : await observeAround(world, listed, sorted, now)
  const earlierJobs = (around?.attempts ?? []).slice(0, -1).flatMap(one => one.jobs ?? [])
  const logs = await readLogs(world, listed, sorted, createStepTeller(around, listed.jobs ?? []), earlierJobs)
  const kept = keptManifests(world, listed, sorted, logs, earlierJobs)

  void send({ stage: 'join' })
  const observation = around === undefined ? undefined : withLogs(around, logs, kept)
  const timeline = observation === undefined ? undefined : buildTimeline(observation)
  const reportedAt = fromMillis(now())
  const merge = mergeOf(world, { listed, collected, sorted, logs, earlierJobs, observation, timeline, reportedAt })
  const joined = merge({ mode: 'none', reason: 'requested' }).manifest
  const evidence = await findEvidence(world, listed, kept, logs, joined)
  const rerunConditions = await findRerunConditions(world, listed, around, joined, now)
  const judge = judgeWith(world, policy, now())
  const ownJobId = world.followed ? '' : inputs.jobId
  const known = readOwnCredentials(environment)
  const quotes = quotesFor(inputs, timeline, observation, logs, known)

  void send({ stage: 'sign' })
  const sealed = await signManifest(
    {
      where: 'report',
      inputs,
      environment,
      visibility: world.event.visibility,
      serverUrl: world.serverUrl,
      http: world.http,
    },
    {
      build: signing => {
        const account = cutRows(judge([evidence, rerunConditions].reduce(withFound, merge(signing))), ownJobId)
        return withReport(fitRunManifest(redactAccount(account, known)), known, quotes)
      },
      statement: ({ manifest, report }, digestHex, sizeBytes) =>
        runStatement(manifest, digestHex, sizeBytes, sha256Hex(new TextEncoder().encode(report))),
    },
    () => BUDGETS.signing,
  )
  const { shown, report } = sealed
  void send({ stage: 'publish' })
  const published = await publishRun(world, listed.artifacts, sealed, report, verifier)
  const storage = published.uploaded
    ? { artifact: published.artifact }
    : { notStored: published.faults[0] ?? 'the upload failed' }
  const signed = `${report}\n${signatureLine(shown, storage)}`
  void send({ stage: 'present' })
  const presented = await presentRun(world, shown, signed, {
    ...storage,
    defaultBranch: listed.facts.defaultBranch ?? world.event.defaultBranch,
    quotes,
    lines: jobLines(observation?.workflow?.plan, timeline),
  })
  void send({ stage: 'shown' })
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
    headline: renderTitle(shown),
  }
}

/** The words of failed steps without credentials; none where they are not asked for. They are rendered, and kept nowhere. */
const quotesFor = (
  { quoteErrors }: ReportInputs,
  timeline: Timeline | undefined,
  observation: RunObservation | undefined,
  { failureReadings, services }: Logs,
  known: KnownValues,
): FailureQuotes => {
  if (!quoteErrors || timeline === undefined) return new Map()
  const { endSignals = new Map(), annotations, run } = observation ?? {}
  const quotes = quoteFailures(timeline, { readings: failureReadings, services, endSignals, annotations, run })
  return new Map([...quotes].map(([id, said]) => [id, redactSecrets(said, known).value]))
}

/** Whose check run it would be; of a run that is only followed, REST knows better than the event of this one. */
const knownOf = ({ runId, attempt, followed, event }: World, listed: string | undefined): Known => {
  const headSha = followed ? (listed ?? event.headSha) : (event.headSha ?? listed)
  return { runId, attempt, ...(headSha === undefined ? {} : { headSha }) }
}

/** The run by what GitHub gave this job; the repository of a followed run is this one. */
const trustedRunOf = ({ inputs, environment, serverUrl, repositoryId, runId }: World): TrustedRun => ({
  serverUrl,
  repositoryId,
  runId,
  ownerId: environment['GITHUB_REPOSITORY_OWNER_ID'],
  issuer: inputs.issuer === '' ? undefined : toIssuer(inputs.issuer, serverUrl),
})

/**
 * The account and the text that people read of it, which is signed with it. Job manifests too are shown without
 * credentials: one that a step forged may hold anything.
 */
const withReport = (merged: Merged, known: KnownValues, quotes: FailureQuotes) => {
  const shown = redactSecrets(merged.manifest, known).value
  return { ...merged, shown, report: renderRunReport(shown, quotes) }
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
