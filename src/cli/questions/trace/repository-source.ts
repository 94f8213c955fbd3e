import { parseRunArtifactName, RUN_MANIFEST_FILE } from '../../../core/artifact-name.ts'
import { toOneLine } from '../../../core/error.ts'
import { LIMITS } from '../../../core/limits.ts'
import { redactThenCut } from '../../../core/redact/redact.ts'
import type { RunClient } from '../../../github/rest/client.ts'
import {
  findRunsOfCommit,
  findRunsOfDeployment,
  findRunsOfEnvironment,
  listRecentReports,
} from '../../../github/rest/find-run-ids.ts'
import { readRestArtifacts, readRestArtifactZip } from '../../../github/rest/run-artifacts.ts'
import type { ListedArtifact } from '../../../github/results/results-service.ts'
import { createArtifactBudget, openRunArtifact } from '../../../github/unpack-artifact.ts'
import { readRunManifest } from '../../../schema/read-manifest.ts'
import type { Gap, Reading } from '../../../schema/values/fact.ts'
import type { TraceQuestion } from '../../../trace/question.ts'
import { toTargetFiles } from './folder-source.ts'
import type { FoundManifest, ManifestSource } from './manifest-source.ts'

/**
 * Searches the run artifacts of a repository on GitHub, which has no search by what they hold. The run is asked for
 * where the question leads to one; beside those the newest run artifacts of the repository are read.
 */
export const createRepositorySource = (client: RunClient, repository: string): ManifestSource => {
  const refused: { place: string; reason: string }[] = []
  const notes = new Set<string>()
  const seen = new Set<string>()
  const budget = createArtifactBudget()
  let downloads = 0
  let isRecentRead = false

  const note = (gaps: readonly Gap[]): void => {
    for (const { field, reason, detail } of gaps) notes.add(redactThenCut(`${field}: ${detail ?? reason}`, 300))
  }
  const listOfRun = async (runId: string): Promise<readonly ListedArtifact[]> => {
    const { value, gaps } = await readRestArtifacts(client, repository, runId)
    note(gaps)
    return value.filter(({ name }) => parseRunArtifactName(name)?.runId === runId)
  }
  const listRecent = async (): Promise<readonly ListedArtifact[]> => {
    if (isRecentRead) return []
    isRecentRead = true
    const { value, gaps } = await listRecentReports(client, repository)
    note(gaps)
    notes.add('of other runs only the newest run artifacts were looked at: GitHub has no search by digest')
    return value
  }
  async function* take(artifacts: readonly ListedArtifact[]): AsyncGenerator<FoundManifest> {
    for (const artifact of artifacts) {
      if (seen.has(artifact.id)) continue
      if (downloads >= LIMITS.traceDownloads) {
        notes.add(`no more than ${LIMITS.traceDownloads} run artifacts were downloaded`)
        return
      }
      seen.add(artifact.id)
      downloads += 1
      const found = await download(artifact)
      if ('reason' in found) refused.push({ place: artifact.name, reason: found.reason })
      else yield found
    }
  }
  const download = async (artifact: ListedArtifact): Promise<FoundManifest | { readonly reason: string }> => {
    try {
      const zip = await readRestArtifactZip(client, repository, artifact)
      if (!zip.ok) return { reason: redactThenCut(zip.detail, 300) }
      const opened = openRunArtifact(zip.value, budget)
      const bytes = opened.read(RUN_MANIFEST_FILE, LIMITS.runManifest)
      if (bytes === undefined) return { reason: `it holds no ${RUN_MANIFEST_FILE}` }
      const { value: manifest } = readRunManifest(bytes)
      const place = `artifact ${artifact.name} of ${repository}`
      return { place, manifest, open: async () => toTargetFiles(opened) }
    } catch (error) {
      return { reason: redactThenCut(toOneLine(error), 300) }
    }
  }
  async function* takeRuns(runIds: readonly string[]): AsyncGenerator<FoundManifest> {
    for (const runId of runIds) yield* take(await listOfRun(runId))
  }

  return {
    findFirst: async function* (question) {
      const { value, gaps } = await findRunIds(client, repository, question)
      note(gaps)
      yield* takeRuns(value)
      if (seen.size === 0) yield* take(await listRecent())
    },
    findMore: async function* ({ runIds }) {
      yield* takeRuns(runIds)
      yield* take(await listRecent())
    },
    describe: () => ({ places: [repository], manifests: downloads, refused, notSearched: [...notes] }),
  }
}

/** The runs that the question leads to by REST; none where only manifests can tell. */
const findRunIds = async (
  client: RunClient,
  repository: string,
  { kind, value }: TraceQuestion,
): Promise<Reading<readonly string[]>> => {
  switch (kind) {
    case 'run':
    case 'number':
      return { value: [value], gaps: [] }
    case 'commit':
      return findRunsOfCommit(client, repository, value)
    case 'deployment':
      return findRunsOfDeployment(client, repository, value)
    case 'environment':
      return findRunsOfEnvironment(client, repository, value)
    case 'digest':
    case 'pull-request':
      return { value: [], gaps: [] }
  }
}
