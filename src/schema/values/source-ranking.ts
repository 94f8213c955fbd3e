import type { Fact, Source } from './fact.ts'

/*
 * Which source takes precedence, the one place of this decision. Runner files and the log hold 100 ns, REST 1 s; what
 * a job could have written itself (the steps context, an input) stands last. Where REST contradicts a job's own claim,
 * the report keeps both values (report/merge/field-agreement.ts): ranking decides what is recorded, not who is right.
 */

/** Who and where: the runner's context and files before the log, REST after both. */
export const identitySources: readonly Source[] = ['runner', 'log', 'api', 'steps', 'user']
/** Steps: the runner's own file holds 100 ns and every stage, the log's groups an order, the context only outcomes. */
export const stepSources: readonly Source[] = ['runner', 'log', 'steps']
/** Artifacts: the service that keeps them before the log. */
export const artifactSources: readonly Source[] = ['results', 'log', 'steps']
/** `runs-on`: REST is what GitHub scheduled; the workflow file is a reading of it. */
export const labelSources: readonly Source[] = ['api', 'workflow-file']
/** A workflow can override ImageOS and ImageVersion, so they come as low-confidence facts after files and log. */
export const imageSources: readonly Source[] = ['runner', 'log']

/**
 * The fact of the best ranked source. Among equals the higher confidence wins, then the earlier in `facts`; a source
 * that the ranking does not name comes last.
 */
export const best = <T>(ranking: readonly Source[], facts: readonly (Fact<T> | undefined)[]): Fact<T> | undefined =>
  facts
    .filter(fact => fact !== undefined)
    .map((fact, order) => ({ fact, order }))
    .sort((a, b) => doubt(a.fact) - doubt(b.fact) || rank(ranking, a.fact) - rank(ranking, b.fact) || a.order - b.order)
    .at(0)?.fact

/** The list of the best ranked source that values anything at all. */
export const firstKnown = <T>(
  ranking: readonly Source[],
  values: Readonly<Partial<Record<Source, readonly T[]>>>,
): readonly T[] => ranking.map(source => values[source] ?? []).find(list => list.length > 0) ?? []

const rank = (ranking: readonly Source[], fact: Fact<unknown>): number => {
  const place = ranking.indexOf(fact.source)
  return place === -1 ? ranking.length : place
}

/** A low-confidence fact loses to any other, whatever its source. */
const doubt = (fact: Fact<unknown>): number => (fact.confidence === 'low' ? 1 : 0)
