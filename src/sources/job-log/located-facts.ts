import { knownFields } from '../../model/known-fields.ts'
import type { LocatedArtifact } from './artifact-lines.ts'
import type { Belief } from './belief.ts'
import type { LocatedCache } from './cache-lines.ts'
import type { Fetched, LocatedAction } from './fetched-actions.ts'
import type { Located, LogFact } from './log-fact.ts'
import { titleOf } from './log-heads.ts'
import type { LogLine } from './log-line.ts'
import type { LogReaders } from './read-log.ts'
import type { Section } from './section.ts'
import type { SetUpFacts, SetUpReader } from './set-up-facts.ts'

/** What the readers found, as facts in the order of their lines. */
export const factsOf = (readers: LogReaders, fetched: Fetched, belief: Belief): readonly LogFact[] => {
  const place = (line: LogLine, section?: Section): Located => locate(line, section, belief)
  const facts: readonly LogFact[] = [
    ...setUpFacts(readers.setUp),
    ...fetched.located().map(one => actionFact(one, undefined)),
    ...fetched.doubted().map(one => actionFact(one, 'low')),
    ...readers.containers.located().map(
      ({ container: { source: _, name, image, role, digest }, line }): LogFact => ({
        kind: 'image-pull',
        image,
        ...knownFields({ role, service: name, digest }),
        ...place(line),
      }),
    ),
    ...readers.heads.located().map(
      ({ line, section }): LogFact => ({
        kind: 'step',
        name: titleOf(section) ?? '',
        ...(section.kind === 'action' ? { action: section.uses.uses } : {}),
        ...(section.kind === 'post' ? { stage: 'post' } : {}),
        ...place(line, section),
      }),
    ),
    ...readers.caches.located().map(cache => cacheFact(cache, belief)),
    ...readers.artifacts.located().map(artifact => artifactFact(artifact, belief)),
    ...readers.doubtedCaches.located().map(cache => ({ ...cacheFact(cache, belief), ...DOUBTED })),
    ...readers.doubtedArtifacts.located().map(artifact => ({ ...artifactFact(artifact, belief), ...DOUBTED })),
    ...readers.buildCaches.located().map(
      ({ cache, line, section }): LogFact => ({
        kind: 'build-cache',
        ...cache,
        ...place(line, section),
      }),
    ),
    ...readers.images
      .located()
      .flatMap(({ kind, image, digest, line, section }) => imageFact(kind, image, digest, place(line, section))),
    ...readers.tools.located().map(
      ({ tool, line, section }): LogFact => ({
        kind: 'tool',
        ...tool,
        action: section.uses.uses,
        ...place(line, section),
      }),
    ),
    ...readers.failures
      .located()
      .map(({ failure, line, section }): LogFact => ({ ...failure, ...place(line, section) })),
  ]
  return facts.toSorted((a, b) => a.line - b.line)
}

const DOUBTED = { confidence: 'low' } as const

const locate = (line: LogLine, section: Section | undefined, belief: Belief): Located => {
  const step = section === undefined ? undefined : titleOf(section)
  const confidence = belief.of(section)
  return { line: line.number ?? 0, ...knownFields({ at: line.time, step, confidence }) }
}

const setUpFacts = ({ facts, lineOf }: SetUpReader): readonly LogFact[] => {
  const { permissions, ...rest } = facts()
  const place = (name: keyof SetUpFacts): Located => ({
    line: lineOf(name)?.number ?? 0,
    ...knownFields({ at: lineOf(name)?.time }),
  })
  const texts = Object.entries(rest) as [keyof typeof rest, { readonly value: string }][]
  return [
    ...texts.map(([name, { value }]): LogFact => ({ kind: 'set-up', name, value, ...place(name) })),
    ...(permissions === undefined
      ? []
      : [{ kind: 'permissions' as const, permissions: permissions.value, ...place('permissions') }]),
  ]
}

const actionFact = ({ action, line }: LocatedAction, confidence: Located['confidence']): LogFact => {
  const { kind: type, source: _, ...rest } = action
  return {
    kind: 'action',
    type,
    ...knownFields(rest),
    ...knownFields({ line: line.number ?? 0, at: line.time, confidence }),
  }
}

const cacheFact = ({ operation, line, section }: LocatedCache, belief: Belief): LogFact => {
  const { source: _, at, step, ...rest } = operation
  const confidence = belief.of(section)
  const title = step ?? (section === undefined ? undefined : titleOf(section))
  return { kind: 'cache', ...knownFields(rest), ...knownFields({ line, at, step: title, confidence }) }
}

const artifactFact = ({ kind, artifact, line, section }: LocatedArtifact, belief: Belief): LogFact => ({
  kind,
  ...knownFields(artifact),
  ...locate(line, section, belief),
})

/** A push without a digest tells nothing. */
const imageFact = (
  kind: 'image-pull' | 'image-push',
  image: string | undefined,
  digest: string | undefined,
  place: Located,
): readonly LogFact[] => {
  if (kind === 'image-push') return digest === undefined ? [] : [{ kind, digest, ...knownFields({ image }), ...place }]
  return image === undefined ? [] : [{ kind, image, ...knownFields({ digest }), ...place }]
}
