import { anUnrecordedRun } from '../__tests__/render/a-run.ts'
import { compareRuns, type RunToCompare } from '../src/compare/compare-runs.ts'
import { renderComparisonMarkdown } from '../src/render/questions/diff.ts'
import type { RunManifest } from '../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../src/timeline/build-timeline.ts'
import { aBigRun } from './a-big-run.ts'
import { median } from './rounds.ts'

const JOBS = 1_000
const STEPS = 30
const PACKAGES = 50
const ROUNDS = 7

/** Median milliseconds that the comparison of two runs of 1,000 jobs takes, with its rendering, from the manifests on. */
export const timeComparison = (): number => {
  const [before, after] = [toSource(aRun('a')), toSource(aRun('b'))]
  const once = (): number => {
    const begin = performance.now()
    renderComparisonMarkdown(compareRuns(before, after), 1_000_000)
    return performance.now() - begin
  }
  once()
  return median(Array.from({ length: ROUNDS }, once))
}

/** Every job has steps, caches and packages, and one version of them differs between both runs. */
const aRun = (version: string): RunManifest => {
  const observation = aBigRun(JOBS, STEPS)
  const { jobs: observed = [] } = observation.attempts[0] ?? {}
  const timeline = buildTimeline(observation)
  const base = anUnrecordedRun(JOBS, index => `job ${index}`)
  return {
    ...base,
    timeline: { ...timeline, jobs: timeline.jobs.map(({ steps: _, ...job }) => job) },
    jobs: base.jobs.map((job, index) => ({
      ...job,
      id: observed[index]?.id,
      name: observed[index]?.name ?? job.name,
      api: { ...observed[index]?.api, labels: ['ubuntu-latest'], steps: [...(observed[index]?.api.steps ?? [])] },
      packages: Array.from({ length: PACKAGES }, (_, number) => ({
        ecosystem: 'npm' as const,
        name: `package-${number}`,
        version: number === 0 ? version : '1.0.0',
      })),
    })),
  }
}

const toSource = (manifest: RunManifest): RunToCompare => ({ manifest, signed: 'unsigned', place: 'a run', gaps: [] })
