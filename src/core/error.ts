import { cutText } from './cut-text.ts'

/** The codes of `TraceError`. Tests and docs/troubleshooting.md use these codes as keys, not the message text. */
export type TraceErrorCode =
  | 'INPUT_INVALID'
  | 'USAGE'
  | 'FILE_UNREADABLE'
  | 'TOO_LARGE'
  | 'NOT_JSON'
  | 'SCHEMA_MISMATCH'
  | 'SCHEMA_MAJOR'
  | 'HTTP'
  | 'DEADLINE'
  | 'UNAVAILABLE'
  | 'PROXY'
  | 'PERMISSION'
  | 'UPLOAD'
  | 'SIGNING'
  | 'VERIFICATION'
  | 'WORKFLOW_FILE'
  | 'INTERNAL'

/**
 * The one error class of the project. `hint` is the reader's next step in their own terms: a permission to add, an
 * input to change.
 */
export class TraceError extends Error {
  readonly code: TraceErrorCode
  readonly hint: string | undefined

  constructor(code: TraceErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'TraceError'
    this.code = code
    this.hint = options.hint
  }
}

/**
 * Returns one line for a notice: the message, then the hint; never empty. Newlines are folded, so that no part of the
 * text can start a workflow command.
 */
export const toOneLine = (error: unknown): string => {
  const text = getErrorText(error)
    .replace(/[\r\n]+/g, ' ')
    .trim()
  return cutText(text === '' ? 'an error without a message' : text, 1000)
}

const getErrorText = (error: unknown): string => {
  if (error instanceof TraceError) {
    const { message, hint } = error
    return hint === undefined ? message : `${message}. ${hint}`
  }
  // Node gives some errors a code and no message.
  if (error instanceof Error) return error.message === '' ? getErrorName(error) : error.message
  return String(error)
}

const getErrorName = (error: Error & { readonly code?: unknown }): string =>
  typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
