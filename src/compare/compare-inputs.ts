import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { getKeyContext } from '../history/to-history-run.ts'
import {
  COMPARED_INPUTS,
  type ComparedInputKind,
  type InputDifference,
  type InputGroup,
} from '../schema/questions/comparison.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { compareReadings, type EntryDifference, type InputReading } from './input-reading.ts'
import { isActionCommit, listJobInputs } from './job-inputs.ts'
import { type JobPair, toReference } from './pair-jobs.ts'
import { listRunInputs } from './run-inputs.ts'

/** An input of a job that differs. */
export type ChangedInput = EntryDifference & { readonly kind: ComparedInputKind }

export type ComparedInputs = {
  readonly groups: readonly InputGroup[]
  /** What differs in a job of both runs, and in the run as a whole. */
  readonly byPair: ReadonlyMap<JobPair, readonly ChangedInput[]>
  readonly ofRun: readonly ChangedInput[]
}

/** Compares what went into both runs. The same difference in many jobs is one entry. */
export const compareRunInputs = (
  before: RunManifest,
  after: RunManifest,
  pairs: readonly JobPair[],
): ComparedInputs => {
  const groups = new Map(COMPARED_INPUTS.map(kind => [kind, startGroup()]))
  const ofRun = compareLists(listRunInputs(before), listRunInputs(after), groups, undefined)
  const [then, now] = [getKeyContext(before), getKeyContext(after)]
  const byPair = new Map(
    pairs.map(pair => [
      pair,
      compareLists(listJobInputs(pair.before.reported, then), listJobInputs(pair.after.reported, now), groups, pair),
    ]),
  )
  const url = toCompareUrl(before, after)
  return {
    groups: [...groups].map(([kind, group]) => toGroup(kind, group, kind === 'commit' ? url : undefined)),
    byPair,
    ofRun,
  }
}

type Counted = { readonly difference: EntryDifference; readonly pairs: JobPair[]; readonly isOfRun: boolean }
type OpenGroup = { compared: number; notCompared: number; readonly found: Map<string, Counted> }

const startGroup = (): OpenGroup => ({ compared: 0, notCompared: 0, found: new Map() })

const compareLists = (
  before: readonly InputReading[],
  after: readonly InputReading[],
  groups: ReadonlyMap<string, OpenGroup>,
  pair: JobPair | undefined,
): readonly ChangedInput[] => {
  const then = new Map(before.map(one => [one.kind, one]))
  return after.flatMap(now => {
    const group = groups.get(now.kind)
    const found = compareReadings(then.get(now.kind), now)
    if (group === undefined) return []
    if (found === undefined) {
      group.notCompared += 1
      return []
    }
    group.compared += 1
    const differences = found.filter(one => !isOtherRef(now.kind, one))
    for (const difference of differences) count(group, difference, pair)
    return differences.map(difference => ({ kind: now.kind, ...difference }))
  })
}

/** The commit of a ref that one side does not use. */
const isOtherRef = (kind: ComparedInputKind, { name, before, after }: EntryDifference): boolean =>
  kind === 'action' && isActionCommit(name) && (before === undefined || after === undefined)

const count = ({ found }: OpenGroup, difference: EntryDifference, pair: JobPair | undefined): void => {
  const { name, before, after } = difference
  const id = JSON.stringify([name, before, after])
  const known = found.get(id)
  if (known === undefined)
    found.set(id, { difference, pairs: pair === undefined ? [] : [pair], isOfRun: pair === undefined })
  else if (pair !== undefined) known.pairs.push(pair)
}

const toGroup = (kind: ComparedInputKind, group: OpenGroup, url: string | undefined): InputGroup => {
  const all = [...group.found.values()].toSorted((a, b) => b.pairs.length - a.pairs.length)
  const left = all.length - LIMITS.comparedInputs
  return {
    kind,
    compared: group.compared,
    notCompared: group.notCompared,
    differences: all.slice(0, LIMITS.comparedInputs).map(one => toDifference(one, url)),
    notListed: left > 0 ? left : undefined,
  }
}

const toDifference = ({ difference, pairs, isOfRun }: Counted, url: string | undefined): InputDifference => ({
  name: cutText(difference.name, MAX_TEXT),
  before: cut(difference.before),
  after: cut(difference.after),
  jobs: isOfRun
    ? undefined
    : pairs.slice(0, LIMITS.comparedNames).map(({ before, after }) => toReference(before, after)),
  jobCount: isOfRun ? undefined : pairs.length,
  source: difference.source,
  url,
})

const MAX_TEXT = 1_024
const cut = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : cutText(value, MAX_TEXT)

/** GitHub's page of the commits between both (docs.github.com "Comparing commits"). */
const toCompareUrl = (before: RunManifest, after: RunManifest): string | undefined => {
  const { serverUrl, repository } = after.run
  const [from, to] = [before.run.headSha ?? before.run.sha, after.run.headSha ?? after.run.sha]
  return serverUrl === undefined ||
    from === undefined ||
    to === undefined ||
    repository.value !== before.run.repository.value
    ? undefined
    : `${serverUrl.value}/${repository.value}/compare/${from.value}...${to.value}`
}
