import type { ReportedJob, RunManifest } from '../model/run-manifest.ts'
import { code, table, text } from './markdown.ts'
import type { Section } from './section.ts'

const SURENESS: Readonly<Record<string, string>> = { medium: ' ~', low: ' ?' }

/** Why jobs failed, by what can be done about it. Evidence is our own words or words of a rule, never text of the run. */
export const failureSection = ({ jobs }: { readonly jobs: readonly MaybeFailed[] }): Section => {
  const rows = jobs.flatMap(job => (job.failure === undefined ? [] : [rowOf(job, job.failure)]))
  return {
    title: 'Why jobs failed',
    blocks: rows.length === 0 ? [] : [...table(['Job', 'Class', 'Evidence', 'Rule'], rows), ...legend(jobs)],
  }
}

/** What the marks mean, where one is used. */
const legend = (jobs: readonly MaybeFailed[]): readonly string[] => {
  const used = new Set(jobs.flatMap(({ failure }) => failure?.confidence ?? []))
  const meanings = [
    ...(used.has('medium') ? ['~ medium confidence'] : []),
    ...(used.has('low') ? ['? low confidence'] : []),
  ]
  return meanings.length === 0 ? [] : [`\n_${meanings.join(' · ')}_\n`]
}

/** A job of a run manifest or of a timeline. */
type MaybeFailed = Pick<ReportedJob, 'name' | 'failure'>

const rowOf = (job: MaybeFailed, failure: NonNullable<ReportedJob['failure']>): readonly string[] => [
  text(job.name, 160),
  `${className(failure)}${SURENESS[failure.confidence] ?? ''}`,
  failure.evidence
    .map(({ line, quote }) => `${line === undefined ? '' : `line ${line}: `}${code(quote)}`)
    .join(' · ') || '–',
  code(failure.rule),
]

/** `time-out`, `cancelled by a newer run`. */
export const className = ({ class: kind, by }: NonNullable<ReportedJob['failure']>): string =>
  by === undefined ? kind.replace(/-/g, ' ') : `${kind} by ${CANCELLERS[by]}`

const CANCELLERS = {
  'newer-run': 'a newer run',
  person: 'a person',
  'fail-fast': 'fail-fast',
  other: 'somebody',
} as const

/** Services that failed a job, as its log names them: a hint, since a script can print any line. */
export const serviceSection = ({ jobs }: RunManifest): Section => {
  const rows = jobs.flatMap(job =>
    (job.services ?? [])
      .filter(one => one.failureCount > 0)
      .map(one => [
        text(job.name, 160),
        `${one.service}${one.host === undefined ? '' : ` (${code(one.host)})`}`,
        [...new Set(one.failures.map(({ kind }) => kind))].join(', '),
        String(one.failureCount),
        one.step === undefined ? '–' : text(one.step, 120),
      ]),
  )
  const head = ['Job', 'Service', 'Failures', 'Count', 'First named in']
  return { title: 'Services that failed', blocks: rows.length === 0 ? [] : table(head, rows) }
}
