import { duration, plural } from '../../core/quantity.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { listNames, quoteName } from '../facts/finding-words.ts'
import { listRunJobs, locate, type RunJob } from '../facts/run-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

const MIN_OFFSET_MS = 5_000
const LARGE_OFFSET_MS = 60_000

type Wrong = { readonly job: RunJob; readonly offsetMs: number; readonly uncertaintyMs: number }

/**
 * Fires for a runner whose clock differed from GitHub's by over five seconds more than the uncertainty of the
 * measurement. Times that only seemed to run backwards are no finding: REST cuts fractions of a second off, and the
 * report marks them.
 */
export const clockTrouble: FindingRule = ({ manifest }) => {
  const wrong = listRunJobs(manifest)
    .flatMap((job): readonly Wrong[] => {
      const { offsetMs, uncertaintyMs = 0 } = job.reported.record?.clock ?? {}
      return offsetMs === undefined ? [] : [{ job, offsetMs: offsetMs.value, uncertaintyMs }]
    })
    .filter(({ offsetMs, uncertaintyMs }) => Math.abs(offsetMs) - uncertaintyMs > MIN_OFFSET_MS)
    .toSorted((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs))
  return wrong.length === 0 ? [] : [describe(wrong)]
}

const describe = (wrong: readonly Wrong[]): Finding => {
  const [worst, ...others] = wrong
  const offset = worst?.offsetMs ?? 0
  const runners = [
    ...new Set(wrong.flatMap(({ job }) => job.timed.runner ?? job.reported.record?.runner.name?.value ?? [])),
  ]
  const name = worst?.job.timed.name ?? ''
  return {
    rule: 'clock-trouble',
    severity: Math.abs(offset) > LARGE_OFFSET_MS ? 'medium' : 'low',
    subject:
      others.length === 0 ? { kind: 'job', name, jobId: worst?.job.timed.id } : { kind: 'run', name: 'runner clocks' },
    summary: `The clock of the runner of ${quoteName(name)} was ${duration(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} GitHub’s${others.length === 0 ? '' : `, and ${plural(others.length, 'more job')} had a wrong clock`}${runners.length === 0 ? '' : ` (${listNames(runners)})`}.`,
    evidence: wrong.slice(0, 10).map(({ job, offsetMs, uncertaintyMs }) => ({
      what: `runner clock minus GitHub’s: ${Math.round(offsetMs)} ms, ± ${Math.round(uncertaintyMs)} ms`,
      source: 'runner',
      ...locate(job),
    })),
    confidence: 'high',
    reason:
      'measured against the Date header of GitHub’s answer in the job itself; the report corrects its own times by it',
    response:
      'Run a time service (chrony, systemd-timesyncd) on the machine: tokens, caches and signatures depend on its clock.',
    owner: 'platform',
  }
}
