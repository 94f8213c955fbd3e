import { grouped } from '../../core/grouped.ts'
import { duration, plural } from '../../core/quantity.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { Retry } from '../../schema/run/run-timeline.ts'
import { type Account, type AccountJob, totalMs } from './account/account.ts'
import { shortCause } from './cause.ts'
import { type Block, code, joined, type Line, linked, listed, type Part, paragraph, text } from './document.ts'
import { renderFinding, renderSubject, SEVERITY_MARKS } from './finding-parts.ts'
import { whatHolds } from './pending.ts'
import { isNoteworthy, skipGroups, skippedLine } from './skipped.ts'

const MOST = 5
const MOST_NAMES = 3

type Row = { readonly kind: string; readonly mark: string; readonly what: Line; readonly where: Line }

/**
 * Renders what else is worth a look, by rank: findings that matter, then what counts against the record itself, then
 * findings of low severity, then other facts. A fact that a finding covers is not repeated.
 * @param mostFindings number of findings that the configuration file allows
 */
export const findingsPart = (account: Account, mostFindings = MOST): Part => {
  const { found, left } = divide(account.findings?.found ?? [], mostFindings)
  const most = Math.max(MOST, mostFindings)
  const all = [
    ...found.filter(({ severity }) => severity === 'high' || severity === 'medium').map(toRow(account)),
    ...disagreements(account),
    ...unmatchedArtifacts(account),
    ...found.filter(({ severity }) => severity !== 'high' && severity !== 'medium').map(toRow(account)),
    ...listFacts(account),
  ]
  const rest = all.slice(most)
  const kinds = [...new Set([...(left > 0 ? ['findings'] : []), ...rest.map(({ kind }) => kind)])]
  return {
    title: all.length + left === 0 ? '' : 'Also worth a look',
    blocks: [...(all.length === 0 ? [] : [renderTable(all.slice(0, most))]), ...leftBlock(rest.length + left, kinds)],
  }
}

/** Returns the findings that are shown, at most so many, and the count of the others. */
const divide = (all: readonly Finding[], most: number) => ({
  found: all.slice(0, most),
  left: Math.max(0, all.length - most),
})

/** Renders a finding. */
const toRow =
  (account: Account) =>
  (finding: Finding): Row => ({
    kind: 'findings',
    mark: SEVERITY_MARKS[finding.severity],
    what: renderFinding(finding),
    where: renderSubject(account, finding),
  })

/** Lists the facts that no finding covers. */
const listFacts = (account: Account): readonly Row[] => [
  ...tolerated(account),
  ...retries(account),
  ...skips(account),
  ...warnings(account),
  ...approvals(account),
  ...lateness(account),
  ...admission(account),
  ...queue(account),
  ...misses(account),
  ...deployments(account),
]

/** Whether a finding of the rule is about the subject, or has evidence in the job. */
const isCovered = ({ findings }: Account, rule: Finding['rule'], subject: string): boolean =>
  (findings?.found ?? []).some(
    finding =>
      finding.rule === rule &&
      (finding.subject.name === subject || finding.evidence.some(({ job }) => job === subject)),
  )

const renderTable = (rows: readonly Row[]): Block => ({
  kind: 'table',
  head: [{ title: '' }, { title: 'What' }, { title: 'Where' }],
  rows: rows.map(({ mark, what, where }) => [[mark], what, where]),
})

const leftBlock = (count: number, kinds: readonly string[]): readonly Block[] =>
  count <= 0 ? [] : [paragraph(`${count} more in the report: ${kinds.join(', ')}.`)]

/** Returns the fields of a job in which two sources differ. */
const disagreements = ({ jobs }: Account): readonly Row[] =>
  jobs
    .filter(({ contradictions, isConflict }) => contradictions.length > 0 || isConflict)
    .slice(0, 3)
    .map(job => ({ kind: 'contradictions', mark: '⚠️', what: disagreement(job), where: renderName(job) }))

const disagreement = ({ contradictions }: AccountJob): Line => {
  const [field] = contradictions
  if (field === undefined) return ['Two manifests claim this job']
  const values = field.values.map(
    ({ source, value }): Line => [shown(value), ` by ${SOURCES[source] ?? `the ${source}`}`],
  )
  return [
    'Contradicted: ',
    code(field.field),
    ' is ',
    ...joined(values, ', '),
    ...(contradictions.length === 1 ? [] : [`, and ${plural(contradictions.length - 1, 'more field')}`]),
  ]
}

const SOURCES: Readonly<Record<string, string>> = {
  api: 'GitHub’s API',
  steps: 'the steps context',
  results: 'the results service',
  'workflow-file': 'the workflow file',
  user: 'an input',
  other: 'another source',
}

