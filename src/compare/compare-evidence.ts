import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import type { KeyContext } from '../history/parse-cache-key.ts'
import { getCacheFamily, getKeyContext } from '../history/to-history-run.ts'
import type { BehaviourDifference } from '../schema/questions/comparison.ts'
import type { Finding } from '../schema/run/finding.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { type JobPair, toReference } from './pair-jobs.ts'

/** The last result of a restore, by the family of its key. */
export type CacheResult = {
  readonly key: string
  readonly result: string
  readonly source: BehaviourDifference['source']
}

/** Lists the restores of a job by family. */
export const listCacheResults = ({ record, log }: ReportedJob, context: KeyContext): ReadonlyMap<string, CacheResult> =>
  new Map(
    (record ?? log)?.caches.flatMap(({ operation, key, result, source }) =>
      operation === 'restore' && key !== undefined
        ? [[getCacheFamily(key, context), { key, result, source }] as const]
        : [],
    ),
  )

/** Compares what the caches of the jobs did: a family that both runs tried to restore. */
export const compareCaches = (
  before: RunManifest,
  after: RunManifest,
  pairs: readonly JobPair[],
): readonly BehaviourDifference[] => {
  const [then, now] = [getKeyContext(before), getKeyContext(after)]
  return pairs.flatMap(pair => {
    const old = listCacheResults(pair.before.reported, then)
    return [...listCacheResults(pair.after.reported, now)].flatMap(([family, { result, source }]) => {
      const past = old.get(family)
      return past === undefined || past.result === result
        ? []
        : [
            {
              kind: 'cache' as const,
              job: toReference(pair.before, pair.after),
              name: family,
              before: past.result,
              after: result,
              source,
            },
          ]
    })
  })
}

/**
 * Compares the artifacts by name. One that a run lacks counts only where its list was read whole; one of this project is
 * another one in each run.
 */
export const compareArtifacts = (before: RunManifest, after: RunManifest): readonly BehaviourDifference[] => {
  const [then, now] = [digestByName(before), digestByName(after)]
  const isKnown = { before: hasAllArtifacts(before), after: hasAllArtifacts(after) }
  return [...new Set([...now.keys(), ...then.keys()])].flatMap(name => {
    const [old, fresh] = [then.get(name), now.get(name)]
    const isOneSided = (old === undefined && isKnown.before) || (fresh === undefined && isKnown.after)
    const isChanged = old?.digest !== undefined && fresh?.digest !== undefined && old.digest !== fresh.digest
    return !isChanged && !(isOneSided && (old === undefined || fresh === undefined))
      ? []
      : [
          {
            kind: 'artifact' as const,
            name,
            before: old === undefined ? 'absent' : (old.digest ?? 'digest not known'),
            after: fresh === undefined ? 'absent' : (fresh.digest ?? 'digest not known'),
            source: (fresh ?? old)?.source ?? 'api',
          },
        ]
  })
}

const digestByName = ({ artifacts }: RunManifest) =>
  new Map(artifacts.filter(({ name }) => !name.startsWith(ARTIFACT_PREFIX)).map(one => [one.name, one]))

const hasAllArtifacts = ({ gaps, artifacts }: RunManifest): boolean =>
  artifacts.length < LIMITS.artifactsOfRun &&
  !gaps.some(({ field }) => field === 'artifacts' || field.startsWith('artifacts.'))

/** Compares the retries of jobs: those that failed in an attempt and passed in a later one. */
export const compareRetries = (
  before: RunManifest,
  after: RunManifest,
  pairs: readonly JobPair[],
): readonly BehaviourDifference[] => {
  const [then, now] = [countRetries(before), countRetries(after)]
  const attempts = [before.run.attempt.value, after.run.attempt.value].map(String)
  return [
    ...(attempts[0] === attempts[1]
      ? []
      : [
          {
            kind: 'retry' as const,
            name: 'attempt of the run',
            before: attempts[0],
            after: attempts[1],
            source: after.run.attempt.source,
          },
        ]),
    ...pairs.flatMap(pair => {
      const [old, fresh] = [then.get(pair.before.reported.id ?? '') ?? 0, now.get(pair.after.reported.id ?? '') ?? 0]
      return old === fresh
        ? []
        : [
            {
              kind: 'retry' as const,
              job: toReference(pair.before, pair.after),
              name: 'failed attempts before it passed',
              before: String(old),
              after: String(fresh),
              source: 'api' as const,
            },
          ]
    }),
  ]
}

const countRetries = ({ timeline }: RunManifest): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { passed } of timeline?.retries ?? []) counts.set(passed.id, (counts.get(passed.id) ?? 0) + 1)
  return counts
}

/** Whether both accounts looked for findings, and both with a past or both without one. */
export const hasComparableFindings = (before: RunManifest, after: RunManifest): boolean =>
  before.findings !== undefined &&
  after.findings !== undefined &&
  (before.findings.baseline.runs === 0) === (after.findings.baseline.runs === 0)

/** Compares the findings by rule and subject. */
export const compareFindings = (before: RunManifest, after: RunManifest): readonly BehaviourDifference[] => {
  if (!hasComparableFindings(before, after)) return []
  const [then, now] = [indexFindings(before.findings?.found ?? []), indexFindings(after.findings?.found ?? [])]
  return [
    ...[...now].filter(([id]) => !then.has(id)).map(([, one]) => toDifference(one, false)),
    ...[...then].filter(([id]) => !now.has(id)).map(([, one]) => toDifference(one, true)),
  ]
}

const indexFindings = (found: readonly Finding[]): ReadonlyMap<string, Finding> =>
  new Map(found.map(one => [JSON.stringify([one.rule, one.subject.kind, one.subject.name]), one]))

const toDifference = ({ rule, subject, severity, evidence }: Finding, isGone: boolean): BehaviourDifference => ({
  kind: 'finding',
  name: cutText(`${rule}: ${subject.name}`, 1_024),
  before: isGone ? severity : 'absent',
  after: isGone ? 'absent' : severity,
  source: evidence[0]?.source ?? 'api',
})
