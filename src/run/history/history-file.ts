import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import * as z from 'zod/mini'
import { canonicalSize } from '../../core/canonical-json.ts'
import { cutText } from '../../core/cut-text.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseJsonBytes } from '../../core/parse-json.ts'
import { HISTORY_VERSION, type History, history } from '../../schema/history/history.ts'

/** A stored history: the bytes, and the runs that fit into them. */
export type HistoryFile = { readonly bytes: Uint8Array; readonly runs: number }

/**
 * Compresses a history. Runs repeat each other, farther apart than the 32 KiB that gzip looks back, so it is Brotli
 * (RFC 7932). Where the result is over the cap, the oldest runs are left out.
 */
export const encodeHistory = (value: History): HistoryFile => {
  let runs = value.runs
  for (;;) {
    const text = new TextEncoder().encode(JSON.stringify({ ...value, runs }))
    // A text over its cap is not compressed: that alone would take seconds.
    const bytes = text.byteLength > LIMITS.historyInflated ? undefined : compress(text)
    const excess = Math.max(
      text.byteLength / LIMITS.historyInflated,
      (bytes?.byteLength ?? 0) / LIMITS.historyStored,
      canonicalSize({ ...value, runs }).values / LIMITS.historyValues,
    )
    if (bytes !== undefined && (excess <= 1 || runs.length <= 1)) return { bytes, runs: runs.length }
    runs = runs.slice(0, Math.max(1, Math.min(Math.floor((runs.length * MARGIN) / excess), runs.length - 1)))
  }
}

/** Later runs may be larger than the average that includes the oldest. */
const MARGIN = 0.95

/** Of the eleven qualities, 9 is the last that takes no multiple of the time; the window holds the whole history. */
const QUALITY = 9

const compress = (text: Uint8Array): Uint8Array =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
    },
  })

/** What a history must be of. */
export type HistoryOwner = { readonly repository: string; readonly workflow: string }

/**
 * Reads a stored history. Sizes and values are capped before anything is parsed.
 * @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR, or SCHEMA_MISMATCH, also for the history of another workflow.
 */
export const decodeHistory = (bytes: Uint8Array, owner: HistoryOwner): History => {
  if (bytes.byteLength > LIMITS.historyStored)
    throw new TraceError('TOO_LARGE', `history of ${bytes.byteLength} bytes, limit ${LIMITS.historyStored}`)
  const found = readText(decompress(bytes))
  const { repository, workflow } = found
  if (repository.toLowerCase() !== owner.repository.toLowerCase() || workflow !== owner.workflow)
    throw new TraceError('SCHEMA_MISMATCH', 'the history of another repository or workflow')
  return found
}

/** Reads the history of any workflow, as JSON or as stored. @throws TraceError as `decodeHistory`. */
export const parseHistory = (bytes: Uint8Array): History => {
  // A stored history begins with the header of Brotli, JSON with a bracket or white space.
  const isJson = bytes.byteLength === 0 || JSON_START.includes(bytes[0] ?? 0)
  const cap = isJson ? LIMITS.historyInflated : LIMITS.historyStored
  if (bytes.byteLength > cap) throw new TraceError('TOO_LARGE', `history of ${bytes.byteLength} bytes, limit ${cap}`)
  return readText(isJson ? bytes : decompress(bytes))
}

const JSON_START = [...'{ \n\r\t'].map(character => character.charCodeAt(0))

const readText = (text: Uint8Array): History => {
  const raw = parseJsonBytes(text, LIMITS.historyValues)
  refuseOtherVersion(raw)
  const parsed = z.safeParse(history, raw)
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new TraceError('SCHEMA_MISMATCH', `not a valid history: ${cutText(path, 100)}`)
  }
  return parsed.data
}

const decompress = (bytes: Uint8Array): Uint8Array => {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: LIMITS.historyInflated })
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new TraceError('TOO_LARGE', `history of more than ${LIMITS.historyInflated} bytes`, { cause })
    throw new TraceError('NOT_JSON', 'the history is corrupt', { cause })
  }
}

const refuseOtherVersion = (raw: unknown): void => {
  const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined
  if (typeof version !== 'string') throw new TraceError('SCHEMA_MISMATCH', 'not a valid history: no schemaVersion')
  if (version.split('.')[0] !== HISTORY_VERSION.split('.')[0])
    throw new TraceError(
      'SCHEMA_MAJOR',
      `history of version ${cutText(version, 20)}, this version reads ${HISTORY_VERSION}`,
    )
}
