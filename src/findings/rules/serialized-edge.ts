import { duration, plural } from '../../core/quantity.ts'
import { toMillis } from '../../core/time.ts'
import type { PlannedJob } from '../../schema/observed/workflow-plan.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { quoteName, share } from '../facts/finding-words.ts'
import { listRunJobs, locate, measureRun, type RunJob } from '../facts/run-jobs.ts'
import type { FindingInput, FindingRule } from './finding-rule.ts'

const MIN_COST_MS = 120_000
const MIN_SHARE = 0.1
const LARGE_SHARE = 0.25

/**
 * Fires for a `needs` between two jobs that follow each other on the critical path, if nothing that the later one uses
 * comes from the earlier one: no output or result in an expression, no artifact, cache or image. It needs the workflow
 * file, every edge of the path, and the record or log of both jobs. It is silent where the order may be meant: a job
 * with an environment, a push, a publishing step, or a token that writes, and a job with a condition of its own.
 */
export const serializedEdge: FindingRule = input => {
  const { manifest, plan } = input
  const { criticalPath } = manifest.timeline ?? {}
  const whole = measureRun(manifest)
  if (plan === undefined || criticalPath?.edges !== 'known' || whole === undefined) return []
  const planned = new Map(plan.jobs.map(job => [job.id, job]))
  const jobs = new Map(listRunJobs(manifest).map(job => [job.timed.id, job]))
  const path = [...new Set(criticalPath.segments.flatMap(({ jobId }) => jobId ?? []))].flatMap(id => jobs.get(id) ?? [])
  return path
    .flatMap((consumer, index) => {
      const producer = path[index - 1]
      const [from, to] = [planned.get(producer?.timed.planId ?? ''), planned.get(consumer.timed.planId ?? '')]
      if (producer === undefined || from === undefined || to === undefined) return []
      const edge = { producer, consumer, from, to }
      if (!isEdge(edge) || isUsed(edge, manifest) || isGate(edge)) return []
      const costMs = measureCost(edge, input)
      return costMs < MIN_COST_MS || costMs < MIN_SHARE * whole ? [] : [{ edge, costMs }]
    })
    .toSorted((a, b) => b.costMs - a.costMs)
    .map(({ edge, costMs }) => describe(edge, costMs, whole))
}

type Edge = { readonly producer: RunJob; readonly consumer: RunJob; readonly from: PlannedJob; readonly to: PlannedJob }

const isEdge = ({ from, to }: Edge): boolean =>
  from.kind === 'runs' && to.kind === 'runs' && from.id !== to.id && to.needs.includes(from.id)

const readFacts = ({ reported }: RunJob) => reported.record ?? reported.log

/** Whether the later job uses something of the earlier one, or whether that cannot be known. */
const isUsed = ({ producer, consumer, from, to }: Edge, { lineage, jobs }: RunManifest): boolean => {
  const { reads } = to
  if (reads === undefined || reads.includes('*') || reads.some(key => key.toLowerCase() === from.key.toLowerCase()))
    return true
  const [made, used] = [readFacts(producer), readFacts(consumer)]
  if (made === undefined || used === undefined || used.downloads === undefined) return true
  const names = new Set(jobs.flatMap(({ id, name }) => (id === consumer.timed.id ? name : [])))
  const taken = (lineage?.artifacts ?? []).filter(({ consumers }) => consumers.some(({ job }) => names.has(job)))
  const isFromProducer = taken.some(
    ({ madeBy, runId }) => runId === undefined && isSameJob(madeBy?.job, producer, from),
  )
  // A download that the lineage does not place may be of any job.
  if (isFromProducer || used.downloads.length > taken.length) return true
  const saved = new Set(
    made.caches.flatMap(({ operation, key }) => (operation === 'save' && key !== undefined ? key : [])),
  )
  return used.caches.some(({ matchedKey, key }) => saved.has(matchedKey ?? key ?? ''))
}

/** Another leg of the same matrix counts as the producer, and so does an unknown one. */
const isSameJob = (name: string | undefined, producer: RunJob, from: PlannedJob): boolean =>
  name === undefined || name === producer.timed.name || name === from.key || name.startsWith(`${from.key} (`)

const HARMLESS: ReadonlySet<string> = new Set([
  'checks',
  'statuses',
  'pull-requests',
  'issues',
  'security-events',
  'id-token',
])

/** Whether the order may be meant although nothing is handed over. */
const isGate = ({ producer, consumer, from, to }: Edge): boolean => {
  if (to.condition === undefined || !to.condition.isImplicit) return true
  if (from.environment !== undefined || to.environment !== undefined) return true
  return [producer, consumer].some(job => {
    const facts = readFacts(job)
    const writes = Object.entries(facts?.permissions?.value ?? {}).some(
      ([scope, access]) => access === 'write' && !HARMLESS.has(scope.toLowerCase()),
    )
    const publishes = job.timed.activities.some(({ activity }) => activity === 'publish')
    return facts?.permissions === undefined || writes || publishes || (facts.pushes ?? []).length > 0
  })
}

/** Measures how much earlier the later job could have begun: what the earlier one needs, it would need itself. */
const measureCost = ({ producer, from, to }: Edge, { manifest }: FindingInput): number => {
  const timed = manifest.timeline?.jobs ?? []
  const ends = (ids: readonly string[]): readonly number[] =>
    timed
      .filter(({ planId = '' }) => ids.includes(planId))
      .flatMap(({ completedAt = '' }) => toMillis(completedAt) ?? [])
  const begin = toMillis(manifest.timeline?.criticalPath?.start ?? '')
  const end = toMillis(producer.timed.completedAt ?? '')
  if (begin === undefined || end === undefined) return 0
  const others = ends([...from.needs, ...to.needs.filter(id => id !== from.id)])
  return end - Math.max(begin, ...others)
}

const describe = ({ producer, consumer, from, to }: Edge, costMs: number, whole: number): Finding => {
  const [earlier, later] = [quoteName(producer.timed.name), quoteName(consumer.timed.name)]
  return {
    rule: 'serialized-edge',
    severity: costMs >= LARGE_SHARE * whole ? 'medium' : 'low',
    subject: { kind: 'job', name: consumer.timed.name, jobId: consumer.timed.id },
    summary: `${later} waits for ${earlier} and uses nothing of it; without this \`needs\` it could begin up to ${duration(costMs)} earlier, of the run’s ${duration(whole)} (${share(costMs, whole)}).`,
    evidence: [
      {
        what: `\`${to.key}\` has \`needs: ${from.key}\` and reads no output or result of it`,
        source: 'workflow-file',
        ...locate(consumer),
      },
      {
        what: `${plural((readFacts(consumer)?.downloads ?? []).length, 'download')}, none of an artifact of ${from.key}`,
        source: 'log',
        ...locate(consumer),
      },
      { what: 'saved no cache that the other restored, and pushed no image', source: 'log', ...locate(producer) },
    ],
    confidence: 'medium',
    reason:
      'workflow file, artifacts and caches are known; an order that is meant (fail early, a state outside of GitHub) looks the same',
    response: `Drop \`${from.key}\` from the \`needs\` of \`${to.key}\`, if the order is not meant.`,
    owner: 'author',
  }
}
