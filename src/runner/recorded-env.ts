import { LIMITS } from '../core/limits.ts'
import { redactSecrets, redactThenCut } from '../core/redact/redact.ts'
import type { Environment } from '../io/env.ts'
import type { RecordedVariable } from '../schema/job/replay.ts'
import type { Gap, GapReason, Reading } from '../schema/values/fact.ts'

export type RecordedEnv = {
  readonly variables: readonly RecordedVariable[]
  /** The number of values that contained a credential of this environment and became `redacted`. */
  readonly redacted: number
}

/**
 * Returns the values of the variables that the user named, as this process has them. It refuses credential names, and
 * GitHub's own ACTIONS_*, which contain the job's tokens. It redacts a value that contains the value of such a
 * variable. A value that looks like a credential is redacted later, with the rest of the manifest.
 */
export const readRecordedEnv = (environment: Environment, names: readonly string[]): Reading<RecordedEnv> => {
  const credentials = listCredentials(environment)
  const read = [...new Set(names)].map(name => readVariable(environment, name, credentials))
  return {
    value: {
      variables: read.flatMap(one => (one.variable === undefined ? [] : [one.variable])),
      redacted: read.filter(({ isRedacted }) => isRedacted === true).length,
    },
    gaps: read.flatMap(one => (one.gap === undefined ? [] : [one.gap])),
  }
}

type Read = { readonly variable?: RecordedVariable; readonly isRedacted?: boolean; readonly gap?: Gap }

const readVariable = (environment: Environment, name: string, credentials: readonly string[]): Read => {
  if (isRefused(name)) return { gap: toGap(name, 'not-applicable', 'refused: variables of that name are not recorded') }
  const value = environment[name]
  if (value === undefined) return { gap: toGap(name, 'not-found') }
  if (credentials.some(credential => value.includes(credential)))
    return { variable: { name, value: 'redacted', source: 'runner' }, isRedacted: true }
  // The value is not cut here, since the beginning of a credential may not look like one.
  if (value.length > LIMITS.recordedValue)
    return { gap: toGap(name, 'too-large', `over ${LIMITS.recordedValue} characters`) }
  return { variable: { name, value, source: 'runner' } }
}

/** Returns whether a variable of this name is never recorded, even if the user names it. */
export const isRefused = (name: string): boolean => /TOKEN|SECRET|PASSWORD|KEY/i.test(name) || /^ACTIONS_/i.test(name)

/** Matches a valid variable name. A credential that was pasted by mistake must not match, since names are recorded. */
export const isVariableName = (text: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(text) && redactSecrets(text).redacted === 0

/** The minimum length: a shorter value (`true`, `none`) is no credential and occurs in too many other values. */
const MIN_CREDENTIAL = 8

/** Returns the values of variables with credential names, including inputs of this action such as `token`. */
const listCredentials = (environment: Environment): readonly string[] =>
  Object.entries(environment).flatMap(([name, value]) => {
    const text = value?.trim() ?? ''
    return isRefused(name) && text.length >= MIN_CREDENTIAL ? [text] : []
  })

const toGap = (name: string, reason: GapReason, detail?: string): Gap => ({
  field: redactThenCut(`replay.env.${name}`, 200),
  source: 'user',
  reason,
  detail,
})
