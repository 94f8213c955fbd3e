import { LIMITS } from '../core/limits.ts'
import { endsToExplain, failuresToExplain, readEndSignals } from '../github/rest/check-runs.ts'
import type { RunClient } from '../github/rest/client.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { EndSignal, ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'

type ByJob<T> = ReadonlyMap<string, readonly T[]>

/** How jobs ended, from their annotations. */
export type EndsRead = {
  readonly signals: ByJob<EndSignal>
  readonly messages: ByJob<string>
  readonly gaps: readonly Gap[]
}

/** Reads the annotations of cancelled jobs and of jobs with an end that no step explains. Needs `checks: read`. */
export const readEnds = async (
  client: RunClient,
  repository: string,
  jobs: readonly ObservedJob[],
): Promise<EndsRead> => readAnnotations(client, repository, endsToExplain(jobs))

/** Reads the annotations of failed jobs without a readable log, and adds them. */
export const withUnread = async (
  client: RunClient,
  repository: string,
  jobs: readonly ObservedJob[],
  ends: EndsRead,
  hasReading: (jobId: string) => boolean,
): Promise<EndsRead> => {
  const more = await readAnnotations(client, repository, failuresToExplain(jobs, hasReading))
  return {
    signals: new Map([...ends.signals, ...more.signals]),
    messages: new Map([...ends.messages, ...more.messages]),
    gaps: uniqueGaps([...ends.gaps, ...more.gaps]),
  }
}

const readAnnotations = async (
  client: RunClient,
  repository: string,
  jobs: readonly ObservedJob[],
): Promise<EndsRead> => {
  const read = await inParallel(jobs, LIMITS.requestsAtOnce, async ({ id }) => ({
    id,
    ...(await readEndSignals(client, repository, id)),
  }))
  return {
    signals: new Map(read.flatMap(({ id, signals }) => (signals.length === 0 ? [] : [[id, signals] as const]))),
    messages: new Map(read.flatMap(({ id, messages }) => (messages.length === 0 ? [] : [[id, messages] as const]))),
    gaps: uniqueGaps(read.flatMap(({ gaps }) => gaps)),
  }
}

/** Joins the end signals of each job: GitHub's annotations first, then the signals that only the logs hold. */
export const joinSignals = (
  annotated: ByJob<EndSignal>,
  logs: readonly ByJob<EndSignal>[],
): RunObservation['endSignals'] => {
  const found = new Map<string, { readonly signal: EndSignal; readonly source: 'api' | 'log' }[]>()
  const add = (told: ByJob<EndSignal>, source: 'api' | 'log'): void => {
    for (const [id, signals] of told) {
      if (signals.length === 0) continue
      found.set(id, [...(found.get(id) ?? []), ...signals.map(signal => ({ signal, source }))])
    }
  }
  add(annotated, 'api')
  for (const told of logs) add(told, 'log')
  return found
}

const uniqueGaps = (gaps: readonly Gap[]): readonly Gap[] => [
  ...new Map(gaps.map(gap => [`${gap.field} ${gap.reason} ${gap.detail}`, gap])).values(),
]
