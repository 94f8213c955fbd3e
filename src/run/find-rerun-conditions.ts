import { sha256Hex } from '../digest.ts'
import { unpinnedOf } from '../findings/surroundings/unpinned.ts'
import { workflowFiles } from '../findings/surroundings/workflow-files.ts'
import type { Gap, Learned } from '../model/fact.ts'
import { redactSecrets } from '../model/redact.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { toStateText } from '../model/state-text.ts'
import type { Surroundings } from '../model/surroundings.ts'
import { fromMillis } from '../model/time.ts'
import { readBranchRules } from '../sources/rest/rules.ts'
import type { World } from '../report/connect.ts'
import type { Found } from '../account/evidence.ts'
import type { Listed } from './list-run.ts'
import type { SeenAround } from './observe-around.ts'

/** What a repetition of the run would meet beside its commit: rules as read, workflow files, actions that may move. */
export const findSurroundings = async (
  world: World,
  listed: Listed,
  around: SeenAround | undefined,
  { run, jobs }: RunManifest,
  now: () => number,
): Promise<Found> => {
  const rulesets = await readRulesets(world, run, jobs, now)
  const workflows = workflowFiles({
    run,
    jobs,
    path: listed.facts.path,
    referenced: listed.facts.referenced ?? [],
    files: around?.files ?? [],
  })
  // Our own job has no recorder, and what it uses is not the run's work.
  const others = world.followed ? jobs : jobs.filter(({ id }) => id === undefined || id !== world.inputs.jobId)
  const own = { repository: run.repository.value, sha: workflows[0]?.sha }
  const unpinned = unpinnedOf(others, own, listed.facts.referenced)
  const { value: surroundings, redacted } = redactSecrets({
    environments: environmentsOf(around),
    ...(rulesets.facts === undefined ? {} : { rulesets: rulesets.facts }),
    workflows,
    unpinned: unpinned.facts,
  })
  return { fields: { surroundings }, redacted, gaps: [...rulesets.gaps, ...unpinned.gaps] }
}

/** Read already, for the gates of the timeline. */
const environmentsOf = (around: SeenAround | undefined): Surroundings['environments'] =>
  (around?.environments ?? []).map(({ name, rules }) => ({
    environment: name,
    ...stateOf(rules, around?.observedAt ?? ''),
  }))

const readRulesets = async (
  world: World,
  run: RunManifest['run'],
  jobs: RunManifest['jobs'],
  now: () => number,
): Promise<Learned<Surroundings['rulesets']>> => {
  const branch = branchOf(world, run, jobs)
  if (branch === undefined) return { facts: undefined, gaps: [NO_BRANCH] }
  const rules = await readBranchRules(world.rest, world.repository, branch)
  if (rules.facts === undefined) return { facts: undefined, gaps: rules.gaps }
  return { facts: { branch, ...stateOf(rules.facts, fromMillis(now())) }, gaps: [] }
}

const stateOf = (rules: readonly unknown[], readAt: string) => ({
  digest: `sha256:${sha256Hex(toStateText(rules))}`,
  ruleCount: rules.length,
  readAt,
  source: 'api' as const,
})

const NO_BRANCH: Gap = {
  field: 'surroundings.rulesets',
  source: 'api',
  reason: 'not-applicable',
  detail: 'the run is of no branch, or nothing tells of which',
}

/** The branch that the run is of. `refs/pull/…` has no rules: those of the base decide over the change. */
const branchOf = (world: World, run: RunManifest['run'], jobs: RunManifest['jobs']): string | undefined => {
  const ref = run.ref?.value ?? jobs.flatMap(({ record }) => record?.run.ref?.value ?? [])[0] ?? ''
  if (ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length)
  if (!ref.startsWith('refs/pull/')) return undefined
  const own = world.followed ? '' : (world.environment['GITHUB_BASE_REF'] ?? '')
  return own === '' ? jobs.flatMap(({ record }) => record?.run.baseRef?.value ?? [])[0] : own
}
