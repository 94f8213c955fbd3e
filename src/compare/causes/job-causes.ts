import { cutText, shortenText } from '../../core/cut-text.ts'
import { describeOutcome, hasFailed } from '../outcome-words.ts'
import { type FindCause, listChanged, shortenValue } from './cause-context.ts'

/** Steps after the one that failed do not run (but for those that ask for it). */
export const byFailedJob: FindCause = ({ part }, { before, after }) => {
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

/** A job that one of both runs skipped takes time in the other alone. */
export const bySkippedJob: FindCause = (_, { before, after }) => {
  const skipped = [before, after].filter(({ reported }) => reported.presence === 'skipped')
  return skipped.length !== 1
    ? []
    : [
        {
          kind: 'job-skipped',
          what: `the ${skipped[0] === before ? 'earlier' : 'later'} run skipped the job`,
          confidence: 'high',
          source: 'api',
        },
      ]
}

/** A job that requests other labels waits for other runners. */
export const byLabels: FindCause = ({ part }, pair, context) =>
  part.state !== 'queued' && part.state !== 'assigned'
    ? []
    : listChanged(context, pair, 'runner')
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
export const byContainerImage: FindCause = ({ part }, pair, context) =>
  part.state !== 'preparing'
    ? []
    : listChanged(context, pair, 'container-image').map(({ name, before, after, source }) => ({
        kind: 'container-image' as const,
        what: shortenText(
          `${name} went from ${shortenValue(before ?? 'none')} to ${shortenValue(after ?? 'none')}`,
          500,
        ),
        confidence: 'medium' as const,
        source,
      }))

/** The wait for an environment is one for its rules. */
export const byRules: FindCause = ({ part }, pair, { inputs }) => {
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
