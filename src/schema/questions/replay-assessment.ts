import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { gap, source } from '../values/fact.ts'
import { commitSha, count, list, numericId, openEnum, text } from '../values/scalar.ts'

const name = text(1_024)

/** What a repetition of a run needs, by kind. The order is that of the answer. */
export const REPLAY_INPUTS = [
  'commit',
  'workflow-file',
  'action',
  'container-image',
  'runner-image',
  'tool',
  'lockfile',
  'package',
  'artifact',
  'deploy-manifest',
  'cache',
  'variable',
  'service',
] as const
export const replayInputKind = openEnum(REPLAY_INPUTS)
export type ReplayInputKind = (typeof REPLAY_INPUTS)[number]

/** The jobs that used an input: the first of them, and the number of all. Absent for an input of the whole run. */
const usedBy = { jobs: z.optional(list(name, LIMITS.replayNames)), jobCount: z.optional(count) }

/** An input that names its content: the same name gives the same bytes again. */
export const pinnedInput = z.object({
  kind: replayInputKind,
  name,
  /** A commit, `sha256:…`, or the exact version. */
  value: name,
  by: openEnum(['commit', 'digest', 'version']),
  ...usedBy,
  source,
})
export type PinnedInput = z.output<typeof pinnedInput>

/** An input whose name may stand for something else next time. */
export const openInput = z.object({
  kind: replayInputKind,
  name,
  /** What the name stood for in this run, where that is known. */
  was: z.optional(name),
  reason: openEnum([
    'movable-ref', // a tag or a branch of an action
    'tag', // an image without a digest
    'label', // a label of runners: GitHub chooses the image and its version
    'cache-key', // an entry that other runs write, and that GitHub removes
    'set-by-step', // a variable that a step computed
    'no-lockfile', // a package that no recorded lockfile pins
    'no-digest', // an artifact whose digest is not known
    'external', // a service that answers as it is at that time
  ]),
  ...usedBy,
  source,
})
export type OpenInput = z.output<typeof openInput>

/** How an input is now, compared with the run. */
export const presentInput = z.object({
  kind: openEnum([...REPLAY_INPUTS, 'log', 'rules', 'branch', 'run']),
  name,
  state: openEnum(['same', 'moved', 'gone']),
  was: z.optional(name),
  now: z.optional(name),
  source,
  /** When it was read. */
  at: time,
})
export type PresentInput = z.output<typeof presentInput>

/** What the present state was asked about. */
export const presentState = z.object({
  /** `offline`: not asked, since `--offline` was given. `other-server`: the run is of a server that the API is not of. */
  checked: openEnum(['online', 'offline', 'other-server']),
  inputs: list(presentInput, LIMITS.replayInputs),
  /** Kinds that GitHub has no answer about. */
  notAskable: list(z.object({ kind: replayInputKind, why: text(300) }), REPLAY_INPUTS.length),
  gaps: list(gap, LIMITS.gaps),
})
export type PresentState = z.output<typeof presentState>

/** One part of the score. The weight is what the part counts for where it is known. */
export const scorePart = z.object({
  kind: replayInputKind,
  weight: count,
  pinned: count,
  open: count,
  /** Inputs of this kind that jobs may have had and that were not recorded: in jobs, not in inputs. */
  unknownJobs: count,
  /** Per cent of the known inputs that are pinned; absent where none is known. */
  share: z.optional(count),
})
export type ScorePart = z.output<typeof scorePart>

export const replayScore = z.object({
  /** The weighted mean of the known parts in per cent; absent where no part is known. */
  percent: z.optional(count),
  parts: list(scorePart, REPLAY_INPUTS.length),
  /** Kinds without a known input: they count for nothing. */
  unknown: list(replayInputKind, REPLAY_INPUTS.length),
})
export type ReplayScore = z.output<typeof replayScore>

/** Version of the document of an assessment. */
export const REPLAY_VERSION = '1.0.0'

/** `pipeline-trace replay --format json`: what a repetition of a run would use. */
export const replayAssessment = z.object({
  kind: z.literal('replay-assessment'),
  schemaVersion,
  tool,
  run: z.object({
    place: name,
    signed: openEnum(['verified', 'unverified', 'unsigned']),
    serverUrl: z.optional(text(300)),
    repository: text(300),
    runId: numericId,
    attempt: count,
    number: z.optional(count),
    event: z.optional(text(100)),
    commit: z.optional(commitSha),
    result: openEnum(['success', 'failure', 'cancelled', 'incomplete', 'skipped']),
    createdAt: z.optional(time),
    url: z.optional(name),
  }),
  pinned: list(pinnedInput, LIMITS.replayInputs),
  open: list(openInput, LIMITS.replayInputs),
  /** Inputs beyond both lists. */
  notListed: z.optional(count),
  present: presentState,
  score: replayScore,
  commands: z.object({
    /** Repeats the run on GitHub. */
    rerun: text(1_024),
    /** GitHub refuses a rerun after this time. */
    rerunUntil: z.optional(time),
    /** A POSIX shell script that checks the same inputs out. Every value of the run is quoted. */
    checkout: text(LIMITS.replayScript),
  }),
  gaps: list(gap, LIMITS.gaps),
})
export type ReplayAssessment = z.output<typeof replayAssessment>
