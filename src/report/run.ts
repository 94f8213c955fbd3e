import type { RunAccount } from '../account/account-output.ts'
import { withSpent } from '../account/build-account.ts'
import { cutRows } from '../account/cut-rows.ts'
import { fitRunManifest } from '../account/fit-run-manifest.ts'
import { redactAccount } from '../account/redact-account.ts'
import { stateSigning } from '../account/state-signing.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError, toOneLine } from '../core/error.ts'
import { type KnownValues, redactSecrets } from '../core/redact/redact.ts'
import { fromMillis } from '../core/time.ts'
import { type FindingSettings, toFindingSettings } from '../findings/apply-configuration.ts'
import { quoteFailures } from '../findings/failures/decide-failure.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { CONFIGURATION_PATH, type ConfigurationRead } from '../github/configuration-file.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Environment } from '../io/env.ts'
import { begin } from '../io/in-parallel.ts'
import { signatureLine } from '../render/run-headline.ts'
import { renderRunReport, renderTitle } from '../render/run-report.ts'
import { createArtifactSource } from '../run/manifests/artifact-source.ts'
import { createVerifier, type TrustedRun, type Verifier } from '../run/manifests/verify-manifest.ts'
import { type ObservationStep, observeRun } from '../run/observe-run.ts'
import { readAccount } from '../run/read-account.ts'
import type { RunRead } from '../run/run-read.ts'
import { findOwnJob } from '../run/subject.ts'
import { writeValues } from '../runner/job-files.ts'
import { readOwnCredentials } from '../runner/own-credentials.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { signManifest } from '../signing/sign-manifest.ts'
import { runStatement } from '../signing/statement.ts'
import { toIssuer } from '../verify/issuers.ts'
import { connect, type ReportContext } from './connect.ts'
import { makeNextHistory, readRunPast, saveHistory, stateHistory } from './history/run-history.ts'
import type { ReportInputs } from './inputs.ts'
import { jobLines } from './job-lines.ts'
import { createPolicyEvaluator, policyFaults } from './policy/evaluate-policy-files.ts'
import { type PolicyRead, readRules } from './policy/read-policy.ts'
import { type Presented, presentRun } from './present-run.ts'
import { countConclusions, type Known, type Progress, type SendProgress } from './progress.ts'
import { type Published, publishRun } from './publish-run.ts'
import { toOwnRunFacts, toReporter } from './run-facts.ts'

export type ReportOutcome = {
  readonly faults: readonly string[]
  /** Markdown for the log, where no other place could show the report. */
  readonly toLog: string | undefined
  readonly headline: string
}

/**
 * Observes the run, joins what was read into the run account, evaluates the policy, signs, publishes and shows it.
 * What GitHub refuses becomes a line in the report.
 * @throws TraceError INPUT_INVALID outside a job.
 */
export const runReport = async (
  inputs: ReportInputs,
  environment: Environment,
  now: () => number,
  send: SendProgress,
): Promise<ReportOutcome> => {
  const context = await connect(inputs, environment)
  const { subject, rest } = context
  void send({ stage: 'list', known: toKnown(context, undefined) })
  const observing = begin(observe(context, now, send))
  const rules = begin(readRules(context, observing, now))
  const { read, verifier } = await observing
  const past = begin(readRunPast(context, read, verifier, now))
  const settings = async () => toSettings((await rules).configuration)
  const { account, timeline } = await readAccount({ client: rest, now, past: () => past, settings }, read, {
    run: toOwnRunFacts(context, read.repositoryId, read.listed.facts),
    reporter: toReporter(context),
    apiBudget: rest.spent(),
    reportedAt: fromMillis(now()),
  })
  const { policy, configuration } = await rules
  const known = readOwnCredentials(environment)
  const next = makeNextHistory(context, read, await past, account.manifest, known)
  const quotes = quotesFor(inputs, timeline, read, known)

  void send({ stage: 'sign' })
  const evaluate = createPolicyEvaluator(context, policy, now())
  const signedRun = await signManifest(
    {
      ...({ where: 'report', inputs, environment, http: context.http } as const),
      ...{ visibility: context.event.visibility, serverUrl: subject.serverUrl },
    },
    {
      // Only the signing state is missing here, and the policy may check it.
      build: signing => {
        const stated = stateHistory(stateSigning(withSpent(account, rest.spent()), signing), next)
        const evaluated = evaluate(stated)
        return withReport(
          fitRunManifest(redactAccount(cutRows(evaluated, findOwnJob(subject).id), known)),
          known,
          quotes,
        )
      },
      statement: ({ manifest, report }, digestHex, sizeBytes) =>
        runStatement(manifest, digestHex, sizeBytes, sha256Hex(new TextEncoder().encode(report))),
    },
    () => BUDGETS.signing,
  )
  const { shown, report } = signedRun
  void send({ stage: 'publish' })
  const published = await publishRun(context, read.listed.artifacts, signedRun, report, verifier)
  const storage = published.uploaded
    ? { artifact: published.artifact }
    : { notStored: published.faults[0] ?? 'the upload failed' }
  const signed = `${report}\n${signatureLine(shown, storage)}`
  const saved = begin(published.uploaded ? saveHistory(next, signedRun.manifest) : Promise.resolve([]))
  void send({ stage: 'present' })
  const presented = await presentRun(context, shown, signed, {
    ...storage,
    defaultBranch: read.listed.facts.defaultBranch ?? context.event.defaultBranch,
    quotes,
    lines: jobLines(read.observation.workflow?.plan, timeline),
    mostFindings: configuration.kind === 'read' ? configuration.configuration.report?.findings : undefined,
  })
  void send({ stage: 'shown' })
  writeOutputs(context, signedRun.manifest, published, presented)
  return {
    faults: [
      verifier.fault,
      signedRun.fault,
      ...policyFaults(context, policy, signedRun.manifest.policy),
      configurationFault(configuration, policy),
      ...published.faults,
      ...presented.faults,
      ...(await saved),
    ].flatMap(fault => (fault === undefined ? [] : [known.replaceIn(fault)])),
    toLog: presented.toLog ? signed : undefined,
    headline: renderTitle(shown),
  }
}

