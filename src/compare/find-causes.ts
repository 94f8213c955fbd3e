import { cutText, shortenText } from '../core/cut-text.ts'
import type { KeyContext } from '../history/parse-cache-key.ts'
import { getKeyContext } from '../history/to-history-run.ts'
import type { ComparedCause } from '../schema/questions/comparison.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Attributed } from './attribute-time.ts'
import { listCacheResults } from './compare-evidence.ts'
import type { ChangedInput, ComparedInputs } from './compare-inputs.ts'
import { describeOutcome, hasFailed } from './outcome-words.ts'
import type { JobPair } from './pair-jobs.ts'

/** What the causes are looked for in. */
export type CauseContext = {
  readonly inputs: ComparedInputs
  readonly before: KeyContext
  readonly after: KeyContext
}

export const toCauseContext = (before: RunManifest, after: RunManifest, inputs: ComparedInputs): CauseContext => ({
  inputs,
  before: getKeyContext(before),
  after: getKeyContext(after),
})

type FindCause = (attributed: Attributed, pair: JobPair, context: CauseContext) => readonly ComparedCause[]

/**
 * Finds what evidence ties to a part of the difference: both are of the same job, and the evidence names the same state,
 * step or environment. What merely differs in the same job is no cause, and stands beside it in the list of inputs.
 */
export const findCauses = (attributed: Attributed, context: CauseContext): ComparedCause[] => {
  const { pair } = attributed
  return pair === undefined ? [] : FINDERS.flatMap(find => find(attributed, pair, context)).slice(0, MAX_CAUSES)
}

const MAX_CAUSES = 5

const changed = ({ inputs }: CauseContext, pair: JobPair, kind: ChangedInput['kind']): readonly ChangedInput[] =>
  (inputs.byPair.get(pair) ?? []).filter(one => one.kind === kind)

/** A job that misses a cache which it hit before fetches or builds what the cache held. */
const byCacheMiss: FindCause = ({ part }, pair, context) => {
  if (part.differenceMs <= 0 || part.step === undefined || !spendsCache(part.step, pair)) return []
  const then = listCacheResults(pair.before.reported, context.before)
  const lockfiles = changed(context, pair, 'lockfile').map(({ name }) => name)
  return [...listCacheResults(pair.after.reported, context.after)].flatMap(([family, now]) => {
    const old = then.get(family)
    if (old?.result !== 'hit' || now.result !== 'miss' || old.key === now.key) return []
    const why = lockfiles.length === 1 && family.includes('{content-hash}') ? `, and ${lockfiles[0] ?? ''} changed` : ''
    return [
      {
        kind: 'cache-miss' as const,
        what: shortenText(`the cache ${family} was hit before and missed under a new key${why}`, 500),
        confidence: 'medium' as const,
        source: now.source,
      },
    ]
  })
}

/** Whether the step is of an activity that a cache shortens, by the timeline. */
const spendsCache = (step: string, { after, before }: JobPair): boolean =>
  [after, before].some(({ steps }) =>
    steps.some(({ name, activity }) => name === step && (activity === 'dependency-fetch' || activity === 'build')),
  )

/** A step that failed and was tried again ran more than once. */
const byRetriedFailure: FindCause = ({ part }, { before, after }) => {
  if (part.differenceMs <= 0 || part.step === undefined) return []
  const isRetried = ({ reported }: JobPair['before']) =>
    (reported.hiddenFailures ?? []).find(({ kind, step }) => kind === 'retried' && step === part.step)
  const [then, now] = [isRetried(before), isRetried(after)]
  if (now === undefined || (now.failedAttempts ?? 1) <= (then === undefined ? 0 : (then.failedAttempts ?? 1))) return []
  return [
    {
      kind: 'retried-failure',
      what: `the step failed ${now.failedAttempts === undefined ? 'and was' : `in ${now.failedAttempts} attempts and was`} tried again`,
      confidence: now.confidence === 'other' ? 'low' : now.confidence,
      source: 'log',
    },
  ]
}

/** The recorder's manifest names the action of each step. */
const byMovedAction: FindCause = ({ part }, pair, context) => {
  if (part.step === undefined) return []
  const uses = pair.after.steps.find(({ name }) => name === part.step)?.action
  return changed(context, pair, 'action').flatMap(({ name, before, after, source }) =>
    uses === undefined || (name !== uses && !uses.startsWith(`${name}@`)) || before === undefined || after === undefined
      ? []
      : [
          {
            kind: 'action-moved' as const,
            what: shortenText(`the step runs ${name}, which went from ${short(before)} to ${short(after)}`, 500),
            confidence: 'low' as const,
            source,
          },
        ],
  )
}

const short = (value: string): string => (/^(?:sha256:)?[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 19) : value)

