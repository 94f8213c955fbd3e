import { shortenText } from '../../core/cut-text.ts'
import { plural } from '../../core/quantity.ts'
import type { NamedInput } from '../../schema/run/failure.ts'
import type { Finding, FindingEvidence } from '../../schema/run/finding.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import type { InputDifference } from '../decay/compare-inputs.ts'
import { type ComparedJob, type ComparisonInput, compareFailedJobs } from '../decay/compared-jobs.ts'
import { listNames } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/**
 * Environment decay: a job failed that passed before with the same files, and an error line of its failed step names
 * what moved between both runs: a package, a tool, an image, an action, the runner's image, or a recorded variable.
 *
 * It fires only with all of: an earlier attempt or a past run of the same commit in which the same job passed; an input that both runs know in different versions; and an error line of the failed step
 * that names this input. A difference that no line names is no finding: most differences between a failed and a
 * successful run cause nothing. They are in `listOtherDifferences`.
 */
export const environmentDecay: FindingRule = input =>
  groupTied(compareFailedJobs(input)).flatMap(group => toFinding(input.manifest, group))

/** Lists what else differed between failed jobs and the runs in which they passed, one line for each difference. */
export const listOtherDifferences = (input: ComparisonInput): readonly string[] => {
  const groups = new Map<string, string[]>()
  for (const { job, differences } of compareFailedJobs(input))
    for (const difference of differences)
      if (findName(job, difference) === undefined) {
        const line = describeDifference(difference)
        groups.set(line, [...(groups.get(line) ?? []), job.name])
      }
  return [...groups]
    .map(([line, jobs]) => shortenText(`${line} (${listNames(jobs, name => name)})`, MAX_SENTENCE))
    .slice(0, MAX_LINES)
}

const MAX_SENTENCE = 300
const MAX_LINES = 50

/** One difference that error lines name, with the jobs that failed by it. */
type Tied = {
  readonly difference: InputDifference
  readonly jobs: readonly (ComparedJob & { readonly named: NamedInput })[]
}

const groupTied = (compared: readonly ComparedJob[]): readonly Tied[] => {
  const groups = new Map<string, Tied>()
  for (const one of compared)
    for (const difference of one.differences) {
      const named = findName(one.job, difference)
      if (named === undefined) continue
      const key = describeDifference(difference)
      groups.set(key, { difference, jobs: [...(groups.get(key)?.jobs ?? []), { ...one, named }] })
    }
  return [...groups.values()]
}

const findName = ({ failure }: ReportedJob, { kind, name }: InputDifference): NamedInput | undefined =>
  failure?.names?.find(one => one.kind === kind && one.name === name)

const toFinding = (manifest: RunManifest, { difference, jobs }: Tied): readonly Finding[] => {
  const [first] = jobs
  if (first === undefined) return []
  const { job, passed } = first
  const isCertain = jobs.every(({ differences }) => differences.length === 1)
  const lines = jobs.reduce((sum, { named }) => sum + named.lines.length, 0)
  const it = jobs.length === 1 ? 'it' : 'they'
  return [
    {
      rule: 'environment-decay',
      severity: isCertain ? 'high' : 'medium',
      subject: {
        kind: SUBJECTS[difference.kind],
        name: difference.name,
        jobId: jobs.length === 1 ? job.id : undefined,
      },
      summary: shortenText(
        `${listNames(jobs.map(({ job }) => job.name))} failed; at the same commit ${it} passed in ${namePassed(manifest, passed)}: ${describeDifference(difference)}, and ${plural(lines, 'error line')} of the failed ${jobs.length === 1 ? 'step' : 'steps'} ${lines === 1 ? 'names' : 'name'} it.`,
        500,
      ),
      evidence: [...jobs.slice(0, MAX_JOBS).map(one => toEvidence(one)), ...toPassed(manifest, jobs)].slice(0, 10),
      confidence: isCertain ? 'high' : 'medium',
      reason: toReason(jobs),
      response: shortenText(toResponse(difference), 500),
      owner: OWNERS[difference.kind],
    },
  ]
}

