import { stat } from 'node:fs/promises'
import { LIMITS } from '../../core/limits.ts'
import { plural } from '../../core/quantity.ts'
import { knownValues, redactSecrets } from '../../core/redact/redact.ts'
import { renderTrace } from '../../render/questions/render-trace.ts'
import { TRACE_VERSION, type TraceDocument, type TracedManifest } from '../../schema/questions/trace-document.ts'
import { VERSION } from '../../schema/values/version.ts'
import { answerQuestion, type TraceAnswer } from '../../trace/answer-question.ts'
import { EXIT } from '../exit.ts'
import type { TraceCommand } from '../inputs/trace-inputs.ts'
import { createOnlineClient } from '../online-client.ts'
import type { CommandOutcome } from '../outcome.ts'
import { checkOutputFile } from '../output-file.ts'
import { isShown, type Terminal, writeAnswer } from './answer.ts'
import { createFolderSource } from './trace/folder-source.ts'
import type { ManifestSource, Searched } from './trace/manifest-source.ts'
import { createRepositorySource } from './trace/repository-source.ts'
import { type ReadManifest, type SearchResult, searchInRounds } from './trace/search-rounds.ts'
import { createAnswerVerifier, type Trust } from './trace/verify-answer.ts'

/**
 * Runs `pipeline-trace trace`: searches run manifests for what the question names, follows artifacts and runs through
 * them, verifies the manifests that the answer rests on, and prints the chains.
 * @throws TraceError USAGE for an output file, a root or a key that cannot be used.
 */
export const trace = async (
  command: TraceCommand,
  progress: (line: string) => void,
  terminal: Terminal,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const source = await openSource(command)
  const result = await searchInRounds(source, command.question)
  const searched = source.describe()
  progress(`${plural(searched.manifests, 'run manifest')} searched, ${result.read.length} read`)
  if (searched.manifests === 0) return { output: '', exitCode: EXIT.nothing, errors: describeNothing(searched) }
  const answer = answerQuestion(result.facts, command.question)
  const manifests = await verifyManifests(answer, result.read, command.trust)
  const document = toDocument(command, answer, manifests, searched, result)
  const shown = redactSecrets(document, knownValues([command.api?.token])).value
  return write(command, shown, terminal)
}

const openSource = async ({ sources, api }: TraceCommand): Promise<ManifestSource> => {
  const [only] = sources
  const isRepository = only?.kind === 'repository' && !(await isFolder(only.name))
  if (isRepository && api !== undefined) return createRepositorySource(createOnlineClient(api), only.name)
  return createFolderSource(sources.map(({ name }) => name))
}

/** A folder `downloads/today` has the form of a repository. */
const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true

const describeNothing = ({ places, refused, notSearched }: Searched): readonly string[] => [
  `no run manifest in ${places.join(', ')}: give folders of unpacked run artifacts or their zips, or owner/repo`,
  ...refused.slice(0, 5).map(({ place, reason }) => `${place}: ${reason}`),
  ...notSearched,
]

/** Verifies the manifests whose facts the answer shows, those of the first chains first. */
const verifyManifests = async (
  { edges }: TraceAnswer,
  read: readonly ReadManifest[],
  trust: Trust,
): Promise<readonly TracedManifest[]> => {
  const places = new Set(edges.map(({ manifest }) => manifest))
  const used = read.filter(({ place }) => places.has(place)).slice(0, LIMITS.traceManifests)
  const verify = await createAnswerVerifier(trust)
  const verified: TracedManifest[] = []
  for (const [index, { place, run, reportedAt, open }] of used.entries())
    verified.push({
      ...{ place, repository: run.repository.value, runId: run.runId.value, attempt: run.attempt.value, reportedAt },
      ...(index < LIMITS.traceVerified ? await verify({ place, open }) : { signature: 'not-checked' as const }),
    })
  return verified
}

const toDocument = (
  { question: { kind, value } }: TraceCommand,
  answer: TraceAnswer,
  manifests: readonly TracedManifest[],
  { places, manifests: count, refused, notSearched }: Searched,
  { read, isCut }: SearchResult,
): TraceDocument => ({
  kind: 'trace',
  schemaVersion: TRACE_VERSION,
  tool: { name: 'pipeline-trace', version: VERSION },
  question: { kind, value },
  ...answer,
  manifests: [...manifests],
  searched: {
    places: places.slice(0, LIMITS.tracePlaces),
    manifests: count,
    read: read.length,
    refused: refused.slice(0, LIMITS.traceRefused),
    notSearched: [
      ...notSearched,
      ...(answer.nodes.length >= LIMITS.traceNodes ? [`no more than ${LIMITS.traceNodes} things are shown`] : []),
      ...(isCut ? [`the search ended after ${LIMITS.traceRounds} rounds: there may be more`] : []),
      ...(refused.length > LIMITS.traceRefused ? [`${refused.length} files could not be read`] : []),
    ].slice(0, LIMITS.traceGaps),
  },
})

const write = (command: TraceCommand, document: TraceDocument, terminal: Terminal): Promise<CommandOutcome> => {
  const onTerminal = isShown(command, terminal)
  const format = command.format ?? (onTerminal ? 'text' : 'markdown')
  return writeAnswer(command, renderTrace(document, format, onTerminal && terminal.hasColour), toExitCode(document))
}

const toExitCode = ({ answer, searched }: TraceDocument): number => {
  if (answer !== 'found') return EXIT.negative
  return searched.refused.length + searched.notSearched.length > 0 ? EXIT.incomplete : EXIT.ok
}
