import { duration } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { html, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

/** Maximum number of listed steps per job. */
const STEPS_PER_JOB = 100

/**
 * Renders the steps of every job that ran, each job folded. Steps may overlap, so their sum is not the job's duration.
 */
export const stepSection = (manifest: RunManifest): Section => ({
  title: 'Steps',
  blocks: manifest.jobs.flatMap(job => {
    const steps = listSteps(job)
    if (steps.length === 0) return []
    const rows = steps
      .slice(0, STEPS_PER_JOB)
      .map(step => [
        text(step.name, 160),
        step.outcome ?? '–',
        duration(
          atLeastZero(millisBetween(step.startedAt, step.completedAt)),
          manifest.timeline?.criticalPath?.totalMs,
        ),
      ])
    const body = table(['Step', 'Outcome', 'Time'], rows).join('')
    return [`<details><summary>${html(job.name, 160)}</summary>\n\n${body}\n</details>\n\n`]
  }),
})

const listSteps = ({ api, record }: ReportedJob) =>
  record !== undefined && record.steps.length > 0 ? record.steps : (api?.steps ?? [])

const atLeastZero = (millis: number | undefined): number | undefined =>
  millis === undefined ? undefined : Math.max(0, millis)

/** Renders the signature checks that did not pass. */
export const verificationSection = (manifest: RunManifest): Section => {
  const rows = manifest.jobs.flatMap(job =>
    (job.manifest?.checks ?? [])
      .filter(check => check.result === 'fail')
      .map(check => [text(job.name, 80), text(check.id), text(check.reason)]),
  )
  return {
    title: 'Signature checks that failed',
    blocks: rows.length === 0 ? [] : table(['Job', 'Check', 'Reason'], rows),
  }
}
