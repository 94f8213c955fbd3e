import { LIMITS } from '../core/limits.ts'
import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type BranchRules, type Policy, type PolicyRules, toJobPattern } from '../schema/run/policy.ts'
import type { PolicyFinding, PolicyResult, PolicyVerdict } from '../schema/run/policy-result.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { allowedSigners, REPORT } from './allowed-signers.ts'
import { contradictions } from './contradictions.ts'
import { environments } from './environments.ts'
import { hostedRunners } from './hosted-runners.ts'
import { imageAge } from './image-age.ts'
import { noFinding } from './no-finding.ts'
import { pinnedActions } from './pinned-actions.ts'
import { requireConvergence } from './require-convergence.ts'
import { requiredJobs } from './required-jobs.ts'
import { type Finding, isListWhole, type RuleFacts, undecided } from './rule-facts.ts'
import { events, sourceRefs } from './run-source.ts'
import { signatureMode } from './signature-mode.ts'

/** The context of an evaluation: its time, its branch, and the report's own job, which is not over yet. */
export type PolicyContext = {
  readonly now: number
  readonly ownJobId: string
  readonly ownJobKey: string
  /** The target branch of the change. Undefined if unknown: then the rules of every branch apply. */
  readonly branch?: string | undefined
  /** Token issuer of this run's jobs, if an enterprise has its own. */
  readonly issuer?: string | undefined
}

/** Evaluates every rule of the policy against the run. A rule without its facts is undecided, never met. */
export const evaluatePolicy = (
  policy: Policy,
  manifest: RunManifest,
  context: PolicyContext,
): Pick<PolicyResult, 'verdict' | 'rules' | 'notListed'> => summarise(evaluateRules(policy, manifest, context))

/** Returns every finding of one file, before any cut. */
export const evaluateRules = (
  policy: Policy,
  manifest: RunManifest,
  context: PolicyContext,
): readonly PolicyFinding[] => {
  const jobs = manifest.jobs.filter(job => !isOwn(job, context))
  const facts: RuleFacts = { manifest, jobs, now: context.now, issuer: context.issuer }
  const { version: _, rules: entries = [], ...general } = policy
  const findings = [general, ...entries.filter(entry => isFor(entry, context.branch))].flatMap(rules =>
    NAMES.flatMap(rule =>
      RULES[rule](rules, facts)
        .map(finding => (isOfAllJobs(rule, finding) ? withWholeList(finding, manifest) : finding))
        .map(({ result, subject, reason }) => ({ rule, result, subject, reason })),
    ),
  )
  return findings.length > 0 ? findings : [NONE_FOR(context.branch ?? '')]
}

const isFor = ({ branches }: BranchRules, branch: string | undefined): boolean =>
  branch === undefined || branches.some(pattern => matchesWhole(toJobPattern(pattern), branch))

const NONE_FOR = (branch: string): PolicyFinding => ({
  rule: 'branches',
  result: 'met',
  subject: branch.slice(0, 1_024),
  reason: 'no rule of the policy is for this branch',
})

/**
 * Returns true if the finding is about all jobs. The other findings are about the run manifest and its own signature.
 */
const isOfAllJobs = (rule: RuleName, { subject }: Finding): boolean =>
  rule !== 'signature' && !(rule === 'signers' && subject === REPORT)

/** Downgrades a met finding to undecided if the job list is incomplete: the missing job may break the rule. */
const withWholeList = (finding: Finding, manifest: RunManifest): Finding =>
  finding.result !== 'met' || isListWhole(manifest)
    ? finding
    : undecided(finding.subject, `${finding.reason.slice(0, 400)}; the list of jobs could not be read whole`)

const isOwn = (job: ReportedJob, { ownJobId, ownJobKey }: PolicyContext): boolean =>
  ownJobId === '' ? ownJobKey !== '' && job.key === ownJobKey && job.presence === 'in-progress' : job.id === ownJobId

type RuleName = keyof PolicyRules
type Rule = (policy: PolicyRules, facts: RuleFacts) => readonly Finding[]

/** Applies a rule only if the policy has it. */
const given =
  <Name extends RuleName>(
    name: Name,
    rule: (value: NonNullable<PolicyRules[Name]>, facts: RuleFacts) => readonly Finding[],
  ): Rule =>
  (policy, facts) => {
    const value = policy[name]
    return value === undefined ? [] : rule(value, facts)
  }

const RULES: { readonly [Name in RuleName]: Rule } = {
  'required-jobs': given('required-jobs', requiredJobs),
  'no-contradictions': given('no-contradictions', (_, facts) => contradictions(facts)),
  signers: given('signers', allowedSigners),
  signature: given('signature', signatureMode),
  'pinned-actions': given('pinned-actions', pinnedActions),
  'image-max-age-days': given('image-max-age-days', imageAge),
  environments: given('environments', environments),
  events: given('events', events),
  'source-refs': given('source-refs', sourceRefs),
  'hosted-runners': given('hosted-runners', (_, facts) => hostedRunners(facts)),
  'no-finding': given('no-finding', noFinding),
  'require-convergence': given('require-convergence', requireConvergence),
}

const NAMES = Object.keys(RULES) as readonly RuleName[]

/**
 * Sorts violations first, then undecided findings. The verdict is the worst of all findings, including those over the
 * cap.
 */
export const summarise = (
  findings: readonly PolicyFinding[],
): Pick<PolicyResult, 'verdict' | 'rules' | 'notListed'> => {
  // An unusable policy file is never cut: its rules are unknown.
  const first = (rule: PolicyFinding['rule']) => (rule === 'policy-file' ? 0 : 1)
  const sorted = [...findings].sort((a, b) => first(a.rule) - first(b.rule))
  const inOrder = ORDER.flatMap(result => sorted.filter(finding => finding.result === result))
  const notListed = inOrder.length - LIMITS.policyFindings
  return {
    verdict: inOrder[0]?.result ?? 'undecided',
    rules: inOrder.slice(0, LIMITS.policyFindings),
    notListed: notListed > 0 ? notListed : undefined,
  }
}

const ORDER: readonly PolicyVerdict[] = ['violated', 'undecided', 'other', 'met']
