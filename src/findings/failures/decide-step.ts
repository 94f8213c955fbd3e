import type { Failure } from '../../schema/run/failure.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { Recovery, Sign, StepFacts } from './failure-signs.ts'

/** Maximum number of lines between two signs of one cause. */
const BLOCK = 40
/** A sign farther before the error that closed the step may be unrelated to it. */
const NEAR = 80
const FAR = 400
const MAX_EVIDENCE = 3

export type StepDecision = Omit<Failure, 'step' | 'action'> & {
  /** The sign that decided. */
  readonly sign: Sign
}

/**
 * Decides why a step failed, from its lines. The last program that named its own end decides, unless an earlier line of
 * the same block names the cause. Signs that a retry or a success cancelled do not count. Returns undefined if no line
 * has more detail than the failure itself.
 */
export const decideStep = (facts: StepFacts): StepDecision | undefined => {
  const closing = findClosing(facts)
  const standing = facts.signs.filter(sign => !isTakenBack(sign, facts.recoveries, closing))
  const byRunner = standing.find(sign => isRunnersEnd(sign) && closing - sign.line <= BLOCK)
  const found = byRunner === undefined ? decideByTools(standing, closing) : { sign: byRunner, isFar: false }
  if (found === undefined) return decideByExit(facts) ?? decideByWrapper(standing, facts)
  return toDecision(found.sign, facts, toConfidence(found, closing))
}

/** Decides what the tools of a step stated before the runner ended it. */
export const decideBeforeEnd = (facts: StepFacts): StepDecision | undefined =>
  decideStep({ ...facts, signs: facts.signs.filter(sign => !isRunnersEnd(sign)) })

/** Returns the line of the error that closed the step. */
const findClosing = ({ errors, signs }: StepFacts): number => errors.at(-1)?.line ?? signs.at(-1)?.line ?? 0

const isRunnersEnd = ({ value }: Sign): boolean => value.family === 'runner' && value.role === 'end' && value.isError

/**
 * Returns true for a sign that a later line cancels: a retry on the same line; a later retry or success of the same
 * program, or of a wrapper that repeats whatever it runs; or, for a request to a service, any later success, since the
 * script continued.
 */
const isTakenBack = ({ value, line }: Sign, recoveries: readonly Recovery[], closing: number): boolean => {
  if (value.isError && line === closing) return false
  return recoveries.some(recovery => {
    const { role, family } = recovery.value
    if (recovery.line === line) return role === 'retry'
    if (recovery.line < line) return false
    if (family === value.family || family === 'any') return true
    if (value.class === 'test' || value.class === 'resource') return false
    if (role === 'success') return true
    // Any program that tries again prints network errors like these.
    return value.family === 'network' && recovery.line - line <= RETRY_BELOW
  })
}

const RETRY_BELOW = 5

type Found = { readonly sign: Sign; readonly isFar: boolean }

const decideByTools = (standing: readonly Sign[], closing: number): Found | undefined => {
  const known = standing.filter(({ value }) => value.role !== 'wrapper')
  const ends = known.filter(sign => sign.value.role === 'end' && isNearEnough(sign, closing))
  const anchor = ends.findLast(({ line }) => line <= closing) ?? ends.at(-1)
  const causes = known.filter(({ value }) => value.role === 'cause')
  if (anchor !== undefined) return { sign: findCause(anchor, known), isFar: closing - anchor.line > NEAR }
  const last = causes.findLast(({ line }) => line <= closing && closing - line <= FAR)
  if (last === undefined) return undefined
  return { sign: findCause(last, causes), isFar: closing - last.line > NEAR }
}

/**
 * Returns true if a sign is close enough to the end. Any number of lines can follow the counts of tests; the step
 * recovered from any other distant sign.
 */
const isNearEnough = ({ value, line }: Sign, closing: number): boolean =>
  value.class === 'test' || closing - line <= FAR

