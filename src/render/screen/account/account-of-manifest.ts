import { grouped } from '../../../core/grouped.ts'
import { plural } from '../../../core/quantity.ts'
import type { FailureQuotes } from '../../../findings/failures/quotes.ts'
import type { Absence, ReportedJob, RunManifest } from '../../../schema/run/run-manifest.ts'
import type { TimelineJob } from '../../../schema/run/run-timeline.ts'
import { cutLine, tally } from '../../outcome-words.ts'
import type { OwnSignature, Storage } from '../../run-headline.ts'
import { warningTexts } from '../../sections/detail-sections.ts'
import { absenceWords } from '../../sections/job-table.ts'
import { findJobFacts } from '../../sections/log-facts-section.ts'
import { policyWord } from '../../sections/policy-section.ts'
import { noTimeWords } from '../../timeline/timeline-answer.ts'
import { type Line, text } from '../document.ts'
import type { Account, AccountJob } from './account.ts'
import { findFailedStep, findWord, mainSteps, ofTimeline, timesOfApi, toResult, toTimes } from './account-job.ts'

export type Own = { readonly own: OwnSignature; readonly storage: Storage }

/** Builds the account from a run manifest. */
export const accountOfManifest = (manifest: RunManifest, quotes: FailureQuotes, own: Own): Account => {
  const { run, timeline, outcome, headline } = manifest
  const jobs = toAccountJobs(manifest)
  return {
    result: manifest.result,
    serverUrl: run.serverUrl?.value,
    workflow: run.workflow?.value,
    number: run.number?.value,
    attempt: run.attempt.value,
    url: run.url?.value,
    counts: {
      known: outcome?.jobs.known ?? jobs.length,
      failed: Math.max(outcome?.jobs.failed ?? 0, jobs.filter(({ result }) => result === 'failed').length),
      succeeded: outcome?.jobs.succeeded ?? 0,
      skipped: outcome?.jobs.skipped ?? 0,
      tolerated: outcome?.jobs.tolerated ?? 0,
    },
    tally: tally(manifest),
    policyWord: policyWord(manifest),
    open: outcome?.open ?? [],
    cutLine: cutLine(manifest),
    jobs,
    timeline,
    noTime: timeline === undefined ? undefined : noTimeWords(timeline),
    isFailureNameless: headline.kind === 'failed' && headline.job === undefined && outcome?.needs !== undefined,
    unmatchedArtifacts: manifest.unmatchedArtifacts,
    warnings: warningTexts(manifest, own.own),
    misses: manifest.cacheFindings?.misses ?? [],
    findings: manifest.findings,
    deployed: manifest.lineage?.deployed ?? [],
    quotes,
    artifact: own.storage.artifact,
    closing: renderClosing(manifest, own),
    gaps: manifest.gaps,
  }
}

const toAccountJobs = (manifest: RunManifest): readonly AccountJob[] => {
  const byId = new Map((manifest.timeline?.jobs ?? []).map(job => [job.id, job]))
  const onPath = new Set((manifest.timeline?.criticalPath?.segments ?? []).map(({ jobId }) => jobId))
  const misses = grouped(manifest.cacheFindings?.misses ?? [], ({ jobId }) => jobId)
  // Where every other job has ended, the running job is the one that writes the report.
  const isOver = manifest.outcome?.jobs.unfinished === 0
  // Without any record the mark would be the same in every row.
  const isMarked = !isUnrecorded(manifest)
  return manifest.jobs.map(job => ({
    ...toJob(job, byId.get(job.id ?? ''), isOver, isMarked),
    isOnPath: job.id !== undefined && onPath.has(job.id),
    misses: job.id === undefined ? [] : (misses.get(job.id) ?? []),
  }))
}

