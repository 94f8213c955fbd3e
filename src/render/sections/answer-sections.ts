import { duration } from '../../core/quantity.ts'
import type { OwnCall } from '../../schema/job/build-facts.ts'
import type { ProbedDependency } from '../../schema/job/replay.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

/** Renders how the hosts of input `dependencies` answered when the job had failed. */
export const probedSection = ({ jobs }: RunManifest): Section => {
  const rows = jobs.flatMap(job =>
    (job.record?.replay?.dependencies ?? []).map(one => [
      text(job.name, 160),
      code(`${one.host}:${one.port}`, 160),
      `${STATES[one.state]}${one.reason === undefined ? '' : ` (${one.reason})`}`,
      duration(one.durationMs),
    ]),
  )
  const head = ['Job', 'Host', 'Answer', 'After']
  return { title: 'Dependencies, probed when the job had failed', blocks: rows.length === 0 ? [] : table(head, rows) }
}

const STATES: { readonly [K in ProbedDependency['state']]: string } = {
  reachable: '✅ reachable',
  slow: '⚠️ slow',
  down: '❌ down',
  other: 'other',
}

/** Renders the recorders' own calls to GitHub, by service: how it answered at the end of each job. */
export const callSection = ({ jobs }: RunManifest): Section => {
  const groups = new Map<string, (OwnCall & { readonly job: string })[]>()
  for (const job of jobs)
    for (const call of job.record?.recorder.calls ?? []) {
      const key = `${call.service} ${call.operation}`
      groups.set(key, [...(groups.get(key) ?? []), { ...call, job: job.name }])
    }
  const rows = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, calls]) => callRow(calls))
  const head = ['Service', 'Call', 'Times', 'Median', 'Longest', 'Not answered']
  return { title: "The recorders' own calls", blocks: rows.length === 0 ? [] : table(head, rows) }
}

type Call = OwnCall & { readonly job: string }

const callRow = (calls: readonly Call[]): readonly string[] => {
  const sorted = [...calls].sort((a, b) => a.durationMs - b.durationMs)
  const [first, median, longest] = [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)]
  const failed = calls.filter(({ outcome }) => outcome !== 'answered')
  return [
    first?.service ?? '–',
    text(first?.operation ?? '–', 60),
    String(calls.length),
    duration(median?.durationMs),
    `${duration(longest?.durationMs)}${longest === undefined ? '' : ` (${text(longest.job, 80)})`}`,
    failed.length === 0 ? '–' : failed.map(({ job, outcome }) => `${text(job, 80)}: ${outcome}`).join(', '),
  ]
}
