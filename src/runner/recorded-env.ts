import { LIMITS } from '../core/limits.ts'
import { redactSecrets, redactThenCut } from '../core/redact/redact.ts'
import type { Environment } from '../io/env.ts'
import type { RecordedVariable } from '../schema/job/replay.ts'
import type { Gap, GapReason, Learned } from '../schema/values/fact.ts'

export type RecordedEnv = {
  readonly variables: readonly RecordedVariable[]
  /** How many values held a credential of this environment and became `redacted`. */
  readonly redacted: number
}

/**
 * The values of the variables that the user named, as this process sees them. Refused by name: what is called a
 * credential, and GitHub's own ACTIONS_*, which hold the job's tokens. A value that holds the value of such a variable
 * is redacted here; one that looks like a credential is redacted with the rest of the manifest.
 */
export const readRecordedEnv = (environment: Environment, names: readonly string[]): Learned<RecordedEnv> => {
  const credentials = listCredentials(environment)
  const read = [...new Set(names)].map(name => readVariable(environment, name, credentials))
  return {
    facts: {
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
  // Not cut: the beginning of a credential may not look like one.
  if (value.length > LIMITS.recordedValue)
    return { gap: toGap(name, 'too-large', `over ${LIMITS.recordedValue} characters`) }
  return { variable: { name, value, source: 'runner' } }
}

/** Whether a variable of this name is never recorded, whoever asks. */
export const isRefused = (name: string): boolean => /TOKEN|SECRET|PASSWORD|KEY/i.test(name) || /^ACTIONS_/i.test(name)

/** The name of a variable that may be asked for. A credential pasted by mistake is none: names are written down. */
export const isVariableName = (text: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(text) && redactSecrets(text).redacted === 0

/** A shorter value (`true`, `none`) says nothing, and stands in too many others. */
const MIN_CREDENTIAL = 8

/** Values of this environment that the names call credentials, inputs of this action such as `token` among them. */
const listCredentials = (environment: Environment): readonly string[] =>
  Object.entries(environment).flatMap(([name, value]) => {
    const text = value?.trim() ?? ''
    return isRefused(name) && text.length >= MIN_CREDENTIAL ? [text] : []
  })

const toGap = (name: string, reason: GapReason, detail?: string): Gap => ({
  field: redactThenCut(`replay.env.${name}`, 200),
  source: 'user',
  reason,
  ...(detail === undefined ? {} : { detail }),
})
