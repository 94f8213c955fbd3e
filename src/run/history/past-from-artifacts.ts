import { parseRunArtifactName } from '../../core/artifact-name.ts'
import { BUDGETS } from '../../core/budgets.ts'
import { LIMITS } from '../../core/limits.ts'
import { readRestArtifacts } from '../../github/rest/run-artifacts.ts'
import { toHistoryRun } from '../../history/to-history-run.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { HistoryRun } from '../../schema/history/history.ts'
import { readReport } from './accept-writer.ts'
import { type PastOwner, type PastPorts, type PastSource, unavailable } from './observed-past.ts'
import type { ListedRun } from './past-runs.ts'

type Outcome = { readonly run: HistoryRun; readonly isSigned: boolean } | { readonly refusal: string } | undefined

/**
 * Reads the run manifests of the listed runs, which GitHub itself assigns to the branch. A signature that fails is
 * refused. An unsigned manifest only serves to compare with, and the note counts it.
 */
export const readArtifactRuns = async (
  ports: PastPorts,
  owner: PastOwner,
  listed: readonly ListedRun[],
): Promise<PastSource> => {
  const end = ports.now() + BUDGETS.history
  const read = (runs: readonly ListedRun[]) =>
    inParallel(runs, LIMITS.pastRunsAtOnce, async one => ({
      of: ports.now() > end ? undefined : await readOne(ports, owner, one),
    }))
  const first = await read(listed.slice(0, LIMITS.pastRunsTried))
  const others = first.some(({ of }) => of !== undefined) ? await read(listed.slice(LIMITS.pastRunsTried)) : []
  const outcomes = [...first, ...others].flatMap(({ of }) => of ?? [])
  const found = outcomes.flatMap(one => ('run' in one ? [one] : []))
  const refused = outcomes.flatMap(one => ('run' in one ? [] : [one.refusal]))
  if (found.length === 0) return unavailable(refused[0] ?? 'earlier runs have no report')
  const unsigned = found.filter(({ isSigned }) => !isSigned).length
  const notes = [
    ...(unsigned > 0 ? [`${unsigned} of ${found.length} reports are unsigned`] : []),
    ...(refused.length > 0 ? [`${refused.length} not used: ${refused[0] ?? ''}`] : []),
  ]
  const proven = found.filter(({ isSigned }) => isSigned)
  return {
    ok: true,
    runs: found.map(({ run }) => run),
    proven: proven.map(({ run }) => run),
    note: notes.join('; '),
  }
}

const readOne = async (ports: PastPorts, owner: PastOwner, { runId, attempt }: ListedRun): Promise<Outcome> => {
  const { value } = await readRestArtifacts(ports.client, owner.repository, runId)
  const [artifact] = value
    .flatMap(one => {
      const name = parseRunArtifactName(one.name)
      return name?.runId === runId && name.attempt <= attempt ? [{ one, ...name }] : []
    })
    .sort((one, other) => other.attempt - one.attempt || other.report - one.report)
  if (artifact === undefined) return undefined
  const what = `the report of run ${runId}`
  const read = await readReport(ports, owner.repository, artifact.one)
  if ('refusal' in read) return { refusal: `${what} ${read.refusal}` }
  const { manifest, identity, unverified, digest } = read
  const isSigned = unverified === undefined
  if (manifest.signing.mode !== 'none' && !isSigned) return { refusal: `${what} is not verified (${unverified})` }
  if (manifest.run.repositoryId.value !== owner.repositoryId || manifest.run.runId.value !== runId)
    return { refusal: `${what} is about another run` }
  const run = { ...toHistoryRun(manifest), manifest: digest }
  return { run, isSigned: isSigned && (identity !== undefined || manifest.signing.mode === 'key') }
}
