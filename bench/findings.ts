import { anUnrecordedRun } from '../__tests__/render/a-run.ts'
import { evaluateFindings } from '../src/findings/evaluate-findings.ts'
import { THRESHOLDS } from '../src/findings/rules/finding-rule.ts'
import type { HistoryRun } from '../src/schema/history/history.ts'
import type { RunManifest } from '../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../src/timeline/build-timeline.ts'
import { aBigRun } from './a-big-run.ts'
import { median } from './rounds.ts'

const JOBS = 1_000
const RUNS = 200
const ROUNDS = 15

/** Median milliseconds that all rules take over a run of 1,000 jobs and 200 past runs of as many jobs. */
export const timeFindings = (): number => {
  const observation = aBigRun(JOBS, 30)
  const timeline = buildTimeline(observation)
  const base = anUnrecordedRun(JOBS, index => `job ${index}`)
  const ids = timeline.jobs.map(({ id }) => id)
  const manifest: RunManifest = {
    ...base,
    timeline,
    jobs: base.jobs.map((job, index) => ({ ...job, id: ids[index] })),
  }
  const past = Array.from({ length: RUNS }, (_, index) =>
    aPastRun(
      index,
      timeline.jobs.map(({ name }) => name),
    ),
  )
  const input = { manifest, past, plan: observation.workflow?.plan, thresholds: THRESHOLDS }
  const once = (): number => {
    const begin = performance.now()
    evaluateFindings({ ...input, baseline: { from: 'cache', runs: RUNS } })
    return performance.now() - begin
  }
  once()
  return median(Array.from({ length: ROUNDS }, once))
}

const aPastRun = (number: number, names: readonly string[]): HistoryRun => ({
  ...{ runId: String(number + 1), attempt: 1, branch: 'main', event: 'push', conclusion: 'success' },
  jobs: names.map((key, index) => ({
    ...{ key, conclusion: 'success' as const, labels: ['ubuntu-latest'], group: 'GitHub Actions' },
    ...{ queueMs: (index * 7 + number) % 40_000, setupMs: 2_000, workMs: 300_000 },
  })),
})
