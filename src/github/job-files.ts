import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'

/**
 * Appends to the file that the runner names in GITHUB_STEP_SUMMARY. Over 1 MiB the runner drops the whole file, so the
 * caller cuts first. False when the runner gave no file or it cannot be written.
 */
export const writeSummary = async (path: string | undefined, markdown: string): Promise<boolean> => {
  if (path === undefined || path === '') return false
  return appendFile(path, markdown).then(
    () => true,
    () => false,
  )
}

/**
 * Sets values through one of the runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV), each in a heredoc
 * with a delimiter that no value can hold (actions/runner src/Runner.Worker/FileCommandManager.cs). A file that is
 * absent or cannot be written is no fault of the job's.
 */
export const writeValues = async (
  path: string | undefined,
  values: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  if (path === undefined || path === '') return
  const lines = Object.entries(values).flatMap(([name, value]) => {
    const mark = `end-${randomUUID()}`
    return value === undefined ? [] : [`${name}<<${mark}\n${value}\n${mark}\n`]
  })
  await appendFile(path, lines.join('')).catch(() => undefined)
}
