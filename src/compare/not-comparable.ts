import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { plural } from '../core/quantity.ts'
import { workflowPath } from '../core/workflow-path.ts'
import type { NotComparable } from '../schema/questions/comparison.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { hasComparableFindings } from './compare-evidence.ts'
import type { ComparedJob } from './compared-job.ts'
import { type PairedJobs, toReference } from './pair-jobs.ts'

type Side = NotComparable['side']

/** Lists what the comparison leaves out, and what makes it weaker, the weightiest first. */
export const listNotComparable = (
  before: RunManifest,
  after: RunManifest,
  paired: PairedJobs,
): readonly NotComparable[] => [
  ...compareRuns(before, after),
  ...ofSides(before, after, listUnfinished),
  ...ofSides(before, after, listCutRows),
  ...ofSides(before, after, listNoTimes),
  ...listPairing(paired),
  ...listUnrecorded(paired),
  ...listFindings(before, after),
]

const compareRuns = (before: RunManifest, after: RunManifest): readonly NotComparable[] => {
  const [then, now] = [before.run, after.run]
  const [oldPath, newPath] = [findWorkflow(before), findWorkflow(after)]
  const isSameRepository = then.repository.value.toLowerCase() === now.repository.value.toLowerCase()
  return [
    ...(isSameRepository && then.runId.value === now.runId.value && then.attempt.value === now.attempt.value
      ? [both('same-run', 'both are the same attempt of the same run')]
      : []),
    ...(isSameRepository
      ? []
      : [both('other-repository', `the runs are of ${then.repository.value} and of ${now.repository.value}`)]),
    ...(oldPath === undefined || newPath === undefined || oldPath === newPath
      ? []
      : [both('other-workflow', `the runs are of ${oldPath} and of ${newPath}: jobs of one key may do other work`)]),
    ...(then.event === undefined || now.event === undefined || then.event.value === now.event.value
      ? []
      : [both('other-event', `the events are ${then.event.value} and ${now.event.value}`)]),
    ...(before.schemaVersion === after.schemaVersion
      ? []
      : [
          both(
            'other-schema',
            `the manifests are of schema ${before.schemaVersion} and ${after.schemaVersion}: a field of the later one is not known of the other run`,
          ),
        ]),
  ]
}

/** The path of the workflow file, else the name of the workflow. */
const findWorkflow = ({ run, timeline }: RunManifest): string | undefined =>
  workflowPath(run.workflowRef?.value) ?? timeline?.workflowFile?.path ?? run.workflow?.value

const both = (reason: NotComparable['reason'], detail: string): NotComparable => ({
  reason,
  side: 'both',
  detail: cutText(detail, MAX_DETAIL),
})

const MAX_DETAIL = 500

type ListOfSide = (manifest: RunManifest, side: Side) => readonly NotComparable[]

const ofSides = (before: RunManifest, after: RunManifest, list: ListOfSide): readonly NotComparable[] => [
  ...list(before, 'before'),
  ...list(after, 'after'),
]

/** The counts leave the report's own job out: it is in progress while it reports. */
const listUnfinished: ListOfSide = ({ jobs, outcome }, side) => {
  const unfinished = outcome?.jobs.unfinished ?? jobs.filter(({ presence }) => presence === 'in-progress').length
  return unfinished === 0
    ? []
    : [
        {
          reason: 'in-progress',
          side,
          detail: `${plural(unfinished, 'job')} of it had not ended when its account was made`,
          jobCount: unfinished,
        },
      ]
}

const listCutRows: ListOfSide = ({ completeness }, side) => {
  const left = completeness.notShown?.jobs ?? 0
  return left === 0
    ? []
    : [{ reason: 'rows-cut', side, detail: `${plural(left, 'job')} of it have no row in the manifest`, jobCount: left }]
}

const listNoTimes: ListOfSide = ({ timeline }, side) =>
  timeline?.criticalPath === undefined
    ? [{ reason: 'no-times', side, detail: 'no time of it is known, so no difference of time is explained' }]
    : []

const listPairing = ({ pairs, onlyBefore, onlyAfter }: PairedJobs): readonly NotComparable[] => {
  const named = pairs.filter(({ by }) => by === 'name')
  return [
    ...ofJobs('job-in-one-run', 'before', 'only the earlier run has', onlyBefore),
    ...ofJobs('job-in-one-run', 'after', 'only the later run has', onlyAfter),
    ...(named.length === 0
      ? []
      : [
          {
            reason: 'paired-by-name' as const,
            side: 'both' as const,
            detail: `key or matrix of ${plural(named.length, 'job')} is not known in one of both runs: paired by name, with low confidence`,
            jobs: named.slice(0, LIMITS.comparedNames).map(({ before, after }) => toReference(before, after)),
            jobCount: named.length,
          },
        ]),
  ]
}

const ofJobs = (
  reason: NotComparable['reason'],
  side: 'before' | 'after',
  words: string,
  jobs: readonly ComparedJob[],
): readonly NotComparable[] =>
  jobs.length === 0
    ? []
    : [
        {
          reason,
          side,
          detail: `${words} ${plural(jobs.length, 'job')} without a counterpart`,
          jobs: jobs
            .slice(0, LIMITS.comparedNames)
            .map(job => toReference(side === 'before' ? job : undefined, side === 'after' ? job : undefined)),
          jobCount: jobs.length,
        },
      ]

/** Jobs that ran and of which neither a recorder nor a log tells what went in. */
const listUnrecorded = ({ pairs }: PairedJobs): readonly NotComparable[] => {
  const isUnknown = ({ reported }: ComparedJob): boolean =>
    reported.record === undefined && reported.log === undefined && RAN.has(reported.presence)
  return (['before', 'after'] as const).flatMap(side => {
    const unknown = pairs.filter(pair => isUnknown(pair[side]))
    return unknown.length === 0
      ? []
      : [
          {
            reason: 'not-recorded' as const,
            side,
            detail: `${plural(unknown.length, 'job')} of it has neither a recorder's manifest nor a record of its log in the account: what went in is not known`,
            jobs: unknown.slice(0, LIMITS.comparedNames).map(({ before, after }) => toReference(before, after)),
            jobCount: unknown.length,
          },
        ]
  })
}

const RAN: ReadonlySet<string> = new Set(['recorded', 'not-recorded', 'conflict'])

const listFindings = (before: RunManifest, after: RunManifest): readonly NotComparable[] =>
  hasComparableFindings(before, after)
    ? []
    : [both('source', 'findings are not compared: only one of both accounts looked for them, or knew a past')]