const shown = (value: unknown): Line[number] =>
  value === undefined ? 'not shown here' : code(Array.isArray(value) ? value.join(', ') : String(value), 100)

const unmatchedArtifacts = ({ unmatchedArtifacts: all }: Account): readonly Row[] => {
  const [first] = all
  return first === undefined
    ? []
    : [
        {
          kind: 'manifests not taken',
          mark: '⚠️',
          what: [`Manifests not taken: ${all.length}; the first, ${first.reason.replace(/-/g, ' ')}`],
          where: [text(first.artifact, 80)],
        },
      ]
}

const tolerated = ({ jobs, counts }: Account): readonly Row[] => {
  const failed = jobs.filter(({ result }) => result === 'tolerated')
  const [first] = failed
  return first === undefined
    ? []
    : [
        {
          kind: 'tolerated failures',
          mark: '⚠️',
          what: [
            `${plural(Math.max(counts.tolerated, failed.length), 'job')} failed and the workflow tolerates it: `,
            text(shortCause(first)),
            ...(first.failedStep === undefined ? [] : [' at “', text(first.failedStep.name, 60), '”']),
          ],
          where: listed(failed.map(renderName), MOST_NAMES),
        },
      ]
}

const retries = (account: Account): readonly Row[] => {
  const all = (account.timeline?.retries ?? []).filter(({ name }) => !isCovered(account, 'retry-masking', name))
  const [first] = all
  return first === undefined
    ? []
    : [
        {
          kind: 'retries',
          mark: '🔁',
          what: [...retryLine(first), ...(all.length === 1 ? [] : [`, and ${plural(all.length - 1, 'more job')}`])],
          where: listed(
            all.map(({ name }): Line => [text(name, 60)]),
            MOST_NAMES,
          ),
        },
      ]
}

const retryLine = ({ failed, passed, differences }: Retry): Line => [
  `Failed in attempt ${failed.attempt}`,
  ...(failed.step === undefined ? [] : [' at “', text(failed.step, 60), '”']),
  ` and passed in attempt ${passed.attempt}`,
  ...(differences.length === 0
    ? []
    : [`; different: ${[...new Set(differences.map(({ field }) => field.replace(/-/g, ' ')))].join(', ')}`]),
]

const warnings = ({ warnings: all }: Account): readonly Row[] => {
  const [first] = all
  return first === undefined
    ? []
    : [
        {
          kind: 'warnings',
          mark: '⚠️',
          what: [text(first, 300), ...(all.length === 1 ? [] : [` And ${plural(all.length - 1, 'more warning')}.`])],
          where: ['this report'],
        },
      ]
}

/** Returns what did not run because of a job that did not fail, and what was not deployed. */
const skips = (account: Account): readonly Row[] =>
  skipGroups(account)
    .filter(isNoteworthy)
    .slice(0, 2)
    .map(group => ({
      kind: 'skipped jobs',
      mark: '⏭️',
      what: skippedLine(group),
      where: listed(group.jobs.map(renderName), MOST_NAMES),
    }))

/** Returns waits for approval, which a person can end now. */
const approvals = (account: Account): readonly Row[] =>
  (account.timeline?.protection ?? [])
    .filter(({ state }) => state === 'pending')
    .map(entry => ({ entry, job: account.jobs.find(({ id }) => id !== undefined && id === entry.jobId) }))
    .filter(({ entry, job }) => !isCovered(account, 'policy-opacity', entry.environment ?? job?.name ?? entry.kind))
    .slice(0, MOST_NAMES)
    .map(({ entry, job }) => {
      return {
        kind: 'approvals',
        mark: '✋',
        what: ['Waits for ', text(whatHolds(entry, job), 300)],
        where: job === undefined ? ['the run'] : renderName(job),
      }
    })

/** A schedule is not exact to the minute; from here on it is worth a look. */
const LATE_MS = 300_000

/** Returns how late GitHub created a scheduled run: that time is before any of the run's own. */
const lateness = ({ timeline }: Account): readonly Row[] => {
  const late = timeline?.schedule
  if (late === undefined || late.lateMs < LATE_MS) return []
  return [
    {
      kind: 'late schedule',
      mark: '⏰',
      what: [
        `GitHub created the run ${late.crons > 1 ? 'at least ' : ''}${duration(late.lateMs, undefined)} after its schedule `,
        code(late.cron, 80),
        ', which was due at ',
        text(late.dueAt),
      ],
      where: ['the run, GitHub'],
    },
  ]
}

/** From here on, the time before the run matters: most runs are created within seconds. */
const ADMISSION_MS = 60_000

