import type { Fact, Source } from './fact.ts'

/*
 * The ranking of sources; no other file makes this decision. Runner files and the log have 100 ns, REST has 1 s.
 * Sources that a job could have written itself (the steps context, an input) come last. If REST contradicts a job's own
 * value, the report keeps both (src/account/agreement/): the ranking decides which value is recorded, not which one is
 * right.
 */

/** Identity and location: the runner's context and files before the log, REST after both. */
export const identitySources: readonly Source[] = ['runner', 'log', 'api', 'steps', 'user']
/**
 * Steps: the runner's own file has 100 ns and every stage, the log's groups have an order, the context has only
 * outcomes.
 */
export const stepSources: readonly Source[] = ['runner', 'log', 'steps']
/** Artifacts: the service that stores them before the log. */
export const artifactSources: readonly Source[] = ['results', 'log', 'steps']
/** `runs-on`: REST has the labels that GitHub scheduled; the workflow file is only a source to evaluate. */
export const labelSources: readonly Source[] = ['api', 'workflow-file']
/** A workflow can override ImageOS and ImageVersion, so they are low-confidence facts after files and log. */
export const imageSources: readonly Source[] = ['runner', 'log']

/**
 * Returns the fact of the best ranked source. Among equal ranks the higher confidence wins, then the earlier in
 * `facts`. A source that the ranking does not name comes last.
 */
export const best = <T>(ranking: readonly Source[], facts: readonly (Fact<T> | undefined)[]): Fact<T> | undefined =>
  facts
    .filter(fact => fact !== undefined)
    .map((fact, order) => ({ fact, order }))
    .sort(
      (a, b) =>
        rankConfidence(a.fact) - rankConfidence(b.fact) ||
        rank(ranking, a.fact) - rank(ranking, b.fact) ||
        a.order - b.order,
    )
    .at(0)?.fact

/** Returns the list of the best ranked source that has any. */
export const firstKnown = <T>(
  ranking: readonly Source[],
  values: Readonly<Partial<Record<Source, readonly T[]>>>,
): readonly T[] => ranking.map(source => values[source] ?? []).find(list => list.length > 0) ?? []

const rank = (ranking: readonly Source[], fact: Fact<unknown>): number => {
  const place = ranking.indexOf(fact.source)
  return place === -1 ? ranking.length : place
}

/** A low-confidence fact ranks below any other fact, whatever its source. */
const rankConfidence = (fact: Fact<unknown>): number => (fact.confidence === 'low' ? 1 : 0)
