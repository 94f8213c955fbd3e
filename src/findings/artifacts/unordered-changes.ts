import { toMillis } from '../../core/time.ts'
import type { Finding, FindingEvidence } from '../../schema/run/finding.ts'
import type { ArtifactLineage } from '../../schema/run/run-evidence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { TimelineJob } from '../../schema/run/run-timeline.ts'
import { listNames, quoteName } from '../facts/finding-words.ts'
import { findSpan, ON_RUNNER } from '../facts/run-jobs.ts'

/**
 * Finds artifacts that were deleted or replaced between their producer and a consumer:
 *
 * - a job did not find an artifact by its name, after its producer had ended, and another job deleted it;
 * - a job got the artifact of one job although another one, which it does not wait for, had replaced what it waits for.
 *
 * Where a consumer waits for the job that replaced the artifact, as for one that signs it, the order is meant.
 */
export const findUnorderedChanges = ({ lineage, timeline }: RunManifest): readonly Finding[] => {
  const artifacts = lineage?.artifacts ?? []
  if (!artifacts.some(({ flags }) => flags.includes('deleted') || flags.includes('overwritten'))) return []
  const jobs: Jobs = new Map((timeline?.jobs ?? []).map(job => [job.id, job]))
  return [
    ...artifacts.flatMap(artifact => findDeleted(artifact, jobs)),
    ...artifacts.flatMap(artifact => findReplaced(artifact, artifacts, jobs)),
  ]
}

type Jobs = ReadonlyMap<string, TimelineJob>

const findDeleted = (artifact: ArtifactLineage, jobs: Jobs): readonly Finding[] => {
  const { name, madeBy, deletedBy, soughtBy = [] } = artifact
  const made = jobs.get(madeBy?.jobId ?? '')
  if (made === undefined || deletedBy === undefined) return []
  const late = soughtBy.filter(({ jobId }) => beginsAfter(jobs.get(jobId ?? ''), made))
  if (late.length === 0) return []
  return [
    {
      rule: 'artifact-ambiguity',
      severity: 'high',
      subject: { kind: 'artifact', name },
      summary: `${listNames(late.map(({ job }) => job))} did not find artifact ${quoteName(name)}: ${quoteName(made.name)} uploaded it, and ${quoteName(deletedBy.job)} deleted it.`,
      evidence: [
        toEvidence('uploaded it', madeBy),
        toEvidence('deleted it', deletedBy),
        ...late.map(one => toEvidence('asked for it by its name and failed', { ...one, source: 'log' })),
      ],
      confidence: 'high',
      reason: 'the upload had ended before the consumer began, and the log of the other job has the deletion of its id',
      response: `Let ${quoteName(deletedBy.job)} need every job that downloads the artifact, or delete it by its retention alone.`,
      owner: 'author',
    },
  ]
}

const findReplaced = (old: ArtifactLineage, artifacts: readonly ArtifactLineage[], jobs: Jobs): readonly Finding[] => {
  const first = jobs.get(old.madeBy?.jobId ?? '')
  if (first === undefined || !old.flags.includes('overwritten')) return []
  return artifacts.flatMap((other): readonly Finding[] => {
    const second = jobs.get(other.madeBy?.jobId ?? '')
    if (other.name !== old.name || other === old || second === undefined || second === first) return []
    const mixed = other.consumers.filter(({ jobId = '' }) => {
      const waited = listAncestors(jobId, jobs)
      return waited.has(first.id) && !waited.has(second.id) && jobId !== second.id
    })
    if (mixed.length === 0) return []
    return [
      {
        rule: 'artifact-ambiguity',
        severity: 'high',
        subject: { kind: 'artifact', name: old.name },
        summary: `${listNames(mixed.map(({ job }) => job))} got artifact ${quoteName(old.name)} of ${quoteName(second.name)}, which replaced that of ${quoteName(first.name)}; only for the latter ${mixed.length === 1 ? 'it waits' : 'they wait'}.`,
        evidence: [
          toEvidence(`uploaded ${shorten(old.digest)}`, old.madeBy),
          toEvidence(`uploaded ${shorten(other.digest)} under the same name`, other.madeBy),
          ...mixed.map(one => toEvidence(`downloaded ${shorten(other.digest)}`, one)),
        ],
        confidence: 'medium',
        reason: '`needs` orders neither upload after the other, so that another run may take the other one',
        response: `Give each upload a name of its own, or let the consumers need ${quoteName(second.name)}.`,
        owner: 'author',
      },
    ]
  })
}

const shorten = (digest: string | undefined): string => digest?.slice(0, 19) ?? 'it'

const toEvidence = (
  what: string,
  at: Pick<FindingEvidence, 'job' | 'jobId' | 'source' | 'step'> | undefined,
): FindingEvidence => ({ what, source: at?.source, job: at?.job, jobId: at?.jobId, step: at?.step })

const beginsAfter = (job: TimelineJob | undefined, before: TimelineJob): boolean => {
  const span = job === undefined ? undefined : findSpan(job, ON_RUNNER)
  const end = toMillis(before.completedAt ?? '')
  return span !== undefined && end !== undefined && span.from >= end
}

/** Lists the jobs that a job waits for, directly or through others. */
const listAncestors = (id: string, jobs: Jobs): ReadonlySet<string> => {
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const needed of jobs.get(next)?.needs ?? [])
      if (!found.has(needed)) {
        found.add(needed)
        open.push(needed)
      }
  return found
}
