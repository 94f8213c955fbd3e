import { parseJobArtifactName, parseRunArtifactName } from '../../core/artifact-name.ts'
import { BUDGETS } from '../../core/budgets.ts'
import type { Refusal, RunClient } from '../../github/rest/client.ts'
import { readRestArtifacts, readRestArtifactZip } from '../../github/rest/run-artifacts.ts'
import {
  fetchArtifactZip,
  type ListedArtifact,
  listArtifacts,
  type ResultsService,
} from '../../github/results/results-service.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import type { Subject } from '../subject.ts'

type Zip = { readonly ok: true; readonly value: Uint8Array } | Refusal

/** The artifacts of one run, from the results service where there is one, then from REST or an offline folder. */
export type ArtifactSource = {
  /** Lists the artifacts. `apiAnswers`: whether REST is worth a request where the results service lacks something. */
  readonly list: (attempt: number, apiAnswers: () => Promise<boolean>) => Promise<Reading<readonly ListedArtifact[]>>
  /** Downloads an artifact. @throws TraceError for whatever the results service refuses. */
  readonly download: (artifact: ListedArtifact, deadlineMs: number) => Promise<Zip>
}

const NO_SERVICE: Gap = { field: 'artifacts', reason: 'not-provided', source: 'results' }

/** Creates the source. `results` serves only the run of its own job. */
export const createArtifactSource = (
  client: RunClient,
  subject: Subject,
  results: ResultsService | undefined,
): ArtifactSource => ({
  list: (attempt, apiAnswers) =>
    subject.kind === 'own-run'
      ? listOwn(client, { ...subject, attempt }, results, apiAnswers)
      : listByRest(client, subject),
  download: async (artifact, deadlineMs) =>
    results !== undefined && artifact.backendRunId !== ''
      ? { ok: true, value: await fetchArtifactZip(results, artifact, deadlineMs) }
      : readRestArtifactZip(client, subject.repository, artifact),
})

const listByRest = async (
  client: RunClient,
  { repository, runId }: Pick<Subject, 'repository' | 'runId'>,
): Promise<Reading<readonly ListedArtifact[]>> => {
  const { value: items, gaps } = await readRestArtifacts(client, repository, runId)
  return { value: items, gaps }
}

type Wanted = { readonly repository: string; readonly runId: string; readonly attempt: number }

/**
 * Lists the artifacts of the report's own run from the results service first: it needs no permission and knows which
 * job made which artifact. Whether it lists artifacts of earlier attempts is not documented. Where it shows none of
 * them, REST is read for them.
 */
const listOwn = async (
  client: RunClient,
  wanted: Wanted,
  results: ResultsService | undefined,
  apiAnswers: () => Promise<boolean>,
): Promise<Reading<readonly ListedArtifact[]>> => {
  const listed: Reading<readonly ListedArtifact[]> =
    results === undefined ? { value: [], gaps: [NO_SERVICE] } : await listArtifacts(results, BUDGETS.results)
  const refused = listed.value.length === 0 && listed.gaps.length > 0
  const lacksEarlier = wanted.attempt > 1 && !listed.value.some(({ name }) => isOfEarlierAttempt(wanted, name))
  if (!(refused || lacksEarlier) || !(await apiAnswers())) return listed
  const pages = await listByRest(client, wanted)
  const known = new Set(listed.value.map(({ id }) => id))
  return {
    value: [...listed.value, ...pages.value.filter(({ id }) => !known.has(id))],
    gaps: [...listed.gaps, ...pages.gaps],
  }
}

const isOfEarlierAttempt = ({ runId, attempt }: Wanted, name: string): boolean => {
  const parsed = parseJobArtifactName(name) ?? parseRunArtifactName(name)
  return parsed?.runId === runId && parsed.attempt < attempt
}
