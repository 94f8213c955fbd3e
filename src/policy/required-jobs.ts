import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { nameJob } from './name-job.ts'
import { type Finding, isListRead, isUnread, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/**
 * Checks that each job of the list is in the run, left a manifest, and succeeded according to GitHub. Every matrix leg
 * counts.
 */
export const requiredJobs = (names: readonly string[], facts: RuleFacts): readonly Finding[] =>
  names.map(name => requiredJob(name, facts))

const requiredJob = (name: string, { manifest, jobs }: RuleFacts): Finding => {
  const named = jobs.map(job => ({ job, how: nameJob(name, job, manifest) }))
  const proven = named.filter(({ how }) => how === 'proven')
  if (proven.length === 0) {
    if (named.some(({ how }) => how === 'claimed'))
      return undecided(name, 'only a manifest says that its job has this key; use the name that GitHub shows')
    return isListRead(manifest)
      ? violated(name, 'no such job in this run')
      : undecided(name, 'the list of jobs could not be read whole')
  }
  const findings = proven.map(({ job }) => checkRequiredJob(name, job, manifest))
  return (
    findings.find(({ result }) => result === 'violated') ??
    findings.find(({ result }) => result === 'undecided') ??
    met(name, findings.length === 1 ? 'recorded and successful' : `${findings.length} jobs, recorded and successful`)
  )
}

const checkRequiredJob = (name: string, job: ReportedJob, manifest: RunManifest): Finding => {
  // A job with `continue-on-error` has success in `needs`; GitHub's own conclusion shows its failure.
  const conclusion = job.api?.conclusion ?? job.needsResult
  const which = job.name === name ? '' : `${job.name}: `
  if (conclusion !== undefined && conclusion !== 'success') return violated(name, `${which}ended as ${conclusion}`)
  switch (job.presence) {
    case 'recorded':
    case 'carried-over':
      if (job.record === undefined) return undecided(name, `${which}carried over from an attempt without a manifest`)
      return conclusion === undefined
        ? undecided(name, `${which}GitHub names no conclusion`)
        : met(name, `${which}recorded and successful`)
    case 'not-recorded':
      return isUnread(manifest, 'artifacts') || isUnread(manifest, `jobs.${job.id ?? job.key ?? ''}.manifest`)
        ? undecided(name, `${which}its manifest could not be read`)
        : violated(name, `${which}left no manifest`)
    case 'conflict':
      return violated(name, `${which}two manifests claim it`)
    case 'skipped':
      return violated(name, `${which}was skipped`)
    case 'not-started':
    case 'in-progress':
    case 'other':
      return undecided(name, `${which}has not ended`)
  }
}
