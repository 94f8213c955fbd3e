import { duration } from '../../core/quantity.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import { className } from '../sections/failure-section.ts'
import type { Account, AccountJob } from './account/account.ts'
import { code, joined, type Line, text } from './document.ts'

type Failure = NonNullable<ReportedJob['failure']>

/**
 * Returns the cause in a few words, for a title: the deciding words, else the meaning of the class, and a service that
 * is down.
 * @param error the first error that the step itself wrote
 */
export const shortCause = (job: AccountJob, error?: string): string => {
  const probes = downProbes(job).map(({ host, port, reason }) => `${host}:${port} ${explainReason(reason)}`)
  // The probe names the service, which the words of this rule do not.
  const isProbe = job.failure?.rule === 'dependency-down' && probes.length > 0
  const own = error !== undefined && statesLittle(job) ? [error] : isProbe ? [] : [ownCause(job)]
  return [...own, ...probes].slice(0, 2).join(', ')
}

const ownCause = ({ failure, word }: AccountJob): string => {
  if (failure === undefined) return word ?? 'cause not known'
  const quote = failure.evidence[0]?.quote
  return QUOTED.has(failure.class) && quote !== undefined ? quote : describeCause(failure)
}

/** Whether the failure states only that a command ended, or only a code. The step's own error is then more useful. */
const statesLittle = ({ failure }: AccountJob): boolean =>
  failure === undefined || STATES_LITTLE.has(failure.rule) || /^[\w-]{1,20}$/.test(failure.evidence[0]?.quote ?? '')

const STATES_LITTLE: ReadonlySet<string> = new Set([
  'dependency-down',
  'exit-code',
  'action-exit-code',
  'failed-step',
  'nothing-said',
  'test-step',
  'fetch-step',
])

/** Classes with rules that quote words that are more exact than the class. */
const QUOTED: ReadonlySet<string> = new Set([
  'command',
  'test',
  'dependency',
  'resource',
  'permission',
  'policy',
  'artifact',
  'cache',
  'workflow-definition',
])

/** Returns the meaning of a class for the job, in words that end a sentence. */
export const describeCause = (failure: Failure): string =>
  failure.class === 'cancelled' ? className(failure) : MEANINGS[failure.class]

const MEANINGS: Readonly<Record<Failure['class'], string>> = {
  command: 'a command ended with an error',
  test: 'tests failed',
  dependency: 'something that it fetches was not served',
  capacity: 'no runner took it',
  'runner-lost': 'its runner was lost',
  resource: 'the machine ran out of memory, disk or open files',
  'time-out': 'a time limit was reached',
  cancelled: 'it was cancelled',
  permission: 'a permission or credential was missing',
  policy: 'a rule refused it',
  artifact: 'an artifact was missing or not as expected',
  cache: 'a cache that it demands was not there',
  'workflow-definition': 'the workflow or an action’s reference is wrong',
  unknown: 'cause not known',
  other: 'cause not known',
}

export const downProbes = ({ probes }: AccountJob): AccountJob['probes'] =>
  probes.filter(({ state }) => state === 'down')

const explainReason = (reason: string | undefined): string =>
  reason === 'refused' ? 'refused the connection' : `did not answer${reason === undefined ? '' : ` (${reason})`}`

/**
 * Returns the needed jobs that had not ended well when the job ran in spite of them. A gate that fails is their echo.
 */
export const badNeeds = ({ jobs }: Account, { needs, result }: AccountJob): readonly AccountJob[] => {
  if (result !== 'failed' && result !== 'tolerated') return []
  const wanted = new Set(needs)
  return jobs.filter(
    ({ id, result: end }) => id !== undefined && wanted.has(id) && (end === 'failed' || end === 'cancelled'),
  )
}

/** Whether the needs explain the failure: its own step states only that a command ended. */
export const isEcho = (account: Account, job: AccountJob): boolean =>
  statesLittle(job) && badNeeds(account, job).length > 0

/** Returns plain words: `7 jobs that it needs were cancelled: cancelled by a newer run`. */
export const echoWords = (account: Account, job: AccountJob): string => {
  const bad = badNeeds(account, job)
  const ends = new Set(bad.map(({ result }) => result))
  const causes = [...new Set(bad.map(one => shortCause(one)))]
  const cause = causes.length === 1 ? causes[0] : undefined
  const verb = bad.length === 1 ? 'was' : 'were'
  const isTimeLimit = bad.every(({ failure }) => failure?.class === 'time-out')
  const end =
    ends.size > 1
      ? 'did not succeed'
      : isTimeLimit
        ? 'timed out'
        : ends.has('cancelled')
          ? `${verb} cancelled`
          : 'failed'
  const how =
    cause === undefined || cause === 'cancelled' || isTimeLimit
      ? end
      : cause.startsWith('cancelled ')
        ? `${verb} ${cause}`
        : `${end}: ${cause}`
  return `${bad.length === 1 ? `${bad[0]?.name ?? 'a job'}, which it needs,` : `${bad.length} jobs that it needs`} ${how}`
}

