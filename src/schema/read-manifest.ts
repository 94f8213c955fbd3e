import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'
import { cutText } from '../core/cut-text.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { parseJsonBytes } from '../core/parse-json.ts'
import { type JobManifest, jobManifest } from './job/job-manifest.ts'
import { FINDINGS_VERSION, type FindingsDocument, findingsDocument } from './run/finding.ts'
import { type RunManifest, runManifest } from './run/run-manifest.ts'
import { SCHEMA_VERSION } from './values/version.ts'

/** A manifest as read. Fields that this version does not know are dropped and counted. */
export type Read<T> = { readonly value: T; readonly unknownFields: number }

/** Reads the bytes of a job manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
export const readJobManifest = (bytes: Uint8Array): Read<JobManifest> =>
  read(bytes, { bytes: LIMITS.jobManifest, values: LIMITS.jobManifestValues }, jobManifest)

/** Reads the bytes of a run manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
export const readRunManifest = (bytes: Uint8Array): Read<RunManifest> =>
  read(bytes, { bytes: LIMITS.runManifest, values: LIMITS.runManifestValues }, runManifest)

/** Reads the bytes of a document of findings. @throws TraceError as the readers of manifests. */
export const parseFindings = (bytes: Uint8Array): Read<FindingsDocument> =>
  read(bytes, { bytes: LIMITS.runManifest, values: LIMITS.runManifestValues }, findingsDocument, FINDINGS_VERSION)

type Cap = { readonly bytes: number; readonly values: number }

const read = <T extends z.ZodMiniType>(
  bytes: Uint8Array,
  cap: Cap,
  schema: T,
  present = SCHEMA_VERSION,
): Read<z.output<T>> => {
  if (bytes.byteLength > cap.bytes)
    throw new TraceError('TOO_LARGE', `manifest of ${bytes.byteLength} bytes, limit ${cap.bytes}`)
  const raw = parseManifest(bytes, cap.values)
  refuseOtherMajor(raw, present)
  const parsed = safeParse(schema, raw)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new TraceError(
      'SCHEMA_MISMATCH',
      `not a valid manifest: ${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`,
    )
  }
  return { value: parsed.data, unknownFields: countFields(raw) - countFields(parsed.data) }
}

const parseManifest = (bytes: Uint8Array, maxValues: number): unknown => {
  try {
    return parseJsonBytes(bytes, maxValues)
  } catch (cause) {
    const isTooLarge = cause instanceof TraceError && cause.code === 'TOO_LARGE'
    if (isTooLarge) throw new TraceError('TOO_LARGE', `manifest of more than ${maxValues} values`, { cause })
    throw new TraceError('NOT_JSON', 'manifest is not JSON', { cause })
  }
}

const refuseOtherMajor = (raw: unknown, present: string): void => {
  const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined
  if (typeof version !== 'string') throw new TraceError('SCHEMA_MISMATCH', 'not a valid manifest: no schemaVersion')
  if (version.split('.')[0] !== present.split('.')[0])
    throw new TraceError('SCHEMA_MAJOR', `manifest of schema ${cutText(version, 20)}, this version reads ${present}`, {
      hint: 'Use the same major version of pipeline-trace in every job and in the report',
    })
}

const countFields = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFields(item), 0)
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countFields(item), 0)
}
