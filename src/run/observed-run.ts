import type { ObservedAttempt, ObservedRun } from '../model/run-observation.ts'
import type { RunFacts } from '../sources/rest/run.ts'
import type { RunQuestion } from './subject.ts'

/** The run that was asked about, as REST's answer has it. */
export const toObservedRun = (question: RunQuestion, facts: RunFacts): ObservedRun => ({
  serverUrl: question.serverUrl,
  repository: question.repository,
  runId: question.runId,
  // Answers of 2021 and before name no attempt.
  attempt: question.attempt ?? facts.attempt ?? 1,
  number: facts.number,
  event: facts.event,
  workflow: facts.workflow,
  path: facts.path?.split('@')[0],
  headSha: facts.headSha,
  headBranch: facts.headBranch,
  triggeredBy: facts.triggeredBy,
  status: facts.status,
  conclusion: facts.conclusion,
  createdAt: facts.createdAt,
  startedAt: facts.startedAt,
  url: facts.url,
  fork: facts.fork,
})

/** One attempt with its job list, before any log of it was read. */
export const toObservedAttempt = (
  attempt: number,
  { status, conclusion, startedAt, triggeredBy }: RunFacts,
  list: Pick<ObservedAttempt, 'jobs' | 'complete'>,
): ObservedAttempt => ({ attempt, status, conclusion, startedAt, triggeredBy, ...list, traces: new Map() })
