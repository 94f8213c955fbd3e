import { createReadStream, type Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type FollowOptions, followTarget, type TargetFollower } from '../../converge/follow-target.ts'
import { type ResourceTree, readResourceTree } from '../../converge/match-images.ts'
import { isSameTarget, readTargetObject } from '../../converge/readers/read-snapshot.ts'
import type { Change, Observation, Target } from '../../converge/snapshot.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseJson } from '../../core/parse-json.ts'
import { toUtc } from '../../core/time.ts'
import { readCappedLines } from '../../io/capped-lines.ts'
import type { TargetConvergence } from '../../schema/converge/target-convergence.ts'
import type { Gap } from '../../schema/values/fact.ts'

export type RecordedTargets = { readonly targets: readonly TargetConvergence[]; readonly gaps: readonly Gap[] }

/**
 * Reads a recorded folder: watches as NDJSON, each line `{"seenAt", "type", "object"}`, and JSON files with an object, a
 * list of the API, or Argo CD's resource tree. Names of files do not matter (docs/convergence.md). Every file is read as a
 * stream or under a cap. @throws TraceError USAGE for a folder that cannot be read.
 */
export const readRecordedFolder = async (
  folder: string,
  wantedTargets: readonly Target[],
  options: FollowOptions,
): Promise<RecordedTargets> => {
  const files = await listRecorded(folder)
  const gaps: Gap[] = []
  const followers: TargetFollower[] = []
  const trees: ResourceTree[] = []
  const later: Observation[] = []
  const take = (observation: Observation): void => {
    const found = readTargetObject(observation.object)
    if (found !== undefined && !followers.some(({ target }) => isSameTarget(target, found.target)))
      if (followers.length < LIMITS.convergenceTargets * 2) followers.push(followTarget(found.target, options))
    const isTaken = followers.filter(follower => follower.add(observation)).length > 0
    // An event or a pod may stand in the folder before its target.
    if (!isTaken && found === undefined && later.length < LIMITS.recordedLater) later.push(observation)
  }
  // Watches first: a single object shows the end.
  for (const file of files.filter(name => name.endsWith('.ndjson')))
    await readWatch(join(folder, file), file, take, gaps)
  for (const file of files.filter(name => name.endsWith('.json'))) {
    const value = await readValue(join(folder, file), file, gaps)
    const tree = readResourceTree(value)
    if (tree !== undefined) trees.push(tree)
    else for (const object of toObjects(value)) take({ change: 'listed', object })
  }
  for (const observation of later) for (const follower of followers) follower.add(observation)
  const chosen = chooseFollowers(followers, wantedTargets)
  for (const follower of chosen) for (const tree of trees.slice(0, 1)) follower.addTree(tree)
  return { targets: chosen.map(follower => follower.conclude(undefined)), gaps }
}

const listRecorded = async (folder: string): Promise<readonly string[]> => {
  const entries: readonly Dirent[] = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new TraceError('USAGE', `${folder} cannot be read`, { hint: 'Name a folder with a recorded watch', cause })
  })
  const files = entries.filter(entry => entry.isFile() && /\.(?:nd)?json$/.test(entry.name)).map(({ name }) => name)
  if (files.length === 0)
    throw new TraceError('USAGE', `${folder} holds no .json or .ndjson file`, {
      hint: 'Name a folder with a recorded watch (docs/convergence.md)',
    })
  return files.sort().slice(0, LIMITS.recordedWatchFiles)
}

const readWatch = async (
  path: string,
  file: string,
  take: (observation: Observation) => void,
  gaps: Gap[],
): Promise<void> => {
  let unread = 0
  try {
    const bytes = createReadStream(path, { end: LIMITS.recordedWatch - 1 })
    for await (const line of readCappedLines(bytes, LIMITS.clusterObject)) {
      if (line.kind === 'line' && line.text.trim() === '') continue
      const observation = line.kind === 'line' ? toObservation(line.text) : undefined
      if (observation === undefined) unread += 1
      else take(observation)
    }
    const { size } = await stat(path)
    if (size > LIMITS.recordedWatch)
      gaps.push(toGap(file, 'too-large', `the first ${LIMITS.recordedWatch} bytes were read`))
  } catch {
    gaps.push(toGap(file, 'not-readable', undefined))
  }
  if (unread > 0) gaps.push(toGap(file, 'malformed', `lines that are no change of an object: ${unread}`))
}

const CHANGES: Readonly<Record<string, Change>> = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' }

/** Undefined for a line that is no change; a bookmark and an error of a watch are none either. */
const toObservation = (text: string): Observation | undefined => {
  const value = parseOrUndefined(text, LIMITS.clusterObjectValues)
  if (typeof value !== 'object' || value === null || !('object' in value)) return undefined
  const change = 'type' in value && typeof value.type === 'string' ? CHANGES[value.type] : 'modified'
  if (change === undefined) return undefined
  const seenAt = 'seenAt' in value && typeof value.seenAt === 'string' ? toUtc(value.seenAt) : undefined
  return { seenAt, change, object: value.object }
}

const readValue = async (path: string, file: string, gaps: Gap[]): Promise<unknown> => {
  const size = await stat(path).then(
    found => found.size,
    () => undefined,
  )
  if (size === undefined || size > LIMITS.offlineJobs) {
    gaps.push(toGap(file, size === undefined ? 'not-readable' : 'too-large', undefined))
    return undefined
  }
  const text = await readFile(path, 'utf8').catch(() => '')
  const value = parseOrUndefined(text, LIMITS.runManifestValues)
  if (value === undefined) gaps.push(toGap(file, 'malformed', 'not JSON, or too many values'))
  return value
}

const parseOrUndefined = (text: string, maxValues: number): unknown => {
  try {
    return parseJson(text, maxValues)
  } catch {
    return undefined
  }
}

/** A list of the API leaves the kind out of its items (kubernetes/apimachinery pkg/apis/meta/v1, List). */
const toObjects = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return []
  if (!('items' in value) || !Array.isArray(value.items)) return [value]
  const kind = 'kind' in value && typeof value.kind === 'string' ? value.kind.replace(/List$/, '') : undefined
  const apiVersion = 'apiVersion' in value ? value.apiVersion : undefined
  return value.items.map((item: unknown) =>
    typeof item === 'object' && item !== null && kind !== 'List' ? { kind, apiVersion, ...item } : item,
  )
}

/** Without named targets: all, but for the workloads of an application, which are parts of it. */
const chooseFollowers = (
  followers: readonly TargetFollower[],
  wanted: readonly Target[],
): readonly TargetFollower[] => {
  if (wanted.length > 0)
    return wanted.map(
      target =>
        followers.find(follower => isNamed(target, follower.target)) ??
        followTarget(target, { wanted: { images: [] }, soakMs: 0 }),
    )
  const parents = followers.filter(({ target }) => PARENTS.has(target.kind))
  return (parents.length > 0 ? parents : followers).slice(0, LIMITS.convergenceTargets)
}

const PARENTS: ReadonlySet<string> = new Set(['argocd', 'kustomization', 'helmrelease'])

const isNamed = (wanted: Target, found: Target): boolean =>
  isSameTarget(wanted, wanted.namespace === undefined ? { ...found, namespace: undefined } : found)

const toGap = (file: string, reason: Gap['reason'], detail: string | undefined): Gap => ({
  field: `recorded.${file}`.slice(0, 200),
  reason,
  detail,
})
