import type { BuildCacheUse, ImagePull, ImagePush } from '../../model/build-facts.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import type { Belief } from './belief.ts'
import type { LocatedBuildCache } from './build-cache-lines.ts'
import type { LocatedImage } from './image-lines.ts'
import { titleOf } from './log-heads.ts'
import type { Section } from './section.ts'
import type { LocatedTool } from './tool-lines.ts'

/** What build tools said of their caches, as the manifest has it. */
export const buildCachesOf = (located: readonly LocatedBuildCache[], belief: Belief): readonly BuildCacheUse[] =>
  located.map(({ cache, section }) => ({ ...cache, ...placeOf(section, belief) }))

/** Images pushed with a digest: a push without one tells nothing. */
export const pushesOf = (located: readonly LocatedImage[], belief: Belief): readonly ImagePush[] =>
  located.flatMap(({ kind, image, digest, section }) =>
    kind === 'image-push' && digest !== undefined
      ? [{ ...(image === undefined ? {} : { image }), digest, ...placeOf(section, belief) }]
      : [],
  )

/** Images that steps pulled, and that builds began with. */
export const pullsOf = (located: readonly LocatedImage[], belief: Belief): readonly ImagePull[] =>
  located.flatMap(({ kind, image, digest, section }) =>
    kind === 'image-pull' && image !== undefined
      ? [{ image, ...(digest === undefined ? {} : { digest }), ...placeOf(section, belief) }]
      : [],
  )

export const toolsOf = (located: readonly LocatedTool[], belief: Belief): readonly ResolvedTool[] =>
  located.map(({ tool, section }) => ({ ...tool, action: section.uses.uses, source: 'log', ...trust(section, belief) }))

const placeOf = (section: Section, belief: Belief): Pick<ImagePush, 'step' | 'action' | 'source' | 'confidence'> => {
  const step = titleOf(section)
  return {
    ...(step === undefined ? {} : { step }),
    ...(section.kind === 'action' ? { action: section.uses.uses } : {}),
    source: 'log',
    ...trust(section, belief),
  }
}

const trust = (section: Section, belief: Belief): { readonly confidence?: 'medium' | 'low' } => {
  const confidence = belief.of(section)
  return confidence === undefined ? {} : { confidence }
}
