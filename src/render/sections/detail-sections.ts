import { plural, size } from '../../core/quantity.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { OwnSignature } from '../run-headline.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { FROM_LOG, findJobFacts, listJobFacts, lowConfidence, renderName } from './log-facts-section.ts'

const tableOrNothing = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): Section => ({
  title,
  blocks: rows.length === 0 ? [] : table(head, rows),
})

/**
 * Renders the run's artifacts as the server lists them. The producer is the server's value, else the job of the one
 * log that names the artifact.
 */
export const artifactSection = (manifest: RunManifest): Section => {
  const names = new Map(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [[job.id, job.name] as const])))
  const producers = producersByLog(manifest)
  return tableOrNothing(
    'Artifacts',
    ['Artifact', 'Produced by', 'Size', 'Digest'],
    manifest.artifacts.map(one => [
      text(one.name, 120),
      one.jobId === undefined ? (producers.get(one.id ?? '') ?? '–') : text(names.get(one.jobId) ?? one.jobId, 80),
      size(one.sizeBytes),
      one.digest === undefined ? '–' : code(one.digest),
    ]),
  )
}

/** Returns the producer in the logs by artifact id. Where two logs claim an artifact, neither counts. */
const producersByLog = (manifest: RunManifest): ReadonlyMap<string, string> => {
  const producers = new Map<string, string>()
  for (const facts of listJobFacts(manifest).filter(({ fromLog }) => fromLog))
    for (const { id } of facts.facts.artifacts)
      if (id !== undefined) producers.set(id, producers.has(id) ? '–' : renderName(facts))
  return producers
}

/** Renders the requested labels, the runner and the image of each job. */
export const runnerSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Runners and images',
    ['Job', 'Asked for', 'Runner', 'Group', 'Image', 'Runner version'],
    manifest.jobs
      .filter(job => findJobFacts(job) !== undefined || job.api?.runnerName !== undefined)
      .map(job => {
        const { api, record } = job
        const facts = findJobFacts(job)
        const labels = api !== undefined && api.labels.length > 0 ? api.labels : (record?.runner.labels?.value ?? [])
        const { image, runner } = facts?.facts ?? { image: {}, runner: {} }
        const parts = [image.name?.value, image.version?.value].filter(part => part !== undefined)
        return [
          facts === undefined ? text(job.name, 80) : renderName(facts),
          labels.length === 0 ? '–' : labels.map(label => code(label, 60)).join(' '),
          text(api?.runnerName ?? runner.name?.value ?? '–', 80),
          text(api?.runnerGroup ?? runner.group?.value ?? '–', 60),
          parts.length === 0 ? '–' : text(parts.join(' '), 80),
          text(runner.version?.value ?? '–', 40),
        ]
      }),
  )

/** Renders each action once, with every commit it resolved to: two commits for one ref are worth seeing. */
export const actionSection = (manifest: RunManifest): Section => {
  const used = listJobFacts(manifest).flatMap(({ job, facts, fromLog }) =>
    facts.actions.map(action => ({ name: job.name, fromLog, action })),
  )
  const renderCommit = (action: (typeof used)[number]['action']): string =>
    `${code(action.sha ?? action.digest ?? 'not resolved', 80)}${lowConfidence(action)}`
  const refs = [...new Set(used.map(({ action }) => `${action.uses}@${action.ref}`))].sort()
  return tableOrNothing(
    'Actions',
    ['Action', 'Commit', 'Used by'],
    refs.map(ref => {
      const same = used.filter(({ action }) => `${action.uses}@${action.ref}` === ref)
      const commits = [...new Set(same.map(({ action }) => renderCommit(action)))].sort()
      const jobs = plural(new Set(same.map(({ name }) => name)).size, 'job')
      const byLog = new Set(same.filter(({ fromLog }) => fromLog).map(({ name }) => name)).size
      return [
        text(ref, 160),
        `${commits.join(' ')}${commits.length > 1 ? ' ⚠️ differ' : ''}`,
        byLog === 0 ? jobs : `${jobs} (${byLog} ${FROM_LOG})`,
      ]
    }),
  )
}

