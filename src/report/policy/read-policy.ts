import { CONFIGURATION_PATH, type ConfigurationRead, readConfiguration } from '../../github/configuration-file.ts'
import { isPolicyPath, type PolicyFile, readPolicyFile } from '../../github/policy-file.ts'
import { begin } from '../../io/in-parallel.ts'
import type { ReportContext } from '../connect.ts'
import { findEvaluatedBranch } from './evaluated-branch.ts'

/** The policy that the run is evaluated against. */
export type PolicyRead = {
  /** The file that has the rules. */
  readonly path: string
  /** The branch for which rules are selected. Undefined where it is not known: the rules of every branch then apply. */
  readonly branch: string | undefined
  /** The default branch's file first, then the base branch's file where it exists and differs. */
  readonly files: readonly PolicyFile[]
}

/** What the repository says about its reports. */
export type Rules = { readonly policy: PolicyRead | undefined; readonly configuration: ConfigurationRead }

/**
 * Reads policy and configuration. A policy that is asked for is read at once: without it nothing else counts. Without
 * one the configuration is read after the run, which needs the requests more.
 */
export const readRules = async (
  context: ReportContext,
  observed: Promise<unknown>,
  now: () => number,
): Promise<Rules> => {
  const { inputs, rest, subject } = context
  const read = (): Promise<ConfigurationRead> => readConfiguration(rest, subject.repository)
  if (inputs.policy !== '' && inputs.policy !== CONFIGURATION_PATH) {
    const policy = begin(readPolicy(context, undefined, now))
    await observed
    return { configuration: await read(), policy: await policy }
  }
  if (inputs.policy === '' && inputs.failOn === 'never') await observed
  const configuration = await read()
  return { configuration, policy: await readPolicy(context, configuration, now) }
}

/**
 * Reads the policy: the file that input `policy` names, else the section `policy` of the configuration file. The default
 * branch's rules always apply. For a pull request or a merge queue, the base branch's file can only add rules: an
 * author who may choose the base must not be able to choose a milder policy. The head of a pull request, the commit of
 * a merge queue and the workspace are never read.
 */
const readPolicy = async (
  context: ReportContext,
  configuration: ConfigurationRead | undefined,
  now: () => number,
): Promise<PolicyRead | undefined> => {
  const { inputs, rest, subject, sleep } = context
  const { base, branch } = findEvaluatedBranch(context)
  if (configuration !== undefined) {
    const isGate = inputs.failOn !== 'never'
    const standing = toPolicyFile(configuration, undefined, isGate)
    const added = await readAddedSection(context, base, isGate)
    const files = [standing, added].flatMap(file => file ?? [])
    return files.length === 0 ? undefined : { path: CONFIGURATION_PATH, branch, files: withoutSame(files) }
  }
  if (!isPolicyPath(inputs.policy)) return undefined
  const read = (from: string | undefined): Promise<PolicyFile> =>
    readPolicyFile(rest, subject.repository, inputs.policy, from, { now, sleep })
  const standing = await read(undefined)
  const added = base === undefined ? undefined : await read(base)
  const files = [standing, ...(added === undefined || added.isAbsent ? [] : [added])]
  return { path: inputs.policy, branch, files: withoutSame(files) }
}

/** Leaves out the base's file where it is the same as the default branch's. Often the base is the default branch. */
const withoutSame = (files: readonly PolicyFile[]): readonly PolicyFile[] =>
  files.filter(({ digest }, index) => index === 0 || digest === undefined || digest !== files[0]?.digest)

const readAddedSection = async (
  { rest, subject, event }: ReportContext,
  base: string | undefined,
  isGate: boolean,
): Promise<PolicyFile | undefined> =>
  base === undefined || base === event.defaultBranch
    ? undefined
    : toPolicyFile(await readConfiguration(rest, subject.repository, base), base, isGate)

/**
 * Undefined where the file has no rules. A wrong file may have rules, and so may one that GitHub did not give: the first
 * always counts, the second only where a gate is requested.
 */
const toPolicyFile = (read: ConfigurationRead, branch: string | undefined, isGate: boolean): PolicyFile | undefined => {
  const file = { path: CONFIGURATION_PATH, branch, isAbsent: false }
  switch (read.kind) {
    case 'absent':
      return undefined
    case 'unreadable':
      return isGate ? { ...file, digest: undefined, policy: undefined, fault: read.fault } : undefined
    case 'unusable':
      return { ...file, digest: read.digest, policy: undefined, fault: read.fault }
    case 'read': {
      const { policy } = read.configuration
      return policy === undefined ? undefined : { ...file, digest: read.digest, policy: { version: 1, ...policy } }
    }
  }
}
