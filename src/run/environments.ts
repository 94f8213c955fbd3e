import { inParallel } from '../in-parallel.ts'
import type { Gap } from '../model/fact.ts'
import type { ObservedEnvironment, RunObservation } from '../model/run-observation.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { readEnvironment } from '../sources/rest/environments.ts'

/** Environments that one report asks for; each costs a request. */
const MAX_ENVIRONMENTS = 20
const WIDTH = 4

/** Rules of the environments that this run has to do with, by name. Which others the repository has is not asked. */
export const readEnvironments = async (
  client: RunClient,
  repository: string,
  seen: Pick<RunObservation, 'workflow' | 'approvals' | 'pending' | 'deployments'>,
): Promise<{ readonly items: readonly ObservedEnvironment[]; readonly gaps: readonly Gap[] }> => {
  const names = [...new Set(namesOf(seen))].filter(isName).sort()
  const read = await inParallel(names.slice(0, MAX_ENVIRONMENTS), WIDTH, name =>
    readEnvironment(client, repository, name),
  )
  const reasons = new Map(read.flatMap(({ gaps }) => gaps).map(gap => [`${gap.reason} ${gap.detail}`, gap]))
  const cut: Gap = {
    field: 'environments',
    reason: 'too-large',
    source: 'api',
    detail: `more than ${MAX_ENVIRONMENTS}`,
  }
  return {
    items: read.flatMap(({ item }) => item ?? []),
    gaps: [...reasons.values(), ...(names.length > MAX_ENVIRONMENTS ? [cut] : [])],
  }
}

const namesOf = ({
  workflow,
  approvals,
  pending,
  deployments,
}: Pick<RunObservation, 'workflow' | 'approvals' | 'pending' | 'deployments'>): readonly string[] => [
  ...(workflow?.plan.jobs ?? []).flatMap(job => job.environment?.name ?? []),
  ...approvals.flatMap(approval => approval.environments),
  ...pending.map(one => one.environment),
  ...deployments.map(one => one.environment),
]

/** GitHub's limit of a name is 255 characters; a name of dots would lead out of the API's folder of environments. */
const isName = (name: string): boolean => name.length > 0 && name.length <= 255 && !/^\.{1,2}$/.test(name)
