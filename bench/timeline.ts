import { anUnrecordedRun } from '../__tests__/render/a-run.ts'
import { renderRunReport } from '../src/render/run-report.ts'
import { buildRunTimeline } from '../src/timeline/build-run-timeline.ts'
import { buildTimeline } from '../src/timeline/build-timeline.ts'
import { aBigRun } from './a-big-run.ts'
import { median } from './rounds.ts'

const STEPS = 30
const ROUNDS = 15

/** Median milliseconds that the timeline of a run of so many jobs takes, in memory; observation made outside of it. */
export const timeTimeline = (jobs: number): number => {
  const observation = aBigRun(jobs, STEPS)
  const once = (): number => {
    const begin = performance.now()
    buildTimeline(observation)
    return performance.now() - begin
  }
  once()
  return median(Array.from({ length: ROUNDS }, once))
}

/** The same of its report in Markdown, from the manifest on. */
export const timeRender = (jobs: number): number => {
  const timeline = buildRunTimeline(aBigRun(jobs, STEPS))
  const manifest = { ...anUnrecordedRun(jobs, index => `job ${index}`), timeline }
  const once = (): number => {
    const begin = performance.now()
    renderRunReport(manifest)
    return performance.now() - begin
  }
  once()
  return median(Array.from({ length: ROUNDS }, once))
}
