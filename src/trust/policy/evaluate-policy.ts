import { LIMITS } from '../../model/limits.ts'
import type { Policy } from '../../model/policy.ts'
import type { PolicyFinding, PolicyResult, PolicyVerdict } from '../../model/policy-result.ts'
import type { ReportedJob, RunManifest } from '../../model/run-manifest.ts'
import { allowedSigners } from './allowed-signers.ts'
import { contradictions } from './contradictions.ts'
import { environments } from './environments.ts'
import { hostedRunners } from './hosted-runners.ts'
import { imageAge } from './image-age.ts'
import { pinnedActions } from './pinned-actions.ts'
import { requiredJobs } from './required-jobs.ts'
import type { Finding, RuleFacts } from './rule-facts.ts'
import { events, sourceRefs } from './run-source.ts'
import { signatureMode } from './signature-mode.ts'

/** When it is judged, and which job judges: the report's own is not over yet. */
export type Bench = { readonly now: number; readonly ownJobId: string; readonly ownJobKey: string }

/** Holds the run against every rule of the policy. A rule whose facts are absent is undecided, never met. */
export const evaluatePolicy = (
  policy: Policy,
  manifest: RunManifest,
  bench: Bench,
): Pick<PolicyResult, 'verdict' | 'rules' | 'notListed'> => {
  const jobs = manifest.jobs.filter(job => !isOwn(job, bench))
  const facts: RuleFacts = { manifest, jobs, now: bench.now }
  return summarise(
    NAMES.flatMap(rule =>
      RULES[rule](policy, facts).map(({ result, subject, reason }) => ({ rule, result, subject, reason })),
    ),
  )
}

const isOwn = (job: ReportedJob, { ownJobId, ownJobKey }: Bench): boolean =>
  ownJobId === '' ? ownJobKey !== '' && job.key === ownJobKey && job.presence === 'in-progress' : job.id === ownJobId

type RuleName = Exclude<keyof Policy, 'version'>
type Rule = (policy: Policy, facts: RuleFacts) => readonly Finding[]

/** The rule where the policy has it. */
const given =
  <Name extends RuleName>(
    name: Name,
    rule: (value: NonNullable<Policy[Name]>, facts: RuleFacts) => readonly Finding[],
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
}

const NAMES = Object.keys(RULES) as readonly RuleName[]

/** Violations first, then what is undecided; the verdict is the worst of all, also of those over the cap. */
export const summarise = (
  findings: readonly PolicyFinding[],
): Pick<PolicyResult, 'verdict' | 'rules' | 'notListed'> => {
  const inOrder = ORDER.flatMap(result => findings.filter(finding => finding.result === result))
  const notListed = inOrder.length - LIMITS.policyFindings
  return {
    verdict: inOrder[0]?.result ?? 'undecided',
    rules: inOrder.slice(0, LIMITS.policyFindings),
    ...(notListed > 0 ? { notListed } : {}),
  }
}

const ORDER: readonly PolicyVerdict[] = ['violated', 'undecided', 'other', 'met']
