import { grouped } from '../../core/grouped.ts'
import { duration } from '../../core/quantity.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

const SURENESS: Readonly<Record<string, string>> = { medium: ' ~', low: ' ?' }

/**
 * Renders why jobs did not succeed, by possible response. Evidence is our own words or the words of a rule, never text of the
 * run.
 */
export const failureSection = ({ jobs }: { readonly jobs: readonly MaybeFailed[] }): Section => {
  const rows = jobs.flatMap(job => (job.failure === undefined ? [] : [renderRow(job, job.failure)]))
  return {
    title: 'Why jobs did not succeed',
    blocks: rows.length === 0 ? [] : [...table(['Job', 'Class', 'Evidence', 'Rule'], rows), ...legend(jobs)],
  }
}

/** Explains the marks, where one is used. */
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

const renderRow = (job: MaybeFailed, failure: NonNullable<ReportedJob['failure']>): readonly string[] => [
  text(job.name, 160),
  `${className(failure)}${SURENESS[failure.confidence] ?? ''}`,
  failure.evidence
    .map(({ line, quote }) => `${line === undefined ? '' : `line ${line}: `}${code(quote)}`)
    .join(' · ') || '–',
  code(failure.rule),
]

/** Returns the name of the class: `time-out`, `cancelled by a newer run`. */
export const className = ({ class: kind, by }: NonNullable<ReportedJob['failure']>): string =>
  by === undefined ? kind.replace(/-/g, ' ') : `${kind} by ${CANCELLERS[by]}`

const CANCELLERS = {
  'newer-run': 'a newer run',
  person: 'a person',
  'fail-fast': 'fail-fast',
  other: 'somebody',
} as const

const WHOLE_STEP = "\n_A step's time is the time of the whole step, not the service's alone._\n"

type ServiceUse = NonNullable<ReportedJob['services']>[number]

const SHOWN = 3

/** Renders the longest steps with their time. */
const renderSteps = ({ step, steps = [] }: ServiceUse): string => {
  const longest = [...steps].sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0)).slice(0, SHOWN)
  if (longest.length === 0) return step === undefined ? '–' : text(step, 120)
  const more = steps.length - longest.length
  const shown = longest.map(
    ({ name, durationMs }) => `${text(name, 80)}${durationMs === undefined ? '' : ` ${duration(durationMs)}`}`,
  )
  return `${shown.join(' · ')}${more === 0 ? '' : ` and ${more} more`}`
}

/**
 * Renders every external service that jobs used, each once: services with failures first, then by their longest step.
 * The names come from logs, so each is a hint: a script can print any line.
 */
export const serviceSection = ({ jobs }: RunManifest): Section => {
  const uses = jobs.flatMap(job => (job.services ?? []).map(use => ({ job, use, longest: findLongest(use) })))
  const groups = grouped(uses, ({ use }) => (use.service === 'other' ? `other ${use.host ?? ''}` : use.service))
  const rows = [...groups]
    .map(([key, group]) => ({ key, group, failures: countFailures(group), top: longestUse(group) }))
    .sort((a, b) => b.failures - a.failures || b.top.longest - a.top.longest || (a.key < b.key ? -1 : 1))
    .map(({ group, failures, top }) => [
      `${top.use.service}${renderHosts(group)}`,
      String(new Set(group.map(({ job }) => job)).size),
      failures === 0 ? '–' : failureText(group, failures),
      text(top.job.name, 120),
      renderSteps(top.use),
    ])
  const head = ['Service', 'Jobs', 'Failures', 'Longest in', 'Steps that named it']
  return { title: 'External services', blocks: rows.length === 0 ? [] : [...table(head, rows), WHOLE_STEP] }
}

type JobUse = { readonly job: ReportedJob; readonly use: ServiceUse; readonly longest: number }

const longestUse = (group: readonly JobUse[]): JobUse => group.reduce((a, b) => (a.longest >= b.longest ? a : b))

const countFailures = (group: readonly JobUse[]): number => group.reduce((sum, { use }) => sum + use.failureCount, 0)

const MOST_HOSTS = 3

const renderHosts = (group: readonly JobUse[]): string => {
  const hosts = [...new Set(group.flatMap(({ use }) => use.host ?? []))].sort()
  const more = hosts.length > MOST_HOSTS ? ` and ${hosts.length - MOST_HOSTS} more` : ''
  return hosts.length === 0
    ? ''
    : ` (${hosts
        .slice(0, MOST_HOSTS)
        .map(host => code(host))
        .join(', ')}${more})`
}

/** Returns `3 × rate-limit, dns in build, test`. */
const failureText = (group: readonly JobUse[], count: number): string => {
  const failing = group.filter(({ use }) => use.failureCount > 0)
  const kinds = [...new Set(failing.flatMap(({ use }) => use.failures.map(({ kind }) => kind.replace(/-/g, ' '))))]
  const names = [...new Set(failing.map(({ job }) => text(job.name, 80)))]
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return `${count} × ${kinds.join(', ')} in ${names.slice(0, SHOWN).join(', ')}${more}`
}

const findLongest = ({ steps = [] }: ServiceUse): number =>
  Math.max(-1, ...steps.map(({ durationMs }) => durationMs ?? -1))
