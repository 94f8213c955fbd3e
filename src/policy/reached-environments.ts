import { type Finding, isUnread, met, type RuleFacts, undecided } from './rule-facts.ts'

/**
 * Lists the environments with a deployment, or with a job that ran: `deployment: false` in a workflow file leaves no
 * deployment.
 */
export const listReachedEnvironments = ({ manifest: { lineage, timeline }, jobs }: RuleFacts): readonly string[] => {
  const idle = new Set(
    jobs.filter(({ presence }) => presence === 'skipped' || presence === 'not-started').map(({ id }) => id ?? ''),
  )
  return [
    ...new Set([
      ...(lineage?.deployed ?? []).filter(({ jobId }) => !idle.has(jobId ?? '-')).map(({ environment }) => environment),
      ...(lineage?.images ?? []).flatMap(({ deployed }) => deployed.map(({ environment }) => environment)),
      ...(timeline?.jobs ?? []).flatMap(({ id, environment }) =>
        environment === undefined || idle.has(id) ? [] : [environment],
      ),
    ]),
  ].sort()
}

/** What a rule says of an environment that the run did not reach. */
export const notReached = (name: string, { manifest }: RuleFacts): Finding =>
  manifest.timeline === undefined || isUnread(manifest, 'deployments')
    ? undecided(name, 'the deployments of the run could not be read')
    : met(name, 'not reached by this run')
