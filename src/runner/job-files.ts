import { closeSync, constants, fstatSync, openSync, writeFileSync } from 'node:fs'

/**
 * Appends to the file that the runner names in GITHUB_STEP_SUMMARY. The runner drops a file over 1 MiB as a whole, so
 * the caller must cut the text. Returns false if the runner gave no file or it cannot be written.
 */
export const writeSummary = (path: string | undefined, markdown: string): boolean => append(path, markdown)

/**
 * Sets values through one of the runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV), each in a heredoc
 * whose delimiter is no line of the value. A file that is absent or cannot be written is ignored, since it is no fault
 * of the job. The function is synchronous and uses no `node:crypto`: pre and main have no other waiting time, and
 * loading that module alone took longer than all their other work.
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
 * Returns whether it could be written. A step can have replaced the file: the function never waits for a pipe, never
 * writes through a link, and writes only to a regular file.
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
/** Windows has neither of the last two flags. */
const APPEND = O_WRONLY | O_APPEND | O_CREAT | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0)

/**
 * Returns a delimiter that does not occur in the value, so it needs no randomness. The runner ends a value at the first
 * line that equals the delimiter; lines end at LF, on Windows at CR LF too (actions/runner
 * src/Runner.Worker/FileCommandManager.cs, EnvFileKeyValuePairs).
 */
const heredoc = (name: string, value: string): string => {
  const lines = new Set(value.split(/\r?\n/))
  let count = 0
  while (lines.has(`end-${count}`)) count += 1
  return `${name}<<end-${count}\n${value}\nend-${count}\n`
}
