import type { ReportedJob, RunManifest } from '../model/run-manifest.ts'
import { code, table, text } from './markdown.ts'
import { plural, size } from './quantity.ts'
import type { Section } from './section.ts'

type Record = NonNullable<ReportedJob['record']>

const recorded = (manifest: RunManifest): readonly { readonly name: string; readonly record: Record }[] =>
  manifest.jobs.flatMap(({ name, record }) => (record === undefined ? [] : [{ name, record }]))

const tableOrNothing = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): Section => ({
  title,
  blocks: rows.length === 0 ? [] : table(head, rows),
})

/** Every cache operation seen: the key asked, the key that matched, what came of it. */
export const cacheSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Caches',
    ['Job', 'Operation', 'Key asked', 'Result', 'Key matched', 'Size'],
    recorded(manifest).flatMap(({ name, record }) =>
      record.caches.map(one => [
        text(name, 80),
        one.operation,
        one.key === undefined ? '–' : code(one.key, 120),
        `${one.result}${one.reason === undefined ? '' : ` (${one.reason})`}`,
        one.matchedKey === undefined ? '–' : one.matchedKey === one.key ? 'the same' : code(one.matchedKey, 120),
        size(one.sizeBytes),
      ]),
    ),
  )

/** The run's artifacts as the server lists them. */
export const artifactSection = (manifest: RunManifest): Section => {
  const names = new Map(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [[job.id, job.name] as const])))
  return tableOrNothing(
    'Artifacts',
    ['Artifact', 'Made by', 'Size', 'Digest'],
    manifest.artifacts.map(one => [
      text(one.name, 120),
      one.jobId === undefined ? '–' : text(names.get(one.jobId) ?? one.jobId, 80),
      size(one.sizeBytes),
      one.digest === undefined ? '–' : code(one.digest),
    ]),
  )
}

/** Who ran what: requested labels, runner, image. */
export const runnerSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Runners and images',
    ['Job', 'Asked for', 'Runner', 'Group', 'Image', 'Runner version'],
    manifest.jobs
      .filter(job => job.record !== undefined || job.api?.runnerName !== undefined)
      .map(({ name, api, record }) => {
        const labels = api !== undefined && api.labels.length > 0 ? api.labels : (record?.runner.labels?.value ?? [])
        const image = [record?.image.name?.value, record?.image.version?.value].filter(part => part !== undefined)
        return [
          text(name, 80),
          labels.length === 0 ? '–' : labels.map(label => code(label, 60)).join(' '),
          text(api?.runnerName ?? record?.runner.name?.value ?? '–', 80),
          text(api?.runnerGroup ?? record?.runner.group?.value ?? '–', 60),
          image.length === 0 ? '–' : text(image.join(' '), 80),
          text(record?.runner.version?.value ?? '–', 40),
        ]
      }),
  )

/** Each action once, with every commit it resolved to: two commits behind one ref are worth seeing. */
export const actionSection = (manifest: RunManifest): Section => {
  const used = recorded(manifest).flatMap(({ name, record }) => record.actions.map(action => ({ name, action })))
  const refs = [...new Set(used.map(({ action }) => `${action.uses}@${action.ref}`))].sort()
  return tableOrNothing(
    'Actions',
    ['Action', 'Commit', 'Used by'],
    refs.map(ref => {
      const same = used.filter(({ action }) => `${action.uses}@${action.ref}` === ref)
      const commits = [...new Set(same.map(({ action }) => action.sha ?? action.digest ?? 'not resolved'))].sort()
      return [
        text(ref, 160),
        `${commits.map(commit => code(commit, 80)).join(' ')}${commits.length > 1 ? ' ⚠️ differ' : ''}`,
        plural(new Set(same.map(({ name }) => name)).size, 'job'),
      ]
    }),
  )
}

/** Fields in which two witnesses differ; both values are kept. */
export const contradictionSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Contradictions',
    ['Job', 'Field', 'Values'],
    manifest.jobs.flatMap(job =>
      job.fields
        .filter(field => field.agreement === 'contradicted')
        .map(field => [
          text(job.name, 80),
          code(field.field),
          field.values
            .map(({ source, value }) => `${source}: ${code(Array.isArray(value) ? value.join(', ') : String(value))}`)
            .join(' — '),
        ]),
    ),
  )

/** Artifacts that bore a name of ours and were not taken. */
export const strangerSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Manifests not taken',
    ['Artifact', 'Reason', 'Detail'],
    manifest.strangers.map(one => [text(one.artifact, 160), one.reason, text(one.detail ?? '')]),
  )

/** What a reader should act on. */
export const warningSection = (manifest: RunManifest): Section => ({
  title: 'Warnings',
  blocks: manifest.warnings.map(({ code: kind, subject }) => `- ${WARNINGS[kind](text(subject))}\n`),
})

const WARNINGS: { readonly [K in RunManifest['warnings'][number]['code']]: (subject: string) => string } = {
  'downloads-all-artifacts': job =>
    `${job} downloads all artifacts of the run and gets ours with them: add <code>pattern: '!pipeline-trace-\\*'</code> to its download step.`,
  unsigned: reason => `The run manifest is unsigned: ${reason}.`,
  'permission-missing': what => `The report job lacks a permission: ${what}.`,
  'not-waited-for': job => `${job} is not in the report job's <code>needs</code>; it was not waited for.`,
  'still-running': job => `${job} was still running when this was written.`,
  budget: what => `Not checked, API budget used up: ${what}.`,
  truncated: what => `Cut: ${what}.`,
  other: what => what,
}

/** What could not be learned, and why: of the report, then counted over the recorders. */
export const gapSection = (manifest: RunManifest): Section => {
  const own = manifest.gaps.map(
    gap => `- ${code(gap.field, 120)}: ${gap.reason}${gap.detail === undefined ? '' : `, ${text(gap.detail)}`}\n`,
  )
  const theirs = recorded(manifest).flatMap(({ record }) => record.gaps.map(gap => `${gap.field}\u0000${gap.reason}`))
  const kinds = [...new Set(theirs)].sort().map(kind => {
    const [field = '', reason = ''] = kind.split('\u0000')
    return `- ${code(field, 120)}: ${reason} in ${plural(theirs.filter(one => one === kind).length, 'job')}\n`
  })
  return { title: 'Not learned', blocks: [...own, ...kinds] }
}
