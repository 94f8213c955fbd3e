import { shortenText } from '../../core/cut-text.ts'
import { listCacheResults } from '../compare-evidence.ts'
import type { JobPair } from '../pair-jobs.ts'
import { type FindCause, listChanged, shortenValue } from './cause-context.ts'

/** A job that misses a cache which it hit before fetches or builds what the cache held. */
export const byCacheMiss: FindCause = ({ part }, pair, context) => {
  if (part.differenceMs <= 0 || part.step === undefined || !spendsCache(part.step, pair)) return []
  const then = listCacheResults(pair.before.reported, context.before)
  const lockfiles = listChanged(context, pair, 'lockfile').map(({ name }) => name)
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
export const byRetriedFailure: FindCause = ({ part }, { before, after }) => {
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
export const byMovedAction: FindCause = ({ part }, pair, context) => {
  if (part.step === undefined) return []
  const uses = pair.after.steps.find(({ name }) => name === part.step)?.action
  return listChanged(context, pair, 'action').flatMap(({ name, before, after, source }) =>
    uses === undefined || (name !== uses && !uses.startsWith(`${name}@`)) || before === undefined || after === undefined
      ? []
      : [
          {
            kind: 'action-moved' as const,
            what: shortenText(
              `the step runs ${name}, which went from ${shortenValue(before)} to ${shortenValue(after)}`,
              500,
            ),
            confidence: 'low' as const,
            source,
          },
        ],
  )
}

/** A step of one run alone came or went with the workflow file. */
export const byChangedStep: FindCause = ({ part }, pair, { inputs }) => {
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