const toJob = (
  job: ReportedJob,
  timed: TimelineJob | undefined,
  isOver: boolean,
  isMarked: boolean,
): Omit<AccountJob, 'isOnPath' | 'misses'> => {
  const conclusion = job.api?.conclusion ?? job.record?.job.status?.value ?? job.needsResult
  const steps = listSteps(job)
  const facts = findJobFacts(job)?.facts
  return {
    id: job.id,
    name: job.name,
    url: job.api?.url,
    result: presentResult(job, conclusion, isOver),
    word: findWord(conclusion),
    failure: job.failure,
    failedStep: findFailedStep(steps),
    steps: mainSteps(steps),
    completedAt: job.api?.completedAt,
    times: timed === undefined || timed.intervals.length === 0 ? timesOfApi(job) : toTimes(timed),
    ...ofTimeline(timed),
    isCarriedOver: job.presence === 'carried-over',
    labels: job.api?.labels ?? [],
    notRecorded: isMarked && job.presence === 'not-recorded' ? absenceWords(job) : undefined,
    contradictions: job.fields.filter(({ agreement }) => agreement === 'contradicted'),
    isConflict: job.presence === 'conflict',
    probes: job.record?.replay?.dependencies ?? [],
    services: job.services ?? [],
    caches: renderCaches(facts?.caches ?? []),
    artifacts: (facts?.artifacts ?? []).map(({ name }) => name),
  }
}

const presentResult = (job: ReportedJob, conclusion: string | undefined, isOver: boolean): AccountJob['result'] => {
  if (job.presence === 'in-progress') return isOver ? 'own' : 'running'
  if (job.presence === 'skipped') return 'skipped'
  return toResult(conclusion, job.tolerated === true)
}

const listSteps = ({ api, record }: ReportedJob) =>
  api !== undefined && api.steps.length > 0 ? api.steps : (record?.steps ?? [])

/** Renders the counts: `1 hit, 1 miss`. */
const renderCaches = (
  caches: readonly { readonly operation: string; readonly result: string }[],
): string | undefined => {
  const results = caches.filter(({ operation }) => operation !== 'save').map(({ result }) => result)
  const counts = [...new Set(results)].sort().map(result => {
    const same = results.filter(one => one === result).length
    return same === 1 && results.length === 1 ? result : `${same} ${result}`
  })
  return counts.length === 0 ? undefined : counts.join(', ')
}

/** Whether no job was recorded, as in a run without recorders. No source then names another reason for any job. */
const isUnrecorded = ({ completeness, jobs, unmatchedArtifacts }: RunManifest): boolean =>
  completeness.recorded === 0 &&
  unmatchedArtifacts.length === 0 &&
  jobs.every(({ absence }) => absence === undefined || WITHOUT_RECORDER.has(absence.reason))

const WITHOUT_RECORDER: ReadonlySet<Absence['reason']> = new Set(['no-recorder', 'unknown'])

const hasLogs = ({ jobs }: RunManifest): boolean =>
  jobs.some(({ log, absence }) => log !== undefined || absence?.source === 'log')

const renderClosing = (manifest: RunManifest, { own, storage }: Own): Line => {
  const { completeness, signing, jobs, outcome } = manifest
  const { recorded, known, complete, by } = completeness
  const contradicted = Math.max(
    jobs.filter(job => job.agreement === 'contradicted').length,
    outcome?.jobs.contradicted ?? 0,
  )
  const unsigned = signing.mode === 'none' || signing.mode === 'other'
  return [
    isUnrecorded(manifest)
      ? `No job was recorded: read from GitHub’s API${hasLogs(manifest) ? ' and logs' : ''}`
      : `${recorded} of ${plural(known, 'job')} recorded${complete ? '' : ' — incomplete'}${by === 'job-key' ? ', counted by job key' : ''}`,
    ...(own === 'shown'
      ? [
          unsigned ? ' · report unsigned (' : ' · report signed (',
          text(unsigned ? signing.reason : signing.mode, 160),
          ')',
        ]
      : []),
    ...(own === 'shown' && storage.notStored !== undefined ? [', not stored: ', text(storage.notStored, 300)] : []),
    ...(contradicted === 0 ? [] : [` · ⚠️ ${plural(contradicted, 'job')} contradicted`]),
  ]
}
