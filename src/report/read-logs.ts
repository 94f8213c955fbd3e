import { inParallel } from '../in-parallel.ts'
import type { Gap, GapReason } from '../model/fact.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { type LogFacts, readJobLog } from '../sources/rest/job-log.ts'
import type { World } from './connect.ts'
import type { Candidate } from './merge/candidate.ts'

export type Logs = {
  readonly facts: ReadonlyMap<string, LogFacts>
  readonly gaps: readonly Gap[]
  readonly unread: number
}

const WIDTH = 4

/**
 * The logs of finished jobs, which alone tie a manifest to its job: failed jobs that left one first, then the others
 * that did, then those that did not (a digest line there says that the upload was off). Each costs a request of the
 * budget; what was not read is never called confirmed.
 */
export const readLogs = async (
  world: World,
  jobs: readonly ListedJob[],
  candidates: readonly Candidate[],
): Promise<Logs> => {
  const recorded = new Set(candidates.map(({ manifest }) => manifest.job.id?.value))
  const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId)
  const rank = (job: ListedJob): number => (recorded.has(job.id) ? 0 : 2) + (job.api.conclusion === 'success' ? 1 : 0)
  const inOrder = [...finished].sort((a, b) => rank(a) - rank(b))
  const answers = await inParallel(inOrder, WIDTH, async job => ({
    id: job.id,
    answer: await readJobLog(world.rest, world.repository, job.id),
  }))
  const facts = new Map(answers.flatMap(({ id, answer }) => ('ok' in answer ? [] : [[id, answer] as const])))
  const reasons = answers.flatMap(({ answer }) => ('ok' in answer ? [answer.reason] : []))
  return { facts, gaps: countReasons(reasons), unread: reasons.filter(reason => reason === 'budget').length }
}

const countReasons = (reasons: readonly GapReason[]): readonly Gap[] =>
  [...new Set(reasons)].sort().map(reason => {
    const count = reasons.filter(one => one === reason).length
    return {
      field: 'logs',
      source: 'api',
      reason,
      detail: reason === 'budget' ? `${count} not checked: budget` : `${count} not read`,
    }
  })