/** Returns the fault of a configuration file that cannot be used, once: as a policy it has a line already. */
const configurationFault = (read: ConfigurationRead, policy: PolicyRead | undefined): string | undefined =>
  (read.kind === 'unusable' || read.kind === 'unreadable') && policy?.path !== CONFIGURATION_PATH
    ? toOneLine(read.fault)
    : undefined

const toSettings = (read: ConfigurationRead): FindingSettings =>
  toFindingSettings(read.kind === 'read' ? read.configuration : undefined)

/** Reads the run, and creates the verifier for it. */
const observe = async (
  context: ReportContext,
  now: () => number,
  send: SendProgress,
): Promise<{ readonly read: RunRead; readonly verifier: Verifier }> => {
  const { subject, rest, results, sleep, inputs } = context
  const verifiers = new Map<string, Promise<Verifier>>()
  const verifierFor = (repositoryId: string): Promise<Verifier> => {
    const made =
      verifiers.get(repositoryId) ??
      createVerifier(inputs.trustedRoot, inputs.signingKey, toTrustedRun(context, repositoryId))
    verifiers.set(repositoryId, made)
    return made
  }
  const answer = await observeRun(
    {
      ...{ client: rest, artifacts: createArtifactSource(rest, subject, results), verifierFor, now, sleep },
      progress: step => void send(toProgress(context, step)),
    },
    subject,
    { logs: 'archive-or-jobs', readsEarlierJobs: false, needsRun: false, takesUnsigned: false },
  )
  if (answer.kind === 'refused') throw new TraceError('INTERNAL', answer.refusal.detail)
  return { read: answer.read, verifier: await verifierFor(answer.read.repositoryId) }
}

/** Converts an observation step to the progress that the supervisor shows if the report is ended early. */
const toProgress = (context: ReportContext, step: ObservationStep): Progress => {
  switch (step.at) {
    case 'run':
      return { stage: 'list', known: toKnown(context, step.run.headSha) }
    case 'listed': {
      const { jobs } = step.listed
      return { stage: 'manifests', ...(jobs && { known: { jobs: countConclusions(jobs) } }) }
    }
    case 'manifests':
      return { stage: 'logs', known: { manifests: step.manifests } }
    case 'read':
      return { stage: 'join' }
  }
}

/**
 * Returns the errors of failed steps without credentials; none where input `quote-errors` is off. They are rendered
 * and not stored.
 */
const quotesFor = (
  { quoteErrors }: ReportInputs,
  timeline: Timeline | undefined,
  { observation: { endSignals, annotations, run }, logs: { failureReadings, services } }: RunRead,
  known: KnownValues,
): FailureQuotes => {
  if (!quoteErrors || timeline === undefined) return new Map()
  const quotes = quoteFailures(timeline, { readings: failureReadings, services, endSignals, annotations, run })
  return new Map([...quotes].map(([id, said]) => [id, redactSecrets(said, known).value]))
}

/** Returns the commit of the check run. For another run REST knows it better than this run's event. */
const toKnown = ({ subject, event }: ReportContext, listed: string | undefined): Known => {
  const headSha = subject.kind === 'own-run' ? (event.headSha ?? listed) : (listed ?? event.headSha)
  return { runId: subject.runId, attempt: subject.attempt, headSha }
}

/**
 * Returns the run that the bundles must be from, by the values that GitHub gave this job. Another reported run is of
 * the same repository.
 */
const toTrustedRun = ({ inputs, environment, subject }: ReportContext, repositoryId: string): TrustedRun => ({
  serverUrl: subject.serverUrl,
  repositoryId,
  runId: subject.runId,
  ownerId: environment['GITHUB_REPOSITORY_OWNER_ID'],
  issuer: inputs.issuer === '' ? undefined : toIssuer(inputs.issuer, subject.serverUrl),
})

/**
 * Returns the account with the text for people, which is signed with it. Job manifests are shown without credentials
 * too: a manifest that a step forged may hold anything.
 */
const withReport = (account: RunAccount, known: KnownValues, quotes: FailureQuotes) => {
  const shown = redactSecrets(account.manifest, known).value
  return { ...account, shown, report: renderRunReport(shown, quotes) }
}

const writeOutputs = (
  { environment }: ReportContext,
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