/**
 * Returns the most likely cause: the class with the deciding words, then all other evidence.
 * @param hasErrors whether lines of the failed step are quoted above it
 */
export const likelyCause = (job: AccountJob, wholeMs: number | undefined, hasErrors: boolean): Line => {
  const beside = [...probeLines(job), ...serviceLines(job), ...queueLines(job, wholeMs), ...missLines(job)]
  return joined([[...classLine(job, hasErrors), '.'], ...beside.map(line => [...line, '.'])], ' ')
}

const classLine = (job: AccountJob, hasErrors: boolean): Line => {
  const { failure } = job
  if (failure === undefined) return ['nothing that was read tells']
  // The probe itself is rendered after it.
  const evidence = failure.rule === 'dependency-down' ? [] : failure.evidence
  const quotes = evidence.slice(0, 2).map(({ line, quote }): Line => [code(quote), ...lineNumber(line)])
  const isExternal = downProbes(job).length > 0 && OUTSIDE.has(failure.class)
  const meaning = isExternal ? 'a service, not the change' : describeCause(failure)
  if (quotes.length > 0) return [meaning, ': ', ...joined(quotes, ', ')]
  return !hasErrors && WITHOUT_LINES.has(failure.rule) ? [meaning, ': no error line of the step was read'] : [meaning]
}

/** Rules that decide where the log of the failed step shows no error, by the step's name at most. */
const WITHOUT_LINES: ReadonlySet<string> = new Set(['failed-step', 'nothing-said', 'test-step', 'fetch-step'])

const lineNumber = (line: number | undefined): Line => (line === undefined ? [] : [` (line ${line})`])

/** Classes that a service without an answer explains. */
const OUTSIDE: ReadonlySet<string> = new Set(['command', 'test', 'dependency', 'unknown', 'time-out'])

const probeLines = (job: AccountJob): readonly Line[] =>
  downProbes(job)
    .slice(0, 2)
    .map(({ host, port, reason }) => [
      'Its declared dependency ',
      code(`${host}:${port}`),
      ` ${explainReason(reason)} right after the failure`,
    ])

const serviceLines = ({ services }: AccountJob): readonly Line[] =>
  services
    .filter(({ failureCount }) => failureCount > 0)
    .toSorted((a, b) => b.failureCount - a.failureCount)
    .slice(0, 2)
    .map(({ service, host, failures, failureCount }) => {
      const kinds = [...new Set(failures.map(({ kind }) => kind.replace(/-/g, ' ')))].join(', ')
      const of: Line = host === undefined ? [text(service)] : [text(service), ' (', code(host), ')']
      return [
        'Its log names ',
        ...of,
        ` as failing ${failureCount === 1 ? 'once' : `${failureCount} times`}${kinds === '' ? '' : `: ${kinds}`}`,
      ]
    })

/** Explains a job that no runner took by what it waited for. For other jobs the wait explains nothing. */
const queueLines = ({ failure, times, labels }: AccountJob, wholeMs: number | undefined): readonly Line[] =>
  failure?.class === 'capacity' && times.waitedMs !== undefined
    ? [
        [
          `It waited ${duration(times.waitedMs, wholeMs)} for a runner`,
          ...(labels.length === 0 ? [] : [' ', code(labels.join(', '))]),
        ],
      ]
    : []

/** Names missed caches: a missing cache causes a fetch, which may then fail. */
const missLines = ({ failure, misses }: AccountJob): readonly Line[] =>
  failure?.class === 'cache' || failure?.class === 'dependency' || failure?.class === 'time-out'
    ? misses.slice(0, 1).map(({ key }) => ['Its cache ', ...(key === undefined ? [] : [code(key, 60), ' ']), 'missed'])
    : []

/** Returns the key for jobs of one cause: the same class by the same words, in a step of the same name. */
export const causeKey = (job: AccountJob): string =>
  JSON.stringify([job.failure?.class, job.failure?.rule, job.failedStep?.name, shortCause(job)])
