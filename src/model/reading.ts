import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'
import { cutText } from './cut-text.ts'
import { TraceError } from './error.ts'
import { type JobManifest, jobManifest } from './job-manifest.ts'
import { nestsTooDeep } from './json-depth.ts'
import { LIMITS } from './limits.ts'
import { type RunManifest, runManifest } from './run-manifest.ts'
import { SCHEMA_VERSION } from './version.ts'

/** A manifest as read: fields that this version does not know are dropped and counted. */
export type Read<T> = { readonly value: T; readonly unknownFields: number }

/** Reads the bytes of a job manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
export const readJobManifest = (bytes: Uint8Array): Read<JobManifest> => read(bytes, LIMITS.jobManifest, jobManifest)

/** Reads the bytes of a run manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
export const readRunManifest = (bytes: Uint8Array): Read<RunManifest> => read(bytes, LIMITS.runManifest, runManifest)

const read = <T extends z.ZodMiniType>(bytes: Uint8Array, cap: number, schema: T): Read<z.output<T>> => {
  if (bytes.byteLength > cap) throw new TraceError('TOO_LARGE', `manifest of ${bytes.byteLength} bytes, limit ${cap}`)
  const raw = parseJson(bytes)
  refuseOtherMajor(raw)
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

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (nestsTooDeep(text)) throw new Error('nested too deep')
    // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
  } catch (cause) {
    throw new TraceError('NOT_JSON', 'manifest is not JSON', { cause })
  }
}

const refuseOtherMajor = (raw: unknown): void => {
  const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined
  if (typeof version !== 'string') throw new TraceError('SCHEMA_MISMATCH', 'not a valid manifest: no schemaVersion')
  if (version.split('.')[0] !== SCHEMA_VERSION.split('.')[0])
    throw new TraceError(
      'SCHEMA_MAJOR',
      `manifest of schema ${cutText(version, 20)}, this version reads ${SCHEMA_VERSION}`,
      {
        hint: 'Use the same major version of pipeline-trace in every job and in the report',
      },
    )
}

const countFields = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFields(item), 0)
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countFields(item), 0)
}
