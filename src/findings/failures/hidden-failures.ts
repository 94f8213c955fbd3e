import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import type { RetryFact } from '../../log/readers/retry-lines.ts'
import { findAction, type Located, type LogStep } from '../../log/steps/log-step.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import { decideStep } from './decide-step.ts'
import { type Sign, type StepFacts, toStepFacts } from './failure-signs.ts'

/** The reading of the log of a job that passed. */
export type PassedReading = FailureReading & { readonly retries: readonly Located<RetryFact>[] }

/**
 * Finds the failures that a passed job hides: steps that passed after failed attempts, and steps that failed and were
 * allowed to. A script can print any line, so a loop counts only if a tool named its own failure before the next
 * attempt, and a failure of a service or a download in a loop never does: waiting for a service is no hidden failure.
 */
export const findHiddenFailures = (reading: PassedReading, steps: readonly Step[]): readonly HiddenFailure[] =>
  reading.steps
    .filter(({ kind }) => kind === 'action' || kind === 'script')
    .flatMap(part => {
      const found = findRetried(part, reading) ?? findTolerated(part, reading)
      return found === undefined ? [] : [{ ...found, step: nameStep(part, steps) }]
    })
    .slice(0, LIMITS.hiddenFailures)

type Found = Omit<HiddenFailure, 'step'>

const nameStep = ({ place, title }: LogStep, steps: readonly Step[]): string =>
  redactThenCut(steps[place?.index ?? -1]?.name ?? title, LIMITS.hiddenFailureStep)

/** Facts of a part of the log, before a line. Nothing takes a sign back: the later attempt is what passed. */
const factsBefore = (part: LogStep, { failures }: FailureReading, line: number): StepFacts => ({
  ...toStepFacts(
    failures.filter(fact => fact.step === part && fact.line < line),
    [part],
  ),
  recoveries: [],
})

const findRetried = (part: LogStep, reading: PassedReading): Found | undefined => {
  const facts = reading.retries.filter(({ step }) => step === part)
  const last = facts.findLast(({ value }) => value.kind === 'failed' || value.kind === 'begins')
  const failedAttempts = countFailed(facts.map(({ value }) => value))
  if (facts.length === 0) return findSilentRetry(part, reading)
  const before = factsBefore(part, reading, last?.line ?? Number.POSITIVE_INFINITY)
  const decided = decideStep(before)
  const isByAction = facts.some(({ value }) => value.kind === 'gave-up' || value.kind === 'passed' || isOfAction(value))
  const lines = facts.filter(({ value }) => value.kind !== 'passed').map(({ line }) => line)
  const base = { kind: 'retried', failedAttempts, class: decided?.class, rule: decided?.rule } as const
  if (failedAttempts === 0) return undefined
  if (isByAction) return { ...base, confidence: 'high', lines: lines.slice(0, LIMITS.hiddenFailureLines) }
  if (decided === undefined || !isOfCommand(decided.sign)) return undefined
  return { ...base, confidence: 'medium', lines: [decided.sign.line, ...lines].slice(0, LIMITS.hiddenFailureLines) }
}

const isOfAction = (fact: RetryFact): boolean => fact.kind === 'failed' && fact.by === 'action'

/** A program that only ran another one, a service or a download is not what a hidden failure of a loop is about. */
const isOfCommand = ({ value }: Sign): boolean =>
  value.role === 'end' && (value.class === 'test' || value.class === 'command' || value.class === 'resource')

/** Counts the attempts that failed: as the action counts them, else by the attempts that failed or followed. */
const countFailed = (facts: readonly RetryFact[]): number => {
  const passed = facts.flatMap(fact => (fact.kind === 'passed' ? [fact.attempts - 1] : []))
  if (passed.length > 0) return passed.reduce((sum, count) => sum + count, 0)
  const failed = facts.filter(({ kind }) => kind === 'failed' || kind === 'gave-up').length
  return failed > 0 ? failed : facts.filter(({ kind }) => kind === 'begins').length
}

/**
 * Wandalen/wretry.action (src/Retry.js) prints nothing about an attempt that failed. Its step passed, so a tool in it
 * that named its own failure ran more than once.
 */
const findSilentRetry = (part: LogStep, reading: PassedReading): Found | undefined => {
  if (findAction(part)?.uses.uses.toLowerCase().startsWith('wandalen/wretry.action') !== true) return undefined
  const decided = decideStep(factsBefore(part, reading, Number.POSITIVE_INFINITY))
  if (decided === undefined || decided.sign.value.role !== 'end') return undefined
  const { class: of, rule, sign } = decided
  return { kind: 'retried', class: of, rule, confidence: 'medium', lines: [sign.line] }
}

/**
 * Finds a script that failed in a job that passed: the runner wrote its exit code as the last line of the step
 * (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs).
 */
const findTolerated = (part: LogStep, reading: PassedReading): Found | undefined => {
  const facts = factsBefore(part, reading, Number.POSITIVE_INFINITY)
  const end = facts.signs.findLast(({ value }) => value.rule === 'exit-code' && value.isError)
  const isLast = end?.time !== undefined && end.time === reading.lastTimes.get(part)
  if (end === undefined || !isLast) return undefined
  const decided = decideStep(
    toStepFacts(
      reading.failures.filter(({ step }) => step === part),
      [part],
    ),
  )
  return {
    kind: 'tolerated',
    class: decided?.class ?? 'command',
    rule: decided?.rule ?? 'exit-code',
    confidence: 'high',
    lines: [...new Set([decided?.sign.line ?? end.line, end.line])],
  }
}
