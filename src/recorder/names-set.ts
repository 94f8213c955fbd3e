import type { Environment } from '../env.ts'
import type { Fact, Gap, Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import { createMark, TOO_MANY, variableNames } from './kept-variables.ts'

/**
 * Names of the variables that steps added to the job's environment or gave another value: what post sees against what
 * pre (or main, where a local action has no pre) had kept. Values of a step's own `env:` are evaluated anew in each
 * phase, so that another value alone is less certain than a new name.
 */
export const readNamesSet = (environment: Environment): Learned<Fact<string[]> | undefined> => {
  const kept = readKept(environment)
  if (kept === undefined) return { facts: undefined, gaps: [gap('replay.namesSet', whyNone(environment))] }
  const { fold, marks } = kept
  const mark = createMark(environment)
  // The job's token is the key. Under another one every mark differs, and only names can be compared.
  const comparable = marks.get('') === mark('')
  const isNew = (name: string): boolean => !marks.has(fold(name))
  const isOther = (name: string): boolean =>
    comparable && !isNew(name) && marks.get(fold(name)) !== mark(environment[name] ?? '')
  const set = variableNames(environment).filter(name => !OWN.has(name) && (isNew(name) || isOther(name)))
  return {
    facts: {
      value: [...set].sort().slice(0, LIMITS.variableNames),
      source: 'runner',
      confidence: set.every(isNew) ? 'high' : 'medium',
    },
    gaps: [
      ...(environment['STATE_preAt'] === undefined ? [gap('replay.namesSet.earlier', EARLIER)] : []),
      ...(comparable && mark('') !== '' ? [] : [gap('replay.namesSet.changed', NAMES_ALONE)]),
      ...(set.length > LIMITS.variableNames ? [gap('replay.namesSet.rest', MORE)] : []),
    ],
  }
}

/** What our own main exports. */
const OWN: ReadonlySet<string> = new Set(['TRACEPARENT'])

type Kept = {
  /** By folded name; under '' the mark of the empty text. */
  readonly marks: ReadonlyMap<string, string>
  readonly fold: (name: string) => string
}

const readKept = (environment: Environment): Kept | undefined => {
  const state = environment['STATE_variables'] ?? ''
  if (state === '' || state === TOO_MANY) return undefined
  const entries = state.split(' ').map(entry => entry.split('='))
  if (!entries.every(([name = '', mark]) => /^\w{0,200}$/.test(name) && /^(?:[0-9a-f]{4})?$/.test(mark ?? '-')))
    return undefined
  // Windows knows variables without regard to case.
  const fold = (name: string): string => (environment['RUNNER_OS'] === 'Windows' ? name.toUpperCase() : name)
  return { marks: new Map(entries.map(([name = '', mark = '']) => [fold(name), mark])), fold }
}

type Why = Pick<Gap, 'reason' | 'detail'>

const whyNone = ({ STATE_variables: state }: Environment): Why => (state === TOO_MANY ? TOO_LONG : NOT_KEPT)

const NOT_KEPT: Why = { reason: 'not-found', detail: 'neither pre nor main kept the names of before the steps' }
const TOO_LONG: Why = { reason: 'too-large', detail: 'more variables than can be kept from pre to post' }
const EARLIER: Why = {
  reason: 'not-provided',
  detail: 'pre did not run: what steps before the recorder set is unknown',
}
const NAMES_ALONE: Why = {
  reason: 'not-provided',
  detail: 'without the same token in pre and post only new names are seen, no changed values',
}
const MORE: Why = { reason: 'too-large', detail: `more than ${LIMITS.variableNames} names` }

const gap = (field: string, why: Why): Gap => ({ field, source: 'runner', ...why })
