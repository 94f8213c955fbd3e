import { closeSync, constants, fstatSync, openSync, writeFileSync } from 'node:fs'

/**
 * Appends to the file that the runner names in GITHUB_STEP_SUMMARY. Over 1 MiB the runner drops the whole file, so the
 * caller cuts first. False when the runner gave no file or it cannot be written.
 */
export const writeSummary = (path: string | undefined, markdown: string): boolean => append(path, markdown)

/**
 * Sets values through one of the runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV), each in a heredoc
 * whose delimiter is no line of the value. A file that is absent or cannot be written is no fault of the job's.
 * Synchronous, and without `node:crypto`: pre and main wait for nothing else, and loading that module alone took them
 * longer than all the rest that they do.
 */
export const writeValues = (path: string | undefined, values: Readonly<Record<string, string | undefined>>): void => {
  append(
    path,
    Object.entries(values)
      .map(([name, value]) => (value === undefined ? '' : heredoc(name, value)))
      .join(''),
  )
}

/**
 * Whether it could be written. A step can have put something else in the file's place: a pipe is not waited for, a link
 * is not written through, and what is no regular file is left alone.
 */
const append = (path: string | undefined, text: string): boolean => {
  if (path === undefined || path === '') return false
  try {
    const file = openSync(path, APPEND, 0o600)
    try {
      if (!fstatSync(file).isFile()) return false
      writeFileSync(file, text)
      return true
    } finally {
      closeSync(file)
    }
  } catch {
    return false
  }
}

const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK, O_NOFOLLOW } = constants
/** Windows knows neither of the last two. */
const APPEND = O_WRONLY | O_APPEND | O_CREAT | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0)

/**
 * A delimiter that was looked for needs no chance. The runner ends a value at the first line that is the delimiter, lines
 * ending at LF, on Windows at CR LF too (actions/runner src/Runner.Worker/FileCommandManager.cs, EnvFileKeyValuePairs).
 */
const heredoc = (name: string, value: string): string => {
  const lines = new Set(value.split(/\r?\n/))
  let count = 0
  while (lines.has(`end-${count}`)) count += 1
  return `${name}<<end-${count}\n${value}\nend-${count}\n`
}
