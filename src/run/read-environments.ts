import { LIMITS } from '../core/limits.ts'
import type { RunClient } from '../github/rest/client.ts'
import { readEnvironment } from '../github/rest/protection/list-environments.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { ObservedEnvironment } from '../schema/observed/run-observation.ts'
import type { Gap, Reading } from '../schema/values/fact.ts'

type Read = Reading<readonly ObservedEnvironment[]>

/**
 * Reads the rules of the environments of this run, by name: first the environments that are known `early`, then those
 * that only `late` gives. Other environments of the repository are not read.
 */
export const readEnvironments = async (
  client: RunClient,
  repository: string,
  early: readonly string[],
  late: Promise<readonly string[]>,
): Promise<Read> => {
  const read = (names: readonly string[], most: number) =>
    inParallel(names.slice(0, Math.max(0, most)), LIMITS.requestsAtOnce, name =>
      readEnvironment(client, repository, name),
    )
  const first = namesIn(early)
  const answers = await read(first, LIMITS.environmentsRead)
  const more = namesIn(await late).filter(name => !first.includes(name))
  const all = [...answers, ...(await read(more, LIMITS.environmentsRead - first.length))]
  const reasons = new Map(all.flatMap(({ gaps }) => gaps).map(gap => [`${gap.reason} ${gap.detail}`, gap]))
  const cut: Gap = {
    field: 'environments',
    reason: 'too-large',
    source: 'api',
    detail: `more than ${LIMITS.environmentsRead}`,
  }
  return {
    value: all
      .flatMap(({ value: item }) => item ?? [])
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    gaps: [...reasons.values(), ...(first.length + more.length > LIMITS.environmentsRead ? [cut] : [])],
  }
}

const namesIn = (names: readonly string[]): readonly string[] => [...new Set(names)].filter(isName).sort()

/** GitHub's limit for a name is 255 characters. A name of dots would lead out of the API's folder of environments. */
const isName = (name: string): boolean => name.length > 0 && name.length <= 255 && !/^\.{1,2}$/.test(name)
