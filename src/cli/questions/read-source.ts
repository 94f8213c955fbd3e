import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { RUN_MANIFEST_FILE } from '../../core/artifact-name.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseJsonBytes } from '../../core/parse-json.ts'
import { knownValues, redactThenCut } from '../../core/redact/redact.ts'
import { sha256Hex } from '../../io/digest.ts'
import { type Read, readRunManifest } from '../../schema/read-manifest.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'
import { readContent } from '../folder.ts'
import type { SourceOperand } from '../inputs/source-operands.ts'
import { readRun } from '../read-run.ts'
import { WITHOUT_TOKEN } from '../refusal.ts'
import { type OpenedRun, openOfflineRun, openOnlineRun, toManifest, toRefusalLine } from './open-run.ts'

/**
 * A run that the command line names, read. A manifest from a file is as the file has it: what is printed of it has to
 * be redacted.
 */
export type RunSource = {
  readonly manifest: RunManifest
  readonly signed: SourceSignature
  /** What the user named: a path, or the address of a run. */
  readonly place: string
  /** What is not known of the source itself, besides the gaps that its manifest names. */
  readonly gaps: readonly Gap[]
}

/**
 * `verified`: the bundle beside the manifest verifies with the trusted roots, is about these bytes, and its certificate
 * names this run. `unverified`: there is a bundle, and that does not hold; a gap has the reason. `unsigned`: there is
 * none.
 */
export type SourceSignature = 'verified' | 'unverified' | 'unsigned'

export type SourceAnswer =
  | { readonly kind: 'read'; readonly source: RunSource }
  /** A run on GitHub, or in a folder of its answers, that cannot be read at all. */
  | { readonly kind: 'refused'; readonly line: string }

export type SourceContext = {
  readonly now: () => number
  readonly progress: (line: string) => void
  /** A file with the Sigstore root of a user; undefined for the roots that come with the program. */
  readonly trustedRoot?: string | undefined
}

/**
 * Reads a run from any source that the command line names: an unpacked run artifact, the run manifest itself, a folder
 * that `fetch` wrote, or a run on GitHub.
 * @throws TraceError USAGE for a path that holds no such thing, and SCHEMA_MAJOR for a manifest of another major version.
 */
export const readSource = async (operand: SourceOperand, context: SourceContext): Promise<SourceAnswer> => {
  if (operand.kind === 'run') {
    const opened = await openOnlineRun(operand.online, context.now)
    if (opened.kind === 'refused') return opened
    if (operand.online.token === '') context.progress(WITHOUT_TOKEN)
    return observe(opened.wanted, operand.place, context)
  }
  const file = await findManifestFile(operand.path)
  return file === undefined
    ? observe(await openOfflineRun(operand.path, undefined), operand.path, context)
    : { kind: 'read', source: { ...(await readManifestSource(file, context.trustedRoot)), place: operand.path } }
}

const observe = async (wanted: OpenedRun, place: string, { progress }: SourceContext): Promise<SourceAnswer> => {
  const answer = await readRun(wanted, progress)
  if (answer.kind === 'refused') return { kind: 'refused', line: toRefusalLine(wanted, answer.refusal) }
  const manifest = await toManifest(wanted, answer.read, knownValues([wanted.token]))
  return { kind: 'read', source: { manifest, signed: 'unsigned', place, gaps: [] } }
}

/** Returns the file with the run manifest; undefined for a folder with answers of GitHub. */
const findManifestFile = async (path: string): Promise<string | undefined> => {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) throw unusable(`there is no ${path}`)
  if (stat.isFile()) return path
  const file = join(path, RUN_MANIFEST_FILE)
  const [answers, manifest] = await Promise.all(
    [join(path, 'run.json'), file].map(one => lstat(one).catch(() => undefined)),
  )
  return answers === undefined && manifest !== undefined ? file : undefined
}

/**
 * Reads a run manifest and the bundle beside it. Job manifests beside them are not read: the run manifest has what they
 * have, and its signature covers it.
 * @throws TraceError USAGE for a file that is no run manifest.
 */
export const readManifestSource = async (file: string, trustedRoot?: string): Promise<RunSource> => {
  const content = await readContent(file, LIMITS.runManifest)
  if (content.state !== 'read')
    throw unusable(`${file} cannot be read: ${content.state === 'missing' ? 'it is not there' : content.reason}`)
  const { value: manifest, unknownFields } = readManifest(file, content.bytes)
  const { signed, gaps } = await checkSignature(file, manifest, content.bytes, trustedRoot)
  return { manifest, signed, place: file, gaps: [...gaps, ...(unknownFields > 0 ? [unknown(unknownFields)] : [])] }
}

const readManifest = (file: string, bytes: Uint8Array): Read<RunManifest> => {
  try {
    return readRunManifest(bytes)
  } catch (error) {
    if (error instanceof TraceError && error.code === 'SCHEMA_MAJOR')
      throw new TraceError('SCHEMA_MAJOR', `${file}: ${error.message}`, {
        hint: 'Read it with a pipeline-trace of its own major version',
      })
    const kind = readKind(bytes)
    throw unusable(
      kind === undefined || kind === 'run-manifest'
        ? `${file} cannot be read: ${redactThenCut(toOneLine(error), 300)}`
        : `${file} is a document of kind ${redactThenCut(kind, 60)}, not a run manifest`,
    )
  }
}

const readKind = (bytes: Uint8Array): string | undefined => {
  try {
    const value = parseJsonBytes(bytes, LIMITS.runManifestValues)
    return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
      ? value.kind
      : undefined
  } catch {
    return undefined
  }
}

type SignatureCheck = Pick<RunSource, 'signed' | 'gaps'>

/** The verifier is loaded for a bundle alone. Without a root the shipped ones apply, as in `verify`. */
const checkSignature = async (
  file: string,
  manifest: RunManifest,
  bytes: Uint8Array,
  trustedRoot: string | undefined,
): Promise<SignatureCheck> => {
  const bundle = await readContent(file.replace(/(\.json)?$/, '.sigstore.json'), LIMITS.bundle)
  if (bundle.state === 'missing') return { signed: 'unsigned', gaps: [] }
  if (bundle.state === 'refused') return unverified(`the bundle cannot be read: ${bundle.reason}`)
  const [{ verifyBundle }, { readTrustedRoots }, { checkContent }] = await Promise.all([
    import('../../verify/bundle/verify-bundle.ts'),
    import('../../verify/bundle/trusted-roots.ts'),
    import('../../verify/verify-document.ts'),
  ])
  const material = { roots: await readTrustedRoots(trustedRoot), keys: [] }
  const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material)
  const document = { kind: 'run', manifest, digestHex: sha256Hex(bytes) } as const
  const failed = [...verified.checks, ...checkContent(verified, document, {})].find(({ result }) => result === 'fail')
  if (failed !== undefined) return unverified(`${failed.id}: ${failed.reason}`)
  return verified.ok ? { signed: 'verified', gaps: [] } : unverified('the bundle does not verify')
}

const unverified = (why: string): SignatureCheck => ({
  signed: 'unverified',
  gaps: [{ field: 'signature', reason: 'malformed', source: 'certificate', detail: redactThenCut(why, 300) }],
})

const unknown = (fields: number): Gap => ({
  field: 'manifest',
  reason: 'not-readable',
  detail: `${fields} fields are of a later version of the schema, and were not read`,
})

const unusable = (message: string): TraceError =>
  new TraceError('USAGE', message, {
    hint: `Give the folder of an unpacked pipeline-trace-run artifact, its ${RUN_MANIFEST_FILE}, a folder that pipeline-trace fetch made, or the address of a run`,
  })
