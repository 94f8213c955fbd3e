import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type EnvironmentRule, type Policy, toJobPattern } from '../schema/run/policy.ts'
import type { ArtifactLineage, DeployedArtifacts, ImageLineage } from '../schema/run/run-evidence.ts'
import { nameJob } from './name-job.ts'
import { listReachedEnvironments, notReached } from './reached-environments.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/** Checks that the job that the policy names made, in this run, all that reached an environment. */
export const environments = (rule: NonNullable<Policy['environments']>, facts: RuleFacts): readonly Finding[] =>
  Object.entries(rule).flatMap(([name, one]) => {
    const reached = listReachedEnvironments(facts).filter(environment => matchesWhole(toJobPattern(name), environment))
    return reached.length === 0 ? [notReached(name, facts)] : reached.flatMap(each => intoEnvironment(each, one, facts))
  })

/** An artifact or an image that reached an environment. */
type Cargo = Pick<ArtifactLineage, 'digest' | 'madeBy' | 'runId' | 'attestations'> & {
  readonly name: string
  readonly differs: boolean
}

const intoEnvironment = (environment: string, rule: EnvironmentRule, facts: RuleFacts): readonly Finding[] => {
  const { lineage } = facts.manifest
  const into = (lineage?.deployed ?? []).filter(one => one.environment === environment)
  const images = (lineage?.images ?? []).filter(one => one.deployed.some(each => each.environment === environment))
  const wanted = rule.artifact === undefined ? undefined : toJobPattern(rule.artifact)
  const cargo = [
    ...into.flatMap(one => listDeployedDigests(one, lineage?.artifacts ?? [])),
    ...images.map(imageCargo),
  ].filter(({ name }) => wanted === undefined || matchesWhole(wanted, name))
  const blind = into.filter(({ observed }) => !observed)
  const unseen = blind.map(({ job }) => undecided(environment, `what ${job ?? 'the deploying job'} took is not known`))
  if (cargo.length === 0)
    return unseen.length > 0
      ? unseen
      : [
          undecided(
            environment,
            `no artifact${rule.artifact === undefined ? '' : ` ${rule.artifact}`} is seen to reach it`,
          ),
        ]
  const findings = [...cargo.map(one => origin(environment, one, rule, facts)), ...unseen]
  const open = findings.filter(({ result }) => result !== 'met')
  return open.length > 0 ? open : [met(environment, `${cargo.length} produced by ${rule['produced-by']}`)]
}

const listDeployedDigests = ({ artifacts }: DeployedArtifacts, known: readonly ArtifactLineage[]): readonly Cargo[] =>
  artifacts.map(({ name, id, digest, madeBy, runId }) => {
    const whole = known.find(one => (id === undefined ? one.name === name : one.id === id))
    const { attestations, flags = [] } = whole ?? {}
    return { name, digest, madeBy, runId, attestations, differs: flags.includes('digest-differs') }
  })

const imageCargo = ({ image, digest, pushedBy, attestations }: ImageLineage): Cargo => ({
  ...{ name: image ?? digest, digest, madeBy: pushedBy, runId: undefined, attestations, differs: false },
})

const origin = (environment: string, cargo: Cargo, rule: EnvironmentRule, { manifest, jobs }: RuleFacts): Finding => {
  const subject = `${cargo.name} in ${environment}`
  const { madeBy } = cargo
  if (cargo.differs) return violated(subject, 'the digest that was taken is not the one that was made')
  if (cargo.runId !== undefined && cargo.runId !== manifest.run.runId.value)
    return violated(subject, `produced by run ${cargo.runId}`)
  const producer = madeBy?.jobId === undefined ? undefined : jobs.find(({ id }) => id === madeBy.jobId)
  if (producer === undefined) return undecided(subject, 'nobody knows which job made it')
  const named = nameJob(rule['produced-by'], producer, manifest)
  if (named === 'no') return violated(subject, `produced by ${producer.name}`)
  // A manifest without a tie to its job may be another job's, and so may its artifacts.
  if (named === 'claimed' || (producer.record !== undefined && producer.agreement !== 'confirmed'))
    return undecided(subject, `produced by ${producer.name}, by the word of its manifest alone`)
  return rule['has-attestation'] === true
    ? attestation(subject, cargo.attestations)
    : met(subject, `produced by ${producer.name}`)
}

const attestation = (subject: string, held: number | undefined): Finding => {
  if (held === undefined) return undecided(subject, 'GitHub was not asked for its attestations, or did not answer')
  return held === 0
    ? violated(subject, 'GitHub holds no attestation for its digest')
    : met(subject, `${held} attestations, not verified here`)
}
