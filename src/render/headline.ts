import { cutText } from '../model/cut-text.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { className } from './failure-section.ts'
import { plain, text } from './markdown.ts'
import { cutLine, openReason, tally } from './outcome-words.ts'
import { policyWord } from './policy-section.ts'
import { duration, plural } from './quantity.ts'
import { timelineAnswer } from './timeline-answer.ts'

const VERDICTS: Readonly<Record<RunManifest['result'], string>> = {
  success: '✅ Passed',
  failure: '❌ Failed',
  cancelled: '🚫 Cancelled',
  incomplete: '⏳ Incomplete',
  other: '⏳ Incomplete',
}

/** Title of the check run, at most 255 characters: verdict, workflow, run number, then the answer in short. */
export const title = (manifest: RunManifest): string => {
  const { workflow, number, attempt } = manifest.run
  const again = attempt.value > 1 ? ` (attempt ${attempt.value})` : ''
  const name = `${workflow?.value ?? 'workflow'}${number === undefined ? '' : ` #${number.value}`}${again}`
  return cutText(
    `${VERDICTS[manifest.result]}${policyWord(manifest)}: ${plain(name, 120)} — ${shortAnswer(manifest)}`,
    255,
  )
}

const shortAnswer = (manifest: RunManifest): string => {
  switch (manifest.result) {
    case 'failure':
      return failureAnswer(manifest)
    case 'success':
      return [tally(manifest), handOffAnswer(manifest)].filter(part => part !== undefined).join('; ')
    default:
      return openReason(manifest) ?? tally(manifest) ?? handOffAnswer(manifest)
  }
}

const failureAnswer = (manifest: RunManifest): string => {
  const { failed = 0, known = 0 } = manifest.outcome?.jobs ?? {}
  const answer = handOffAnswer(manifest)
  return failed > 1 ? `${failed} of ${known} jobs failed; first: ${answer}` : answer
}

const handOffAnswer = ({ headline }: RunManifest): string => {
  switch (headline.kind) {
    case 'failed':
      return headline.job === undefined
        ? 'a needed job failed'
        : `${headline.handOff ?? 'work'} of ${plain(headline.job, 80)} failed`
    case 'slowest':
      return `slowest: ${headline.handOff ?? ''} of ${plain(headline.job ?? '', 70)}, ${duration(headline.durationMs)}`
    default:
      return 'no hand-off was observed'
  }
}

/** Where a signed report was not kept, and why. */
export type Storage = { readonly notStored?: string | undefined }

/** Which hand-off failed, or was slowest: one bold sentence, then what that is known of, and the extremes of the run. */
export const answer = (manifest: RunManifest, own: OwnSignature, storage: Storage = {}): string =>
  `**${sentence(manifest)}**\n\n${basis(manifest)}${where(manifest)}${coverage(manifest, own, storage)}`

/** Counts of a run whose jobs did not all succeed, what stands against a success, and what has no row. */
const basis = (manifest: RunManifest): string => {
  const { outcome, result } = manifest
  const [counts, cut] = [tally(manifest), cutLine(manifest)]
  const isOpen = (outcome?.jobs.unfinished ?? 0) > 0
  const lines = [
    ...(cut === undefined ? [] : [`⚠️ ${capital(cut)}.`]),
    ...(counts === undefined ? [] : [`${isOpen ? 'So far ' : ''}${counts}.`]),
    ...(result !== 'incomplete' || outcome === undefined || outcome.open.length === 0
      ? []
      : [`Not known to have passed: ${outcome.open.map(reason => text(reason)).join('; ')}.`]),
  ]
  return lines.map(line => `${line}\n\n`).join('')
}

/**
 * Whether a text speaks of the signature of the report itself. `report.md` is signed with the run manifest, so that it is
 * made before: it leaves the signature out.
 */
export type OwnSignature = 'shown' | 'left-out'

/** What is said of the signature where `report.md` is shown. */
export const signatureLine = ({ signing }: RunManifest, storage: Storage = {}): string =>
  `This report is ${signatureOf(signing)}${notStoredIn(storage)}.\n`

const signatureOf = (signing: RunManifest['signing']): string =>
  signing.mode === 'none' || signing.mode === 'other' ? `unsigned (${signing.reason})` : `signed (${signing.mode})`

