import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { TimelineJob } from '../schema/run/run-timeline.ts'
import type { Scalar } from '../schema/values/scalar-value.ts'
import { type ComparedStep, listComparedSteps } from './compared-step.ts'

/** A job of a run, with what identifies it in another run. */
export type ComparedJob = {
  readonly reported: ReportedJob
  readonly timed: TimelineJob | undefined
  readonly steps: readonly ComparedStep[]
  /** YAML key and the keys of its callers, joined by `/`, where the plan or a manifest has them. */
  readonly planId: string | undefined
  readonly key: string | undefined
  readonly matrix: Readonly<Record<string, Scalar>> | undefined
  /** Whether the absence of a matrix is known: the plan or the job's own manifest would have it. */
  readonly knowsMatrix: boolean
}

/** Lists the jobs of this attempt. A job that GitHub carried over belongs to an earlier attempt. */
export const listComparedJobs = ({ jobs, timeline }: RunManifest): readonly ComparedJob[] => {
  const timedById = new Map((timeline?.jobs ?? []).map(job => [job.id, job]))
  return jobs
    .filter(({ presence }) => presence !== 'carried-over')
    .map(reported => {
      const timed = reported.id === undefined ? undefined : timedById.get(reported.id)
      const { record } = reported
      const matrix = timed?.matrix ?? record?.job.matrix?.value
      return {
        reported,
        timed,
        steps: listComparedSteps(reported, timed),
        planId: timed?.planId,
        key: timed?.key ?? reported.key ?? record?.job.key.value,
        matrix: matrix === undefined || Object.keys(matrix).length === 0 ? undefined : matrix,
        knowsMatrix: matrix !== undefined || timed?.joinedBy !== undefined || record !== undefined,
      }
    })
}