/** Finds the first sign in the block before the anchor that can be its cause. */
const findCause = (anchor: Sign, known: readonly Sign[]): Sign => {
  const before = known.filter(({ line }) => line < anchor.line)
  let [cause, from] = [anchor, anchor.line]
  for (const sign of [...before].reverse()) {
    if (from - sign.line > BLOCK) break
    from = sign.line
    if (maySpeakFor(sign, cause)) cause = sign
  }
  return cause
}

/**
 * Returns true if an earlier sign can be the cause of a later one. Tests and compilers print their input, so network
 * errors before them are not their cause. Memory, disk and kills can end any program.
 */
const maySpeakFor = ({ value: earlier }: Sign, { value: later }: Sign): boolean => {
  if (later.family === 'runner' && later.isError) return false
  if (later.isRequest === true && earlier.family === later.family) return false
  if (earlier.class === 'command' && later.class !== 'command') return false
  if (earlier.class === 'resource') return later.class !== 'test' || earlier.role === 'end'
  if (earlier.class === 'test') return later.class === 'command' || later.class === 'test'
  if (later.class === 'test') return false
  if (earlier.family === later.family) return earlier.role === 'end' || later.class === earlier.class
  if (earlier.role === 'end') return true
  return later.class === 'dependency' && earlier.class === 'dependency'
}

/** Returns the confidence. Only the runner and an action write a line that no script can have printed. */
const toConfidence = ({ sign, isFar }: Found, closing: number): Confidence => {
  if (isFar) return 'low'
  const { value, line, confidence } = sign
  if (value.role === 'end' && value.isError && line === closing && confidence === undefined) return 'high'
  return value.role === 'cause' && closing - line > BLOCK ? 'low' : 'medium'
}

const toDecision = (sign: Sign, { signs, errors }: StepFacts, confidence: Confidence): StepDecision => {
  const { rule, owner, by } = sign.value
  const closing = errors.at(-1)?.line
  const same = signs.filter(({ value, line }) => value.rule === rule && line > sign.line)
  const closed = signs.filter(({ line }) => line === closing && line !== sign.line)
  const shown = [sign, ...same.slice(-1), ...closed].slice(0, MAX_EVIDENCE)
  const evidence = [...new Map(shown.map(({ line, value }) => [line, { line, quote: value.quote }])).values()]
  return {
    class: sign.value.class,
    confidence,
    rule,
    evidence: evidence.sort((one, other) => one.line - other.line),
    owner,
    by,
    sign,
  }
}

/**
 * Decides by a program that ran another one and gave more detail than the failure: `Docker pull failed with exit code
 * 1`.
 */
const decideByWrapper = (standing: readonly Sign[], facts: StepFacts): StepDecision | undefined => {
  const sign = standing.findLast(({ value }) => value.role === 'wrapper' && value.class !== 'command')
  return sign === undefined || sign.value.class === 'unknown' ? undefined : toDecision(sign, facts, 'medium')
}

/**
 * Exit codes with a meaning that no line states. 137 and 143 are 128 and the number of the signal that ended the
 * process (POSIX Shell Command Language 2.8.2). GNU timeout ends with 124 (coreutils manual, "timeout invocation").
 */
const EXITS: readonly (readonly [code: number, of: Failure['class'], rule: string, confidence: Confidence])[] = [
  [137, 'resource', 'exit-137', 'medium'],
  [143, 'runner-lost', 'exit-143', 'low'],
  [124, 'time-out', 'exit-124', 'low'],
]

const decideByExit = (facts: StepFacts): StepDecision | undefined => {
  const sign = facts.signs.findLast(({ value }) => value.rule === 'exit-code' || value.rule === 'action-exit-code')
  const code = Number(/-?\d{1,10}$/.exec(sign?.value.quote ?? '')?.[0])
  const [, of, rule, confidence] = EXITS.find(([number]) => number === code) ?? []
  if (sign === undefined || of === undefined || rule === undefined || confidence === undefined) return undefined
  return { ...toDecision(sign, facts, confidence), class: of, rule }
}
