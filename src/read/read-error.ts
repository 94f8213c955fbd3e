import { TraceError, type TraceErrorCode } from '../core/error.ts'

/** The error of a reader. Programs use `code`; `hint` is the next step, where there is one. */
export type ReadError = Error & { readonly code: TraceErrorCode; readonly hint: string | undefined }

/**
 * Whether an error is one of the readers: FILE_UNREADABLE, TOO_LARGE, NOT_JSON, SCHEMA_MISMATCH (another kind of
 * document, or an invalid one) or SCHEMA_MAJOR (another major version).
 */
export const isReadError = (error: unknown): error is ReadError => error instanceof TraceError