/** A step of one run alone came or went with the workflow file. */
const byChangedStep: FindCause = ({ part }, pair, { inputs }) => {
  if (part.step === undefined) return []
  if (pair.before.steps.length === 0 || pair.after.steps.length === 0) return []
  const has = ({ steps }: JobPair['before']) => steps.some(({ name }) => name === part.step)
  if (has(pair.before) === has(pair.after)) return []
  const files = inputs.ofRun.filter(({ kind }) => kind === 'workflow-file')
  const [file] = files
  if (file === undefined) return []
  return [
    {
      kind: 'step-changed',
      what: shortenText(
        `only the ${has(pair.after) ? 'later' : 'earlier'} run has the step, and ${files.length === 1 ? `${file.name} differs` : `${files.length} workflow files differ`}`,
        500,
      ),
      confidence: 'medium',
      source: file.source,
    },
  ]
}

/** Steps after the one that failed do not run (but for those that ask for it). */
const byFailedJob: FindCause = ({ part }, { before, after }) => {
  const [then, now] = [before.reported, after.reported]
  const failed = part.differenceMs < 0 ? now : then
  const passed = failed === now ? then : now
  if (!hasFailed(failed) || hasFailed(passed) || part.step === undefined) return []
  const at = failed.failure?.step?.name
  const which = failed === now ? 'later' : 'earlier'
  return [
    {
      kind: 'job-failed',
      what: shortenText(
        `the job of the ${which} run ended with ${describeOutcome(failed) ?? 'a failure'}${at === undefined ? '' : ` at “${at}”`}`,
        500,
      ),
      confidence: at === undefined ? 'low' : 'medium',
      source: 'api',
    },
  ]
}

/** A job that requests other labels waits for other runners. */
const byLabels: FindCause = ({ part }, pair, context) =>
  part.state !== 'queued' && part.state !== 'assigned'
    ? []
    : changed(context, pair, 'runner')
        .filter(({ name }) => name === 'labels' || name === 'group')
        .map(({ name, before, after, source }) => ({
          kind: 'labels' as const,
          what: shortenText(
            `the ${name === 'labels' ? 'labels' : 'runner group'} of the job went from ${before ?? 'none'} to ${after ?? 'none'}`,
            500,
          ),
          confidence: 'medium' as const,
          source,
        }))

/** The runner pulls the images of a job and of its services during its set-up. */
const byContainerImage: FindCause = ({ part }, pair, context) =>
  part.state !== 'preparing'
    ? []
    : changed(context, pair, 'container-image').map(({ name, before, after, source }) => ({
        kind: 'container-image' as const,
        what: shortenText(`${name} went from ${short(before ?? 'none')} to ${short(after ?? 'none')}`, 500),
        confidence: 'medium' as const,
        source,
      }))

/** The wait for an environment is one for its rules. */
const byRules: FindCause = ({ part }, pair, { inputs }) => {
  const environment = pair.after.timed?.environment
  if (part.state !== 'waiting-for-policy' || environment === undefined) return []
  return inputs.ofRun
    .filter(({ kind, name }) => kind === 'rules' && name === `environment ${environment}`)
    .map(({ source }) => ({
      kind: 'rules' as const,
      what: cutText(`the protection rules of ${environment} differ`, 500),
      confidence: 'medium' as const,
      source,
    }))
}

const FINDERS: readonly FindCause[] = [
  byCacheMiss,
  byRetriedFailure,
  byFailedJob,
  byChangedStep,
  byLabels,
  byContainerImage,
  byRules,
  byMovedAction,
]

/** Finds the differing inputs that an error line of the failed step names, for a job that failed in the later run. */
export const findFailureCauses = (pair: JobPair, { inputs }: CauseContext): ComparedCause[] => {
  const { reported } = pair.after
  if (!hasFailed(reported) || hasFailed(pair.before.reported)) return []
  return (inputs.byPair.get(pair) ?? [])
    .flatMap(({ name, kind, before, after, source }) => {
      const named = reported.failure?.names?.find(one => one.name === name && KINDS[one.kind] === kind)
      return named === undefined || before === undefined || after === undefined
        ? []
        : [
            {
              kind: 'named-by-error' as const,
              what: shortenText(
                `an error line of the failed step (line ${named.lines[0] ?? 0}) names ${name}, which went from ${short(before)} to ${short(after)}`,
                500,
              ),
              confidence: 'high' as const,
              source,
            },
          ]
    })
    .slice(0, MAX_CAUSES)
}

/** Which kind of compared input the inputs of a diagnosis are. */
const KINDS: Readonly<Record<string, ChangedInput['kind']>> = {
  package: 'package',
  tool: 'tool',
  image: 'container-image',
  action: 'action',
  'runner-image': 'runner-image',
  variable: 'variable',
}
