import type { ReplayInputKind, ReplayScore, ScorePart } from '../schema/questions/replay-assessment.ts'
import { joinOpen, joinPinned, type KindReading } from './listed-input.ts'

/**
 * What each kind counts for, where inputs of it are known. A service cannot be pinned, so it is listed and counts for
 * nothing. docs/questions.md has this table.
 */
export const REPLAY_WEIGHTS: Readonly<Record<ReplayInputKind, number>> = {
  commit: 20,
  'workflow-file': 10,
  action: 20,
  'container-image': 10,
  'runner-image': 10,
  tool: 5,
  lockfile: 5,
  package: 10,
  artifact: 5,
  'deploy-manifest': 5,
  cache: 5,
  variable: 5,
  service: 0,
}

/**
 * Scores how far a run can be repeated: the share of pinned inputs of each kind, and their weighted mean. A kind without
 * a known input lowers nothing, and is listed as unknown if a job may have had one.
 */
export const scoreReplay = (readings: readonly KindReading[]): ReplayScore => {
  const parts = readings.map(toPart)
  const known = parts.filter(({ share, weight }) => share !== undefined && weight > 0)
  const whole = known.reduce((sum, { weight }) => sum + weight, 0)
  const reached = known.reduce((sum, { weight, share = 0 }) => sum + weight * share, 0)
  return {
    percent: whole === 0 ? undefined : Math.round(reached / whole),
    parts: parts.filter(({ share }) => share !== undefined),
    unknown: parts
      .filter(({ share, kind, unknownJobs }) => share === undefined && (unknownJobs > 0 || OF_RUN.has(kind)))
      .map(({ kind }) => kind),
  }
}

/** Kinds that every run has. */
const OF_RUN: ReadonlySet<string> = new Set(['commit', 'workflow-file'])

const toPart = ({ kind, pinned, open, pinnedElsewhere = 0, unknownJobs }: KindReading): ScorePart => {
  const counts = { pinned: joinPinned(pinned).length + pinnedElsewhere, open: joinOpen(open).length }
  const known = counts.pinned + counts.open
  const share = known === 0 ? undefined : Math.floor((100 * counts.pinned) / known)
  return { kind, weight: REPLAY_WEIGHTS[kind], ...counts, unknownJobs, share }
}
