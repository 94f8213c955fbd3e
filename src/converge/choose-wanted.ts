import type { TargetConvergence } from '../schema/converge/target-convergence.ts'
import type { RevisionTrack, RevisionTracks } from './revision-track.ts'
import type { Snapshot } from './snapshot.ts'

/** What the deployment was to bring: a revision, and digests of images. */
export type Wanted = {
  readonly revision?: string | undefined
  /** `sha256:…` */
  readonly images: readonly string[]
}

export type ChosenRevision = {
  readonly wanted: TargetConvergence['wanted']
  /** Undefined: the target never named the revision. */
  readonly track: RevisionTrack | undefined
}

/**
 * Returns the revision that the record is about. A target that states commits is held to the named commit. One that states
 * none (a workload, a chart) is held to the images; without either, to the last change that was observed.
 */
export const chooseWanted = (wanted: Wanted, tracks: RevisionTracks, last: Snapshot | undefined): ChosenRevision => {
  const { revision } = wanted
  const named = revision === undefined ? undefined : findRevision(tracks, revision)
  if (named !== undefined) return { wanted: { revision: named.revision, by: 'input' }, track: named }
  if (revision !== undefined && statesCommits(tracks)) return { wanted: { revision, by: 'input' }, track: undefined }
  if (wanted.images.length > 0 && last !== undefined && declaresImages(tracks)) return chooseByImages(wanted, tracks)
  const track = findLastChange(tracks, last)
  return { wanted: { revision: track?.revision, by: track === undefined ? 'none' : 'last-change' }, track }
}

const COMMIT = /^[0-9a-f]{7,64}$/

/** A commit may be named by its beginning, as git prints it. Several sources have several commits. */
const findRevision = ({ all }: RevisionTracks, wanted: string): RevisionTrack | undefined =>
  all.get(wanted) ??
  [...all.values()].findLast(({ revision }) =>
    revision
      .split(',')
      .some(one => one === wanted || (COMMIT.test(wanted) && COMMIT.test(one) && one.startsWith(wanted))),
  )

const statesCommits = ({ all }: RevisionTracks): boolean =>
  [...all.keys()].some(key => key.split(',').some(one => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(one)))

const declaresImages = ({ all }: RevisionTracks): boolean =>
  [...all.values()].some(track => getImages(track).length > 0)

/** The last applied revision that brought one of the images; else one that names it and was not applied. */
const chooseByImages = ({ images }: Wanted, { all, order }: RevisionTracks): ChosenRevision => {
  const hasImage = (found: RevisionTrack | undefined): boolean =>
    found !== undefined && getImages(found).some(image => images.some(digest => image.endsWith(`@${digest}`)))
  const applied = order.findLast(revision => hasImage(all.get(revision)))
  const track = applied === undefined ? [...all.values()].findLast(hasImage) : all.get(applied)
  return { wanted: { revision: track?.revision, by: 'images' }, track }
}

/** The images of a revision: those that its operations applied, else those that the target declared under it. */
export const getImages = ({ appliedImages, declaredImages }: RevisionTrack): readonly string[] =>
  appliedImages.size > 0 ? [...appliedImages].sort() : declaredImages

/** A revision that went back to what ran before is not the change: the change is what it took back. */
const findLastChange = (tracks: RevisionTracks, last: Snapshot | undefined): RevisionTrack | undefined => {
  const applied = tracks.order.at(-1)
  const asked = last?.compared ?? last?.desired
  if (asked !== undefined && asked !== applied && last?.sync !== 'Synced') return tracks.all.get(asked)
  if (applied === undefined) return asked === undefined ? undefined : tracks.all.get(asked)
  const before = tracks.order.at(-2)
  if (before !== undefined && findReturn(tracks, before) !== undefined) return tracks.all.get(before)
  return tracks.all.get(applied)
}

/** The revision that took a revision's place. `by`: how it is known to bring back what ran before; undefined if it does not. */
export type Replacement = {
  readonly own: RevisionTrack
  readonly track: RevisionTrack
  readonly by: 'revision' | 'digests' | 'tags' | undefined
}

export const findReplacement = (tracks: RevisionTracks, revision: string): Replacement | undefined => {
  const at = tracks.order.lastIndexOf(revision)
  const last = tracks.order.at(-1)
  if (at < 0 || last === undefined || last === revision) return undefined
  const track = tracks.all.get(last)
  const own = tracks.all.get(revision)
  if (track === undefined || own === undefined) return undefined
  if (tracks.order.slice(0, at).includes(last)) return { own, track, by: 'revision' }
  const before = tracks.all.get(tracks.order[at - 1] ?? '')
  if (before === undefined || !isSameButFor(before, track, own)) return { own, track, by: undefined }
  const isPinned = [before, own].flatMap(getImages).every(image => image.includes('@sha256:'))
  return { own, track, by: isPinned ? 'digests' : 'tags' }
}

const findReturn = (tracks: RevisionTracks, revision: string): Replacement | undefined => {
  const found = findReplacement(tracks, revision)
  return found?.by === undefined ? undefined : found
}

const isSameButFor = (before: RevisionTrack, after: RevisionTrack, between: RevisionTrack): boolean => {
  const [old, now, other] = [before, after, between].map(track => getImages(track).join('\n'))
  return old !== undefined && old !== '' && old === now && old !== other && other !== ''
}
