import type { TargetConvergence } from '../schema/converge/target-convergence.ts'
import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type PolicyRules, toJobPattern } from '../schema/run/policy.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'
import { listReachedEnvironments, notReached } from './reached-environments.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/**
 * Checks that every deployment target of the named environments became healthy and stayed so, by the record of the
 * action converge in a job of that environment. A job that used no such action leaves the rule undecided. The record is
 * the job's own word: it counts against the job at once, and for it only where its log confirms its manifest.
 */
export const requireConvergence = (
  patterns: NonNullable<PolicyRules['require-convergence']>,
  facts: RuleFacts,
): readonly Finding[] =>
  patterns.flatMap(pattern => {
    const wanted = toJobPattern(pattern)
    const reached = listReachedEnvironments(facts).filter(environment => matchesWhole(wanted, environment))
    return reached.length === 0
      ? [notReached(pattern, facts)]
      : reached.flatMap(environment => checkEnvironment(environment, facts))
  })

const checkEnvironment = (environment: string, { manifest, jobs }: RuleFacts): readonly Finding[] => {
  const ids = new Set((manifest.timeline?.jobs ?? []).flatMap(job => (job.environment === environment ? [job.id] : [])))
  const observed = jobs
    .filter(({ id }) => id !== undefined && ids.has(id))
    .flatMap(job => (job.record?.convergence ?? []).map(target => ({ job, target })))
  return observed.length === 0
    ? [undecided(environment, 'no job of it has a record of the action converge')]
    : observed.map(({ job, target }) => checkTarget(environment, job, target))
}

const checkTarget = (environment: string, job: ReportedJob, { target, verdict }: TargetConvergence): Finding => {
  const subject = `${target.kind}/${target.namespace === undefined ? '' : `${target.namespace}/`}${target.name} in ${environment}`
  switch (verdict) {
    case 'stayed-healthy':
      return job.agreement === 'confirmed'
        ? met(subject, `stayed healthy, by the record of ${job.name}`)
        : undecided(subject, `stayed healthy, by the word of the manifest of ${job.name} alone`)
    case 'degraded':
    case 'out-of-sync':
    case 'rolled-back':
    case 'never-applied':
      return violated(subject, `${verdict}, by the record of ${job.name}`)
    case 'accepted':
    case 'applied':
    case 'healthy':
    case 'superseded':
    case 'not-observed':
    case 'other':
      return undecided(subject, `${verdict}: it was not seen to stay healthy`)
  }
}
