import { cutText } from '../../core/cut-text.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import { ask, listed, logged } from './certified-fields.ts'
import type { EvidenceSources } from './evidence-source.ts'
import type { FieldCheck, ObservedValue, Value } from './field-check.ts'
import { isInSpans, spansFor } from './job-spans.ts'

/** Lists the checks of the job, its runner and its image against GitHub's API, its services and the log. */
export const listObservedChecks = (manifest: JobManifest, sources: EvidenceSources): readonly FieldCheck[] => {
  const { job, runner, image } = manifest
  const { api, uploadedBy } = sources
  const { log } = sources
  const uploader: ObservedValue = {
    observer: 'api',
    source: 'results',
    value: uploadedBy === '' ? undefined : uploadedBy,
  }
  return [
    ask('job.id', job.id, [listed(api?.id)]),
    ask('job.key', job.key, []),
    ask('job.backendId', job.backendId, [uploader]),
    { ...ask('job.name', job.name, [listed(api?.name)]), agrees: isNamedSo },
    { ...ask('job.status', job.status, [listed(conclusionFor(job.status?.value, api))]), agrees: endsAs },
    {
      field: 'job.matrix',
      stated: job.matrix && { source: job.matrix.source, value: cutText(JSON.stringify(job.matrix.value), 4_096) },
      others: [],
    },
    {
      field: 'runner.labels',
      stated: runner.labels && { source: runner.labels.source, value: inOrder(runner.labels.value) },
      others: [listed(api === undefined || api.job.labels.length === 0 ? undefined : inOrder(api.job.labels))],
    },
    ask('runner.name', runner.name, [listed(api?.job.runnerName), logged(log?.runner.name?.value)]),
    ask('runner.group', runner.group, [listed(api?.job.runnerGroup), logged(log?.runner.group?.value)]),
    ask('runner.os', runner.os, []),
    ask('runner.arch', runner.arch, []),
    ask('runner.version', runner.version, [logged(log?.runner.version?.value)]),
    ask('image.name', image.name, [logged(log?.image.name?.value)]),
    ask('image.version', image.version, [logged(log?.image.version?.value)]),
    {
      field: 'permissions',
      stated: manifest.permissions && {
        source: manifest.permissions.source,
        value: pairs(manifest.permissions.value),
      },
      others: [logged(log?.permissions && pairs(log.permissions.value))],
    },
    ask('cacheMode', manifest.cacheMode, [logged(log?.cacheMode?.value)]),
    ...(['preAt', 'postAt'] as const).map(name => toTimeCheck(name, manifest, sources)),
  ]
}

/**
 * Checks that the recorder began and wrote while the job ran. Its clock is the runner's, as is the clock of the job's
 * steps (actions/runner src/Runner.Worker/ExecutionContext.cs `Start`, `Complete`), so a runner with a wrong clock
 * agrees with itself. The clock offset in the manifest is ignored: an attacker could set it to any value.
 */
const toTimeCheck = (name: 'preAt' | 'postAt', { recorder }: JobManifest, { api }: EvidenceSources): FieldCheck => {
  const at = recorder[name]
  return {
    field: `recorder.${name}`,
    stated: at === undefined ? undefined : { source: 'runner', value: at },
    others: [listed(at === undefined || api === undefined ? undefined : spansFor(at, api.job))],
    agrees: (stated, { value }) => isInSpans(String(stated), Array.isArray(value) ? value : [String(value)]),
  }
}

/**
 * Whether the names match. Inside a called workflow the runner may know the job without its caller's name; GitHub cuts
 * long names.
 */
const isNamedSo = (stated: Value, { value }: ObservedValue): boolean => {
  const [ours, listedName] = [String(stated), String(value)]
  return (
    ours === listedName ||
    listedName.endsWith(` / ${ours}`) ||
    (listedName.endsWith('...') && ours.startsWith(listedName.slice(0, -3)))
  )
}

/**
 * Returns the conclusion to compare with. Post sees the job before its end, so a success that GitHub later counts
 * otherwise is early and not false.
 */
const conclusionFor = (stated: string | undefined, api: EvidenceSources['api']): string | undefined =>
  stated === 'success' && api?.job.conclusion !== 'success' ? undefined : api?.job.conclusion

/** Whether the endings match. The runner cancels a job that exceeds its time limit. */
const endsAs = (stated: Value, { value }: ObservedValue): boolean =>
  stated === value || (stated === 'cancelled' && value === 'timed_out')

const inOrder = (labels: readonly string[]): string[] => labels.map(label => label.toLowerCase()).sort()

const pairs = (permissions: Readonly<Record<string, string>>): string[] =>
  Object.entries(permissions)
    .map(([name, access]) => `${name}: ${access}`)
    .sort()
    .slice(0, 100)
