import type { Evidence } from '../account/evidence.ts'
import { redactSecrets } from '../core/redact/redact.ts'
import { toStateText } from '../core/state-text.ts'
import { fromMillis } from '../core/time.ts'
import { findUnpinned } from '../findings/rerun/unpinned.ts'
import { workflowFiles } from '../findings/rerun/workflow-files.ts'
import type { RunClient } from '../github/rest/client.ts'
import { readBranchRules } from '../github/rest/protection/branch-rules.ts'
import { sha256Hex } from '../io/digest.ts'
import type { RerunConditions } from '../schema/run/rerun-conditions.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap, Reading } from '../schema/values/fact.ts'
import type { RunRead } from './run-read.ts'
import { findOwnJob, type Subject } from './subject.ts'

/**
 * Finds the conditions that a re-run would meet beside its commit: protection rules, workflow files, and unpinned
 * actions.
 */
export const findRerunConditions = async (
  client: RunClient,
  { subject, listed, observation, files }: RunRead,
  { run, jobs }: RunManifest,
  now: () => number,
): Promise<Evidence> => {
  const rulesets = await readRulesets(client, subject, run, jobs, now)
  const referenced = listed.facts.referenced
  const workflows = workflowFiles({ run, jobs, path: listed.facts.path, referenced: referenced ?? [], files })
  // The report's own job has no recorder, and the actions it uses are not the run's work.
  const own = findOwnJob(subject).id
  const others = jobs.filter(({ id }) => id === undefined || id !== own)
  const repository = { repository: run.repository.value, sha: workflows[0]?.sha }
  const unpinned = findUnpinned(others, repository, referenced)
  const { value: rerunConditions, redacted } = redactSecrets({
    environments: toEnvironments(observation),
    rulesets: rulesets.value,
    workflows,
    unpinned: unpinned.value,
  })
  return { fields: { rerunConditions }, redacted, gaps: [...rulesets.gaps, ...unpinned.gaps] }
}

/** The environments were already read for the protection rules of the timeline. */
const toEnvironments = ({ environments, observedAt }: RunRead['observation']): RerunConditions['environments'] =>
  environments.map(({ name, rules }) => ({ environment: name, ...toRuleState(rules, observedAt) }))

const readRulesets = async (
  client: RunClient,
  subject: Subject,
  run: RunManifest['run'],
  jobs: RunManifest['jobs'],
  now: () => number,
): Promise<Reading<RerunConditions['rulesets']>> => {
  const branch = findBranch(subject, run, jobs)
  if (branch === undefined) return { value: undefined, gaps: [NO_BRANCH] }
  const rules = await readBranchRules(client, subject.repository, branch)
  if (rules.value === undefined) return { value: undefined, gaps: rules.gaps }
  return { value: { branch, ...toRuleState(rules.value, fromMillis(now())) }, gaps: [] }
}

const toRuleState = (rules: readonly unknown[], readAt: string) => ({
  digest: `sha256:${sha256Hex(toStateText(rules))}`,
  ruleCount: rules.length,
  readAt,
  source: 'api' as const,
})

const NO_BRANCH: Gap = {
  field: 'rerunConditions.rulesets',
  source: 'api',
  reason: 'not-applicable',
  detail: 'the run is of no branch, or nothing tells of which',
}

/**
 * Returns the branch of the run. A `refs/pull/…` ref has no rules: the rules of the base branch decide over the
 * change.
 */
const findBranch = (subject: Subject, run: RunManifest['run'], jobs: RunManifest['jobs']): string | undefined => {
  const ref = run.ref?.value ?? jobs.flatMap(({ record }) => record?.run.ref?.value ?? [])[0] ?? ''
  if (ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length)
  if (!ref.startsWith('refs/pull/')) return undefined
  const own = subject.kind === 'own-run' ? (subject.baseRef ?? '') : ''
  return own === '' ? jobs.flatMap(({ record }) => record?.run.baseRef?.value ?? [])[0] : own
}
