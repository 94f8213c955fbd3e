import type { NotUploaded } from '../../../core/artifact-name.ts'
import type { Step } from '../../../schema/job/job-manifest.ts'
import type { AnchorLog, StepHead } from '../../../schema/observed/anchor-log.ts'
import type { GapReason } from '../../../schema/values/fact.ts'
import { alignInOrder, alignSteps, type RanStep, ranSteps, type Slot, standingIn } from './align-steps.ts'
import type { Anchor } from './anchor.ts'
import { HOOK, recorderPosts } from './recorder-posts.ts'
import { assignRoles } from './step-roles.ts'

/** A job's log, or why it was not read. */
export type LogForAnchor = AnchorLog | { readonly unread: GapReason }

/** The recorder in the job: its post ran, its post did not run, it did not run at all, or no evidence shows it. */
type Recorder = 'posted' | 'no-post' | 'none' | 'unknown'

/** The evidence in the steps and log of one job about every manifest that claims the job. */
export type JobAnchors =
  | { readonly kind: 'none'; readonly reason: 'log-unread'; readonly gap: GapReason }
  | { readonly kind: 'none'; readonly reason: 'no-steps' }
  | {
      readonly kind: 'read'
      readonly recorder: Recorder
      readonly isWhole: boolean
      /** Lines in the recorder's posts, surely or perhaps. For each post it is the last line per job id and attempt. */
      readonly lines: readonly PlacedDigest[]
      /** Digests of all other lines. */
      readonly elsewhere: ReadonlySet<string>
    }

export type PlacedDigest = {
  readonly line: number
  readonly digest: string
  readonly jobId: string
  readonly attempt: number
  readonly isSure: boolean
  readonly notUploaded?: NotUploaded
}

/** The manifest to check. Its other content is ignored: it may be an attacker's. */
export type AnchoredManifest = {
  readonly digest: string
  readonly attempt: number
  /** Absent where the manifest has no job id. */
  readonly jobId: string | undefined
}

/**
 * Checks a manifest against the job's own steps, as GitHub lists them, and the job's own log. It is confirmed where a
 * line with a time in the recorder's post step names its digest. It is rejected where steps and log are whole and
 * there is no such line.
 */
export const findAnchor = ({ digest, attempt, jobId }: AnchoredManifest, anchors: JobAnchors): Anchor => {
  if (anchors.kind === 'none')
    return anchors.reason === 'log-unread'
      ? { kind: 'unconfirmed', reason: 'log-unread', gap: anchors.gap }
      : { kind: 'unconfirmed', reason: 'no-steps' }
  const { recorder, isWhole, lines, elsewhere } = anchors
  const ofJob = lines.filter(one => one.attempt === attempt && (jobId === undefined || one.jobId === jobId))
  const own = ofJob.filter(one => one.digest === digest)
  const sure = own.findLast(({ isSure }) => isSure)
  if (sure !== undefined)
    return jobId === undefined ? { kind: 'unconfirmed', reason: 'no-job-id' } : { kind: 'confirmed', line: sure.line }
  if (!isWhole) return { kind: 'unconfirmed', reason: 'log-cut' }
  if (recorder === 'none') return { kind: 'rejected', reason: 'no-recorder' }
  if (recorder === 'no-post') return { kind: 'rejected', reason: 'no-post' }
  const other = ofJob.find(({ isSure }) => isSure)
  if (other !== undefined) return { kind: 'rejected', reason: 'other-digest', digest: other.digest }
  if (own.length > 0 || recorder === 'unknown') return { kind: 'unconfirmed', reason: 'unclear' }
  return { kind: 'rejected', reason: elsewhere.has(digest) ? 'outside-post' : 'not-in-log' }
}

/** Reads steps and log of one job once, for all manifests that claim it. */
export const readAnchors = (steps: readonly Step[], log: LogForAnchor): JobAnchors => {
  if ('unread' in log) return { kind: 'none', reason: 'log-unread', gap: log.unread }
  const { earlier, posts, isWhole } = assignRoles(steps)
  if (!isWhole) return { kind: 'none', reason: 'no-steps' }
  const found = log.heads.some(({ isRecorder }) => isRecorder)
    ? recorderPosts(log, earlier, posts)
    : { posts: [], composite: new Set<Step>(), isUnclear: false }
  const ran = ranSteps(posts)
  const own = new Set(found.posts)
  const begun = ran.flatMap(step => (found.composite.has(step.step) ? [step, step] : [step]))
  const placed = placeDigests(log, ranSteps(earlier), begun, found.isUnclear ? new Set() : own)
  return {
    kind: 'read',
    recorder: recorderState(
      log,
      found.isUnclear,
      ran.some(({ step }) => own.has(step)),
    ),
    isWhole: log.hasSetUp && log.hasEnd && !log.isAmbiguous,
    lines: lastOfEachPost(placed.inPosts),
    elsewhere: placed.elsewhere,
  }
}

const recorderState = ({ heads }: AnchorLog, isUnclear: boolean, hasPosted: boolean): Recorder => {
  if (!heads.some(({ isRecorder }) => isRecorder)) return 'none'
  if (isUnclear) return 'unknown'
  return hasPosted ? 'posted' : 'no-post'
}

type Placed = PlacedDigest & { readonly post: number }

const placeDigests = (
  log: AnchorLog,
  earlier: readonly RanStep[],
  posts: readonly RanStep[],
  own: ReadonlySet<Step>,
): { readonly inPosts: readonly Placed[]; readonly elsewhere: ReadonlySet<string> } => {
  const slots = alignPosts(log.heads, earlier, posts)
  const inPosts: Placed[] = []
  const elsewhere = new Set<string>()
  for (const { at, ...mark } of log.digests) {
    const places = slots.flatMap((slot, post) => {
      // In a composite action the second header can be the recorder's.
      if (slots[post + 1]?.step === slot.step) return []
      // A line without a time continues a text of several lines, from an unknown author.
      const standing = at === undefined || !own.has(slot.step) ? 'no' : standingIn(slot, { line: mark.line, at })
      return standing === 'no' ? [] : [{ post, isSure: standing === 'surely' }]
    })
    const place = places.find(({ isSure }) => isSure) ?? places[0]
    if (place === undefined) elsewhere.add(mark.digest)
    else inPosts.push({ ...mark, ...place })
  }
  return { inPosts, elsewhere }
}

/** Aligns by times where they fit; else by order, where each post has exactly one header. */
const alignPosts = (
  heads: readonly StepHead[],
  earlier: readonly RanStep[],
  posts: readonly RanStep[],
): readonly Slot[] => {
  const ofPosts = heads.filter(({ kind }) => kind === 'post')
  const timed = alignSteps(earlier, posts, ofPosts, () => true)
  if (timed.every(({ start }) => start !== undefined)) return timed
  const lastRun = heads.findLast(({ kind, title }) => kind === 'run' && !title.startsWith(HOOK))
  const last = ofPosts.filter(({ line }) => line > (lastRun?.line ?? 0))
  return last.length === posts.length ? alignInOrder(posts, last, () => true) : timed
}

/**
 * Keeps the last line of each post. A recorder writes one line, as its last; earlier lines in the same post are not
 * the recorder's.
 */
const lastOfEachPost = (placed: readonly Placed[]): readonly PlacedDigest[] => {
  const last = new Map<string, PlacedDigest>()
  for (const { post, ...one } of placed) last.set(`${post} ${one.isSure} ${one.jobId} ${one.attempt}`, one)
  return [...last.values()]
}