/** Returns the wait before the first job of the run: GitHub created the run, or admitted its first job, late. */
const admission = ({ timeline }: Account): readonly Row[] => {
  const { event, eventToRunMs = 0, runToJobMs = 0 } = timeline?.admission ?? {}
  // A schedule has a row of its own, and a commit may be old when it is pushed.
  const beforeRun = event === undefined || event.by === 'cron' || event.by === 'commit' ? 0 : eventToRunMs
  const parts = [
    ...(beforeRun >= ADMISSION_MS ? [`GitHub created the run ${duration(beforeRun)} after its event`] : []),
    ...(runToJobMs >= ADMISSION_MS
      ? [`the first job was admitted ${duration(runToJobMs)} after the run was created`]
      : []),
  ]
  return parts.length === 0
    ? []
    : [{ kind: 'late run', mark: '⏰', what: [parts.join('; ')], where: ['the run, GitHub'] }]
}

/** Returns waits that decided when the run ended, from a tenth of its time on. */
const queue = (account: Account): readonly Row[] => {
  const whole = totalMs(account)
  if (whole === undefined || whole <= 0) return []
  const [longest] = account.jobs
    .filter(
      ({ isOnPath, times, intervals }) => isOnPath && (times.waitedMs ?? 0) >= whole / 10 && !isBlocked(intervals),
    )
    .toSorted((a, b) => (b.times.waitedMs ?? 0) - (a.times.waitedMs ?? 0))
  if (longest === undefined || isCovered(account, 'runner-starvation', [...longest.labels].sort().join(', '))) return []
  const saves = longest.slack?.ifNotQueuedMs
  return [
    {
      kind: 'queues',
      mark: '🐢',
      what: [
        `${duration(longest.times.waitedMs, whole)} of the run’s ${duration(whole, whole)} was spent waiting for a runner`,
        ...(longest.labels.length === 0 ? [] : [' ', code(longest.labels.join(', '), 80)]),
        ...(saves === undefined || saves <= 0 ? [] : [`; a free one saves ${duration(saves, whole)}`]),
      ],
      where: renderName(longest),
    },
  ]
}

/** Whether a concurrency group held the job. Its wait is reported separately, because another runner would not help. */
const isBlocked = (intervals: AccountJob['intervals']): boolean => intervals.some(({ state }) => state === 'blocked')

const misses = (account: Account): readonly Row[] => {
  const all = account.misses.filter(({ job }) => !isCovered(account, 'cache-drift', job))
  const [first] = all
  if (first === undefined) return []
  const reasons = [...grouped(all, ({ why }) => why)].map(([why, same]) =>
    same.length === all.length ? MISSES[why] : `${same.length} ${MISSES[why]}`,
  )
  return [
    {
      kind: 'cache misses',
      mark: '💾',
      what: [
        `${all.length === 1 ? '1 cache miss' : `${all.length} cache misses`}: ${reasons.join(', ')}`,
        ...(first.key === undefined ? [] : [' (', code(first.key, 40), ')']),
      ],
      where: listed(
        [...new Set(all.map(({ job }) => job))].map((name): Line => [text(name, 60)]),
        MOST_NAMES,
      ),
    },
  ]
}

const MISSES: Readonly<Record<Account['misses'][number]['why'], string>> = {
  scope: 'entry of another branch',
  'changed-hash': 'changed hash',
  'run-scoped-key': 'key that holds the run, commit or date',
  'other-version': 'other paths or compression',
  'never-saved': 'never saved',
  'restore-failed': 'error of the cache service',
  'evicted-or-none': 'no entry for the key',
  unknown: 'not known why',
  other: 'not known why',
}

const deployments = (account: Account): readonly Row[] => {
  const deployed = account.deployed.filter(({ environment }) => !isCovered(account, 'artifact-ambiguity', environment))
  return deployed.slice(0, MOST).map(({ environment, job: name, artifacts }) => {
    const job = account.jobs.find(one => one.name === name)
    const [artifact] = artifacts
    return {
      kind: 'deployments',
      mark: '🚀',
      what: [
        text(environment, 80),
        ...(artifact === undefined
          ? [' was deployed to']
          : [
              ' has ',
              code(artifact.name, 60),
              ...(artifact.digest === undefined ? [] : [' ', code(artifact.digest.slice(0, 19))]),
              ...(artifact.madeBy?.job === undefined ? [] : [', produced by ', text(artifact.madeBy.job, 60)]),
            ]),
        ...(artifacts.length > 1 ? [` and ${plural(artifacts.length - 1, 'more artifact')}`] : []),
      ],
      where: job === undefined ? (name === undefined ? ['–'] : [text(name)]) : renderName(job),
    }
  })
}

const renderName = ({ name, url }: AccountJob): Line => linked(url, text(name, 60))
