import { BUDGETS } from '../../core/budgets.ts'
import type { Environment } from '../../io/env.ts'
import { type RecordedEnv, readRecordedEnv } from '../../runner/recorded-env.ts'
import { toolsOnPath } from '../../runner/tool-paths.ts'
import type { DeployManifest, Lockfile, ProbedDependency, ResolvedTool } from '../../schema/job/replay.ts'
import type { Fact, Gap, Reading } from '../../schema/values/fact.ts'
import { parseDependency } from '../../workspace/dependencies/dependency-name.ts'
import { isBehindProxy } from '../../workspace/dependencies/proxy-names.ts'
import { readLockfiles } from '../../workspace/lockfiles.ts'
import type { RecorderInputs } from '../inputs.ts'
import { createBoundedRead } from './bounded-source.ts'
import type { Host } from './host.ts'
import { readNamesSet } from './names-set.ts'
import { readInThread } from './yaml-thread.ts'

export type ReplayFacts = {
  readonly lockfiles: readonly Lockfile[]
  readonly env: RecordedEnv
  readonly deployManifests: readonly DeployManifest[]
  readonly toolsOnPath: readonly ResolvedTool[]
  readonly dependencies: readonly ProbedDependency[] | undefined
  readonly variablesSet: Fact<string[]> | undefined
}

/** Collects the inputs of the job that a repetition needs. It loads only what an input requests. */
export const collectReplay = async (
  inputs: RecorderInputs,
  { environment, extent, now, program }: Pick<Host, 'environment' | 'extent' | 'now' | 'program'>,
  reading: () => number,
): Promise<Reading<ReplayFacts>> => {
  const read = createBoundedRead(extent, reading)
  const workspace = environment['GITHUB_WORKSPACE'] ?? ''
  const [env, variablesSet, tools, lockfiles, deployManifests, dependencies] = await Promise.all([
    // A second try does not read the variables that steps named.
    read('replay.env', { variables: [], redacted: 0 }, async () => readRecordedEnv(environment, inputs.recordEnv)),
    read<Fact<string[]> | undefined>('replay.variablesSet', undefined, async () => readNamesSet(environment)),
    read('replay.tools', [], async () => ({ value: toolsOnPath(environment), gaps: [] })),
    read('replay.lockfiles', [], () => readLockfiles(workspace, Math.min(BUDGETS.workspace, reading()))),
    read('replay.deployManifests', [], () => collectDeployManifests(inputs, workspace, program, reading)),
    collectDependencies(inputs, environment, now, reading),
  ])
  return {
    value: {
      lockfiles: lockfiles.value,
      env: env.value,
      deployManifests: deployManifests.value,
      toolsOnPath: tools.value,
      dependencies: dependencies.value,
      variablesSet: variablesSet.value,
    },
    gaps: [
      ...lockfiles.gaps,
      ...env.gaps,
      ...tools.gaps,
      ...deployManifests.gaps,
      ...dependencies.gaps,
      ...variablesSet.gaps,
    ],
  }
}

const collectDeployManifests = async (
  { deployManifests }: RecorderInputs,
  workspace: string,
  program: string,
  reading: () => number,
): Promise<Reading<readonly DeployManifest[]>> => {
  if (deployManifests.length === 0) return { value: [], gaps: [] }
  const { readDeployManifests } = await import('../../workspace/deploy-manifests.ts')
  const times = {
    digests: Math.min(BUDGETS.workspace, reading()),
    kustomizations: Math.min(BUDGETS.kustomizations, reading()),
  }
  return readDeployManifests(workspace, deployManifests, times, (texts, signal) =>
    readInThread(program, { kind: 'kustomizations', request: texts }, signal),
  )
}

/**
 * Probes the dependencies, only after a failure. For a passed job an answering service states nothing, and that job
 * must not wait.
 */
const collectDependencies = async (
  inputs: RecorderInputs,
  environment: Environment,
  now: () => number,
  reading: () => number,
): Promise<Reading<readonly ProbedDependency[] | undefined>> => {
  const named = inputs.dependencies.map(parseDependency).filter(dependency => dependency !== undefined)
  if (named.length === 0) return { value: undefined, gaps: [] }
  if (inputs.jobStatus !== 'failure')
    return { value: undefined, gaps: [notAsked('dependencies are asked only after a failure')] }
  const direct = named.filter(dependency => !isBehindProxy(environment, dependency))
  const { probeDependencies } = await import('../../workspace/dependencies/dependency-probe.ts')
  return {
    value: await probeDependencies(direct, Math.min(BUDGETS.dependencies, reading()), now),
    gaps: direct.length < named.length ? [notAsked('those behind a proxy are not asked')] : [],
  }
}

const notAsked = (detail: string): Gap => ({
  field: 'replay.dependencies',
  source: 'runner',
  reason: 'not-applicable',
  detail,
})