const notStoredIn = ({ notStored }: Storage): string =>
  notStored === undefined ? '' : `, not stored: ${text(notStored)}`

/** Where the time went: along the critical path, or without a timeline the longest stretch of each phase. */
const where = (manifest: RunManifest): string =>
  manifest.timeline?.criticalPath === undefined ? extremes(manifest) : `${timelineAnswer(manifest.timeline)}\n`

const sentence = (manifest: RunManifest): string => {
  const { headline } = manifest
  const job = text(headline.job ?? '')
  const step = headline.step === undefined ? '' : ` at step “${text(headline.step)}”`
  const after = headline.durationMs === undefined ? '' : ` after ${duration(headline.durationMs)}`
  switch (headline.kind) {
    case 'failed':
      if (headline.job === undefined) return 'A job that the report waited for failed; its name is not known.'
      return `${capital(PHRASES[headline.handOff ?? 'work'])} of ${job} failed${step}${after}${classOf(manifest)}.`
    case 'slowest':
      return `${nothingFailed(manifest)} The slowest hand-off was the ${PHRASES[headline.handOff ?? 'work']} of ${job}: ${duration(headline.durationMs)}${step === '' ? '' : `, most of it${step}`}.`
    default:
      return 'No hand-off of this run was observed.'
  }
}

/** As much as is known: that nothing failed is a claim about every job. */
const nothingFailed = ({ result, outcome }: RunManifest): string => {
  if (result !== 'success') return 'No failure was seen.'
  if (outcome === undefined) return 'Nothing failed.'
  if (outcome.basis === 'needs') return 'No needed job failed.'
  return outcome.jobs.tolerated > 0 ? 'Nothing failed but what the workflow tolerates.' : 'Nothing failed.'
}

/** The failure class of the job that the sentence is about, where it says more than that a command failed. */
const classOf = ({ headline, jobs }: RunManifest): string => {
  const failure = jobs.find(job => job.name === headline.job && job.failure !== undefined)?.failure
  return failure === undefined || UNTELLING.has(failure.class) ? '' : ` (${className(failure)})`
}

const UNTELLING: ReadonlySet<string> = new Set(['unknown', 'command', 'other'])

const PHRASES: Readonly<Record<NonNullable<RunManifest['headline']['handOff']>, string>> = {
  queue: 'wait for a runner',
  'set-up': 'set-up',
  work: 'work',
  cache: 'cache step',
  artifact: 'artifact transfer',
  approval: 'wait for approval',
  deployment: 'deployment',
  other: 'hand-off',
}

const capital = (phrase: string): string => `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}`

const extremes = (manifest: RunManifest): string => {
  const jobs = manifest.jobs.filter(job => job.presence !== 'in-progress')
  const parts = (['approvalMs', 'queueMs', 'setupMs', 'workMs'] as const).flatMap(phase => {
    const longest = [...jobs].sort((a, b) => (b.timing[phase] ?? 0) - (a.timing[phase] ?? 0))[0]
    const millis = longest?.timing[phase]
    return longest === undefined || millis === undefined || millis === 0
      ? []
      : [`${EXTREMES[phase]} ${duration(millis)} (${text(longest.name, 80)})`]
  })
  return parts.length === 0 ? '' : `Longest: ${parts.join(' · ')}\n\n`
}

const EXTREMES = { approvalMs: 'approval', queueMs: 'queue', setupMs: 'set-up', workMs: 'work' } as const

const coverage = (manifest: RunManifest, own: OwnSignature, storage: Storage): string => {
  const { completeness, signing, jobs, outcome } = manifest
  const { recorded, known, complete, by } = completeness
  const way = by === 'job-key' ? ', counted by job key' : ''
  const seal = own === 'shown' ? ` · report ${signatureOf(signing)}${notStoredIn(storage)}` : ''
  const shown = jobs.filter(job => job.agreement === 'contradicted').length
  const contradicted = Math.max(shown, outcome?.jobs.contradicted ?? 0)
  const doubt = contradicted === 0 ? '' : ` · ⚠️ ${plural(contradicted, 'job')} contradicted`
  return `${recorded} of ${plural(known, 'job')} recorded${complete ? '' : ' — incomplete'}${way}${seal}${doubt}\n`
}