const MAX_JOBS = 8

const namePassed = ({ run }: RunManifest, passed: ComparedJob['passed']): string =>
  passed.runId === run.runId.value ? `attempt ${passed.attempt} of this run` : `run ${nameRun(passed)}`

const SUBJECTS = {
  package: 'package',
  tool: 'tool',
  image: 'image',
  action: 'action',
  'runner-image': 'image',
  variable: 'variable',
} as const satisfies Readonly<Record<InputDifference['kind'], Finding['subject']['kind']>>

const OWNERS: Readonly<Record<InputDifference['kind'], OwnerClass>> = {
  package: 'author',
  tool: 'author',
  image: 'author',
  action: 'author',
  'runner-image': 'platform',
  variable: 'author',
}

/** `pypi markupsafe 2.0.1 → 2.1.0`, `image ubuntu24 20260413.86.1 → 20260420.92.1`. */
export const describeDifference = ({ kind, name, before, after }: InputDifference): string => {
  switch (kind) {
    case 'package':
      return `${name} ${before} → ${after}`
    case 'runner-image': {
      const [image = ''] = before.split(' ')
      return after.startsWith(`${image} `)
        ? `image ${before} → ${after.slice(image.length + 1)}`
        : `image ${before} → ${after}`
    }
    case 'action':
      return `action ${name} ${before.slice(0, SHORT_SHA)} → ${after.slice(0, SHORT_SHA)}`
    default:
      return `${kind} ${name} ${before} → ${after}`
  }
}

const SHORT_SHA = 12

const toEvidence = ({ job, named }: Tied['jobs'][number]): FindingEvidence => ({
  what: shortenText(`error lines ${named.lines.join(', ')} name ${named.name}`, MAX_SENTENCE),
  source: 'log',
  job: job.name,
  jobId: job.id,
  step: job.failure?.step?.name,
  line: named.lines[0],
  url: job.api?.url,
})

/** The runs in which the jobs passed, each once. */
const toPassed = ({ run }: RunManifest, jobs: Tied['jobs']): readonly FindingEvidence[] => {
  const runs = new Map(jobs.map(({ passed }) => [passed.runId, passed]))
  const base = run.serverUrl === undefined ? undefined : `${run.serverUrl.value}/${run.repository.value}/actions/runs`
  return [...runs.values()].slice(0, 2).map(({ runId, attempt, sha, startedAt }) => ({
    what: `passed in run ${runId}, attempt ${attempt}${sha === undefined ? '' : `, at ${sha.slice(0, SHORT_SHA)}`}${startedAt === undefined ? '' : `, ${startedAt}`}`,
    source: 'api' as const,
    url: base === undefined ? undefined : `${base}/${runId}/attempts/${attempt}`,
  }))
}

const toReason = (jobs: Tied['jobs']): string => {
  const most = Math.max(...jobs.map(({ differences }) => differences.length))
  return most === 1
    ? `the same commit; it is the one difference that is known between both runs`
    : `the same commit; ${most} differences are known between both runs, and a line names this one`
}

const toResponse = ({ kind, name, before, after }: InputDifference): string => {
  switch (kind) {
    case 'package': {
      const bare = name.slice(name.indexOf(' ') + 1)
      return `Fix ${bare} to ${before} in a lockfile or a constraint and run the job again; move to ${after} in a change of its own`
    }
    case 'tool':
      return `Set ${name} to the exact version ${before} in its setup action and run the job again; move to ${after} in a change of its own`
    case 'image':
      return `Name the image by its digest (${name} was ${before}) and run the job again`
    case 'action':
      return `Name ${name} by its full commit ${before} and run the job again; read what changed up to ${after.slice(0, SHORT_SHA)}`
    case 'runner-image':
      return `Read what changed from image ${before} to ${after} (actions/runner-images releases) and install what the job needs in an exact version`
    case 'variable':
      return `Find who changed ${name} from ${before} to ${after}, and set it back or fix what depends on it`
  }
}
