import type { JobManifest } from '../../model/job-manifest.ts'
import type { AgreementKind, FieldAgreement } from '../../model/run-manifest.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import type { Candidate } from './candidate.ts'

type Value = FieldAgreement['values'][number]['value']
type Source = FieldAgreement['values'][number]['source']

/** What others know of a recorded job. Absent = not asked, not answered or not visible: never a confirmation. */
export type Witnesses = {
  readonly job: ListedJob | undefined
  readonly log: LogFacts | undefined
  readonly artifacts: readonly ListedArtifact[]
}

/** Each field that a manifest and somebody else both can know, with every value where they differ. */
export const fieldAgreements = (candidate: Candidate, others: Witnesses): readonly FieldAgreement[] => {
  const { manifest } = candidate
  const { run, job, runner } = manifest
  const api = others.job?.api
  const backendJobId = candidate.artifact.backendJobId === '' ? undefined : candidate.artifact.backendJobId
  return [
    compare('manifest.digest', ['runner', candidate.digest], ['log', digestInLog(candidate, others.log)]),
    compare('job.id', [job.id?.source, job.id?.value], ['api', others.job?.id]),
    compare('job.backendId', [job.backendId?.source, job.backendId?.value], ['results', backendJobId]),
    statusAgreement(manifest, api?.conclusion),
    compare('run.attempt', [run.attempt.source, run.attempt.value], ['api', api?.attempt]),
    compare('run.headSha', headOf(manifest), ['api', others.job?.headSha]),
    compare(
      'runner.labels',
      [runner.labels?.source, sortedLabels(runner.labels?.value)],
      ['api', sortedLabels(api?.labels)],
    ),
    compare('runner.name', [runner.name?.source, runner.name?.value], ['api', api?.runnerName]),
    compare('runner.group', [runner.group?.source, runner.group?.value], ['api', api?.runnerGroup]),
    compare('steps.outcomes', ...stepOutcomes(manifest, others.job)),
    ...manifest.artifacts.slice(0, 80).flatMap(artifact => {
      const listed =
        others.artifacts.find(other => other.id === artifact.id) ?? soleByName(others.artifacts, artifact.name)
      return [
        compare(
          `artifacts.${artifact.name}.digest`.slice(0, 200),
          [artifact.source, artifact.digest],
          ['results', listed?.digest],
        ),
      ]
    }),
  ].filter(field => field !== undefined)
}

/**
 * The job as a whole. Only the job itself writes its log, so the log's digest line is what ties the bytes to the job:
 * without it the fields may all agree and still be a sibling's forgery.
 */
export const jobAgreement = (fields: readonly FieldAgreement[]): AgreementKind => {
  if (fields.some(field => field.agreement === 'contradicted')) return 'contradicted'
  const anchor = fields.find(field => field.field === 'manifest.digest')
  return anchor?.agreement === 'confirmed' ? 'confirmed' : 'unconfirmed'
}

const compare = (
  field: string,
  ours: readonly [Source | undefined, Value | undefined],
  theirs: readonly [Source, Value | undefined],
): FieldAgreement | undefined => {
  const [source, value] = ours
  const [otherSource, other] = theirs
  if (value === undefined || source === undefined) return undefined
  if (other === undefined) return { field, agreement: 'unconfirmed', values: [{ source, value }] }
  // The same source on both sides is one witness, not two.
  const agreement = !same(value, other) ? 'contradicted' : source === otherSource ? 'unconfirmed' : 'confirmed'
  return {
    field,
    agreement,
    values: [
      { source, value },
      { source: otherSource, value: other },
    ],
  }
}

/** Post sees the job before its end: a success so far that GitHub then counts as failed is late, not a lie. */
const statusAgreement = ({ job }: JobManifest, conclusion: string | undefined): FieldAgreement | undefined => {
  const field = compare('job.status', [job.status?.source, job.status?.value], ['api', conclusion])
  return field?.agreement === 'contradicted' && job.status?.value === 'success'
    ? { ...field, agreement: 'unconfirmed' }
    : field
}

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b)

const sortedLabels = (labels: readonly string[] | undefined): string[] | undefined =>
  labels === undefined || labels.length === 0 ? undefined : labels.map(label => label.toLowerCase()).sort()

/** The digest the log names for this job and attempt; the last line, as a step before ours may print a decoy. */
const digestInLog = ({ manifest }: Candidate, log: LogFacts | undefined): string | undefined => {
  const identity = manifest.job.id?.value
  return log?.digestLines.findLast(
    line => line.attempt === manifest.run.attempt.value && (identity === undefined || line.jobId === identity),
  )?.digest
}

/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const PLAIN_EVENTS: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
])

const headOf = ({ run }: JobManifest): readonly [Source | undefined, string | undefined] => {
  const event = run.event?.value ?? ''
  if (event === 'pull_request') return [run.headSha?.source, run.headSha?.value]
  return PLAIN_EVENTS.has(event) ? [run.sha?.source, run.sha?.value] : [undefined, undefined]
}

const soleByName = (artifacts: readonly ListedArtifact[], name: string): ListedArtifact | undefined => {
  const named = artifacts.filter(artifact => artifact.name === name)
  return named.length === 1 ? named[0] : undefined
}

/** Outcomes of the steps that both list under one number and name, or under a name that both use once. */
const stepOutcomes = (
  manifest: JobManifest,
  job: ListedJob | undefined,
): readonly [readonly [Source | undefined, Value | undefined], readonly [Source, Value | undefined]] => {
  const pairs = manifest.steps.flatMap(step => {
    if (step.outcome === undefined || job === undefined) return []
    const named = job.api.steps.filter(other => other.name === step.name)
    const other = named.find(one => one.number === step.number) ?? (named.length === 1 ? named[0] : undefined)
    return other?.outcome === undefined ? [] : [[step, other] as const]
  })
  if (pairs.length === 0)
    return [
      [undefined, undefined],
      ['api', undefined],
    ]
  const differing = pairs.filter(([step, other]) => step.outcome !== other.outcome).slice(0, 20)
  const say = (step: { readonly name: string; readonly outcome?: string | undefined }) =>
    `${step.name.slice(0, 200)}: ${step.outcome}`
  return differing.length === 0
    ? [
        [pairs[0]?.[0].source, `${pairs.length} steps`],
        ['api', `${pairs.length} steps`],
      ]
    : [
        [pairs[0]?.[0].source, differing.map(([step]) => say(step))],
        ['api', differing.map(([, other]) => say(other))],
      ]
}
