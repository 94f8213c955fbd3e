import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { sha256Hex } from '../io/digest.ts'
import { type Configuration, configuration } from '../schema/run/configuration.ts'
import { describePolicyIssues } from './policy-file.ts'
import { parseRepositoryYaml, unknownKeys } from './repository-yaml.ts'
import type { RunClient } from './rest/client.ts'
import { readFileAt } from './rest/contents.ts'

/** The one place of the configuration file. */
export const CONFIGURATION_PATH = '.github/pipeline-trace.yml'

export type ConfigurationRead =
  | { readonly kind: 'read'; readonly configuration: Configuration; readonly digest: string }
  /** The repository has none, or the token may not read it: GitHub answers 404 for both. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly fault: TraceError }
  /** It is there and wrong, and nothing of it is used. */
  | { readonly kind: 'unusable'; readonly fault: TraceError; readonly digest: string }

/**
 * Reads the configuration file of the default branch, or of the base of a change, always from GitHub and never from the
 * workspace: the author of a pull request controls the file in its checkout. The function never throws; a fault names
 * its remedy.
 */
export const readConfiguration = async (
  client: RunClient,
  repository: string,
  branch?: string,
): Promise<ConfigurationRead> => {
  const answer = await readFileAt(client, repository, CONFIGURATION_PATH, branch)
  const where = `${CONFIGURATION_PATH} on ${branch ?? 'the default branch'}`
  if (!answer.ok) {
    if (answer.status === 404) return { kind: 'absent' }
    const hint = 'Run the report job again once GitHub answers'
    const fault = new TraceError('FILE_UNREADABLE', `${where} could not be read: ${answer.detail}`, { hint })
    return { kind: 'unreadable', fault }
  }
  const digest = `sha256:${sha256Hex(answer.bytes)}`
  const parsed = parseConfiguration(answer.bytes)
  if (typeof parsed !== 'string') return { kind: 'read', configuration: parsed, digest }
  const hint = 'Correct the file: docs/configuration.md, schema/configuration.schema.json'
  return {
    kind: 'unusable',
    fault: new TraceError('SCHEMA_MISMATCH', `${where} is not used: ${parsed}`, { hint }),
    digest,
  }
}

/** Returns the configuration in the bytes of a file, or its faults in one line. */
export const parseConfiguration = (bytes: Uint8Array): Configuration | string => {
  const value = parseRepositoryYaml(bytes)
  if (typeof value === 'string') return value
  const parsed = z.safeParse(configuration, value)
  return parsed.success ? parsed.data : describeIssues(parsed.error.issues)
}

const describeIssues = (issues: readonly z.core.$ZodIssue[]): string => {
  const ofPolicy = issues.filter(({ path }) => path[0] === 'policy')
  const others = issues.filter(({ path }) => path[0] !== 'policy').slice(0, LIMITS.fileIssues)
  return [
    ...(ofPolicy.length === 0
      ? []
      : [`policy: ${describePolicyIssues(ofPolicy.map(issue => ({ ...issue, path: issue.path.slice(1) })))}`]),
    ...others.map(describeIssue),
  ].join('; ')
}

const describeIssue = (issue: z.core.$ZodIssue): string => {
  const place = redactThenCut(issue.path.map(String).join('.'), 200)
  const at = place === '' ? '' : ` in ${place}`
  const unknown = unknownKeys(issue)
  if (unknown.length > 0)
    return `unknown key ${unknown.map(key => JSON.stringify(redactThenCut(key, 100))).join(', ')}${at}`
  const key = issue.path.findLast(part => typeof part === 'string')
  return `wrong value${at}: ${REMEDIES[String(key ?? '')] ?? 'a mapping with version, policy, findings and report'}`
}

/** The expected value of each key. */
const REMEDIES: Readonly<Record<string, string>> = {
  version: '1',
  findings: 'ignore and thresholds; under report, a whole number from 0 to 20',
  ignore: 'a list of {rule, subject, until}',
  rule: 'the name of a rule in docs/findings',
  subject: 'the name of the subject, in which * matches any text',
  until: 'a date such as 2026-12-31',
  thresholds: 'samples, queue-minutes, approval-minutes',
  samples: 'a whole number from 3 to 200',
  'queue-minutes': 'a number of minutes, at most 43200',
  'approval-minutes': 'a number of minutes, at most 43200',
  report: 'findings: a whole number from 0 to 20',
  policy: 'the rules of docs/policy.md',
}
