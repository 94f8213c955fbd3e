import type { ReportedJob } from '../schema/run/run-manifest.ts'
import { type Finding, getAgreement, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/**
 * Checks that every job ran on a machine that GitHub hosts. `verify --deny-self-hosted-runners` checks the same in a
 * certificate.
 */
export const hostedRunners = ({ jobs }: RuleFacts): readonly Finding[] => {
  const ran = jobs.filter(({ presence }) => presence !== 'skipped' && presence !== 'not-started')
  if (ran.length === 0) return [undecided('runners', 'no job ran')]
  const findings = ran.map(findSelfHosted).filter(finding => finding !== undefined)
  return findings.length > 0 ? findings : [met('runners', `${ran.length} jobs, each on a runner of GitHub's`)]
}

/** Group of hosted runners. Larger ones are in a group that the organization named (REST, jobs of a run). */
const HOSTED_GROUP = 'GitHub Actions'

const findSelfHosted = (job: ReportedJob): Finding | undefined => {
  const { name, record, api } = job
  const told = record?.runner.environment?.value
  if (told === 'self-hosted') return violated(name, 'ran on a self-hosted runner')
  if (api?.runnerGroup === HOSTED_GROUP) return undefined
  return told === 'github-hosted' && getAgreement(job, 'runner.environment') === 'confirmed'
    ? undefined
    : undecided(
        name,
        `nobody but the job says where it ran${api?.runnerGroup === undefined ? '' : `; its group is ${api.runnerGroup}`}`,
      )
}
