import { LIMITS } from '../../core/limits.ts'
import type { Environment } from '../../io/env.ts'
import type { Fact, Gap, Reading } from '../../schema/values/fact.ts'
import { TOO_MANY, variableNames } from './kept-variables.ts'

/**
 * Returns the names of variables that steps added to the job's environment: the names in post without the names that
 * pre kept (or main, where a local action has no pre). A changed value of an existing variable is not visible here.
 */
export const readNamesSet = (environment: Environment): Reading<Fact<string[]> | undefined> => {
  const kept = readKept(environment)
  if (kept === undefined) return { value: undefined, gaps: [gap('replay.variablesSet', whyNone(environment))] }
  const set = variableNames(environment).filter(name => !OWN.has(name) && !kept(name))
  return {
    value: { value: [...set].sort().slice(0, LIMITS.variableNames), source: 'runner' },
    gaps: [
      ...(environment['STATE_preAt'] === undefined ? [gap('replay.variablesSet.earlier', EARLIER)] : []),
      ...(set.length > LIMITS.variableNames ? [gap('replay.variablesSet.rest', MORE)] : []),
    ],
  }
}

/** Names that the recorder's own main exports. */
const OWN: ReadonlySet<string> = new Set(['TRACEPARENT'])

const readKept = (environment: Environment): ((name: string) => boolean) | undefined => {
  const state = environment['STATE_variables'] ?? ''
  if (!/^\w[\w ]*$/.test(state)) return undefined
  // Windows ignores the case of variable names.
  const fold = (name: string): string => (environment['RUNNER_OS'] === 'Windows' ? name.toUpperCase() : name)
  const names = new Set(state.split(' ').map(fold))
  return name => names.has(fold(name))
}

type Why = Pick<Gap, 'reason' | 'detail'>

const whyNone = ({ STATE_variables: state }: Environment): Why => (state === TOO_MANY ? TOO_LONG : NOT_KEPT)

const NOT_KEPT: Why = { reason: 'not-found', detail: 'neither pre nor main kept the names of before the steps' }
const TOO_LONG: Why = { reason: 'too-large', detail: 'more variables than can be kept from pre to post' }
const EARLIER: Why = {
  reason: 'not-provided',
  detail: 'pre did not run: what steps before the recorder set is unknown',
}
const MORE: Why = { reason: 'too-large', detail: `more than ${LIMITS.variableNames} names` }

const gap = (field: string, why: Why): Gap => ({ field, source: 'runner', ...why })