/** Renders the fields in which two evidence sources differ, with both values. */
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
            .map(
              ({ source, value }) =>
                `${source}: ${value === undefined ? 'not shown here' : code(Array.isArray(value) ? value.join(', ') : String(value))}`,
            )
            .join(' — '),
        ]),
    ),
  )

/** Renders artifacts with a name of ours that were not accepted as manifests. */
export const unmatchedSection = (manifest: RunManifest): Section =>
  tableOrNothing(
    'Manifests not taken',
    ['Artifact', 'Reason', 'Detail'],
    manifest.unmatchedArtifacts.map(one => [text(one.artifact, 160), one.reason, text(one.detail ?? '')]),
  )

/** Returns the warnings as plain words, for places that escape them later. */
export const warningTexts = (manifest: RunManifest, own: OwnSignature): readonly string[] =>
  manifest.warnings
    .filter(({ code: kind }) => own === 'shown' || kind !== 'unsigned')
    .map(({ code: kind, subject }) =>
      WARNINGS[kind](subject)
        .replace(/<\/?code>/g, '')
        .replace('\\*', '*'),
    )

/** Renders the warnings that a reader should act on. */
export const warningSection = (manifest: RunManifest, own: OwnSignature): Section => ({
  title: 'Warnings',
  blocks: manifest.warnings
    .filter(({ code: kind }) => own === 'shown' || kind !== 'unsigned')
    .map(({ code: kind, subject }) => `- ${WARNINGS[kind](text(subject))}\n`),
})

const WARNINGS: { readonly [K in RunManifest['warnings'][number]['code']]: (subject: string) => string } = {
  'downloads-all-artifacts': job =>
    `${job} downloads all artifacts of the run and gets ours with them: add <code>pattern: '!pipeline-trace-\\*'</code> to its download step.`,
  unsigned: reason => `The run manifest is unsigned: ${reason}.`,
  'permission-missing': what => `The report job lacks a permission: ${what}.`,
  'not-waited-for': job => `${job} is not in the report job's <code>needs</code>; it may not have been waited for.`,
  'still-running': job => `${job} was still running when this was written.`,
  budget: what => `Not checked, API budget used up: ${what}.`,
  'second-report': what => `${what} was made by a report of this attempt before; it was read and is kept.`,
  truncated: what => `Cut: ${what}.`,
  'not-carried': what => `Not in the run artifact: ${what}.`,
  other: what => what,
}

/**
 * Renders what could not be learned, and why: gaps of the report, then counts over the recorders and the logs read
 * without one.
 */
export const gapSection = (manifest: RunManifest): Section => {
  const own = manifest.gaps.map(
    gap => `- ${code(gap.field, 120)}: ${gap.reason}${gap.detail === undefined ? '' : `, ${text(gap.detail)}`}\n`,
  )
  const theirs = listJobFacts(manifest).flatMap(({ facts }) => facts.gaps.map(gap => `${gap.field}\u0000${gap.reason}`))
  const kinds = [...new Set(theirs)].sort().map(kind => {
    const [field = '', reason = ''] = kind.split('\u0000')
    return `- ${code(field, 120)}: ${reason} in ${plural(theirs.filter(one => one === kind).length, 'job')}\n`
  })
  return { title: 'Not learned', blocks: [...own, ...kinds, ...redactions(manifest)] }
}

/**
 * Counts redacted values that looked like credentials, in the report and in the recorders, so that a reader of
 * `redacted` knows how many.
 */
const redactions = ({ redacted, jobs }: RunManifest): readonly string[] => {
  const all = jobs.reduce((sum, { record }) => sum + (record?.redacted ?? 0), redacted)
  return all === 0 ? [] : [`- ${plural(all, 'value')} looked like a credential and became <code>redacted</code>\n`]
}
