import type { GapReason } from '../../../schema/values/fact.ts'

/** Why nothing can be stated: evidence is missing. */
export type Unconfirmed =
  | 'log-unread' // the log was not read: `gap` holds the reason
  | 'no-steps' // the step list is missing, or does not reach the end of the job
  | 'log-cut' // the log lacks its beginning or its end, or has too many lines of these kinds
  | 'unclear' // the line is where two steps meet, or several steps may be the recorder's
  | 'no-job-id' // the manifest has no job id, and was matched by other means

/** Why a manifest is not the job's: steps and log are whole and show it. */
export type Rejected =
  | 'no-recorder' // the job ran no recorder
  | 'no-post' // the recorder's post did not run
  | 'other-digest' // the recorder's post names another manifest
  | 'outside-post' // the line is in the log, but not in the recorder's post
  | 'not-in-log' // no line names the manifest

/** Whether the job's own recorder wrote the manifest's digest into the job's own log. */
export type Anchor =
  | { readonly kind: 'confirmed'; readonly line: number }
  | { readonly kind: 'unconfirmed'; readonly reason: Unconfirmed; readonly gap?: GapReason }
  | { readonly kind: 'rejected'; readonly reason: Rejected; readonly digest?: string }

/** Returns one sentence for people. */
export const anchorWords = (anchor: Anchor): string => {
  switch (anchor.kind) {
    case 'confirmed':
      return 'the recorder’s post step names it in the job’s log'
    case 'unconfirmed':
      return anchor.reason === 'log-unread' && anchor.gap !== undefined
        ? `${UNCONFIRMED[anchor.reason]}: ${anchor.gap}`
        : UNCONFIRMED[anchor.reason]
    case 'rejected':
      return REJECTED[anchor.reason]
  }
}

const UNCONFIRMED: Readonly<Record<Unconfirmed, string>> = {
  'log-unread': 'the job’s log was not read',
  'no-steps': 'GitHub lists no steps of the job, or not all of them',
  'log-cut': 'the job’s log is not whole',
  unclear: 'the log does not tell in which step the digest stands',
  'no-job-id': 'the manifest names no job id',
}

const REJECTED: Readonly<Record<Rejected, string>> = {
  'no-recorder': 'the job ran no recorder',
  'no-post': 'the post step of the job’s recorder did not run',
  'other-digest': 'the recorder’s post step names another manifest',
  'outside-post': 'the job’s log names it, but not in the recorder’s post step',
  'not-in-log': 'the job’s log does not name it',
}
